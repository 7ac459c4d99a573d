"""The theme named kithbook: nothing of its own, for the plugin sets each page."""
