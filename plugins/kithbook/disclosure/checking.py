"""What `kith check` finds in the airlock: whether it still is what people agreed to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kithbook.book.checks import check
from kithbook.book.network import Network
from kithbook.disclosure.projection import (
    is_count,
    named_without_consent,
    project,
    public_texts,
    unnamed_people,
)
from kithbook.disclosure.writing import current, render
from kithbook.public.airlock import FILE, AirlockFault, DisclosedItem, parse_airlock
from kithbook.text.problems import Location, Problem

_RENEW = "Take it out with kith disclose --apply, then publish again"
_SEE = "See the difference with kith disclose, then add --apply"


def check_book(root: Path, network: Network, today: date) -> tuple[Problem, ...]:
    """Every finding in a book on a day, its airlock included, sorted by place."""
    found = (
        *check(network, today),
        *names_in_public_texts(network, today),
        *check_airlock(root, network, today),
    )
    return tuple(sorted(found, key=lambda problem: problem.sort_key))


def names_in_public_texts(network: Network, today: date) -> Iterator[Problem]:
    """Public texts that name somebody who did not agree to be named; they are not shown."""
    people = tuple(network.people.values())
    unnamed = unnamed_people(people, today)
    for public in public_texts(people):
        if named := named_without_consent(public, unnamed):
            yield Problem(
                public.at,
                "names-somebody",
                f'This public text names {named}, whose consent does not show "name", '
                "so it stays private",
                "Say it without the name, or ask for consent to it",
            )


def check_airlock(root: Path, network: Network, today: date) -> Iterator[Problem]:
    """Findings in `content/disclosed.yml`."""
    raw = current(root)
    wanted = project(network, today)
    if raw is None:
        if wanted:
            yield _stale(f"{_texts(len(wanted))} may be shown, and the airlock is not written yet")
        return
    try:
        held = parse_airlock(raw)
    except AirlockFault as fault:
        yield fault.problem
        return
    grave = [
        problem
        for item in held
        if item.holds(today) and (problem := _without_consent(item, wanted, network))
    ]
    yield from grave
    if not grave and raw != render(wanted).encode():
        yield _stale(_difference(held, wanted))


def _without_consent(
    item: DisclosedItem, wanted: tuple[DisclosedItem, ...], network: Network
) -> Problem | None:
    same = [one for one in wanted if (one.kind, one.text) == (item.kind, item.text)]
    if any(item.name in ("", one.name) and item.link in ("", one.link) for one in same):
        return None
    if same:
        return Problem(
            item.at,
            "withdrawn",
            "This text is shown with a name or link that its consent does not show",
            _RENEW,
        )
    if item.kind == "number" and is_count(item.text, network.settings.disclose_introductions):
        return None
    for public in public_texts(network.people.values()):
        if (public.kind, public.text) == (item.kind, item.text):
            where = public.person.consent.at if public.person.consent else public.at
            return Problem(
                item.at,
                "withdrawn",
                f"The consent to this text ({where.path}, line {where.line}) does not hold today",
                _RENEW,
            )
    return Problem(
        item.at,
        "unconsented",
        "Nobody in the book has agreed to this text as it stands",
        "Change the person's file, then write this one with kith disclose --apply",
    )


def _difference(held: tuple[DisclosedItem, ...], wanted: tuple[DisclosedItem, ...]) -> str:
    more = sum(item not in held for item in wanted)
    less = sum(item not in wanted for item in held)
    if not more and not less:
        return "It is not written as kith disclose would write it"
    return f"{_texts(more)} would come in, {less} would go out or change"


def _texts(count: int) -> str:
    return f"{count} {'text' if count == 1 else 'texts'}"


def _stale(message: str) -> Problem:
    return Problem(Location(FILE), "stale-airlock", message, _SEE)
