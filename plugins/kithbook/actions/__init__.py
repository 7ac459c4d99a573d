"""What can be done with a book, whichever door asks for it: values in, edits or a refusal out."""
