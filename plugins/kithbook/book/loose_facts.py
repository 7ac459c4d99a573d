"""Lines of a note that are an address, a number or a birthday and no field: they are told."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from kithbook.book.log_lines import HEADING, is_log
from kithbook.book.meant_values import days_asked
from kithbook.book.other_keys import is_which_way, ours
from kithbook.book.written_days import month_named, told_from_today
from kithbook.language.small_words import in_any_language
from kithbook.text.dates import is_date
from kithbook.text.open_fence import OpenFence
from kithbook.text.problems import Problem
from kithbook.text.source import Source
from kithbook.text.words import fold, listed

_LEAD = r"[ \t]*(?:[-+•][ \t]+|[^\w\s<(+#\[@|>*\u2020-]+\ufe0f?[ \t]*)?"
_NAMED_MAIL = re.compile(
    rf"{_LEAD}[^\W\d_][\w .'-]{{0,40}}[ \t]+"
    r"[<(](?P<value>[^\s<>()@]+@[\w-]+(?:\.[\w-]+)+)[>)][ \t]*"
)
_QUALIFIED = r"(?:[ ]?\([^()\n]{1,20}\))?"
_MAIL = re.compile(
    rf"{_LEAD}(?:(?P<key>[^\W\d_][\w-]{{0,12}}(?:[ .-][^\W\d_]+)?{_QUALIFIED})"
    r"(?P<colon>[ \t]?[:=>\u2013\u2014-])?[ \t]+)?"
    r"<?(?P<value>[^\s@<>:,;()\[\]]+@[\w-]+(?:\.[\w-]+)+)>?[ \t]*"
)
_EXTENSION = r"(?:[ \t]*(?:ext\.?|x|App\.?|Durchwahl|DW)[ \t]*\d{1,5})?"
_NUMBER = (
    r"(?P<value>(?:(?:\+|\(?0)[\d ()./\u2013-]{6,}\d|\(?[2-9]\d\d\)?[ .-]\d{3}[ .-]\d{4})"
    rf"{_EXTENSION})"
)
_PHONE = re.compile(
    rf"{_LEAD}(?:(?P<key>[^\W\d_][^\W\d_ .-]*(?:[ .-]{{1,2}}[^\W\d_]+)?{_QUALIFIED})"
    r"\.?(?::|[ \t][=>\u2013\u2014-])?[ \t]*)?"
    rf"{_NUMBER}(?:[ \t]*\(?[^\W\d_]{{1,10}}\)?)?[ \t]*"
)
_BORN = re.compile(
    rf"{_LEAD}(?:(?P<key>[^\W\d_][\w-]*\.?(?:[ \t][^\W\d_]+)?)[ \t]*[:=>\u2013\u2014-]?[ \t]+"
    r"|(?P<star>[*\u2020\U0001f382\U0001f388\U0001f973\u26b0])\ufe0f?[ \t]?)"
    r"(?P<value>\S.{2,40})"
)
_PROFILE = re.compile(
    rf"{_LEAD}(?:LinkedIn[ \t]*:?[ \t]*)?"
    r"(?P<value>(?:https?://)?(?:[\w-]+\.)?linkedin\.com/in/[^\s/?#]+/?)[ \t]*",
    re.IGNORECASE,
)
_LAST = re.compile(rf"{_LEAD}(?P<key>[^\W\d_][\w ]{{3,24}}):[ \t]*(?P<value>\S.{{2,24}})")
_BESIDE = re.compile(r"[<(](?:mailto:)?(?P<value>[^\s<>()@]+@[\w-]+(?:\.[\w-]+)+)[>)]")
_PLACE = re.compile(r"(?<=\d)\s+(?:in|near|bei|at|\u00e0)\s+[^\W\d_].*$")
_FIGURE = re.compile(r"[\d@:]|linkedin", re.IGNORECASE)
# A line with a figure near its head; the quantifier keeps what it took, so that a search is quick.
_FIGURED = re.compile(r"^[^\d\n]{0,26}+\d[^\n]{0,24}$", re.MULTILINE)
_LONGEST = 70
_ENTRY = "Write it as an entry under ## Log, with its day: - DATE KIND: text"
_DEAD = "\u2020\u26b0"


class _Fact(NamedTuple):
    """A line that says something of somebody: where, what stands there, and the field to write."""

    at: int
    said: str
    field: str


def loose_facts(
    source: Source, body: int, fields: Container[int], known: str, told: Iterable[Problem] = ()
) -> Iterator[tuple[Problem, str]]:
    """The finding that tells of such lines at the head of a note, once for the file.

    A line that tells of a contact has its own, with the day where it is one for sure; one that is
    `told` already has none.

    `fields` are lines that are read as a key, and `known` the text of all keys: what stands there
    already is no news.
    """
    facts = [one for one in _facts(source, body, fields) if one.said not in known]
    lines = {one.location.line for one in told} if facts else set()
    facts = [one for one in facts if source.location(one.at).line not in lines]
    yield from (_of_contact(source, one) for one in facts if not one.field)
    facts = [one for one in facts if one.field]
    if not facts:
        return
    said = listed((f'"{one.said}"' for one in facts), "and")
    what = (
        "is a line of the notes and no key"
        if not facts[1:]
        else "are lines of the notes and no keys"
    )
    ways = ", ".join(dict.fromkeys(one.field for one in facts))
    where = "on a line of its own" if not facts[1:] else "each on its line"
    message = f"{said} {what}, so nothing is read of {'it' if not facts[1:] else 'them'}"
    yield source.problem(facts[0].at, "loose-fact", message, f"Write {ways}, {where}"), ""


def _of_contact(source: Source, one: _Fact) -> tuple[Problem, str]:
    """What is told of a line that says when somebody was last seen, on no day or one of two."""
    days = days_asked(one.said.partition(":")[2].strip())
    if not days:
        message = f'"{one.said}" says no day of the calendar'
        return source.problem(one.at, "unknown-key", message, _ENTRY), ""
    message = f'"{one.said}" has a day and is no entry, so it does not count'
    lines = " or ".join(f"- {day} KIND: text" for day in days)
    told = source.problem(one.at, "unknown-key", message, f"Write it under ## Log: {lines}")
    return told, days[0] if not days[1:] else ""


def _facts(source: Source, body: int, fields: Container[int]) -> Iterator[_Fact]:
    ends = _head_ends(source.text, body)
    signed = any(source.text.find(sign, body, ends) >= 0 for sign in ("@", "inkedin."))
    if not (signed or _FIGURED.search(source.text, body, ends)):
        return
    head = True
    for offset, text in OpenFence().outside(source.lines(body)):
        if text[:1] == "#" and (heading := HEADING.match(text)):
            title = "_".join(fold(heading["title"]).strip(" :").split())
            if is_log(heading["title"]):
                return
            head = len(heading["level"]) == 1 or title in in_any_language("facts")
            if head and (mail := _BESIDE.search(text)):
                yield _Fact(offset + mail.start(), mail["value"], f"email:: {mail['value']}")
        elif offset not in fields and len(text) <= _LONGEST and _FIGURE.search(text):
            field = fact_in(text, labelled=not head)
            if field or (head and _is_last_contact(text)):
                yield _Fact(offset + len(text) - len(text.lstrip()), text.strip(" \t-•"), field)


def _head_ends(text: str, body: int) -> int:
    """Where the log begins, and with it what need not be looked at."""
    at = text.find("## Log", body)
    return at if at >= 0 else len(text)


def is_fact(text: str) -> bool:
    """Whether a line is such a fact."""
    return len(text) <= _LONGEST and _FIGURE.search(text) is not None and bool(fact_in(text))


def fact_in(text: str, *, labelled: bool = False) -> str:
    """The field to write for a line that is an address, a number or a day, or nothing.

    Where it is `labelled`, only for one that says what it is.
    """
    if "@" in text and (mail := _mail_in(text, labelled=labelled)) is not None:
        return f"email:: {mail}" if mail else ""
    if profile := _PROFILE.fullmatch(text):
        return "" if labelled else f"linkedin:: {profile['value']}"
    if (phone := _PHONE.fullmatch(text)) and _is_way(
        phone["key"] or "", "reach.phone", labelled=labelled or bool(phone["key"])
    ):
        return f"phone:: {phone['value'].strip()}"
    if (born := _BORN.fullmatch(text)) and (field := _day_field(born)):
        return field
    return ""


def _mail_in(text: str, *, labelled: bool) -> str | None:
    """The address that a line is, empty where it is somebody else's; None where it is none."""
    if not labelled and (named := _NAMED_MAIL.fullmatch(text)):
        return named["value"]
    mail = _MAIL.fullmatch(text)
    if mail is None:
        return None
    theirs = _is_way(mail["key"] or "", "reach.email", labelled=labelled or bool(mail["colon"]))
    return mail["value"] if theirs else ""


