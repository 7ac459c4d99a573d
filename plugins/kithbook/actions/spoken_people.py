"""The people named in a spoken line: known ones, several of one name, and names of nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kithbook.actions.spoken_clause import HIDDEN, Clause
from kithbook.actions.spoken_days import SpokenDay
from kithbook.book.name_index import NameIndex
from kithbook.insight.reaching import exactly_named
from kithbook.language.given_names import is_particle
from kithbook.language.small_words import in_any_language
from kithbook.text.name_links import bare_name
from kithbook.text.words import did_you_mean, fold, spelt_out

EXCHANGES = ("gave", "got", "promised", "awaiting", "thanks")
_LONGEST = 6
_JOINTS = ("with", "to", "from", "at", "for")


@dataclass(frozen=True, slots=True)
class SpokenName:
    """A name from one word until another; `ids` are whom it can mean, `owner` is one in `Ben's`."""

    start: int
    end: int
    text: str
    ids: tuple[str, ...]
    owner: bool = False


@dataclass(frozen=True, slots=True)
class SpokenGroup:
    """People named beside one another: `with Ann, Bob and Cy`.

    `joint` is the list of the word before them, `subject` where they begin the clause, `object`
    elsewhere; `start` is where joint and article begin. `own` is true with `and I` among them.
    """

    start: int
    end: int
    names: tuple[SpokenName, ...]
    joint: str
    own: bool = False

    @property
    def known(self) -> bool:
        """Whether each of them is in the book."""
        return all(one.ids for one in self.names)

    @property
    def owner(self) -> bool:
        """Whether it is only said whose something is."""
        return all(one.owner for one in self.names)


@dataclass
class NameSearch:
    """Looks for names in the words of clauses."""

    index: NameIndex
    first_names: dict[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[str, list[str]] = {}
        for person, name in self.index.display.items():
            for key in {fold(name).split(" ")[0], spelt_out(name).split(" ")[0]} - {""}:
                found.setdefault(key, []).append(person)
        self.first_names = {key: tuple(ids) for key, ids in found.items()}

    def names_in(self, clause: Clause, days: Iterable[SpokenDay] = ()) -> Iterator[SpokenName]:
        """The names that the book knows, in order, the longest first, and none within a day."""
        told = {at for one in days for at in range(one.start, one.end)}
        at = 0
        while at < len(clause.words):
            is_one = at not in told and not clause.words[at].mark
            found = self._at(clause, at) if is_one else None
            if found:
                yield found
            at = found.end if found else at + 1

    def _at(self, clause: Clause, at: int) -> SpokenName | None:
        for end in range(min(at + _LONGEST, len(clause.words)), at, -1):
            if clause.plain[end - 1] == HIDDEN or clause.words[end - 1].mark:
                continue
            for text, owner in _readings(clause, at, end):
                ids = self._whom(text, clause, at, end)
                if ids:
                    return self._with_surname(SpokenName(at, end, text, ids, owner), clause)
        return None

    def _whom(self, text: str, clause: Clause, at: int, end: int) -> tuple[str, ...]:
        word = clause.words[at]
        if end == at + 1 and not word.capital and _is_small(word.plain, clause):
            return ()
        if ids := self.index.resolve(text).ids:
            return exactly_named(self.index, ids, text)
        if end == at + 1 and (ids := self.first_names.get(fold(text), ())):
            return ids
        titled = clause.is_in(at - 1, "title")
        named = word.capital and (titled or not _is_small(fold(text), clause))
        return self.index.called(text) if named else ()

    def _with_surname(self, name: SpokenName, clause: Clause) -> SpokenName:
        """A name that goes on with words of no name of the book means nobody in it.

        One that goes on with a letter means those whose other name begins so.
        """
        if letter := _initial(clause, name.end):
            ids = [
                one for one in name.ids if fold(self.index.display[one]).split()[-1][0] == letter
            ]
            if ids and not name.owner:
                text = clause.slice(name.start, name.end + 1)
                return SpokenName(name.start, name.end + 1, text, tuple(ids))
        end = surname_end(clause, name.end)
        if name.owner or end == name.end or " " in name.text or "[" in name.text:
            return name
        next_one = clause.words[end - 1].plain
        if next_one in self.first_names or self._is_thing(name, next_one, clause):
            return name
        return SpokenName(name.start, end, clause.slice(name.start, end), ())

    def _is_thing(self, name: SpokenName, word: str, clause: Clause) -> bool:
        """Whether a noun with a capital behind a name is what was given, and no family name."""
        if not clause.speech.first("capitals"):
            return False
        known = [fold(self.index.display[person]).split(" ")[-1] for person in name.ids]
        if did_you_mean(word, known):
            return False
        places = range(len(clause.words))
        verbs = (one for at in places for one in clause.speech.verbs_at(clause.plain, at))
        return any(one.kind in EXCHANGES or one.keep for one in verbs)


def _readings(clause: Clause, at: int, end: int) -> Iterator[tuple[str, bool]]:
    """The names that some words can be, and whether they say whose something is."""
    text = clause.slice(at, end)
    yield bare_name(text), False
    last = clause.words[end - 1]
    if last.owner:
        yield text[: len(text) - len(last.text) + len(last.owner)], True
    elif last.capital and (ending := clause.speech.first("genitive")):
        yield text.removesuffix(ending), True


def _initial(clause: Clause, at: int) -> str:
    """The letter that stands for a family name, folded: `w` in `Tom W`."""
    word = clause.words[at] if at < len(clause.words) else None
    text = word.text.rstrip(".") if word else ""
    sure = text.isupper() or bool(word and word.text.endswith("."))
    return fold(text) if len(text) == 1 and sure and text != "I" else ""


def _is_small(plain: str, clause: Clause) -> bool:
    return plain in in_any_language("silent") or clause.speech.knows(plain)


def surname_end(clause: Clause, at: int) -> int:
    """Where words end that may be the rest of an unknown name: `Wexler`, `van Houten`."""
    end = at
    while end < len(clause.words) and is_particle(clause.plain[end]):
        end += 1
    if end < len(clause.words) and may_be_name(clause, end):
        return end + 1
    return at


def may_be_name(clause: Clause, at: int) -> bool:
    """Whether a word is written as a name and is none of the language's own."""
    word = clause.words[at]
    plain = clause.plain[at]
    if word.mark or plain == HIDDEN or not word.capital or word.text.isupper():
        return False
    return not _is_small(plain, clause) and len(plain) > 1


