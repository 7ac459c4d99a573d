"""Places: who is where, before a trip.

Two spellings are one place when they are equal without case, accents and commas; `Houston` and
`Houston, TX` stay apart, and each knows of the other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kithbook.book.network import Network
from kithbook.text.words import fold

_BETWEEN = re.compile(r"[\s,;/|]+")


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """One place as it is mostly written: people with a file by name, and how many contacts.

    `near` are the keys of places whose words hold all of this one's, or the other way round.
    """

    key: str
    name: str
    people: tuple[str, ...]
    contacts: int
    near: tuple[str, ...] = ()


def key_of(place: str) -> str:
    """What two spellings of one place have in common; empty where no place is written."""
    return " ".join(part for part in _BETWEEN.split(fold(place)) if part)


def places(network: Network) -> tuple[PlaceGroup, ...]:
    """Every place where somebody is, by name; who has a file is not counted as a contact too."""
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    people: dict[str, list[str]] = defaultdict(list)
    contacts: Counter[str] = Counter()
    for person in network.people.values():
        if not person.dead and (key := key_of(person.place)):
            people[key].append(person.id)
            # The owner's own spelling goes before that of an export.
            spelt[key][" ".join(person.place.split())] += 1_000_000
    for contact in network.contacts:
        if contact.person not in network.people and (key := key_of(contact.place)):
            contacts[key] += 1
            spelt[key][" ".join(contact.place.split())] += 1
    near = _near(people, spelt)
    found = (
        PlaceGroup(key, _usual(spelt[key]), network.by_name(people[key]), contacts[key], near[key])
        for key in spelt
    )
    return tuple(sorted(found, key=lambda one: one.key))


def living_in(network: Network, place: str) -> tuple[str, ...]:
    """Who with a file lives in a place, or where its words stand in what is written; by name."""
    wanted = f" {key_of(place)} "
    if not wanted.strip():
        return ()
    alive = (one for one in network.people.values() if not one.dead)
    there = (one.id for one in alive if wanted in f" {key_of(one.place)} ")
    return network.by_name(there)


def _usual(spelt: Counter[str]) -> str:
    return min(spelt, key=lambda name: (-spelt[name], name))


def _near(people: Iterable[str], every: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """For each place, others that share all their words with it; one of the two has people."""
    found: dict[str, set[str]] = defaultdict(set)
    by_word: dict[str, list[str]] = defaultdict(list)
    for key in every:
        for word in dict.fromkeys(key.split()):
            by_word[word].append(key)
    for key in people:
        first = key.split()[0]
        for other in by_word[first]:
            if other != key and (f" {key} " in f" {other} " or f" {other} " in f" {key} "):
                found[key].add(other)
                found[other].add(key)
    return defaultdict(tuple, {key: tuple(sorted(others)) for key, others in found.items()})
