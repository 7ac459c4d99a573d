"""Introductions as records: the state that follows from their dates."""
