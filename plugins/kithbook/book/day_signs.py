"""What a line with a day and no kind tells of: a contact, or what befell somebody, or either.

Each clause is read for its signs by the lists of `told.txt`; where signs of both stand, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from kithbook.book.model import CONTACT_KINDS, Settings
from kithbook.book.written_days import is_weekday
from kithbook.language.small_words import is_pending
from kithbook.language.spoken_words import says_in_vain, spoken_words
from kithbook.language.told_words import told_anywhere, told_at
from kithbook.text.words import fold

Sign = Literal["contact", "joint", "news", "turn", "state", "off", "without", "both", ""]
"""What a clause tells: `joint` may be a contact, `turn` and `state` are of somebody else.

`without` is no word and a thing, which is off where the heading says what it would have been.
"""
Above = Literal["meetings", "events", ""]
"""What the heading above says of the lines below it."""

_CLAUSE = re.compile(r"(?<!\d)[.](?=\s|$)|[,;!?:](?=\s|$)|[()|\n]|\s[\u2013\u2014-]+\s")
_WORDS = re.compile(r"\d+\.(?=\s)|[^\W_](?:[\w&'\u2019./:-]*[^\W_])?")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_MOST_CLAUSES, _NEAR, _FEW, _LONG = 10, 6, 3, 300
_OF_OTHERS = frozenset(("news", "turn", "state"))
_MET, _NOTE = "met", "note"
_REACHED = ("call", "video", "visit")


class DayTold(NamedTuple):
    """The kind that a line is of, or none; one that may be a contact and may be none is `open`."""

    kind: str
    open: bool = False


class _Clause(NamedTuple):
    sign: Sign
    kind: str = ""


def told_of_day(text: str, above: Above, settings: Settings, *, below: bool = False) -> DayTold:
    """What the words behind a day tell of; one `below` a day of meetings is what was said there."""
    clauses = [_read(one, settings) for one in _clauses(text)]
    told = next(_tells(clauses, above, below=below)) if clauses else DayTold(_NOTE, open=True)
    asked = len(clauses) == 1 and text.rstrip().endswith("?")
    vain = told.kind in _REACHED and says_in_vain(text)
    ahead = clauses and told_at("ahead", [fold(one) for one in next(_clauses(text))], 0)
    return told._replace(open=True) if asked or vain or ahead else told


def _tells(clauses: Sequence[_Clause], above: Above, *, below: bool) -> Iterator[DayTold]:
    """What clauses tell together; the first holds."""
    signs = [one.sign for one in clauses]
    kind = next((one.kind for one in clauses if one.sign == "contact"), _MET)
    first, contact = signs[0], "contact" in signs
    off = "off" in signs or (above == "meetings" and first == "without")
    if contact and off:
        yield DayTold(kind, open=True)
    if off:
        yield DayTold(_NOTE)
    if above == "meetings":
        news = not below and first == "news" and not contact and "joint" not in signs
        yield DayTold(_NOTE) if news else DayTold(kind if first == "contact" else "")
    if first == "contact" or (contact and first in ("", "joint", "without")):
        yield DayTold(kind)
    of_others = first in _OF_OTHERS or (above == "events" and "joint" not in signs)
    if of_others and not (contact or "both" in signs):
        yield DayTold(_NOTE)
    yield DayTold(next((one.kind for one in clauses if one.kind), _MET), open=True)


def is_called_off(text: str, settings: Settings) -> bool:
    """Whether the words behind a kind say that it did not come about."""
    return any(_read(one, settings).sign == "off" for one in _clauses(text))


def _clauses(text: str) -> Iterator[list[str]]:
    """The words of each clause that has some, as they are written."""
    shown = _LINK.sub(r"\1", text[:_LONG])
    found = (_WORDS.findall(one) for one in _CLAUSE.split(shown))
    yield from [one for one in found if one][:_MOST_CLAUSES]


def _read(written: Sequence[str], settings: Settings) -> _Clause:
    words = [fold(one.replace("\u2019", "'")) for one in written]
    return next(_signs(written, words, _behind_light(words), settings))


def _signs(
    written: Sequence[str], words: Sequence[str], begins: int, settings: Settings
) -> Iterator[_Clause]:
    """What the words of a clause tell, its parts in their order of weight; the first holds."""
    if _is_off(words, begins):
        yield _Clause("off")
    none = told_at("none_of", words, 0)
    if none and none == len(words) - 1 and not says_in_vain(" ".join(words)):
        yield _Clause("without")
    kind = _kind_in(words, begins, settings)
    if _begins_as_other(written, words, begins):
        yield _of_other(words, begins, kind)
    joint, meets = _is_joint(written, words), _meets(words, begins, settings)
    news = _news_at(words, begins)
    whom = _whom_behind_deed(written, words, begins)
    if told_at("we", words, begins) and news is None:
        yield _Clause("joint" if meets is None and not (joint or whom) else "contact", kind)
    if meets is not None and (news is None or meets < news):
        yield _Clause("both" if _is_of_theirs(words, meets) else "contact", kind)
    if whom or joint:
        yield _Clause("both" if news == begins and not whom else "contact", kind)
    if _may_be_whom(words, begins):
        yield _Clause("both", kind)
    yield from _of_news(written, words, begins, news)
    yield _Clause("joint" if _may_be_joint(written, words) else "")


def _of_news(
    written: Sequence[str], words: Sequence[str], begins: int, news: int | None
) -> Iterator[_Clause]:
    """What a clause without a sign of a contact tells of somebody's life."""
    own = told_anywhere("news", words) is not None
    with_whom = any(
        told_at("with", words, at) and _is_whom(written, words, at + 1) for at in range(len(words))
    )
    if (own or news is not None) and with_whom:
        yield _Clause("both")
    if own:
        yield _Clause("news")
    if news is not None:
        within = any(_noun_at(words, at) for at in range(news + 1, len(words)))
        yield _Clause("both" if within and news == begins else "turn")
    if told_at("states", words, begins):
        yield _Clause("state")


