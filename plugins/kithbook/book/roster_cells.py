"""What the cells of an address book say: one text, several values, a number, a day."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kithbook.book.meant_values import meant_days
from kithbook.language.small_words import in_any_language
from kithbook.text.addresses import bare_address
from kithbook.text.dates import NO_YEAR, DateFault, PartialDate, parse_date
from kithbook.text.words import fold, unquoted

Columns = tuple[int, ...]
_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED_MONTH = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4}|\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_COMPACT = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?|--(\d{2})-?(\d{2})(?:T.*)?")
_NO_DAY = re.compile(r"[0/.\- :]*")
_BETWEEN = " ::: "
_SEVERAL = re.compile(r"\s*(?::::|[;\n\r|])\s*|,\s+")
_BETWEEN_PAGES = re.compile(r"\s+(?::::\s+)?")
_CUT_SHORT = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)
_FRAME = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069"))
_ADDRESS = re.compile(r"[^\s<>,;/|()\"']+@[^\s<>,;/|()\"']+")
_RULE = re.compile(r":?-{3,}:?|={3,}|_{3,}")
_OF_RULES = frozenset("-:=_ \t")
_FORMULA = frozenset("=+-@")
_WHOLE_NUMBER = 6
"""So many figures make a number that can stand alone."""
_EVERYBODY = ("mycontacts", "my contacts")
_OPENING, _CLOSING = ("\u201c", "\u201e"), ("\u201d", "\u201c")
_CROSS = re.compile("[\u2020\u271d]")
_NOT_DEAD = ("", "no", "false", "0", "nein", "non", "n")
DIED = "Died"
"""The event of a table in the layout of Google Contacts by which somebody is dead."""


def one_text(row: list[str], columns: Columns) -> str:
    """The first text in some columns, in one line; of several values in a cell the first."""
    for column in columns:
        if column < len(row) and (text := " ".join(row[column].split())):
            text = unmarked(text) if text[0] == "'" else text
            return text.partition(_BETWEEN)[0].strip() if _BETWEEN in text else text
    return ""


def every_text(
    row: list[str], columns: Columns, between: re.Pattern[str] = _SEVERAL
) -> tuple[str, ...]:
    """All values in some columns, each once."""
    cells = [row[column] for column in columns if column < len(row) and row[column]]
    if not cells:
        return ()
    texts = (" ".join(text.split()) for cell in cells for text in between.split(cell))
    return tuple(dict.fromkeys(filter(None, texts)))


def web_pages(row: list[str], columns: Columns) -> tuple[str, ...]:
    """Web addresses, which may hold signs that stand between other values."""
    return every_text(row, columns, _BETWEEN_PAGES)


def addresses(row: list[str], columns: Columns) -> tuple[str, ...]:
    """E-mail addresses without the names around them."""
    texts = every_text(row, columns)
    if any(text.count("@") > 1 for text in texts):
        texts = tuple(itertools.chain(*(_ADDRESS.findall(text) for text in texts)))
    found = (bare_address(text.strip(" ,;'")) for text in texts)
    return tuple(dict.fromkeys(filter(None, found)))


def numbers(row: list[str], columns: Columns) -> tuple[str, ...]:
    """Telephone numbers without the marks and quotes that programs put around them."""
    texts = (one for text in every_text(row, columns) for one in _numbers_in(text))
    return tuple(dict.fromkeys(filter(None, map(plain_number, texts))))


def _numbers_in(text: str) -> list[str]:
    """The numbers in a text; a stroke may stand in one, and between two whole ones."""
    if "/" not in text:
        return [text]
    parts = text.split("/")
    whole = all(sum(map(str.isdigit, part)) >= _WHOLE_NUMBER for part in parts)
    return parts if whole else [text]


def is_rule(row: Sequence[str]) -> bool:
    """Whether a row is the line of hyphens below the head of a table in a text."""
    for cell in row:
        if cell and cell[0] not in _OF_RULES:
            return False
    told = [cell.strip() for cell in row if cell and not cell.isspace()]
    return bool(told) and all(map(_RULE.fullmatch, told))


def unmarked(text: str) -> str:
    """A text without the apostrophe that keeps a spreadsheet from reading it as a formula."""
    marked = text[:1] == "'" and text[1:2] in _FORMULA and text[-1:] != "'"
    return text[1:] if marked else text


def between_curly_quotes(row: list[str], sign: str) -> list[str]:
    """A row whose cells are put together that a text between curly quotes was cut into."""
    cells: list[str] = []
    begun = False
    for cell in row:
        if begun:
            cells[-1] = f"{cells[-1]}{sign}{cell}"
        else:
            cells.append(cell)
        opened = begun or cell.strip().startswith(_OPENING)
        begun = opened and not cell.strip().endswith(_CLOSING)
    return [unquoted(cell.strip()) if cell.strip().startswith(_OPENING) else cell for cell in cells]


def plain_number(text: str) -> str:
    """A number as somebody would write it."""
    text = text.translate(_FRAME).strip().removeprefix("=").strip("\"'")
    return text[4:].partition(";")[0] if text.lower().startswith("tel:") else text


def is_cut_short(number: str) -> bool:
    """Whether a spreadsheet has made a sum of a number, such as 1.71356E+10."""
    return _CUT_SHORT.fullmatch(number) is not None


def groups(row: list[str], columns: Columns) -> tuple[str, ...]:
    """Labels and groups in some columns."""
    return labels(every_text(row, columns))


def labels(texts: Iterable[str]) -> tuple[str, ...]:
    """Labels and groups, but the one that holds everybody."""
    found = (" ".join(text.split()).removeprefix("* ") for text in texts)
    return tuple(dict.fromkeys(one for one in found if one and one.lower() not in _EVERYBODY))


def paragraphs(row: list[str], columns: Columns) -> str:
    """Notes as they are, lines and all."""
    return "\n".join(row[column].strip() for column in columns if column < len(row)).strip()


@lru_cache(maxsize=4096)
def day_in(text: str, *, born: bool = False) -> PartialDate | None:
    """A day in one of the ways of address books; raises DateFault for one that could be two.

    Where somebody was `born` on it, so could one whose year has two digits.
    """
    if _NO_DAY.fullmatch(text):
        return None
    for shape, order in ((_NAMED_MONTH, "dmy"), (_DOTTED, "dmy"), (_COMPACT, "ymd")):
        if found := shape.fullmatch(text):
            return _known_day([part for part in found.groups() if part], order, born=born)
    if found := _SLASHED.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        if (first > 12) == (second > 12) and first != second:
            raise DateFault("either number could be the month")
        return _known_day(list(found.groups()), "dmy" if first > 12 else "mdy", born=born)
    meant = meant_days(text, yearless=True)
    return _yearless(parse_date(meant[0] if len(meant) == 1 else text))


def _known_day(parts: list[str], order: str, *, born: bool) -> PartialDate:
    if len(parts) < len(order):
        return parse_date(f"--{parts[0]}-{parts[1]}")
    told = dict(zip(order, parts, strict=True))
    month = told["m"].lower()
    number = _SHORT_MONTHS.index(month) + 1 if month in _SHORT_MONTHS else month
    if not str(number).isdigit():
        raise DateFault(f'"{month}" is no month')
    short = len(told["y"]) < len("2026")
    if short and born:
        raise DateFault("the year could be of two centuries")
    year = f"20{told['y']}" if short else told["y"]
    return _yearless(parse_date(f"{year}-{int(number):02}-{int(told['d']):02}"))


def day_of_parts(year: str, month: str, day: str) -> PartialDate | None:
    """A day whose parts stand apart, each in figures or empty; raises DateFault for one of none."""
    told = [part.strip().strip("0") and part.strip() for part in (year, month, day)]
    if not any(told):
        return None
    if not all(part.isdecimal() for part in told if part) or (told[2] and not told[1]):
        raise DateFault("its parts are no figures of a day")
    parts = [f"{int(part):02}" for part in told[1:] if part]
    return _yearless(parse_date("-".join((f"{int(told[0]):04}" if told[0] else "-", *parts))))


def _yearless(day: PartialDate) -> PartialDate:
    return PartialDate(None, day.month, day.day) if day.year == NO_YEAR else day


def names_nobody(row: Sequence[str], name: str) -> str:
    """`nobody` where a name says that there is none, `sum` where a row is one; else nothing."""
    said = fold(name).replace(" ", "_").rstrip(":")
    if said in in_any_language("nobody"):
        return "nobody"
    first = next((cell for cell in row if cell and not cell.isspace()), "")
    counts = any(map(str.isdigit, name)) and _is_sum(first)
    return "sum" if _is_sum(name) or counts else ""


def _is_sum(text: str) -> bool:
    return fold(text).strip(" :.=").replace(" ", "_") in in_any_language("sums")


def is_told_dead(row: list[str], columns: Columns, name: str) -> bool:
    """Whether a row has a day of death, in its column or as an event called `DIED`, or a cross.

    The event is as Google Contacts has it.
    """
    if _CROSS.search(name) or one_text(row, columns).lower() not in _NOT_DEAD:
        return True
    return any(cell == DIED and day.strip() for cell, day in itertools.pairwise(row) if cell)
