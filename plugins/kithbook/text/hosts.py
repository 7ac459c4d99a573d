"""Machines that publish whatever they build, by the names that they set in the environment."""

from __future__ import annotations

from collections.abc import Mapping

HOSTS = ("CI", "GITHUB_ACTIONS", "NETLIFY", "READTHEDOCS", "CF_PAGES", "VERCEL")
_OFF = ("", "0", "false", "no")


def host_in(environment: Mapping[str, str]) -> str:
    """The first of the names that is set; empty on any other machine."""
    return next((name for name in HOSTS if environment.get(name, "").lower() not in _OFF), "")
