"""The coach: rules as data, read by a small engine here and by one in the page."""

from __future__ import annotations

from functools import cache

from kithbook.coach.engine import Advice, Coach, Finding, Kind, Level, Wish, load_rules, shown

__all__ = ["Advice", "Coach", "Finding", "Kind", "Level", "Wish", "coach", "shown"]


@cache
def coach() -> Coach:
    """The coach with the rules that come with the package."""
    return Coach(load_rules())
