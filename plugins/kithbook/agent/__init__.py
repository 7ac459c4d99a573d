"""The door for assistants: read-only answers over stdio, and proposals that the owner applies."""
