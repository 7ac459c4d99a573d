"""Reads a calendar with icalendar, and on which days of some years its events fall.

Run by the Python of build/peers: `events.py FILE.ics YEAR…`; prints what it found as JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time
from importlib import import_module
from pathlib import Path
from typing import Any

# Of another environment, which our own checks do not know.
calendars, rules = import_module("icalendar"), import_module("dateutil.rrule")


def days_of(event: Any, years: list[int]) -> list[str]:  # noqa: ANN401 - of another environment
    """The days of some years on which a repeated event falls."""
    begins = datetime.combine(event["DTSTART"].dt, time())
    rule = rules.rrulestr(event["RRULE"].to_ical().decode(), dtstart=begins)
    first, last = date(min(years), 1, 1), date(max(years), 12, 31)
    between = (datetime.combine(day, time()) for day in (first, last))
    found = rule.between(*between, inc=True)
    return [f"{day:%Y-%m-%d}" for day in found if day.year in years]


def main(path: str, *asked: str) -> None:
    """Prints what a file holds."""
    calendar = calendars.Calendar.from_ical(Path(path).read_bytes())
    years = list(map(int, asked))
    events = calendar.walk("VEVENT")
    days: dict[str, list[str]] = {}
    for event in events:
        found = days.setdefault(str(event["SUMMARY"]), [])
        found += days_of(event, years) if "RRULE" in event else []
    faults = [str(fault) for one in calendar.walk() for fault in one.errors]
    print(json.dumps({"events": len(events), "days": days, "odd": faults}))


main(*sys.argv[1:])
