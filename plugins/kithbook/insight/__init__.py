"""Questions put to a network. Pure: the day is passed in, nothing is read or written."""
