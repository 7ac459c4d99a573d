"""Two who are perhaps one, rows of address books among them: the owner says yes or no, once.

A yes stands in `rosters/the-same.csv`, a no in `rosters/not-the-same.csv`. The rows stay as they
are: who is said to be somebody with a file counts as theirs, and of rows one file is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kithbook.actions.contact_meant import contacts_meant
from kithbook.actions.stepwise import Steps
from kithbook.book.contact import Contact
from kithbook.book.network import Network
from kithbook.book.pairs_apart import with_pair
from kithbook.book.roster_links import called, pair_keys, profiles, ways_with_name
from kithbook.book.roster_places import NOT_THE_SAME, THE_SAME
from kithbook.book.traces import ways_of
from kithbook.insight.reaching import whom
from kithbook.text.addresses import address_key
from kithbook.text.refusal import refuse
from kithbook.text.telephone import written_number
from kithbook.text.words import fold

FindPerson = Callable[[str], str]
_MOST = 9
_NUMBER = 9
"""By so many last digits numbers are compared, as `ways_of` has them."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Who is meant: somebody with a file, by id, or rows of address books that are one."""

    person: str = ""
    rows: tuple[Contact, ...] = ()

    def called(self, network: Network) -> str:
        """The name to show, with the place of a row."""
        if self.person:
            return f"{network.name_of(self.person)} ({self.person})"
        one = self.rows[0]
        return f"{one.name} ({one.at.path}:{one.at.line})"


def two_meant(network: Network, one: str, other: str, find: FindPerson) -> tuple[Meant, Meant]:
    """Whom two words mean. A word that is of both a person and a row means what is left over."""
    first, second = (_found(network, each) for each in (one, other))
    if first.person and second.person and first.person == second.person:
        first = _rows_before(network, one, first)
        if first.person:
            second = _rows_before(network, other, second)
        if first.person == second.person:
            refuse(
                f"{first.called(network)} is one person already. A row is named by its place, as "
                "in rosters/x.csv:12."
            )
    left = [row for row in first.rows if row not in second.rows]
    first = Meant(first.person, tuple(left) if second.rows and left else first.rows)
    left = [row for row in second.rows if row not in first.rows]
    second = Meant(second.person, tuple(left) if first.rows and left else second.rows)
    return _require_one(first, one, find), _require_one(second, other, find)


def _found(network: Network, text: str) -> Meant:
    if text.startswith("rosters/"):
        for row in network.contacts:
            if text in (f"{at.path}:{at.line}" for at in row.places):
                return Meant(rows=(row,))
    people = whom(network.index, text)
    if len(people) == 1:
        return Meant(people[0])
    return Meant() if people else Meant(rows=tuple(contacts_meant(network, text)))


def _rows_before(network: Network, text: str, found: Meant) -> Meant:
    rows = tuple(contacts_meant(network, text))
    return Meant(rows=rows) if rows else found


def _require_one(found: Meant, text: str, find: FindPerson) -> Meant:
    """Refuses where it is nobody, or rows that may be of several."""
    if found.person:
        return found
    if not found.rows:
        return Meant(find(text))
    keys = pair_keys(found.rows[0]) - {fold(found.rows[0].name)}
    if any(not keys & pair_keys(row) for row in found.rows[1:]):
        places = (f"{row.at.path}:{row.at.line}" for row in found.rows[:_MOST])
        refuse(f'"{text}" could be several rows: {", ".join(places)}. Name the place of one.')
    return found


def say_pair(root: Path, network: Network, one: Meant, other: Meant, *, same: bool) -> Steps:
    """What remembers of two whether they are one; refused where that is known, or the contrary."""
    table, contrary = (THE_SAME, NOT_THE_SAME) if same else (NOT_THE_SAME, THE_SAME)
    known = {THE_SAME: network.the_same, NOT_THE_SAME: network.not_the_same}
    if _is_said(known[table], one, other):
        refuse(f"{table} says so already.")
    if _is_said(known[contrary], one, other):
        refuse(f"{contrary} says the contrary. Delete that line.")
    if one == other:
        refuse(f"{one.called(network)} is one row already. Name the other.")
    row = next(each.rows[0] for each in (one, other) if each.rows)
    if same and row.person and row.person in (one.person, other.person):
        refuse(f"{row.at.path}:{row.at.line} is theirs already.")
    words = _words(network, one, other), _words(network, other, one)
    if fold(words[0]) == fold(words[1]):
        refuse("Nothing tells the two apart but their places. Write an address into one of them.")
    what = f"{words[0]} is {'' if same else 'not '}{words[1]}"
    return Steps((with_pair(root, *words, table),), "merge", what)


def _is_said(pairs: frozenset[frozenset[str]], one: Meant, other: Meant) -> bool:
    mine, theirs = _all_words(one), _all_words(other)
    return any(frozenset((a, b)) in pairs for a in mine for b in theirs)


def _all_words(one: Meant) -> frozenset[str]:
    if one.person:
        return frozenset((fold(one.person),))
    return frozenset[str]().union(*map(pair_keys, one.rows))


def _words(network: Network, one: Meant, other: Meant) -> str:
    """What names somebody in a pair, and nobody of the other side."""
    if one.person:
        return one.person
    taken = _all_words(other)
    if other.person:
        taken |= ways_of((network.people[other.person],), ())
    row = one.rows[0]
    fresh = (said for each, said in telling_words(row) if not _is_taken(fold(each), taken))
    word = next(iter(fresh), row.name)
    both = (*one.rows, *other.rows)
    if word == row.name and any(
        fold(each.name) == fold(word) and each not in both for each in network.contacts
    ):
        with_ways = ways_with_name(row, called(row)[:1])
        if exact := next((each for each in with_ways if fold(each) not in taken), ""):
            return exact
        refuse(
            f"Others are called {word}, too, so the name tells nothing. Write an address into it."
        )
    return word


def _is_taken(word: str, taken: frozenset[str]) -> bool:
    return word in taken or (word.isdigit() and word[-_NUMBER:] in taken)


def telling_words(row: Contact) -> Iterator[tuple[str, str]]:
    """What names a row, the surest first: profile, address, number, name; and as it is said.

    Others may have an address or a number too, so the name is said beside it.
    """
    numbers = (written_number(phone).digits for phone in row.phones)
    yield from ((slug, slug) for slug in profiles(row) if slug)
    name = next(iter(called(row)), "")
    for way in (*map(address_key, row.emails), *filter(None, numbers)):
        yield way, f"{name} <{way}>" if name else way
    yield row.name, row.name
