"""Who should meet: pairs of the book, a reason for each side, and what speaks against it."""
