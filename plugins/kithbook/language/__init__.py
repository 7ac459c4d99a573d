"""One folder a language: all that the product says or reads in it, as data."""
