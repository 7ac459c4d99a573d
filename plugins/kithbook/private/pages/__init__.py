"""The pages of the private site, one module each: a desk goes in, finished pages come out."""
