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
_ENDED = rf"(?:(?<=[.!?\u2026]){_NO_END}|(?<=[.!?\u2026][')]))"
_SPLIT = re.compile(rf"{_ENDED}\s+(?=['(]?[^\W_a-z])|(?<=[?!])\s+(?=\w)")
_SPLIT_SMALL = re.compile(rf"{_ENDED}\s+")
_WHOLE = re.compile(rf"{_END}\Z")
_REACH = re.compile(r"@|https?:|www\.|(?:\d[\s()/.-]*){7}")
_QUOTED = re.compile(r"\s*[>|]")
_INNER_END = re.compile(r"[.!?]\s+\w+\W+\w")
_BULLET = re.compile(r"\n[ \t]*(?:[-*\u2022\u2013]|\d[.)])\s+")
_BULLETS = re.compile(
    r"(?P<over>[^\n]*)\n(?:[ \t]*\n)?(?P<items>(?:[ \t]*(?:[-*\u2022\u2013]|\d[.)])\s[^\n]*\n){2,})"
)
_RULE = re.compile(r"\s*(?:-- ?|[_=*-]{3,}.*)")
_SHORT_END = 7
_FEWEST = 4
_NAME = re.compile(r"[^\W\d_][\w.'\u2019-]*(?: [^\W\d_][\w.'\u2019-]*){1,3}")
_SPACED = re.compile(r"(?<=[\u00ab\u2039])[\s\xa0\u202f]+|[\s\xa0\u202f]+(?=[\u00bb\u203a])")
_STARRED = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{2,400}?)(?<=\S)\*(?![\w*])")


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
    body = _said(text, sender)
    parts = [part for part in _BULLET.sub("\n\n", f"\n{body}").split("\n\n") if part.strip()]
    greeted = [part for part in parts if _greeting().match(part.lstrip())]
    parts = [_greeting().sub("", part.lstrip()) for part in parts]
    found = [one for part in parts for one in _split(keep_line(part, 4_000))]
    if len(found) > 1 or len(parts) > 1 or greeted:
        # Who writes on a telephone, all in small letters, ends few sentences with a full stop.
        typed = is_typed(body)
        found = [one for one in found if _WHOLE.search(one) or (typed and _is_long(one))]
    return tuple(one for one in found if _is_said(one, sender))


def lines_said(text: str, sender: str = "") -> tuple[str, ...]:
    """The lines of a letter between its greeting and its closing, those with words in them."""
    found = [line for line in _body(text, sender) if line.strip()]
    if found and has("greetings").match(found[0].translate(_QUOTES)):
        greeting, _, rest = re.sub(r"[,!:.\u2013\u2014]", "\n", found[0], count=1).partition("\n")
        if len(greeting.split()) <= _SHORT_END:
            found[:1] = [rest.strip()] if rest.strip() else []
    return tuple(found)


def is_typed(text: str) -> bool:
    """Whether a text is typed in small letters, but for a name or two."""
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(str.isupper, text)) <= max(0, letters // 60)


def is_question(sentence: str) -> bool:
    """Whether it asks: by its mark, or as one types on a telephone, without any mark at all."""
    typed = sentence[:1].islower() and sentence[-1:].isalnum()
    return "?" in sentence[-3:] or bool(typed and _opened().match(sentence))


@cache
def _opened() -> re.Pattern[str]:
    """How a question begins that a yes or no answers, or that names a time."""
    verbs = "is|are|was|does|do|did|will|would|can|could|may|shall|ist|sind|geht|passt|est-ce"
    return re.compile(rf"(?:{any_of('requests')}|(?:{verbs})\b)", re.IGNORECASE)


def listed_items(text: str, sender: str = "") -> tuple[str, ...]:
    """The items of lists in a letter, each behind the words that lead to the list."""
    found: list[str] = []
    for paragraph in _BULLETS.finditer(f"\n{_said(text, sender)}\n"):
        over = keep_line(paragraph["over"], 400)
        items = _BULLET.split("\n" + paragraph["items"])
        found += (f"{over} {keep_line(one, 400)}" for one in items if one.strip())
    return tuple(found)


def _said(text: str, sender: str) -> str:
    """The letter itself, with one kind of quotation mark and without stars for bold."""
    plain = _STARRED.sub(r"\1", _SPACED.sub("", text)).translate(_QUOTES)
    return "\n".join(_body(plain, sender))


def _is_long(sentence: str) -> bool:
    return len(sentence.split()) >= _FEWEST


def signed_name(text: str) -> str:
    """The name below the closing of a letter; empty where none stands there."""
    lines = [line.strip() for line in text.split("\n")]
    for at, line in enumerate(lines):
        if at and _closes(line):
            below = [one for one in filter(None, lines[at + 1 : at + 4]) if not _closes(one)]
            name = below[0].strip(" ,") if below else ""
            return name if _NAME.fullmatch(name) else ""
    return ""


def _split(line: str) -> Iterator[str]:
    small = line == line.lower()
    yield from filter(None, (_SPLIT_SMALL if small else _SPLIT).split(line))


def _body(text: str, sender: str) -> Iterator[str]:
    """The lines of a letter down to its closing, without what stands above and between."""
    lines, begun = text.split("\n"), False
    for at, line in enumerate(map(str.strip, lines)):
        if begun and line and _ends(lines, at, sender):
            yield from _postscript(lines[at:])
            return
        added = _header().match(line) or _wrote().match(line) or line.startswith("[")
        if not (_QUOTED.match(line) or added):
            begun = begun or line != ""
            yield line


def _postscript(lines: list[str]) -> Iterator[str]:
    """What is added below the name, up to the next blank line."""
    at = next((at for at, line in enumerate(lines) if _added_below().match(line)), len(lines))
    for line in lines[at:]:
        if not line.strip() or _RULE.fullmatch(line):
            return
        found = _added_below().match(line)
        yield from ("", line[found.end() :].strip()) if found else (line.strip(),)


@cache
def _added_below() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of('postscripts')}\.?\s*[:.\-\u2013]?\s+", re.IGNORECASE)


def _ends(lines: list[str], at: int, sender: str) -> bool:
    """Whether a letter ends above a line: with a closing, the name, or what a program adds."""
    line = lines[at].strip()
    signed = _plain(line) in _signatures(sender)
    added = _RULE.fullmatch(line) or has("devices").match(line) or _wrote().match(line)
    above = lines[at - 1].strip()
    closes = _closes(line) and not _goes_on(line)
    return bool(signed or added or (closes and (not above or _WHOLE.search(above))))


def _closes(line: str) -> bool:
    return bool(has("closings").match(line)) and len(line.split()) <= _SHORT_END


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