def _behind_light(words: Sequence[str]) -> int:
    at = 0
    while at < len(words) - 1 and told_at("light", words, at) and not told_at("news", words, at):
        at += 1
    return at


def _is_off(words: Sequence[str], begins: int) -> bool:
    """Whether a clause says that nothing came about."""
    if told_at("off", words, 0) or told_at("off", words, begins):
        return True
    if none := told_at("none_of", words, 0):
        named = none < len(words) and told_at("sessions", words, none)
        return bool(named)
    at = told_anywhere("off", words)
    if at is None or at > _NEAR:
        return False
    before, after = words[:at], words[at + told_at("off", words, at) :]
    who = before and told_at("they", before, 0) == len(before)
    what = any(told_at("meets", words, n) or told_at("sessions", words, n) for n in range(at))
    return bool(who or what) and not any(told_at("meets", after, n) for n in range(len(after)))


def _begins_as_other(written: Sequence[str], words: Sequence[str], begins: int) -> bool:
    """Whether somebody else is at the head of a clause, or what is theirs."""
    if told_at("they", words, begins):
        return True
    if told_at("whose", words, begins) or written[begins].endswith(("'s", "\u2019s")):
        return len(words) > begins + 1
    # In a tongue where nouns have capitals a word may be whose something is, or to whom.
    after = written[begins + 1] if len(words) > begins + 1 else ""
    return bool(told_at("whom", words, begins)) and after[:1].isupper()


def _of_other(words: Sequence[str], begins: int, kind: str) -> _Clause:
    they = told_at("they", words, begins)
    at = begins + (they or 1)
    to_me = told_anywhere("me", words, at) is not None or told_anywhere("home", words) is not None
    to_me = to_me or told_anywhere("joint", words, at) is not None
    comes = next((n for n in range(at, len(words)) if told_at("comes", words, n)), len(words))
    after = comes + told_at("comes", words, comes) if comes < len(words) else comes
    ends = after == len(words)
    news = told_anywhere("news", words, at) is not None
    if they and comes < len(words) and (comes <= at + 1 or (ends and not news)):
        alone = ends or to_me or bool(told_at("behind", words, after))
        return _Clause("contact" if alone else "both", kind)
    if to_me:
        return _Clause("contact" if they and not news else "both", kind)
    if not they and not news and any(_noun_at(words, n) for n in range(at, len(words))):
        return _Clause("both", kind)
    turned = any(told_at("turns", words, n) for n in range(at, min(len(words), at + _FEW)))
    return _Clause("news" if news or (they and turned) else "turn", kind)


def _noun_at(words: Sequence[str], at: int) -> int:
    """Whether words are a meal, a feast or something else where one may have been a guest."""
    return told_at("meets", words, at) or told_at("unsure", words, at)


def _meets(words: Sequence[str], begins: int, settings: Settings) -> int | None:
    """Where words tell of a contact by themselves, near the head of a clause."""
    for at in range(begins, min(len(words), begins + _NEAR)):
        if is_pending(words[begins:], at - begins):
            return None
        if at and told_at("passive", words, at - 1):
            continue
        long = told_at("meets", words, at)
        own = settings.kind_of(words[at]) if not long else None
        own = (
            own
            if settings.is_contact_kind(own or "") and not told_at("unsure", words, at)
            else None
        )
        if long or own or _spoken(words, at):
            return at
    return None


