"""Who shares what, and in which order pairs come, is as if each were held against each other."""

from __future__ import annotations

from heapq import heappush
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from benchmarks import made_up
from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.introductions.acquainted import Pair
from kithbook.suggestions.matchmaker import Matchmaker
from kithbook.suggestions.pairing import Pairing
from kithbook.suggestions.sharing import FEW_OF, Shared, Sharing, _rarity, apart
from kithbook.suggestions.texts import LIKED, Candidate, telling_stems
from tests.insight.books import TODAY, load_case

WORDS = ("bells", "bicycles", "old", "wooden", "kites", "tea", "harbour", "maps")


def crowd(root: Path, seed: int, count: int) -> Network:
    """People who like a few of the same things, and need and know some."""
    dice = Random(seed)  # noqa: S311 - a fixed sequence

    def thing() -> str:
        return " ".join(dice.sample(WORDS, dice.choice((1, 2, 2))))

    def person(number: int) -> str:
        return (
            f"circle: {dice.choice(('inner', 'close', 'warm'))}\n"
            f"place: {dice.choice(('Bremen', 'Lyon', ''))}\n"
            f"org: {dice.choice(('Low Mill', 'Northlight', 'Three Locks', ''))}\n"
            f"interests: [{thing()}, {thing()}]\nknows: [{thing()} {number % 5}]\n"
            + (f"needs: [somebody who knows {thing()}]\n" if dice.random() < 0.3 else "")
        )

    return load_case(root, {"people": {f"p{number}": person(number) for number in range(count)}})


def each_with_each(finder: Matchmaker, people: list[Candidate]) -> dict[Pair, Shared]:
    """The rarest thing that each pair shares, by holding all texts against one another."""
    keyed = [
        (one.id, text, key)
        for one in people
        for text in one.texts
        if text.field in LIKED and (key := telling_stems(text.phrase.text, finder.engine.languages))
    ]
    found: dict[Pair, Shared] = {}
    for key in dict.fromkeys(key for _, _, key in keyed):
        group = {who: text for who, text, other in reversed(keyed) if key <= other}
        rare = _rarity(len(group), len(people)) if len(group) > 1 else 0.0
        few = len(people) >= FEW_OF * len(group)
        for one, other in combinations(sorted(group), 2):
            if rare > (found[one, other].rare if (one, other) in found else 0):
                places = (finder.network.people[who].place for who in (one, other))
                texts = (group[one], group[other])
                found[one, other] = Shared(texts, rare, not few and apart(*places))
    return found


def all_at_once(pairing: Pairing) -> Pairing:
    """The same, with every pair weighed before the first has its turn."""
    pairing._heap = [each for each in pairing._heap if each[1] != ("", "")]
    for alike in pairing._later.values():
        for pair in alike:
            heappush(pairing._heap, (-pairing._at_best(pair), pair, None))
    pairing._later = {}
    return pairing


@pytest.mark.parametrize("seed", range(6))
def test_what_pairs_share_is_found_as_by_holding_each_against_each(
    tmp_path: Path, seed: int
) -> None:
    finder = Matchmaker(crowd(tmp_path, seed, 20 + 8 * seed), TODAY)
    people = [one for one in finder.candidates if one.contact is None]
    places = {one.id: one.place for one in finder.network.people.values()}
    found, wanted = Sharing(people, finder.engine.languages, places), each_with_each(finder, people)
    assert len(wanted) > 10
    assert any(one.far for one in wanted.values()) or seed == 0
    assert {pair: found.of(pair) for pair in found.pairs} == wanted
    assert {pair: found.rare(pair) for pair in found.pairs} == {
        pair: one.rare for pair, one in wanted.items()
    }
    assert found.of(("nobody", "p1")) is None
    assert found.rare(("nobody", "p1")) == 0


@pytest.mark.parametrize("about", ["", "p3"])
@pytest.mark.parametrize("seed", range(4))
def test_pairs_come_in_the_same_order_and_number(tmp_path: Path, seed: int, about: str) -> None:
    finder = Matchmaker(crowd(tmp_path, seed, 40), TODAY)
    late, early = Pairing(finder, about), all_at_once(Pairing(finder, about))
    assert late.waiting == early.waiting > 1
    seen = [(one, late.waiting) for one in late.in_order()]
    assert seen == [(one, early.waiting) for one in early.in_order()]
    assert late.waiting == 0
    assert len(seen) > 1


def test_only_pairs_whose_turn_comes_are_weighed(tmp_path: Path) -> None:
    network = load_book(made_up.write_book(tmp_path / "book", 400))
    pairing = Pairing(Matchmaker(network, made_up.TODAY))
    alike = sum(map(len, pairing._later.values()))
    assert next(pairing.in_order()).needs
    assert sum(map(len, pairing._later.values())) == alike > 500
