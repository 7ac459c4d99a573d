"""The public site: reads content/public and the airlock, and nothing else of the book."""
