"""What to do about a name that leads to nobody: whom it may mean, or that it is no person."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict

from kithbook.book.name_index import NameIndex
from kithbook.book.written_days import read_day
from kithbook.language.small_words import in_any_language
from kithbook.text.words import did_you_mean, fold, listed

_FILE = re.compile(
    r"\.(?:png|jpe?g|gif|webp|svg|heic|pdf|docx?|xlsx?|pptx?|csv|txt|mp3|m4a|wav|mp4|mov|webm|zip|"
    r"html?|canvas|excalidraw|base)$",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\d{4}|\d{1,4}[-./_]\d{1,2}(?:[-./_]\d{1,4})?|\d{4}-W\d{1,2}|\d{4}-Q[1-4]|@?(?:today|yesterday)",
    re.IGNORECASE,
)
# What a note says that it is, where other programs link it.
_LISTS = frozenset((
    "person", "people", "contact", "contacts", "friend", "friends", "family", "colleague",
    "colleagues", "moc", "home", "index", "todo", "done", "personen", "kontakt", "kontakte",
    "freund", "freunde", "familie", "personne",
))  # fmt: skip
_NOTE_OF_DAY = re.compile(r"\d{4}-\d\d-\d\d[\s_-]")
_FIRM = re.compile(
    r"\b(?:gmbh|ag|kg|ohg|e\.? ?v\.?|inc\.?|ltd\.?|llc|llp|plc|corp\.?|company|sarl|b\.?v\.?|"
    r"university|universität|universidad|foundation|stiftung|institute|institut|association|verein|"
    r"museum|school|schule|college|hospital|bank|group|labs|council|ministry|conference)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[,;&+]\s*|\s+(?:and|und|et|y)\s+")
_DECORATED = " \t@*_<>{}\"'\u201c\u201d\u201e\u2018\u2019"
_MOST, _FEW_WORDS = 4, 2
_WORDS = re.compile(r"[^\W\d_]+")
_LONG_ENOUGH, _NEARLY = 4, 0.8
_ENOUGH, _HALF = 3, 0.7
_ADDRESS = re.compile(r"[^\s@]+@[\w.-]+\.\w+")
_BRACKETED = re.compile(r"(?P<name>[^()]+?)\s*\((?P<word>[^()]+)\)")
_PLAIN = "write it as plain text, without [[ ]]"


def unknown_name_hint(text: str, names: NameIndex, own: str = "") -> str:
    """What to write instead; a file is proposed only for what can be a person.

    `own` is the id of whose file it is, who is never proposed.
    """
    if near := hint_near(text, names, own):
        return near
    return f"If it is no person, {_PLAIN}" if _may_be_none(text) else make_one(text)


def loose_link_hint(text: str) -> str:
    """What to do about a link in a text that leads to nobody, where nobody is called nearly so."""
    return "" if _may_be_none(text) else f"If it is a person: {kith_new(text)}"


def _may_be_none(text: str) -> bool:
    return "/" in text or _FIRM.search(text) is not None


def hint_near(text: str, names: NameIndex, own: str = "") -> str:
    """Who or what a name may mean that leads to nobody; empty where there is nothing like it."""
    what = what_else(text, names)
    if known := f"{what}; {_PLAIN}" if what else _known_otherwise(text, names):
        return known
    if several := _several(text, names, own):
        return several
    last, meant = _called(text, names)
    others = tuple(one for one in meant if one != own)
    if 0 < len(meant) <= _MOST:
        quoted = listed('"' + one + '"' for one in _written(others, names))
        alone = f"Leave it out where it is {names.display[meant[0]]}, whose file this is"
        return f"Did you mean {quoted}?" if others else alone
    if within := _with_all_words(last, names, own) or _looser(last, names, own):
        return f'Did you mean "{within}"?'
    near = [one for one in names.names(own) if not _shares_family_alone(last, one)]
    return did_you_mean(last, near) or _near_part(last, names, own)


def _several(text: str, names: NameIndex, own: str) -> str:
    """What to write for a text that names several people, each of them known."""
    parts = [part for part in _BETWEEN.split(text) if part]
    if len(parts) < _FEW_WORDS:
        return ""
    if all(names.resolve(part).person for part in parts):
        return f"Write {listed((f'[[{part}]]' for part in parts), 'and')}"
    meant = [_called(part, names)[1] for part in parts]
    if not all(len(one) == 1 for one in meant):
        return ""
    others = _written(tuple(one[0] for one in meant if one[0] != own), names)
    return f"Write {listed((f'[[{one}]]' for one in others), 'and')}" if others else ""


def _looser(text: str, names: NameIndex, own: str) -> str:
    """The one person of a name with a title, more words behind it, or an initial for the family."""
    words = _WORDS.findall(fold(text))
    rest = [word for word in words if word not in in_any_language("titles")]
    called = names.called(" ".join(rest)) if rest and len(rest) < len(words) else ()
    found = {person for person in called if person != own}
    for person, name in names.display.items() if len(words) >= _FEW_WORDS and not found else ():
        theirs = _WORDS.findall(fold(name))
        whole = len(theirs) >= _FEW_WORDS and set(theirs) <= set(words)
        short = len(words[-1]) == 1 and theirs[:-1] == words[:-1] and theirs[-1][:1] == words[-1]
        if person != own and (whole or short):
            found.add(person)
    return _written(tuple(found), names)[0] if len(found) == 1 else ""


def _known_otherwise(text: str, names: NameIndex) -> str:
    """What to write for a name with a word in brackets, in an unread file, or in a list of some."""
    if path := names.beside.unread.get(fold(text)):
        return f"That is a name in {path}, which is not read: mend that first"
    if within := names.beside.within.get(fold(text)):
        person, alias = within
        shown = ", ".join(names.beside.parts(alias))
        return f"Write aliases: [{shown}] in the file of {names.display[person]}"
    found = _BRACKETED.fullmatch(text)
    ids = _called(found["name"], names)[1] if found else ()
    if found is None or not ids:
        return ""
    told = names.beside.told_apart(ids, found["word"]) if ids[1:] else ids
    return f"Write {listed(_written(told or ids, names) if not ids[1:] else told or ids)}"


def _shares_family_alone(text: str, other: str) -> bool:
    """Whether two names have a word in common, and others that are nothing alike."""
    one, two = (set(_WORDS.findall(fold(each))) for each in (text, other))
    left, right = one - two, two - one
    if len(one) < _FEW_WORDS or len(two) < _FEW_WORDS or not (one & two and left and right):
        return False
    return not any(_are_alike(first, second) for first in left for second in right)


def _are_alike(one: str, two: str) -> bool:
    """Whether two words may be one, in short or with a slip of the pen."""
    begins = min(len(one), len(two), _ENOUGH)
    return one[:begins] == two[:begins] or difflib.SequenceMatcher(None, one, two).ratio() >= _HALF


def _with_all_words(text: str, names: NameIndex, own: str) -> str:
    """The one person whose name has all words of a text among others, as `Robert "Bob" Stone`."""
    words = set(_WORDS.findall(fold(text)))
    if len(words) < _FEW_WORDS:
        return ""
    found = [
        person
        for person, name in names.display.items()
        if person != own and words <= set(_WORDS.findall(fold(name)))
    ]
    return _written((found[0],), names)[0] if len(found) == 1 else ""


def _near_part(text: str, names: NameIndex, own: str) -> str:
    """The one person a part of whose name a single word is nearly."""
    if " " in text.strip() or len(text) < _LONG_ENOUGH:
        return ""
    whose: dict[str, set[str]] = defaultdict(set)
    for person, name in names.display.items():
        for part in name.split() if person != own else ():
            whose[fold(part)].add(person)
    near = difflib.get_close_matches(fold(text), [*whose], n=1, cutoff=_NEARLY)
    people = whose[near[0]] if near else set()
    return f'Did you mean "{names.display[next(iter(people))]}"?' if len(people) == 1 else ""


def only_one_called(text: str, names: NameIndex) -> str:
    """The name of the one person whom a first name or a path can mean, or nothing."""
    _, meant = _called(text, names)
    one = len(meant) == 1 and not what_else(text, names)
    return _written(meant, names)[0] if one else ""


def name_to_link(text: str, names: NameIndex) -> str:
    """A name by which a link leads to the one person who is called so, or nothing."""
    plain = text.strip(_DECORATED)
    return plain if names.resolve(plain).person else only_one_called(plain, names)


def all_of_several(text: str, names: NameIndex) -> list[str]:
    """The pieces of a text that names several people, what stands between them among these."""
    pieces = re.split(f"({_BETWEEN.pattern})", text)
    known = all(names.resolve(name).person for name in pieces[::2])
    return pieces if len(pieces) > 1 and known else []


def _called(text: str, names: NameIndex) -> tuple[str, tuple[str, ...]]:
    last = text.rpartition("/")[2].strip()
    return last, names.resolve(last).ids or names.called(last)


def make_one(name: str) -> str:
    """What to do where a name leads to nobody."""
    return f"Make a file for them with: {kith_new(name)}"


def kith_new(name: str) -> str:
    """The command that makes a file for somebody, without what stands in brackets beside them."""
    bracketed = _BRACKETED.fullmatch(name)
    name = bracketed["name"] if bracketed else name
    return "kith new '" + name.replace("'", "'\\''") + "'"


def _written(ids: tuple[str, ...], names: NameIndex) -> list[str]:
    """The names of some people, or the ids where two share one."""
    shown = [names.display[person] for person in ids]
    return shown if len(set(map(fold, shown))) == len(shown) else list(ids)


def what_else(text: str, names: NameIndex) -> str:
    """What a text is, where it is no name of a person; else empty."""
    if _is_day(text):
        return "A day is no person"
    if _ADDRESS.fullmatch(text.strip()):
        return "An address is no name: write whose it is"
    if fold(text) in _LISTS:
        return "That is a kind of note, and no person"
    if _FILE.search(text):
        return "A picture or another file is no person"
    if fold(text) in names.beside.organisations:
        return "That is where somebody works, and no person"
    return ""


def names_no_person(text: str) -> bool:
    """Whether a name is plainly none of a person: it has a figure, or a word such as `Board`."""
    words = set(_WORDS.findall(fold(text)))
    return any(map(str.isdigit, text)) or not in_any_language("bodies").isdisjoint(words)


def _is_day(text: str) -> bool:
    if _DAY.fullmatch(text) or _NOTE_OF_DAY.match(text):
        return True
    day = read_day(text)
    return day is not None and bool(day.meant) and not text[day.end :].strip()
