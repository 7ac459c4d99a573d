"""Who has died or is paused appears in nothing that asks, reminds, matches, drafts or discloses."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from benchmarks.outputs import write_books
from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.disclosure.projection import project
from kithbook.insight.dormant import dormant
from kithbook.insight.keepup import keep_ups
from kithbook.insight.ledger import ledger
from kithbook.insight.returns import before_asking, returns
from kithbook.insight.today import agenda
from kithbook.introductions.drafts import KINDS, Draft, draft
from kithbook.introductions.state import all_progress, for_today, waiting
from kithbook.suggestions.matchmaker import Matchmaker
from kithbook.suggestions.needs import needs_met
from kithbook.suggestions.readers import readers
from kithbook.suggestions.suggest import suggest
from kithbook.suggestions.who_knows import everyone_in
from kithbook.views.ways_view import ways_of

pytestmark = pytest.mark.uncounted

BOOKS = int(os.environ.get("KITH_QUIET_BOOKS", "8"))
MARKS = (
    "died: 2026-03-04",
    "died: 2026-03",
    "died: 2026",
    "died: yes",
    "died: in May",
    "pause: true",
)
SHARED = "A workshop casts small odd parts in bronze, mends boats, bakes bread and keeps books."


def mark(book: Path, dice: random.Random, today: date) -> frozenset[str]:
    """Marks some people of a book as dead or paused, whose birthday it would be."""
    files = sorted((book / "people").iterdir())
    chosen = dice.sample(files, dice.randint(1, len(files) // 3))
    for file in chosen:
        text = re.sub(r"^(pause|died|born): .*\n", "", file.read_text("utf-8"), flags=re.MULTILINE)
        lines = f"{dice.choice(MARKS)}\nborn: 1931-{today:%m-%d}"
        text = re.sub(r"^(name: .*)$", rf"\1\n{lines}", text, count=1, flags=re.MULTILINE)
        file.write_text(text, "utf-8")
    return frozenset(file.stem for file in chosen)


def in_the_day(network: Network, today: date) -> Iterator[tuple[str, object]]:
    """Everybody whom the day, the ledger and the lists of who to write to name, with where."""
    finder = Matchmaker(network, today, contacts=True)
    met = needs_met(network, today, finder)
    day, books = agenda(network, today, needs=met), ledger(network, today)
    for one in met:
        yield "need", one.person
        yield "answer", one.by
    yield from (("reach", one.person) for one in day.picks)
    yield from (("birthday", one.person) for one in day.birthdays)
    yield from (("next", day.next.person) for _ in range(day.next is not None) if day.next)
    for promise in (*day.promises, *day.awaited, *books.promised, *books.awaited):
        yield from (("promise", who) for who in promise.people)
    for account in books.accounts:
        owed = (*account.promised, *account.awaited, *account.thanks_owed)
        yield from (("owed", account.person) for _ in owed[:1])
        yield from (
            ("before asking", account.person)
            for _ in filter(None, (before_asking(network, account, today),))
        )
    yield from (("thanks", one.person) for one in (*day.thanks_owed, *books.thanks_owed))
    yield from (("dormant", one.person) for one in dormant(network, today))
    for back in returns(network, today, met):
        yield from (("return", who) for who in (back.person, *(way.by for way in back.ways)))
    yield from (("due", one.person) for one in keep_ups(network, today) if one.tracked)
    for pair in suggest(network, today, 200, finder=finder).found:
        yield from (("suggestion", who) for who in pair.pair)
    yield from (("ask", one.person) for one in everyone_in(network))
    told = {text for one in network.everyone for text in (one.name, one.place, one.org) if text}
    for found in ways_of(network, sorted(told), today, Path(os.devnull)):
        for way in found.found:
            yield "way", way.first.person
            yield from (("way", who.person) for _, who in way.through)
    shared = readers(network, SHARED, today)
    yield from (("share", one.person.id) for one in shared.found)
    yield from (("share", one.id) for one in shared.resting)


def in_introductions(network: Network, today: date) -> Iterator[tuple[str, object]]:
    """Everybody whom a draft goes to or tells of, and whom an introduction waits for."""
    acts = all_progress(network, today)
    for wait in for_today(acts, today):
        yield from (("wait", who) for who in (wait.who.person if wait.who else None,))
        yield from (("wait", who) for who in wait.introduction.ids)
    yield from (("waiting", who) for one in waiting(acts) for who in one.introduction.ids)
    for one in acts:
        for kind in (None, *KINDS):
            for to in ("", *network.people):
                made = draft(network, one, kind, "Sam Hale", today, to=to)
                if isinstance(made, Draft):
                    yield "draft", made.to
                    yield from (("draft", who) for who in one.introduction.ids)


def disclosed(network: Network, today: date, quiet: frozenset[str]) -> Iterator[tuple[str, object]]:
    """Whose words the public page would show, and whom they would name."""
    for item in project(network, today):
        for who in quiet:
            person = network.people[who]
            if person.name in (item.name, item.text) or item.at.path == person.path:
                yield "disclosed", who


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return write_books(tmp_path_factory.mktemp("books"), BOOKS - 1)


@pytest.mark.parametrize("number", range(BOOKS))
def test_the_quiet_appear_nowhere(books: tuple[Path, ...], number: int) -> None:
    today = load_book(books[number]).settings.today or date(2026, 11, 22)
    marked = mark(books[number], random.Random(number), today)  # noqa: S311 - books, no secrets
    network = load_book(books[number])
    quiet = network.quiet
    assert quiet >= marked
    named = (
        *in_the_day(network, today),
        *in_introductions(network, today),
        *disclosed(network, today, quiet),
    )
    assert [found for found in named if found[1] in quiet] == []
    assert {"ask", "draft", "reach"} <= {what for what, _ in named}
