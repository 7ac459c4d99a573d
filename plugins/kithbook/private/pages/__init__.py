"""The pages of the private site, one module each: what was found goes in, a page comes out."""
