"""What `kith check` finds: in the files, between introductions, and in the airlock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from kithbook.airlock.disclosed import FILE, AirlockFault, DisclosedItem, parse_airlock
from kithbook.book.checks import check
from kithbook.book.gathered import gathered
from kithbook.book.kept_answers import KeptAnswers
from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.book.settings import FILE as SETTINGS
from kithbook.disclosure.agreement import ConsentStanding, standings
from kithbook.disclosure.airlock_writer import current, items_of, render
from kithbook.disclosure.answers import read_answers
from kithbook.disclosure.mentions import Hidden
from kithbook.disclosure.projection import hidden_in, is_count, project
from kithbook.disclosure.public_texts import PublicText, contradicted, public_texts
from kithbook.disclosure.published import allows, still_published
from kithbook.introductions.twins import twin_introductions
from kithbook.text.nodes import oddity
from kithbook.text.problems import Location, Problem

_RENEW = "Take it out with kith disclose --apply, then publish again"
_SEE = "See the difference with kith disclose, then add --apply"
_RENEWED = "Take it away, then write it anew with kith disclose --apply"
_HARMLESS = "stale-airlock"


def check_book(root: Path, network: Network, today: date) -> tuple[Problem, ...]:
    """Every finding in a book on a day, its airlock and answers included, sorted by place."""
    kept = KeptAnswers(root, network.state, today)
    found = (
        *kept.of("check", tuple[Problem, ...], lambda: _check_files(network, today)),
        *check_disclosure(root, network, today),
        *read_answers(root)[1],
    )
    return tuple(sorted(found, key=lambda problem: problem.sort_key))


def _check_files(network: Network, today: date) -> tuple[Problem, ...]:
    return (*gathered(check(network, today)), *twin_introductions(network, today))


def check_disclosure(root: Path, network: Network, today: date) -> tuple[Problem, ...]:
    """Findings about what may be public, apart from those of reading the files."""
    raw, odd = _raw(root)
    seen = _Disclosure(network, today, raw)
    return (*seen.texts(), *(odd or seen.airlock()), *still_published(root, seen.wanted))


def consents_to_look_at(root: Path, network: Network, day: date) -> tuple[Problem, ...]:
    """What keeps a text back, or shows one that nobody agrees to now, sorted by place."""
    unclear = (one for one in network.problems if one.code == "consent-unclear")
    found = (one for one in check_disclosure(root, network, day) if one.code != "stale-airlock")
    return tuple(sorted((*unclear, *found), key=lambda problem: problem.sort_key))


def check_airlock(root: Path, network: Network, today: date) -> Iterator[Problem]:
    """Findings in `content/disclosed.yml`."""
    raw, odd = _raw(root)
    yield from odd or _Disclosure(network, today, raw).airlock()


def _raw(root: Path) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The airlock, or the finding of what lies in its place."""
    path = root / FILE
    odd = oddity(root, path) if os.path.lexists(path) else None
    if odd:
        return None, (Problem(Location(FILE), odd.code, odd.message, _RENEWED),)
    return current(root), ()


def refusals(root: Path, network: Network, today: date, *, strict: bool) -> tuple[Problem, ...]:
    """What keeps the public site from being built; `strict` wants the airlock up to date."""
    unclear = (one for one in network.problems if one.code == "consent-unclear")
    found = check_airlock(root, network, today)
    return (*unclear, *(one for one in found if strict or one.code != _HARMLESS))


