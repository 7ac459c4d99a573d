"""What the public page and the book both know: the airlock, the forms, their words, the walls."""
