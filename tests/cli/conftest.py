"""The session in which commands are run, for every test of the command line."""

from __future__ import annotations

from tests.cli.transcript import session

__all__ = ["session"]
