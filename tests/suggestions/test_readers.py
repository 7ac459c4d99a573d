"""Who would like to read this: few, with a reason, and nobody who rests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.suggestions.readers import Readers, is_address, readers
from tests.insight.books import TODAY, load_case
from tests.matching import marked
from tests.structure.sources import ROOT

TEXT = """The bell foundry by the river has poured its last bell. Bronze will be cast there no more,
and the accordion workshop next door has taken over the yard, where apprentices now tune reeds."""
PEOPLE = {
    "ada": "interests: [bells]\nreach: {email: ada@example.org, phone: +1 713 555 0142, "
    "prefer: phone}\n---\n- 2023-10-01 call: long ago\n",
    "bo": "offers: [tuning accordions]\nask: {policy: never}\nvouch: no\n---\n"
    "- 2026-11-01 call: lately\n",
    "cy": "knows: [bronze casting]\npause: true\n---\n",
    "di": "needs: [a small bronze bell]\nsnooze: 2027-01-15\n---\n",
    "ed": "interests: [chess]\n---\n",
    "flo": "place: River\n---\n",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Readers:
    network = load_case(tmp_path_factory.mktemp("readers"), {"people": PEOPLE})
    return readers(network, TEXT, TODAY)


def test_only_who_has_a_reason_and_does_not_rest(found: Readers) -> None:
    assert sorted(one.person.id for one in found.found) == ["ada", "bo"]
    assert sorted(one.id for one in found.resting) == ["di"]


def test_each_comes_with_the_line_and_the_way_to_reach(found: Readers) -> None:
    ada = next(one for one in found.found if one.person.id == "ada")
    assert (ada.why.field, ada.why.quote, str(ada.why.at)) == (
        "interest", "bells", "people/ada.md:3:13",
    )  # fmt: skip
    assert ada.channel is not None
    assert ada.channel.kind == "phone"


def test_a_long_silence_is_an_occasion(found: Readers) -> None:
    silences = {one.person.id: one.silence for one in found.found}
    assert silences == {"ada": "you last spoke 3 years ago: a good occasion", "bo": ""}


def test_a_snooze_that_is_over_holds_nobody_back(tmp_path: Path) -> None:
    network = load_case(tmp_path, {"people": PEOPLE})
    later = readers(network, TEXT, date(2027, 1, 15))
    assert "di" in [one.person.id for one in later.found]


@pytest.mark.parametrize(
    "language, line",
    [("en", "This made me"), ("de-AT", "Dabei habe ich an dich"), ("fi", "This made me")],
)
def test_a_first_line_to_write_from(language: str, line: str, tmp_path: Path) -> None:
    network = load_case(tmp_path, {"settings": f"language: {language}\n"})
    assert readers(network, TEXT, TODAY).first_line.startswith(line)


@pytest.mark.parametrize(
    "text, address",
    [
        ("https://example.org/a", True),
        (" <http://example.org> \n", True),
        ("www.example.org", True),
        ("see https://example.org/a", False),
        ("example", False),
    ],
)
def test_an_address_alone_is_told_apart(text: str, address: bool) -> None:  # noqa: FBT001 - a case
    assert is_address(text) is address


def test_articles_find_somebody_who_would_like_them() -> None:
    """Twelve articles for the sample book; three in four reach a reader marked by hand."""
    network = load_book(ROOT)
    articles = marked.read_marked(marked.HERE / "articles.yml")
    hits = 0
    for one in articles:
        named = readers(network, one.text, date(2026, 11, 22))
        people = [each.person.id for each in (*named.found,)] + [each.id for each in named.resting]
        assert len(named.found) <= 5
        hits += not set(one.right).isdisjoint(people)
    assert len(articles) == 12
    assert hits >= 9
