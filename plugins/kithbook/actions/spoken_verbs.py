"""What was done: the kind of entry, and the verb or noun of a clause that tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from kithbook.actions.sentence import known_kinds
from kithbook.actions.spoken_clause import STOPS, Clause
from kithbook.actions.spoken_people import EXCHANGES
from kithbook.book.model import Settings
from kithbook.language.spoken_words import SpokenVerb, SpokenWords

FAR = ("call", "video", "message", "email", "letter")
_NEAR, _SHORTEST = 0.85, 5
NEAR = ("coffee", "meal", "event")
_SMALL = (
    "self",
    "light",
    "article",
    "me",
    "with",
    "to",
    "from",
    "at",
    "for",
    "joined",
    "about",
    "clause",
)
_ENDINGS = ("", "ed", "d", "ing", "s", "ped", "med")


@dataclass(frozen=True, slots=True)
class VerbFound:
    """A verb or noun of a kind in a clause; `tail` are the places of its end that stands apart."""

    start: int
    end: int
    kind: str
    keep: bool = False
    tail: tuple[int, ...] = ()
    own: bool = False


def verbs_in(clause: Clause, settings: Settings) -> Iterator[VerbFound]:
    """The words of a clause that tell a kind, in order; the book's own kinds before ours."""
    at = 0
    while at < len(clause.words):
        found = _own(clause, at, settings) or verb_at(clause, at) or _listed(clause, at, settings)
        if found:
            yield found
        at = found.end if found else at + 1


def _own(clause: Clause, at: int, settings: Settings) -> VerbFound | None:
    """A kind of the book's own, also as `walked` of `walk`."""
    word = clause.plain[at]
    for kind, _ in settings.kinds:
        if word.startswith(kind[:2]) and word in [f"{kind}{end}" for end in _ENDINGS]:
            return VerbFound(at, at + 1, kind, own=True)
    return None


def verb_at(clause: Clause, at: int) -> VerbFound | None:
    """The verb that begins at a place, with its end where that stands apart."""
    for verb in clause.speech.verbs_at(clause.plain, at):
        end = at + len(verb.words)
        tail = _tail(clause, verb, end) if verb.end else ()
        if tail is not None:
            return VerbFound(at, end, verb.kind, verb.keep, tail)
    return None


def _tail(clause: Clause, verb: SpokenVerb, begin: int) -> tuple[int, ...] | None:
    """Where the end of a verb stands further on in its clause, or None where it does not."""
    for at in range(begin, len(clause.words)):
        if clause.words[at].text in STOPS:
            return None
        if tuple(clause.plain[at : at + len(verb.end)]) == verb.end:
            return tuple(range(at, at + len(verb.end)))
    return None


def _listed(clause: Clause, at: int, settings: Settings) -> VerbFound | None:
    """A word that the reader of logs takes for a kind."""
    if clause.words[at].mark or clause.is_in(at, *_SMALL):
        return None
    for length in (2, 1):
        words = clause.plain[at : at + length]
        if len(words) == length and (kind := settings.kind_of("-".join(words))):
            return VerbFound(at, at + length, kind)
    return None


def verb_of(
    clause: Clause, found: tuple[VerbFound, ...], content: int, *, with_people: bool, at_home: bool
) -> VerbFound | None:
    """The one that tells the kind: what says more before what says less."""
    early = [one for one in found if one.start < content] or list(found)
    if at_home and not (early and early[0].start < content):
        return VerbFound(content, content, "visit")
    if not early:
        return None
    said = (one for one in early if one.kind == "said")
    return next(said, None) or _telling(clause, early, found, with_people=with_people)


def _telling(
    clause: Clause, early: list[VerbFound], found: tuple[VerbFound, ...], *, with_people: bool
) -> VerbFound:
    """The first verb, or a later one that tells more."""
    first, rest = early[0], early[1:]
    if first.kind == "once" or (first.kind == "got" and not first.keep):
        return _with_noun(first, rest, with_people=with_people)
    if first.kind in ("met", "talk", "visit") and not first.own:
        return next((one for one in found if _is_purpose(clause, first, one)), first)
    if first.keep and clause.is_in(first.start, "outing"):
        return next((one for one in found if _is_purpose(clause, first, one)), first)
    if first.kind in (*NEAR, *FAR, "note"):
        return _at_the_end(clause, first, rest)
    return first


def _with_noun(first: VerbFound, rest: list[VerbFound], *, with_people: bool) -> VerbFound:
    """`wrote` or `got` by what was written or got: a letter, a coffee with somebody."""
    kinds = (*FAR, *NEAR) if with_people else FAR
    return next((one for one in rest if one.kind in kinds), first)


def _is_purpose(clause: Clause, first: VerbFound, one: VerbFound) -> bool:
    """Whether somebody was met for this: `for a coffee`, `zum Essen`, `on the phone`."""
    if one.start <= first.start or (one.kind not in (*NEAR, "call", "video") and not one.own):
        return False
    if first.keep and clause.is_in(first.start, "going"):
        return True
    if one.kind in ("call", "video") and one.end - one.start > 1:
        return True
    at = one.start - 1
    for _ in range(2):
        while at > first.start and clause.is_in(at, "article"):
            at -= 1
        if clause.is_in(at, "purpose"):
            return True
        at -= 1
    return False


def _at_the_end(clause: Clause, first: VerbFound, rest: list[VerbFound]) -> VerbFound:
    """Where the verb stands last, it tells more than the noun: `einen Kaffee geschenkt`."""
    if not clause.speech.lists.get("finite"):
        return first
    for one in rest:
        if one.kind in FAR and first.kind in NEAR:
            return one
        if one.kind in EXCHANGES and not (one.kind == "got" and first.kind in FAR):
            return one
    if first.kind == "note" and rest:
        return rest[0]
    return first


def as_said(one: VerbFound, clause: Clause, settings: Settings) -> VerbFound:
    """A verb that needs a noun, by itself: what the reader of logs takes it for, else a gift."""
    if one.kind != "once":
        return one
    kind = settings.kind_of(clause.plain[one.start])
    if kind:
        return replace(one, kind=kind)
    listed = clause.speech.verbs_at(clause.plain, one.start)
    alone = (verb.kind for verb in listed if verb.kind in FAR and len(verb.words + verb.end) == 1)
    kind = next(alone, None)
    return replace(one, kind=kind) if kind else replace(one, kind="gave", keep=True)


def near_verb(word: str, speech: SpokenWords, settings: Settings) -> str:
    """The word for a kind of entry that a misspelt one may be; empty where none is near."""
    known = (*known_kinds(settings), *speech.single_verbs())
    if word in known or len(word) < _SHORTEST:
        return ""
    alike = (one for one in known if one[0] == word[0] and abs(len(one) - len(word)) < 2)
    near = get_close_matches(word, list(alike), n=1, cutoff=_NEAR)
    return near[0] if near else ""
