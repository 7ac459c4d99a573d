"""Requests from outside: read from any mail or table, filed, weighed and answered."""
