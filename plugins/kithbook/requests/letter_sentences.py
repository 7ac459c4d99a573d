"""What somebody says in a letter, as whole sentences: without headers, greeting and signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kithbook.language.answer_words import doubtful, plain_words
from kithbook.language.folders import file_of, in_all, languages
from kithbook.text.kept import keep_line
from kithbook.text.plain_yaml import read_yaml
from kithbook.text.words import fold

_QUOTES = str.maketrans(dict.fromkeys('"\u201c\u201d\u201e\u00ab\u00bb\u2019', "'"))
_TITLE = r"(?:Dr|Prof|Mr|Mrs|Ms|M|Mme|Mlle|Hr|Fr)\."
_SHORTENED = ("Dr", "Prof", "Mr", "Mrs", "Ms", "Mme", "St", "No", "Nr", "ca", "bzw", "vgl", "ggf")
_NO_END = "".join(
    rf"(?<!\b{word}\.)"
    for word in (
        r"\d",
        r"\d\d",
        "[A-Za-z]",
        *["Dr", "Prof", "Mr", "Mrs", "Ms", "Mme", "St", "No", "Nr", "ca", "bzw", "vgl", "ggf"],
    )
)
_END = r"""[.!?\u2026]['"\u201d\u00bb)]*"""
_SPLIT = re.compile(rf"(?<=[.!?\u2026')]){_NO_END}\s+(?=['(]?[^\W_a-z])|(?<=[?!])\s+(?=\w)")
_SPLIT_SMALL = re.compile(rf"(?<=[.!?\u2026')]){_NO_END}\s+")
_WHOLE = re.compile(rf"{_END}\Z")
_REACH = re.compile(r"@|https?:|www\.|(?:\d[\s()/.-]*){7}")
_QUOTED = re.compile(r"\s*[>|]")
_INNER_END = re.compile(r"[.!?]\s+\w+\W+\w")
_BULLET = re.compile(r"\n[ \t]*(?:[-*\u2022\u2013]|\d[.)])\s+")
_RULE = re.compile(r"\s*(?:-- ?|[_=*-]{3,}.*)")
_SHORT_END = 7


def any_of(name: str) -> str:
    """A pattern for the words of one kind in the languages of letters, the longest first."""
    found = sorted({text.translate(_QUOTES) for text in in_all("mail", name)}, key=len)
    return "(?:" + "|".join(re.escape(text) for text in reversed(found)) + r")(?!\w)"


@cache
def has(name: str) -> re.Pattern[str]:
    """Finds the words of one kind, whole."""
    return re.compile(rf"(?<!\w){any_of(name)}", re.IGNORECASE)


def sentences(text: str, sender: str = "") -> tuple[str, ...]:
    """The whole sentences of a letter or of an answer, in order; a bare answer is one."""
    body = "\n".join(_body(text.translate(_QUOTES), sender))
    parts = [part for part in _BULLET.sub("\n\n", f"\n{body}").split("\n\n") if part.strip()]
    greeted = [part for part in parts if _greeting().match(part.lstrip())]
    parts = [_greeting().sub("", part.lstrip()) for part in parts]
    found = [one for part in parts for one in _split(keep_line(part, 4_000))]
    if len(found) > 1 or len(parts) > 1 or greeted:
        found = [one for one in found if _WHOLE.search(one)]
    return tuple(one for one in found if _is_said(one, sender))


def lines_said(text: str, sender: str = "") -> tuple[str, ...]:
    """The lines of a letter between its greeting and its closing, those with words in them."""
    found = [line for line in _body(text, sender) if line.strip()]
    if found and has("greetings").match(found[0].translate(_QUOTES)):
        greeting, _, rest = re.sub(r"[,!:.\u2013\u2014]", "\n", found[0], count=1).partition("\n")
        if len(greeting.split()) <= _SHORT_END:
            found[:1] = [rest.strip()] if rest.strip() else []
    return tuple(found)


def _split(line: str) -> Iterator[str]:
    small = line == line.lower()
    yield from filter(None, (_SPLIT_SMALL if small else _SPLIT).split(line))


def _body(text: str, sender: str) -> Iterator[str]:
    """The lines of a letter down to its closing, without what stands above and between."""
    lines, begun = text.split("\n"), False
    for at, line in enumerate(map(str.strip, lines)):
        if begun and line and _ends(lines, at, sender):
            return
        added = _header().match(line) or _wrote().match(line) or line.startswith("[")
        if not (_QUOTED.match(line) or added):
            begun = begun or line != ""
            yield line


def _ends(lines: list[str], at: int, sender: str) -> bool:
    """Whether a letter ends above a line: with a closing, the name, or what a program adds."""
    line = lines[at].strip()
    signed = _plain(line) in _signatures(sender)
    added = _RULE.fullmatch(line) or has("devices").match(line) or _wrote().match(line)
    above = lines[at - 1].strip()
    closes = has("closings").match(line) and len(line.split()) <= _SHORT_END and not _goes_on(line)
    return bool(signed or added or (closes and (not above or _WHOLE.search(above))))


def _goes_on(line: str) -> bool:
    """Whether what begins like a closing has more to say: `Thanks, but he should ring`."""
    turned = doubtful(frozenset(("no",)), plain_words(line))
    return turned or _INNER_END.search(line) is not None


def _signatures(sender: str) -> frozenset[str]:
    words = _plain(sender).split()
    return frozenset(filter(None, (" ".join(words), *words[:1])))


def _plain(text: str) -> str:
    return fold(text).strip(" ,.;:!-\u2013\u2014")


def _is_said(sentence: str, sender: str) -> bool:
    """Whether somebody says this: no way to reach them, no name alone, no words of the page."""
    words = set(_plain(sentence).replace(",", " ").split())
    names = set(_plain(sender).split())
    short = len(words) < _SHORT_END
    named = names and len(words & names) >= (1 if short else min(2, len(names)))
    greets = short and (has("greetings").match(sentence) or has("closings").match(sentence))
    foreign = _REACH.search(sentence) or greets or named or _plain(sentence) in _page_words()
    return len(sentence.split()) > 1 and not foreign


@cache
def _greeting() -> re.Pattern[str]:
    """The greeting with which a letter begins, or a name alone with its comma."""
    rest = rf"(?:{_TITLE}|[^\n,!:?.]){{0,60}}?"
    return re.compile(
        rf"\A\s*(?:{any_of('greetings')}{rest}(?:[,!:.](?!\w)|\n|\Z|\s[-\u2013\u2014]\s)"
        r"|[^\W\d_][^\s,!:?]*(?:\s[^\s,!:?]+){0,2}(?:[,!:]|\s[-\u2013\u2014])\s*(?:\n|\Z))\s*",
        re.IGNORECASE,
    )


@cache
def _header() -> re.Pattern[str]:
    """A line above a mail, as it had it or as it was filed: nobody says it to somebody."""
    names = dict.fromkeys(
        one for name in ("headers", "from", "sent") for one in in_all("mail", name)
    )
    return re.compile(
        rf"\s*(?:(?:{'|'.join(map(re.escape, names))})\s*:|Sent from\s\S+@)", re.IGNORECASE
    )


@cache
def _wrote() -> re.Pattern[str]:
    """The line above a mail that is quoted or forwarded below."""
    verbs = "|".join(re.escape(text) for text in in_all("mail", "wrote"))
    inner = "|".join(
        re.escape(text) for text in (*in_all("mail", "forwarded"), *in_all("mail", "begin"))
    )
    return re.compile(rf".*\b(?:{verbs})\b[^\n]{{0,40}}:\Z|[\s*>-]*(?:{inner})\b", re.IGNORECASE)


@cache
def _page_words() -> frozenset[str]:
    """The sentences of the public page, which come back in letters."""
    found = (
        text for code in languages("page") for text in _texts(read_yaml(file_of(code, "page")))
    )
    lines = (keep_line(text.translate(_QUOTES), 4_000) for text in found)
    return frozenset(_plain(one) for line in lines for one in (line, *_split(line)))


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        inside: Iterable[object] = node.values()
        for one in inside:
            yield from _texts(one)