def _is_way(key: str, path: str, *, labelled: bool) -> bool:
    """Whether a word says that an address or a number is theirs, or need not say it."""
    return not labelled if not key else is_which_way(key) or ours("a person", key) == path


def labelled_way(key: str, value: str) -> str:
    """The path of a number or an address behind a word such as `work`; empty for anything else."""
    if not is_which_way(key):
        return ""
    way = fact_in(value.strip()).partition("::")[0]
    return f"reach.{way}" if way in ("phone", "email") else ""


def _is_last_contact(text: str) -> bool:
    """Whether a line says when somebody was last seen, told from the day it was written on."""
    last = _LAST.fullmatch(text) if ":" in text else None
    if last is None or ours("a person", last["key"]) != "log":
        return False
    value = last["value"].strip()
    told = told_from_today(value) is not None or month_named(value) is not None
    return told or (not is_date(value) and bool(days_asked(value)))


def _day_field(found: re.Match[str]) -> str:
    star = found["star"]
    path = (
        "died"
        if star and star in _DEAD
        else "born"
        if star
        else ours("a person", found["key"].rstrip("."))
    )
    if path not in ("born", "died"):
        return ""
    said = _PLACE.sub("", found["value"].strip())
    days = days_asked(said, yearless=path == "born", born=True)
    return f"{path}:: {' or '.join(days)}" if days else ""
