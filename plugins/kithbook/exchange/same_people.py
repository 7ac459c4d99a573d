"""Who of one list of people is who of another: surely, or only perhaps, and why.

Sure are a source's own id; a personal address with a name that fits; a telephone number with a
given and a family name that fit, since numbers pass on to the next in office; and family name,
whole birthday and given name. All else is for the owner to say: namesakes are common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain

from kithbook.book.roster_links import names_agree, ways_with_name, words_of_several
from kithbook.text.addresses import address_key, is_of_a_house
from kithbook.text.dates import PartialDate
from kithbook.text.telephone import asked_by, known_by, written_number
from kithbook.text.words import fold

Apart = AbstractSet[frozenset[str]]
"""Pairs of ids, names, addresses or slugs, folded, that their owner said are two people."""
_MANY = 12
"""More people than that behind one address, number or name, and it says nothing of any of them."""
_ALIKE = 2


@dataclass(frozen=True, slots=True)
class Somebody:
    """What finds somebody again: whole names, the parts of the first, ids of a source, and so on.

    An id is sure only within one source, and has its kind before it: `uid 4711`, `url ada-byrne`;
    the surest stands first.
    """

    names: tuple[str, ...] = ()
    given: str = ""
    family: str = ""
    ids: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    born: PartialDate | None = None
    org: str = ""

    @property
    def called(self) -> str:
        """The name to show; where there is none, what else is known."""
        return next(filter(None, chain(self.names, self.emails, [self.org], self.phones)), "")

    @property
    def key(self) -> str:
        """What a table of ours calls them by: an id of the source, an address, or the name."""
        ids = (one.partition(" ")[2] for one in self.ids)
        return next(chain(ids, map(address_key, self.emails), map(fold, self.names)), self.org)

    @property
    def said_as(self) -> frozenset[str]:
        """All that an owner may have called them who said that they are not somebody else."""
        ids = (one.partition(" ")[2] for one in self.ids)
        numbers = (written_number(phone).digits for phone in self.phones)
        ways = ways_with_name(self, self.names)
        own = chain(self.names, ids, self.emails, filter(None, numbers), ways)
        return frozenset(map(fold, own))


@dataclass(frozen=True, slots=True)
class MaybeSame:
    """Two who may be one, by their places in their lists, and what speaks for it."""

    incoming: int
    there: int
    why: str


@dataclass(frozen=True, slots=True)
class PairedPeople:
    """For each of the incoming who is surely there, the place; and who may be one."""

    sure: Mapping[int, int] = field(default_factory=dict)
    perhaps: tuple[MaybeSame, ...] = ()


def pair_people(
    incoming: Sequence[Somebody], there: Sequence[Somebody], apart: Apart = frozenset()
) -> PairedPeople:
    """Who is who; one that could be two, and two that would be one, are only told of."""
    index = PeopleIndex(there)
    found: dict[int, tuple[int, bool]] = {}
    perhaps: list[MaybeSame] = []
    for at, one in enumerate(incoming):
        by_id = index.by_id(one, apart)
        sure = by_id or index.surely(one, apart)
        if len(sure) == 1:
            found[at] = (next(iter(sure)), bool(by_id))
        elif sure:
            perhaps += (MaybeSame(at, other, "could be either") for other in sorted(sure))
        else:
            perhaps += (MaybeSame(at, *told) for told in index.perhaps(one, apart))
    kept, twice = _each_once(found)
    perhaps += (MaybeSame(at, found[at][0], "another here is, too") for at in twice)
    return PairedPeople(kept, tuple(perhaps))


def _each_once(found: Mapping[int, tuple[int, bool]]) -> tuple[dict[int, int], list[int]]:
    """Those who are alone in being somebody, or alone by id; and the others."""
    claims: dict[int, list[int]] = defaultdict(list)
    for at, (other, _) in found.items():
        claims[other].append(at)
    kept: dict[int, int] = {}
    twice: list[int] = []
    for other, every in claims.items():
        by_id = [at for at in every if found[at][1]]
        best = by_id if len(by_id) == 1 else every
        if len(best) == 1:
            kept[best[0]] = other
        twice += [at for at in every if at not in kept]
    return kept, twice


class PeopleIndex:
    """A list of people by all that finds them."""

    def __init__(self, people: Sequence[Somebody]) -> None:
        self._people = people
        self._places: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(people):
            for key in set(_keys(one)):
                self._places[key].append(at)

    def the_one(self, one: Somebody, apart: Apart = frozenset()) -> int | None:
        """The place of whoever surely is somebody; None for nobody, and where it could be two."""
        sure = self.by_id(one, apart) or self.surely(one, apart)
        return next(iter(sure)) if len(sure) == 1 else None

    def by_id(self, one: Somebody, apart: Apart) -> set[int]:
        """Those with an id of the same source; the first that anybody has decides."""
        found = (set(self._of(one, (own,), apart)) for own in one.ids)
        return next(filter(None, found), set())

    def surely(self, one: Somebody, apart: Apart) -> set[int]:
        """Those who are the same by what else is sure."""
        found = {at for at in self._of(one, _emails(one), apart) if fits(one, self._people[at])}
        found |= {
            at for at in self._of(one, _asked(one), apart) if fits_wholly(one, self._people[at])
        }
        return found | {
            at
            for at in self._of(one, _birthday(one), apart)
            if given_names_fit(one, self._people[at])
        }

    def perhaps(self, one: Somebody, apart: Apart) -> Iterator[tuple[int, str]]:
        """Those of whom something speaks for it, each once, with what that is."""
        told: set[int] = set()
        ways = (
            (_emails(one), "the same address"),
            (_asked(one), "the same number"),
            (_birthday(one), "the same family name and birthday"),
            (_names(one), "the same name"),
        )
        for number, (keys, why) in enumerate(ways):
            for at in self._of(one, keys, apart):
                if at not in told and _likely(number, one, self._people[at]):
                    told.add(at)
                    yield at, f"{why}, {_other(one, self._people[at])}".rstrip(", ")

    def _of(self, one: Somebody, keys: Iterable[str], apart: Apart) -> Iterator[int]:
        for key in keys:
            places = self._places.get(key, ())
            if len(places) <= _MANY:
                yield from (at for at in places if not said_apart(one, self._people[at], apart))


def said_apart(one: Somebody, other: Somebody, apart: Apart) -> bool:
    """Whether the owner said that two are not the same; with the other table, that they are."""
    return bool(apart) and any(
        frozenset((name, another)) in apart for name in one.said_as for another in other.said_as
    )


def as_said(
    paired: PairedPeople, incoming: Sequence[Somebody], there: Sequence[Somebody], same: Apart
) -> PairedPeople:
    """Who is who, with those of whom the owner said that they are one."""
    if not same:
        return paired
    words = frozenset[str]().union(*same)
    known = [(at, one) for at, one in enumerate(there) if one.said_as & words]
    shared = words_of_several(((one.names, one.said_as) for one in incoming), same)
    # What several people have says it of those alone whose names fit.
    own = {pair for pair in same if not pair & shared}
    sure = dict(paired.sure)
    for at, one in enumerate(incoming):
        if at not in sure and one.said_as & words:
            found = [
                place
                for place, other in known
                if said_apart(one, other, same)
                and (said_apart(one, other, own) or names_agree(one.names, other.names))
            ]
            if len(found) == 1:
                sure[at] = found[0]
    perhaps = (each for each in paired.perhaps if each.incoming not in sure)
    return PairedPeople(sure, tuple(perhaps))


def twice_within(
    people: Sequence[Somebody], apart: Apart = frozenset()
) -> Iterator[tuple[int, int]]:
    """Those of one list who by all that is sure are one, the earlier place first."""
    index = PeopleIndex(people)
    for at, one in enumerate(people):
        earlier = [other for other in index.surely(one, apart) if other < at]
        if one.called and earlier:
            yield min(earlier), at


def two_words(one: Somebody, other: Somebody) -> tuple[str, str]:
    """What to type for each of two so that it means no other: a profile, an address, a name."""
    return _word(one, other), _word(other, one)


def _word(one: Somebody, other: Somebody) -> str:
    for own in one.ids:
        if own.startswith("person "):
            return own.partition(" ")[2]
    urls = (own.partition(" ")[2] for own in one.ids if own.startswith("url "))
    words = (*urls, *one.emails, *one.phones, *one.names)
    taken = {*map(fold, (*other.emails, *other.phones, *other.names))}
    return next((each for each in words if fold(each) not in taken), one.called)


def fits(one: Somebody, other: Somebody) -> bool:
    """Whether nothing in the names or birthdays of two speaks against their being one."""
    if _contradict(one, other):
        return False
    return not one.names or not other.names or names_agree(one.names, other.names)


def fits_wholly(one: Somebody, other: Somebody) -> bool:
    """Whether given and family name of two fit."""
    families = [set(_words(of.family)) for of in (one, other)]
    return fits(one, other) and not families[0].isdisjoint(families[1])


def may_be_one_row(one: Somebody, other: Somebody) -> bool:
    """Whether two of one name in two exports of a source may be one: nothing of theirs differs.

    Ids of one kind and birthdays must not differ; addresses and numbers that both have, not all.
    """
    mine, theirs = (
        {kind: own for own in of.ids for kind in own.split(" ", 1)[:1]} for of in (one, other)
    )
    if _contradict(one, other) or any(mine[kind] != theirs[kind] for kind in mine.keys() & theirs):
        return False
    ways = [{*map(address_key, of.emails), *chain.from_iterable(map(known_by, of.phones))}
            for of in (one, other)]  # fmt: skip
    return not all(ways) or not ways[0].isdisjoint(ways[1])


def given_names_fit(one: Somebody, other: Somebody) -> bool:
    """Whether two given names may be one: the same, short for another, or a further name."""
    mine, theirs = _given(one), _given(other)
    if not mine or not theirs:
        return False
    return bool(mine & theirs) or any(
        word.startswith(another) or another.startswith(word)
        for word in mine
        for another in theirs
        if min(len(word), len(another)) >= _ALIKE
    )


def _likely(way: int, one: Somebody, other: Somebody) -> bool:
    """Whether it is worth asking: a name alone not where birthdays differ, a number with a name."""
    named = not one.names or not other.names or names_agree(one.names, other.names)
    return (True, named, True, not _contradict(one, other))[way]


def _other(one: Somebody, other: Somebody) -> str:
    """What keeps two apart."""
    if _contradict(one, other):
        return "another birthday"
    same = {fold(name) for name in one.names} & {fold(name) for name in other.names}
    return "" if same else "another name"


def _given(one: Somebody) -> frozenset[str]:
    """The given names, and what else somebody is called."""
    family = set(_words(one.family))
    more = (word for name in one.names for word in _words(name) if word not in family)
    return frozenset((*_words(one.given), *more))


def _words(text: str) -> list[str]:
    return fold(text.replace(".", " ").replace("-", " ").replace(",", " ")).split()


def _contradict(one: Somebody, other: Somebody) -> bool:
    """Whether two have birthdays that cannot be one."""
    if not one.born or not other.born:
        return False
    pairs = ("year", "month", "day")
    told = [(getattr(one.born, part), getattr(other.born, part)) for part in pairs]
    return any(mine and theirs and mine != theirs for mine, theirs in told)


def _keys(one: Somebody) -> Iterator[str]:
    yield from one.ids
    yield from _emails(one)
    for phone in one.phones:
        yield from known_by(phone)
    yield from _birthday(one)
    yield from _names(one)


def _emails(one: Somebody) -> Iterator[str]:
    return (f"email {address_key(email)}" for email in one.emails if not is_of_a_house(email))


def _asked(one: Somebody) -> Iterator[str]:
    return chain.from_iterable(map(asked_by, one.phones))


def _birthday(one: Somebody) -> Iterator[str]:
    if one.family and one.born and one.born.exact:
        yield f"born {fold(one.family)} {one.born}"


def _names(one: Somebody) -> Iterator[str]:
    return (f"name {fold(name)}" for name in one.names)
