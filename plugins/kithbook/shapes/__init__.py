"""The shapes of JSON answers, the same at every door: documented keys, people by id."""
