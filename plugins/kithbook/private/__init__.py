"""The private reference site."""
