"""Kithbook: plain-text accounting, but for relationships."""
