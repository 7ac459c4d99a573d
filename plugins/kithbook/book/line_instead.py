"""What could be read of a line that is no entry, and the line to write instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote

from kithbook.book.day_signs import told_of_day
from kithbook.book.entry_words import OWED_TO_ME, in_english, kind_at, unbarred
from kithbook.book.folder_files import id_of
from kithbook.book.log_lines import ListItem
from kithbook.book.model import BOXED_KINDS, CONTACT_KINDS
from kithbook.book.promise_ends import ends_meant, with_end_to_ask, with_whole_end
from kithbook.book.reading import Reading
from kithbook.book.unknown_names import name_to_link
from kithbook.book.written_days import WrittenDay, day_below, past_hour
from kithbook.language.small_words import is_pending
from kithbook.language.spoken_words import says_in_vain, spoken_words
from kithbook.text.words import fold, listed

_BOX = re.compile(r"\[(?P<box>.?)\]\s*|(?P<sign>[☐☑✅✔✓☒🗹])\ufe0f?\s*")
_EMPTY, _TICKED = "☐", "☑✅✔✓🗹"
BARE_NAMES = re.compile(
    r"\s+(?P<joint>with|w/|to|from|mit|avec)\s+(?P<name>[^\[\]:\n]{1,80}?)\s{0,9}(?P<end>:|$)"
)
_BETWEEN = re.compile(r"\s*[,;&+]\s*(?:(?:and|und|et)\s+)?|\s+(?:and|und|et)\s+")
_CLAUSE = re.compile(r"[,;]\s+(?=[a-zà-ÿ])")
_TOPIC = re.compile(rf"{_CLAUSE.pattern}|\s+(?=(?:about|over|at|for|on|after|before)\s)")
GAP = re.compile(r"(?<=\]\])(?:\s+|\s*[+/]\s*)(?=\[\[)")
_WORDS = re.compile(r"[\w\u2019'-]+")
_SENTENCE = re.compile(r"[.;!?:](?:\s|$)")
_LINK = r"\[\[[^\[\]\n]+\]\]"
LINKS = rf"(?P<links>{_LINK}(?:\s*(?:[,;&+/]\s*)?(?:(?:and|und|et|with|mit|avec)\s+)?{_LINK})*)"
"""Everybody who is linked in a row, however they are joined, as `links`."""
# Whom somebody met stands at once behind the word.
_STRAIGHT = re.compile(rf"\s+(?:(?:with|w/|mit|avec)\s+)?{LINKS}(?=[,;.]?\s)")
_FIRST = 4
# Kinds of many sorts of days, whose own words stay, unless a mark stands behind them.
_SAYS_LESS = ("met", "event")
_SAYS_LESS_TOLD = (*_SAYS_LESS, "meal", "coffee")
_MARKED = re.compile(
    r"[*_]{0,3}\s*(?:[:\uff1a]|\s[\u2013\u2014-]\s)|\s+(?:(?:with|to|from|mit|avec)\b|w/|\[\[)"
)
_FEW = 2
_WHOSE = (
    "his", "her", "their", "my", "our", "its", "a", "an", "the", "some", "sein", "ihr", "seine",
    "ihre", "mein", "meine", "unser", "unsere", "son", "sa", "ses",
)  # fmt: skip
_FULL_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)")
_JOINT_ALONE = re.compile(r"\s+(?:with|w/|to|from|mit|avec)\s*(?=:)")
_TWO_KINDS = re.compile(r"\s*[/&+]\s*(?=[^\W\d_])")
_IN_BRACKETS = re.compile(r"\((?P<said>[^()\n]{2,20})\)")
SOME_DAY = "DATE"
_IN_LINKS = "Names in an entry stand in [[ ]]"
# What stands behind the last of the names that are linked: somebody of theirs, or more words.
_PAST_NAMES = re.compile(
    r"(?:\w+/?\s+)?(?:\[\[[^\]]*\]\](?:\s*(?:[,&+/]|(?:and|und|et)\b)?\s*(?=\[\[))?)++"
    r"(?P<more>(?P<own>['\u2019]s?\b)?\s*[^\s\[].*)"
)
_AROUND = " \t:,-\u2013\u2014"
_HALF_LINK = re.compile(
    r"\[{1,2}(?P<name>[^\[\]\n:]{1,60}?)\]{1,2}(?P<to>\([^()\n]*\))?(?=\s|[:,]|$)"
)


class LineParts(NamedTuple):
    """What could be read of a line: its box, day, kind, and where the text after these begins."""

    box: str
    box_ok: bool
    day: WrittenDay | None
    kind: str | None
    kind_at: int
    end: int
    hour: str = ""


class Told(NamedTuple):
    """What is said of a near miss: where, what, what to write; `lines` are all that it can mean."""

    at: int
    message: str
    hint: str
    lines: tuple[str, ...] = ()
    code: str = "almost-entry"


def line_parts(line: ListItem, reading: Reading) -> LineParts:
    """What of a line can be read, as far as that goes."""
    text = line.text
    box = _BOX.match(text)
    at = box.end() if box else 0
    day = day_below(text, at, line.given)
    after = day.end if day else past_hour(text, at)
    kind, end = kind_at(text, after, reading.settings)
    if kind is None and (apart := _IN_BRACKETS.match(text, after)):
        kind, end = _kind_alone(apart, reading)
    sign = _sign_of(box) if box else ""
    ok = box is None or (box["box"] in (" ", "x", "X") and box.group()[-1].isspace())
    told = f"{day.hour} " if day and day.hour else ""
    told = f"until {day.until}, {told}" if day and day.until else told
    told = told if day or after == at else f"{text[at:after].strip(_AROUND)} "
    drawn = box and box["sign"] and kind and kind not in BOXED_KINDS
    return LineParts("" if drawn else "[x] " if sign in ("x", "X") else "[ ] " if box else "",
                 ok, day, kind, after, end, told)  # fmt: skip


def _kind_alone(apart: re.Match[str], reading: Reading) -> tuple[str | None, int]:
    """The kind that stands in brackets and nothing else, and where they end."""
    kind, end = kind_at(apart["said"], 0, reading.settings)
    return (kind, apart.end()) if kind and end == len(apart["said"]) else (None, apart.start())


def _sign_of(box: re.Match[str]) -> str:
    """What stands in a box, drawn or of brackets."""
    sign = box["sign"]
    return box["box"] if sign is None else " " if sign in _EMPTY else "x" if sign in _TICKED else ""


def entry_line(box: str, day: str, kind: str, text: str, names: str = "", sign: str = "- ") -> str:
    """An entry as the format writes it."""
    box = box or ("[ ] " if kind in BOXED_KINDS else "")
    if kind in BOXED_KINDS and _FULL_DAY.fullmatch(day):
        text = with_whole_end(text, date.fromisoformat(day))
    if kind in BOXED_KINDS:
        text = with_end_to_ask(text, SOME_DAY)
    return f"{sign}{box}{day} {kind}{names}: {text}"


def write_instead(entry: str, said: str) -> str:
    """What a finding says to write, once for each day that the end of a promise can mean."""
    ends = ends_meant(said) if entry.endswith(f" {SOME_DAY}") else ()
    ways = [f"{entry[: -len(SOME_DAY)]}{end}" for end in ends] or [entry]
    return f"Write {', or '.join(map(shown_line, ways))}"


def either_way(line: ListItem, read: LineParts, day: str, reading: Reading) -> str:
    """What to write for a line that may be a contact and may be none: the one, or a note."""
    text = line.text[read.kind_at :]
    words = [fold(one) for one in _WORDS.findall(text.partition("\n")[0])[:_FIRST]]
    ahead = words and any(
        one.length(name, words, 0) for one in spoken_words() for name in ("must", "ahead")
    )
    kind = "note" if ahead else told_of_day(text, "", reading.settings).kind
    kinds = dict.fromkeys((kind or "met", "note"))
    ways = [read._replace(kind=one, end=read.kind_at) for one in kinds]
    lines = dict.fromkeys(shown_line(line_instead(line, one, day, reading)) for one in ways)
    return f"Write {', or '.join(lines)}"


def shown_line(entry: str) -> str:
    """An entry as a finding shows it: in one line."""
    head, _, text = entry.partition(": ")
    said = " ".join(text.split())
    if not said:
        return head if head.endswith(":") else f"{head}:"
    return f"{head}: {said}"


def kind_told(text: str, *, first: bool = False) -> str:
    """The kind that the first words tell of, such as `bumped into` or `Sunday call`, or `note`.

    Where it is `first`, the verb has to begin the text.
    """
    words = [fold(one) for one in _WORDS.findall(text.partition("\n")[0])[:_FIRST]]
    for at in range(min(1, len(words)) if first else len(words)):
        kinds = (verb.kind for one in spoken_words() for verb in one.verbs_at(words, at))
        if told := next((one for one in kinds if one in CONTACT_KINDS), ""):
            return "note" if is_pending(words, at) else told
    return "note"


def told_first(text: str) -> str:
    """The kind of contact that the verb at the head of a text tells of; `KIND` where it is open."""
    words = [fold(one) for one in _WORDS.findall(text.partition("\n")[0])[:_FIRST]]
    verbs = [verb for one in spoken_words() for verb in one.verbs_at(words, 0)] if words else []
    known = next((verb.kind for verb in verbs if verb.kind in CONTACT_KINDS), "")
    return known or ("KIND" if any(verb.kind == "talk" for verb in verbs) else "")


def verb_in(text: str) -> str:
    """The kind of contact that a word anywhere in the first sentence tells of; else nothing."""
    words = [fold(one) for one in _WORDS.findall(_SENTENCE.split(text, maxsplit=1)[0])]
    verbs = (
        verb
        for at in range(len(words))
        for one in spoken_words()
        for verb in one.verbs_at(words, at)
    )
    kinds = (verb.kind for verb in verbs if words[len(words) - len(verb.end) :] == [*verb.end])
    known = next((one for one in kinds if one in CONTACT_KINDS), "")
    return "" if known and is_pending(words, len(words)) else known


def keeps_word(word: str, kind: str, kinds: tuple[str, ...] = _SAYS_LESS) -> bool:
    """Whether a word says more than the kind that it stands for, as `workshop` does."""
    return kind in kinds and not fold(word.strip("*_#")).startswith((kind, "meet"))


def line_instead(line: ListItem, read: LineParts, day: str, reading: Reading) -> str:
    """The line to write for what was read of it."""
    contact = read.kind in CONTACT_KINDS
    if contact and (read.box == "[ ] " or says_in_vain(line.text[read.end :].partition("\n")[0])):
        unread = "promised" if read.box == "[ ] " else "note"
        read = read._replace(kind=None)
        said = read.hour + line.text[read.kind_at :].strip()
        return entry_line(read.box, day, unread, said, sign="" if line.heading else "- ")
    owed = OWED_TO_ME.match(line.text, read.kind_at)
    unread = (
        "awaiting" if owed else "promised" if read.box else kind_told(line.text[read.kind_at :])
    )
    kind = read.kind or unread
    kept = bool(read.kind) and keeps_word(line.text[read.kind_at : read.end], kind, _SAYS_LESS_TOLD)
    kept = kept and _MARKED.match(line.text, read.end) is None
    kept = kept and bool(line.text[read.end :].strip(" .|"))
    after = _WORDS.match(line.text[read.end :].lstrip(" "))
    clause = after and line.text[read.end :].lstrip(" ")[after.end() :][:1] in (",", ";")
    kept = kept or bool(after and clause and is_pronoun(after.group()))
    rest = line.text[read.kind_at if kept or not read.kind else read.end :]
    rest = _JOINT_ALONE.sub("", rest, count=1) if _JOINT_ALONE.match(rest) else rest
    rest = with_whole_links(rest, reading)
    if read.kind and not kept and (more := _TWO_KINDS.match(rest)):
        rest = f" and {rest[more.end() :]}"
    bare = bare_names(rest, 0, kind) if read.kind and not kept else None
    names = ""
    if bare and (bare["end"] or kind not in BOXED_KINDS):
        names, rest = _linked_names(bare, rest, reading, short=day == SOME_DAY)
    elif linked := re.match(
        r"\s+(?:w/\s+)?((?:\w+\s+)?\[\[[^\]]*\]\][^:\n]*)(?:(?=:)|(?<=\]\])$)", rest
    ):
        names, rest = _names_alone(linked[1].strip(), rest[linked.end() :])
    elif kind in CONTACT_KINDS and read.kind and (linked := _STRAIGHT.match(rest)):
        names, rest = links_told(linked["links"]), rest[linked.end() :]
    elif bare and kind in BOXED_KINDS:
        rest = rest[bare.end("joint") :]
    rest = unbarred(rest.rstrip("| \t")) if rest.endswith("|") else rest
    text = read.hour + re.sub(r"^[\s:;|.,*_=>\u2192\u00b7\u2022\u2013\u2014-]+", "", rest)
    return entry_line(read.box, day, kind, text, names, "" if line.heading else "- ")


def links_told(links: str) -> str:
    """The links of a row as they stand before the colon of an entry."""
    return f" with {', '.join(re.findall(_LINK, links))}"


def _linked_names(
    bare: re.Match[str], rest: str, reading: Reading, *, short: bool
) -> tuple[str, str]:
    """Names without brackets as links, and the text behind them with those who are in no file."""
    # A part that begins small behind a comma is what was said, and no name.
    ends = _TOPIC if short else _CLAUSE
    said, joint = bare["name"] if bare["end"] else ends.split(bare["name"])[0], bare["joint"]
    who = [name for name in _BETWEEN.split(said.strip()) if name and not is_pronoun(name)]
    known, nowhere = _apart(who, reading)
    links = ", ".join(f"[[{name}]]" for name in known)
    rest = rest[bare.start("name") + len(said) :]
    if nowhere:
        rest = f"{'and' if known else joint} {listed(nowhere, 'and')}{rest}"
    return f" {in_english(joint)} {links}" if known else "", rest


def _names_alone(said: str, rest: str) -> tuple[str, str]:
    """Names that are links, and the text with what else stands before the colon."""
    more = _PAST_NAMES.match(said)
    if more and more["own"]:
        return "", f" {said}{rest}"
    beside = more["more"].strip() if more else ""
    first, blank, others = GAP.sub(", ", said.removesuffix(beside).strip()).partition(" ")
    return f" {in_english(first)}{blank}{others}", f"{beside}{rest}"


def names_told(bare: re.Match[str], reading: Reading) -> str:
    """What is said of names without brackets, and who of them is in no file."""
    who = [one for one in _BETWEEN.split(_CLAUSE.split(bare["name"])[0].strip()) if one]
    nowhere = [one for one in _apart(who, reading)[1] if not is_pronoun(one)]
    several = {one: names for one in nowhere if (names := _several(one, reading))}
    nowhere = [f'"{one}"' for one in nowhere if one not in several]
    parts = [
        _IN_LINKS,
        *(f'"{one}" could be {listed(names)}' for one, names in several.items()),
        f"{listed(nowhere, 'and')} {'are' if nowhere[1:] else 'is'} in no file" if nowhere else "",
    ]
    return ", and ".join(filter(None, parts))


def _several(name: str, reading: Reading) -> tuple[str, ...]:
    """Who are called by a name that more than one person has."""
    names = reading.names
    meant = (names.resolve(name).ids or names.called(name)) if names else ()
    return tuple(names.display[one] for one in meant) if names and len(meant) > 1 else ()


def all_known(bare: re.Match[str] | None, reading: Reading) -> bool:
    """Whether each of the names without brackets leads to one person."""
    return bare is None or names_told(bare, reading) == _IN_LINKS


def with_whole_links(rest: str, reading: Reading) -> str:
    """A text with links to people before its colon that lack a bracket, or lead to their file."""
    if "[" not in rest or reading.names is None:
        return rest
    head, colon, text = rest.partition(":")

    def _whole(found: re.Match[str]) -> str:
        link, names = found.group(), reading.names
        if names is None or (link.startswith("[[") and link.endswith("]]")):
            return link
        meant = names.resolve(id_of(unquote(found["to"].strip("()<>")))) if found["to"] else None
        name = names.display[meant.person] if meant and meant.person else ""
        name = name or name_to_link(found["name"], names)
        return f"[[{name}]]" if name else link

    return f"{_HALF_LINK.sub(_whole, head)}{colon}{text}"


def _apart(who: Sequence[str], reading: Reading) -> tuple[list[str], list[str]]:
    """Names as links lead to them, whole where one person alone is called so, and the others."""
    names = reading.names
    if names is None:
        return list(who), []
    meant = [(one, name_to_link(one, names)) for one in who]
    return [found for _, found in meant if found], [one for one, found in meant if not found]


def bare_names(text: str, at: int, kind: str) -> re.Match[str] | None:
    """Where names without brackets stand behind a kind; `call to wish him luck` holds none."""
    found = BARE_NAMES.match(text, at)
    if found is None or kind in BOXED_KINDS:
        return found
    first = _TOPIC.split(found["name"])[0].split()
    small = found["name"][:1].islower()
    told = small and (found["joint"] in ("to", "from") or len(first) > _FEW)
    return None if told or (small and fold(first[0]) in _WHOSE) else found


def is_pronoun(word: str) -> bool:
    """Whether a word is `him` or its like, which names nobody."""
    return any(one.has("pronouns", fold(word)) for one in spoken_words())


def is_certain(line: ListItem, read: LineParts) -> bool:
    """Whether the kind is written out, and the box is one that says something."""
    box = _BOX.match(line.text)
    if read.kind is None or line.text.startswith("|") or line.text.endswith("|"):
        return False
    if box and box["sign"]:
        return _sign_of(box) != "" and read.kind in BOXED_KINDS
    return box is None or box["box"] in ("", " ", "x", "X")
