"""What may leave the book: computed from people's consents, written into the airlock."""
