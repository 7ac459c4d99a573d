"""What pages and commands show of a book, built once below them."""
