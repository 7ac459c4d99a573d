"""Into the book and out of it: address books of other programs, calendars, and what is kept."""