@dataclass(frozen=True)
class _Disclosure:
    """What the files hold for the public page on a day, beside what the airlock holds."""

    network: Network
    today: date
    raw: bytes | None

    @cached_property
    def hidden(self) -> Hidden:
        return hidden_in(self.network, self.today)

    @cached_property
    def standings(self) -> tuple[ConsentStanding, ...]:
        people = self.network.people.values()
        return tuple(standings(people, self.today, items_of(self.raw)))

    @cached_property
    def wanted(self) -> tuple[DisclosedItem, ...]:
        return project(self.network, self.today, items_of(self.raw), self.hidden)

    @cached_property
    def given_away(self) -> tuple[tuple[PublicText, str], ...]:
        texts = public_texts(self.network.people.values())
        return tuple((public, self.hidden.given_away(public)) for public in texts)

    def texts(self) -> Iterator[Problem]:
        """Public texts that stay: they give somebody away, or are not the words agreed to."""
        for public, given_away in self.given_away:
            if given_away and not public.person.quiet:
                yield _giving_away(public, given_away)
        if named := self.hidden.named_in(self.network.settings.disclose_introductions):
            yield Problem(
                Location(SETTINGS),
                "names-somebody",
                f"The sentence under disclose: introductions names {named}, so it stays private",
                "Say it without",
            )
        ended = contradicted(self.network.people.values())
        for standing in self.standings:
            if other := ended.get(standing.person.id):
                yield _contradicting(standing, other)
            for public in standing.waiting:
                if (public, "") in self.given_away:
                    yield _changed(standing, public)

    def airlock(self) -> Iterator[Problem]:
        """What is in the airlock and may not be, or else how it differs."""
        if self.raw is None:
            if self.wanted:
                count = _texts(len(self.wanted))
                yield _stale(
                    f"{count} may be shown, and the airlock (content/disclosed.yml) "
                    "is not written yet"
                )
            return
        try:
            held = parse_airlock(self.raw)
        except AirlockFault as fault:
            yield fault.problem
            return
        found = (self._not_agreed(item) for item in held if item.holds(self.today))
        grave = [problem for problem in found if problem]
        yield from grave
        if not grave and self.raw != render(self.wanted).encode():
            yield _stale(_difference(held, self.wanted))

    def _not_agreed(self, item: DisclosedItem) -> Problem | None:
        """Why an item may not be in the airlock, or nothing."""
        same = [one for one in self.wanted if _same(one, item)]
        covering = [one for one in same if allows(one, item)]
        if any(_not_longer(item, one) for one in covering):
            return None
        if covering:
            return _withdrawn(item, "This text would be shown longer than its consent holds")
        if same:
            shown = "This text is shown with a name or link that its consent does not show"
            return _withdrawn(item, shown)
        words = self.network.settings.disclose_introductions
        if item.kind == "number" and is_count(item.text, words):
            named = self.hidden.named_in(item.text)
            said = f"This text names {named}"
            return Problem(item.at, "names-somebody", said, _RENEW) if named else None
        return self._why(item)

    def _why(self, item: DisclosedItem) -> Problem:
        waiting = [public for one in self.standings for public in one.waiting]
        for public, given_away in self.given_away:
            if not _same(public, item):
                continue
            where = public.person.consent.at if public.person.consent else public.at
            place = f"{where.path}, line {where.line}"
            if given_away:
                return Problem(item.at, "names-somebody", f"This text {given_away}", _RENEW)
            if public in waiting:
                return _withdrawn(item, f"Other words were agreed to in the consent ({place})")
            if public.person.quiet:
                why = "has died" if public.person.dead else "is paused"
                return _withdrawn(item, f"{public.person.name} {why} ({public.person.path})")
            return _withdrawn(item, f"The consent to this text ({place}) does not hold today")
        return Problem(
            item.at,
            "unconsented",
            "Nobody in the book has agreed to this text as it stands",
            "Change the person's file, then write this one with kith disclose --apply",
        )


def _giving_away(public: PublicText, given_away: str) -> Problem:
    return Problem(
        public.at,
        "names-somebody",
        f"This public text {given_away}, without a consent to that, so it stays private",
        'Say it without, or ask for a consent that shows the "name"',
    )


def _changed(standing: ConsentStanding, public: PublicText) -> Problem:
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


def _contradicting(standing: ConsentStanding, other: Person) -> Problem:
    return Problem(
        standing.given.at,
        "consent-unclear",
        f"{other.path} is of {other.name} too, and the consent there was taken back or is unclear, "
        "so that this one does not hold",
        "Make one file of the two; if they are two people, give each an e-mail address",
    )


def _withdrawn(item: DisclosedItem, message: str) -> Problem:
    return Problem(item.at, "withdrawn", message, _RENEW)


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
