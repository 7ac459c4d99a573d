"""Exports of form services: CSV and JSON in any shape, columns found by what they are called.

What tells where somebody sat (addresses of machines, browsers, referring pages) and the services'
own keys are never taken over.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from email.utils import parsedate_to_datetime
from io import StringIO

from kithbook.requests.form_fields import HONEYPOTS, TEXTS, field_of
from kithbook.requests.incoming import Incoming, from_fields
from kithbook.requests.wording import decode

MAX_TABLE = 20_000_000
MAX_ROWS = 5_000
_WRAPPERS = ("submissions", "data", "items", "results", "entries", "responses", "rows")
_TRACE = re.compile(
    r"(^|[\W_])(ip|ips|ip ?address|user ?agent|ua|referr?er|browser|device|os|platform|captcha"
    r"|cookie|token|access ?key|api ?key|fingerprint|session|latitude|longitude|geo|country|region"
    r"|city|location|spam|status|id|uuid|number|form|form ?name|subject|redirect|next|template"
    r"|url|page)"
    r"($|[\W_])",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"\s*(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]{0,4}(:[0-9a-f]{0,4}){3,7})\s*",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


def read_csv(raw: bytes, today: date) -> Iterator[Incoming]:
    """The requests in a CSV file; raises ValueError where no column is one of ours."""
    text = _text(raw)
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        header = next(reader, [])
    except csv.Error as fault:
        raise ValueError(f"its first line cannot be read: {fault}") from fault
    names = [" ".join(cell.split()) for cell in header]
    if not _is_ours(names):
        raise ValueError("no column is called name, email, how_found or why")
    for row in _rows(reader):
        cells = dict(zip(names, row, strict=False))
        if made := _incoming(cells, today):
            yield made


def read_json(raw: bytes, today: date) -> Iterator[Incoming]:
    """The requests in a JSON file or in lines of JSON; raises ValueError where there is none."""
    text = _text(raw)
    try:
        values = [json.loads(text)]
    except RecursionError:
        raise ValueError("it is nested too deeply to be an export") from None
    except ValueError:
        values = list(_lines_of_json(text))
    records = [record for value in values for record in _records(value)][:MAX_ROWS]
    if not any(_is_ours(record) for record in records):
        raise ValueError("no record has a key name, email, how_found or why")
    for record in records:
        if made := _incoming(record, today):
            yield made


def _text(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decode(raw, "utf-16").replace("\0", "")
    return decode(raw.removeprefix(b"\xef\xbb\xbf")).replace("\0", "")


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max(",;\t|", key=head.count)


def _rows(reader: Iterable[list[str]]) -> Iterator[list[str]]:
    """The rows that can be read; a field beyond all measure ends the file."""
    rows = iter(reader)
    for _ in range(MAX_ROWS):
        try:
            yield next(rows)
        except (StopIteration, csv.Error):
            return


def _is_ours(names: Iterable[str]) -> bool:
    known = {field_of(name) for name in names}
    return bool(known & {"email", "name", *TEXTS}) and bool(known & {"how_found", "why", "wants"})


def _lines_of_json(text: str) -> Iterator[object]:
    for line in text.splitlines():
        if line.strip():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError) as fault:
                raise ValueError("it is not JSON") from fault


def _records(value: object, depth: int = 0) -> Iterator[Mapping[str, str]]:
    """Flat records, wherever an export keeps them."""
    if depth > 4:
        return
    if isinstance(value, list):
        for one in value:
            yield from _records(one, depth + 1)
    elif isinstance(value, dict):
        inner = [value[key] for key in _WRAPPERS if isinstance(value.get(key), (list, dict))]
        if inner:
            outer = ((str(key), _cell(one)) for key, one in value.items())
            dates = {key: text for key, text in outer if field_of(key) == "received" and text}
            for one in inner:
                for record in _records(one, depth + 1):
                    yield {**dates, **record}
        else:
            yield {str(key): _cell(one) for key, one in value.items()}


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(_cell(one) for one in value if isinstance(one, (str, int)))
    return "" if value is None or isinstance(value, dict) else str(value)


def _incoming(cells: Mapping[str, str], today: date) -> Incoming | None:
    fields: dict[str, str] = {}
    rest: dict[str, str] = {}
    for column, value in cells.items():
        bare = column.strip().lower()
        name = bare if bare in HONEYPOTS else field_of(column)
        if name:
            fields[name] = fields.get(name) or value
        elif value.strip() and not _TRACE.search(column) and not _MACHINE.fullmatch(value):
            rest[column] = value
    if not fields.get("name"):
        parts = (fields.get("first_name", ""), fields.get("last_name", ""))
        fields["name"] = " ".join(part for part in parts if part)
    if not any(value.strip() for value in (*fields.values(), *rest.values())):
        return None
    return from_fields(fields, rest, _day(fields.get("received", "")), today)


def _day(written: str) -> date | None:
    """A day as exports write it; of 3/4/2026 nobody knows, and none is taken."""
    text = written.strip()
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    found = _NUMERIC.match(text)
    try:
        if found:
            first, second, year = (int(part) for part in found.groups())
            if "." in text or first > 12:
                return date(year, second, first)
            return date(year, first, second) if second > 12 else None
        return parsedate_to_datetime(text).date() if text else None
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
