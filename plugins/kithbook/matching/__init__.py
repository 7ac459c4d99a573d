"""Which text answers which: words, near-words and a small static model, offline."""