def _is_of_theirs(words: Sequence[str], at: int) -> bool:
    """Whether it was somebody of theirs, as in `call with his brother`."""
    after = at + max(told_at("meets", words, at), 1)
    after += told_at("with", words, after) if after < len(words) else 0
    if after + 1 >= len(words) or not told_at("whose", words, after):
        return False
    return not (told_at("whom", words, after) and told_at("behind", words, after + 1))


def _spoken(words: Sequence[str], at: int) -> str:
    """The kind of contact that a verb with all its words tells of, unless it may be another's."""
    if told_at("unsure", words, at):
        return ""
    for language in spoken_words():
        for verb in language.verbs_at(words, at):
            rest = tuple(words[at + len(verb.words) :])
            ends = range(len(rest) - len(verb.end) + 1)
            whole = not verb.end or any(rest[n : n + len(verb.end)] == verb.end for n in ends)
            if whole and not verb.keep and verb.kind in CONTACT_KINDS:
                return verb.kind
    return ""


def _news_at(words: Sequence[str], begins: int) -> int | None:
    """Where a clause tells of a turn of somebody's life."""
    for at in range(begins, min(len(words), begins + _NEAR)):
        if told_at("news", words, at):
            return at
        if (long := told_at("turns", words, at)) and not _is_other_day(words, at + long):
            return at
    return None


def _is_other_day(words: Sequence[str], at: int) -> bool:
    """Whether something is only put to another day of the week."""
    return any(len(one) > _FEW and is_weekday(one[:_FEW]) for one in words[at : at + 2])


def _is_joint(written: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a clause says that the owner and the other one were there together."""
    for at in range(len(words)):
        if told_at("home", words, at) or told_at("joint", words, at):
            return True
        if told_at("me", words, at) and at and not told_at("third", words, at - 1):
            return True
        sent = told_at("from", words, at) and any(_noun_at(words, n) for n in range(at))
        if (sent or told_at("with", words, at)) and _is_whom(written, words, at + 1):
            return not any(told_at("third", words, n) for n in range(max(0, at - 2), at))
    return False


def _may_be_joint(written: Sequence[str], words: Sequence[str]) -> bool:
    """Whether somebody by name, or the owner, is in a clause."""
    named = any(
        told_at("with", words, at) and written[at + 1][:1].isupper() for at in range(len(words) - 1)
    )
    mine = any(told_at("we", words, at) for at in range(len(words)))
    return named or mine or any(told_at("unsure", words, at) for at in range(len(words)))


def _is_whom(written: Sequence[str], words: Sequence[str], at: int) -> bool:
    """Whether `him` or its like stands at a place, and not as whose something is."""
    if at >= len(words) or not told_at("whom", words, at):
        return False
    if not told_at("whose", words, at):
        return not (at + 1 < len(words) and written[at + 1][:1].isupper() and at + 2 == len(words))
    return (
        at + 1 == len(words) or bool(told_at("behind", words, at + 1)) or words[at + 1][0].isdigit()
    )


def _whom_behind_deed(written: Sequence[str], words: Sequence[str], begins: int) -> bool:
    """Whether the owner did something to or with somebody, who stands behind the verb."""
    turned = told_at("turns", words, begins) or told_at("news", words, begins)
    deed = next((n for n in range(begins, len(words)) if told_at("deeds", words, n)), None)
    if deed is None and not turned:
        return False
    for at in range(len(words)):
        third = any(told_at("third", words, n) for n in range(max(0, at - 3), at))
        bare = deed is None and at == begins + 1  # `bought him a card` is nothing that he knows of
        if at != deed and _is_whom(written, words, at) and not (third or bare):
            return True
        named = at + 1 < len(words) and written[at + 1][:1].isupper()
        if named and told_at("with", words, at):
            return not (turned or told_at("third", words, max(0, at - 1)))
    return False


def _may_be_whom(words: Sequence[str], begins: int) -> bool:
    """Whether a verb stands before what may be whose something is, or to whom it was done."""
    at = begins + told_at("deeds", words, begins)
    return begins < at < len(words) and bool(told_at("whom", words, at))


def _kind_in(words: Sequence[str], begins: int, settings: Settings) -> str:
    """The kind of contact that a clause tells of."""
    if told_anywhere("mailed", words) is not None:
        return "email"
    for at in range(begins, len(words)):
        own = settings.kind_of(words[at]) or ""
        if kind := _spoken(words, at) or (own if settings.is_contact_kind(own) else ""):
            return kind
    return "message" if told_anywhere("sent", words) is not None else _MET
