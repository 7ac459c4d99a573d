"""Proof that nobody of a book is lost: each person is found by id, by names and by a query.

Run as `python -m benchmarks.finding BOOK TABLES [SAMPLE]`; prints the proof as JSON.
"""

from __future__ import annotations

import dataclasses
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.legislators import Legislator, legislators
from kithbook.book.checks import check
from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.insight.find import find
from kithbook.insight.query import InField, any_of
from kithbook.text.words import fold

SAMPLE = 500
_AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked for and found; `lost` names what was not, and is empty in a whole book."""

    people: int
    findings: Mapping[str, int]
    namesakes: int
    most_namesakes: int
    queries: int
    lost: tuple[str, ...]


def prove(book: Path, expected: Sequence[Legislator], sample: int = SAMPLE) -> Proof:
    """Loads and checks a book, then looks for each of the people that it should hold."""
    network = load_book(book)
    today = network.settings.today or date.max
    same_name: dict[str, set[str]] = defaultdict(set)
    for person in expected:
        same_name[fold(person.name)].add(person.id)
    asked = random.Random(1).sample(expected, min(sample, len(expected)))
    shared = [len(ids) for ids in same_name.values() if len(ids) > 1]
    return Proof(
        people=len(network.people),
        findings=dict(Counter(problem.code for problem in check(network, today))),
        namesakes=sum(shared),
        most_namesakes=max(shared, default=1),
        queries=len(asked),
        lost=(
            *_strangers(network, expected),
            *(line for person in expected for line in _by_names(network, person, same_name)),
            *_by_query(network, asked, today),
        ),
    )


def _strangers(network: Network, expected: Sequence[Legislator]) -> Iterator[str]:
    """Ids that stand for two people, and people nobody wrote."""
    ids = Counter(person.id for person in expected)
    yield from (f"id of {count}: {one}" for one, count in ids.items() if count > 1)
    yield from (f"not expected: {one}" for one in network.people if one not in ids)


def _by_names(
    network: Network, person: Legislator, same_name: Mapping[str, set[str]]
) -> Iterator[str]:
    """An id means one person; a name all who bear it; an alias at least this one."""
    if network.index.resolve(person.id).person != person.id:
        yield f"id: {person.id}"
    if set(network.index.resolve(person.name).ids) != same_name[fold(person.name)]:
        yield f"name: {person.name}"
    for alias in person.aliases:
        meant = network.index.resolve(alias).ids
        if person.id not in meant and set(meant) != same_name.get(fold(alias)):
            yield f"alias: {alias}"


def _by_query(network: Network, asked: Sequence[Legislator], today: date) -> Iterator[str]:
    """Several queries are put at once, each a name; the reasons of a match tell which it was."""
    for start in range(0, len(asked), _AT_ONCE):
        wanted = {str(InField("name", one.name)): one.id for one in asked[start : start + _AT_ONCE]}
        several = any_of(*(InField("name", one.name) for one in asked[start : start + _AT_ONCE]))
        met = {(hit.asked, one.person) for one in find(network, several, today) for hit in one.hits}
        yield from (f"query: {query}" for query, one in wanted.items() if (query, one) not in met)


if __name__ == "__main__":
    how_many = int(sys.argv[3]) if len(sys.argv) > 3 else SAMPLE
    proof = prove(Path(sys.argv[1]), list(legislators(Path(sys.argv[2]))), how_many)
    print(json.dumps(dataclasses.asdict(proof)))
