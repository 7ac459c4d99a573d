"""What `make test` takes a share of is met as a whole, and `make thorough` takes all."""

from __future__ import annotations

from tests.structure.sources import ROOT
from tests.thoroughness import examples, share

WORDS = ("a", "b", "c", "d", "e", "f", "g")


def test_a_third_of_the_examples_is_at_least_one() -> None:
    assert examples(1) == 1
    assert examples(1500) in (500, 1500)


def test_as_many_turns_as_parts_meet_each_once() -> None:
    met = [one for turn in range(3) for one in share(WORDS, turn, 3, thorough=False)]
    assert sorted(met) == sorted(WORDS)


def test_later_turns_begin_again() -> None:
    assert share(WORDS, 3, 3, thorough=False) == share(WORDS, 0, 3, thorough=False)


def test_thorough_is_all_of_them_at_each_turn() -> None:
    assert share(WORDS, 2, 3, thorough=True) == WORDS


def test_make_thorough_says_so_to_the_tests() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "KITHBOOK_THOROUGH=1" in makefile
