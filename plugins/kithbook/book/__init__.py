"""The book: its records, how they are read, checked and written."""
