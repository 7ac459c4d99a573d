"""What `kith check` finds in the airlock: whether it still is what people agreed to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kithbook.book.checks import check
from kithbook.book.network import Network
from kithbook.disclosure.agreement import Standing, standings
from kithbook.disclosure.projection import hidden_in, is_count, project
from kithbook.disclosure.published import allows, still_published
from kithbook.disclosure.texts import PublicText, public_texts
from kithbook.disclosure.writing import current, items_of, render
from kithbook.public.airlock import FILE, AirlockFault, DisclosedItem, parse_airlock
from kithbook.text.problems import Location, Problem

_RENEW = "Take it out with kith disclose --apply, then publish again"
_SEE = "See the difference with kith disclose, then add --apply"
_HARMLESS = "stale-airlock"


def check_book(root: Path, network: Network, today: date) -> tuple[Problem, ...]:
    """Every finding in a book on a day, its airlock included, sorted by place."""
    found = (*check(network, today), *check_disclosure(root, network, today))
    return tuple(sorted(found, key=lambda problem: problem.sort_key))


def check_disclosure(root: Path, network: Network, today: date) -> tuple[Problem, ...]:
    """Findings about what may be public, apart from those of reading the files."""
    return (
        *names_in_public_texts(network, today),
        *changed_words(root, network, today),
        *check_airlock(root, network, today),
        *still_published(root, project(network, today, items_of(current(root)))),
    )


def refusals(root: Path, network: Network, today: date, *, strict: bool) -> tuple[Problem, ...]:
    """What keeps the public site from being built; `strict` wants the airlock up to date."""
    unclear = (one for one in network.problems if one.code == "consent-unclear")
    found = check_airlock(root, network, today)
    return (*unclear, *(one for one in found if strict or one.code != _HARMLESS))


def names_in_public_texts(network: Network, today: date) -> Iterator[Problem]:
    """Public texts that give somebody away who did not agree to it; they are not shown."""
    hidden = hidden_in(network, today)
    for public in public_texts(network.people.values()):
        if given_away := hidden.given_away(public):
            yield Problem(
                public.at,
                "names-somebody",
                f"This public text {given_away}, without a consent to that, so it stays private",
                'Say it without, or ask for a consent that shows the "name"',
            )


def changed_words(root: Path, network: Network, today: date) -> Iterator[Problem]:
    """Public texts that are others than the person agreed to; they wait for a new date."""
    hidden = hidden_in(network, today)
    for standing in standings(network.people.values(), today, items_of(current(root))):
        for public in standing.waiting:
            if not hidden.given_away(public):
                yield _changed(standing, public)


def _changed(standing: Standing, public: PublicText) -> Problem:
    given = standing.given
    said = " and ".join(f'"{words}"' for words in standing.words)
    before = f"{standing.person.name} agreed to {said}" if said else "The words are others"
    return Problem(
        public.at,
        "consent-changed",
        f"{before} on {given.on}, and not to these words, so they stay private",
        "Ask again; if they agree, write the day of that as on: DATE in the consent "
        f"({given.at.path}, line {given.at.line}), then kith disclose --apply",
    )


def check_airlock(root: Path, network: Network, today: date) -> Iterator[Problem]:
    """Findings in `content/disclosed.yml`."""
    raw = current(root)
    wanted = project(network, today, items_of(raw))
    if raw is None:
        if wanted:
            yield _stale(f"{_texts(len(wanted))} may be shown, and the airlock is not written yet")
        return
    try:
        held = parse_airlock(raw)
    except AirlockFault as fault:
        yield fault.problem
        return
    look = _Look(network, today, held, wanted)
    grave = [
        problem for item in held if item.holds(today) and (problem := look.without_consent(item))
    ]
    yield from grave
    if not grave and raw != render(wanted).encode():
        yield _stale(_difference(held, wanted))


class _Look:
    """The airlock beside what may be in it."""

    def __init__(
        self,
        network: Network,
        today: date,
        held: tuple[DisclosedItem, ...],
        wanted: tuple[DisclosedItem, ...],
    ) -> None:
        self._words = network.settings.disclose_introductions
        self._wanted = wanted
        people = tuple(network.people.values())
        hidden = hidden_in(network, today)
        self._texts = [(public, hidden.given_away(public)) for public in public_texts(people)]
        self._waiting = [public for one in standings(people, today, held) for public in one.waiting]

    def without_consent(self, item: DisclosedItem) -> Problem | None:
        """Why an item may not be in the airlock, or nothing."""
        same = [one for one in self._wanted if _same(one, item)]
        if any(allows(one, item) and _not_longer(item, one) for one in same):
            return None
        if any(allows(one, item) for one in same):
            message = "This text would be shown longer than its consent holds"
            return Problem(item.at, "withdrawn", message, _RENEW)
        if same:
            message = "This text is shown with a name or link that its consent does not show"
            return Problem(item.at, "withdrawn", message, _RENEW)
        if item.kind == "number" and is_count(item.text, self._words):
            return None
        return self._not_agreed(item)

    def _not_agreed(self, item: DisclosedItem) -> Problem:
        waiting = [public for public in self._waiting if _same(public, item)]
        for public, given_away in self._texts:
            if not _same(public, item):
                continue
            where = public.person.consent.at if public.person.consent else public.at
            place = f"{where.path}, line {where.line}"
            if given_away:
                return Problem(item.at, "names-somebody", f"This text {given_away}", _RENEW)
            if public in waiting:
                message = f"Other words were agreed to in the consent ({place})"
                return Problem(item.at, "withdrawn", message, _RENEW)
            message = f"The consent to this text ({place}) does not hold today"
            return Problem(item.at, "withdrawn", message, _RENEW)
        return Problem(
            item.at,
            "unconsented",
            "Nobody in the book has agreed to this text as it stands",
            "Change the person's file, then write this one with kith disclose --apply",
        )


def _not_longer(item: DisclosedItem, agreed: DisclosedItem) -> bool:
    return agreed.until is None or (item.until is not None and item.until <= agreed.until)


def _same(one: DisclosedItem | PublicText, item: DisclosedItem) -> bool:
    return (one.kind, one.text) == (item.kind, item.text)


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