def groups_in(clause: Clause, names: tuple[SpokenName, ...]) -> Iterator[SpokenGroup]:
    """The names put together where they stand beside one another."""
    left = list(names)
    while left:
        members = [left.pop(0)]
        start, own = members[0].start, _own_before(clause, members[0].start)
        end = members[0].end
        while True:
            after = _past_joined(clause, end)
            follows = after > end and left and left[0].start == after and not members[-1].owner
            if follows and _belongs(clause, end, left[0].end):
                members.append(left.pop(0))
                end = members[-1].end
                continue
            if after > end and _is_own(clause, after):
                own, end = True, after + 1
            elif after > end and _is_joined(clause, after - 1) and may_be_name(clause, after):
                unknown = _unknown(clause, after)
                members.append(unknown)
                end = unknown.end
                continue
            break
        yield _placed(clause, tuple(members), start, end, own=own)


def _unknown(clause: Clause, at: int) -> SpokenName:
    end = at + 1
    while (more := surname_end(clause, end)) > end:
        end = more
    return SpokenName(at, end, clause.slice(at, end), ())


def unknown_name(clause: Clause, at: int) -> SpokenName | None:
    """A name of nobody in the book at a place, with all its words; None where none is."""
    return _unknown(clause, at) if may_be_name(clause, at) else None


def _is_own(clause: Clause, at: int) -> bool:
    return clause.is_in(at, "self", "me") and at < len(clause.words)


def _belongs(clause: Clause, end: int, behind: int) -> bool:
    """Whether a name behind a comma alone goes on a list, and does not begin something new."""
    if _is_joined(clause, _past_joined(clause, end) - 1) or behind >= len(clause.words):
        return True
    word = clause.words[behind]
    if word.mark or clause.plain[behind] in ("", HIDDEN) or behind in clause.taken:
        return True
    return clause.is_in(behind, "joined", *_JOINTS, "about", "on", "place")


def _own_before(clause: Clause, at: int) -> bool:
    """Whether `I and` stands before a name."""
    return at >= 2 and _is_joined(clause, at - 1) and _is_own(clause, at - 2)


def _is_joined(clause: Clause, at: int) -> bool:
    return clause.is_in(at, "joined") or clause.is_in(at - 1, "joined")


def _past_joined(clause: Clause, at: int) -> int:
    """Where a text goes on behind a comma, an `and` or both."""
    if clause.plain[at : at + 1] == [","]:
        at += 1
    return at + clause.speech.length("joined", clause.plain, at)


def _placed(
    clause: Clause, members: tuple[SpokenName, ...], start: int, end: int, *, own: bool
) -> SpokenGroup:
    """A group with the word before it, past articles and what somebody is to the owner."""
    begin = start - 2 if _own_before(clause, start) else start
    while begin > 0 and clause.is_in(begin - 1, "article", "relation", "me"):
        begin -= 1
    for length in (3, 2, 1):
        if begin < length:
            continue
        for name in _JOINTS:
            if clause.speech.length(name, clause.plain, begin - length) == length:
                return SpokenGroup(begin - length, end, members, name, own)
    first = next((n for n in range(begin) if n not in clause.taken), None)
    if first is None:
        return SpokenGroup(begin, end, members, "subject", own)
    return SpokenGroup(begin, end, members, "object", own)
