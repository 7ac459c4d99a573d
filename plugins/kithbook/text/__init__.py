"""Leaves of the tree: findings, dates, YAML with positions, words. Nothing here knows of people."""
