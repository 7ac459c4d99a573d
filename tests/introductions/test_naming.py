"""Which introduction a few words mean; whom to ask first; what comes next."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.network import Network
from kithbook.introductions.ask_first import ask_first
from kithbook.introductions.next_step import next_steps
from kithbook.introductions.state import all_progress
from kithbook.introductions.which_introduction import (
    find_introduction,
    find_side,
)
from kithbook.text.refusal import Declined
from tests.insight.books import TODAY, load_case

PEOPLE = {
    "ada-byrne": "name: Ada Byrne\naliases: [Ace]\ncircle: close\n",
    "bo-chen": "name: Bo Chen\n",
    "bo-lind": "name: Bo Lind\nask: {per_quarter: 1}\n",
    "cy": "name: Cy\nask: {policy: just-send}\n",
}
FILES = {
    "2025-01-ada-byrne-bo-chen": "between: [ada-byrne, bo-chen]\nmade: 2025-01-02\n"
    "outcome: {was: unknown}\n",
    "2026-11-ada-byrne-bo-chen": "between: [ada-byrne, bo-chen]\n",
    "2026-11-ada-byrne-bo-lind": "between: [ada-byrne, bo-lind]\nasked: {ada-byrne: 2026-11-20}\n",
    "2026-11-bo-lind-cy": "between: [bo-lind, cy]\n",
    "2026-10-cy-zoe": "between: [cy, Zoe Muller]\n",
}


def book(root: Path, files: dict[str, str] | None = None) -> Network:
    shown = FILES if files is None else files
    texts = {f"introductions/{name}.md": f"---\n{text}---\n" for name, text in shown.items()}
    return load_case(root, {"people": PEOPLE, "files": texts})


@pytest.mark.parametrize(
    "words, expected",
    [
        ("2026-11-bo-lind-cy", "2026-11-bo-lind-cy"),
        ("2026-11-BO", "2026-11-bo-lind-cy"),
        ("2026-10", "2026-10-cy-zoe"),
        ("ada-byrne bo-chen", "2026-11-ada-byrne-bo-chen"),
        ("bo-lind ace", "2026-11-ada-byrne-bo-lind"),
        ("ada lind", "2026-11-ada-byrne-bo-lind"),
        ("bo-chen", "2026-11-ada-byrne-bo-chen"),
        ("2025", "2025-01-ada-byrne-bo-chen"),
    ],
)
def test_an_introduction_goes_by_its_id_or_its_people(
    tmp_path: Path, words: str, expected: str
) -> None:
    network = book(tmp_path)
    found = find_introduction(network, all_progress(network, TODAY), tuple(words.split()))
    assert found.introduction.id == expected


@pytest.mark.parametrize(
    "words, said",
    [
        ("2026-11", '"2026-11" could be 2026-11-ada-byrne-bo-chen, 2026-11-ada-byrne-bo-lind or'),
        ("ada", '"ada" could be 2026-11-ada-byrne-bo-chen or 2026-11-ada-byrne-bo-lind'),
        ("ada bo", "could be"),
        ("bo-chen cy", '"bo-chen cy" is no introduction. See: kith introduction list --all'),
        ("ada ada", "is no introduction"),
        ("2026-11-bo-lind-cz", 'Did you mean "2026-11-bo-lind-cy"?'),
        ("a b c", "is no introduction"),
        ("''", "is no introduction"),
    ],
)
def test_it_is_never_guessed(tmp_path: Path, words: str, said: str) -> None:
    network = book(tmp_path)
    with pytest.raises(Declined) as unclear:
        find_introduction(network, all_progress(network, TODAY), tuple(words.split()))
    assert said in str(unclear.value)


@pytest.mark.parametrize(
    "words, expected",
    [
        ("2026-11-bo-lind cy", "2026-11-bo-lind-cy cy"),
        ("ada lind bo", "2026-11-ada-byrne-bo-lind bo-lind"),
        ("2026-10 zoe muller", ""),
        ("bo-chen", "2026-11-ada-byrne-bo-chen bo-chen"),
        ("ada", "2026-11-ada-byrne-bo-lind ada-byrne"),
        ("cy", ""),
        ("ada lind", ""),
        ("2026-11-bo-lind ada", ""),
    ],
)
def test_the_last_word_says_which_of_the_two(tmp_path: Path, words: str, expected: str) -> None:
    network = book(tmp_path)
    everyone = all_progress(network, TODAY)
    asked = {one.introduction.id for one in everyone if one.introduction.asked}

    def find() -> str:
        one, who = find_side(
            network,
            everyone,
            tuple(words.split()),
            lambda each, side: side.person == "ada-byrne" and each.introduction.id in asked,
        )
        return f"{one.introduction.id} {who.person}"

    if expected:
        assert find() == expected
        return
    with pytest.raises(Declined):
        find()


@pytest.mark.parametrize(
    "keys, who, why",
    [
        ("between: [ada-byrne, bo-lind]\n", "bo-lind",
         "Ask Bo Lind first: 1 introduction a quarter is enough for them."),
        ("between: [bo-chen, ada-byrne]\n", "ada-byrne",
         ("Ask Ada Byrne first, who is closer to you (circle close): "
         "if they say no, Bo Chen need not be asked.")),
        ("between: [ada-byrne, bo-lind]\nasked_by: bo-lind\n", "ada-byrne",
         "Bo Lind asked for it, so only Ada Byrne has to be asked."),
        ("between: [ada-byrne, cy]\n", "ada-byrne",
         "Cy need not be asked (ask: policy just-send), so only Ada Byrne has to be asked."),
        ("between: [cy, ada-byrne]\nasked_by: ada-byrne\n", None, "Nobody needs to be asked."),
        ("between: [bo-chen, Zoe Muller]\n", "",
         "Ask Bo Chen first; the other order would be as good."),
        ("between: [ada-byrne, bo-chen]\nanswered: {ada-byrne: {said: yes}}\n", "bo-chen",
         "Ada Byrne said yes, so Bo Chen is next."),
        ("between: [ada-byrne, bo-chen]\nasked: {ada-byrne: 2026-11-20, bo-chen: 2026-11-20}\n",
         None, "Everybody has been asked."),
    ],
)  # fmt: skip
def test_whom_to_ask_first(tmp_path: Path, keys: str, who: str | None, why: str) -> None:
    network = book(tmp_path, {"x": keys})
    (one,) = all_progress(network, TODAY)
    first = ask_first(network, one)
    assert first.why == why
    assert (first.who is None) == (who is None)
    if who:
        assert first.who is not None
        assert first.who.person == who


BOTH = "between: [ada-byrne, bo-chen]\n"
YES = "answered: {ada-byrne: {on: 2026-11-01, said: yes}, bo-chen: {on: 2026-11-01, said: yes}}\n"


@pytest.mark.parametrize(
    "keys, expected",
    [
        (BOTH, ["kith draft ask x --to ada-byrne"]),
        (f"{BOTH}asked_by: bo-chen\n",
         ["kith draft forwardable x", "kith draft ask x --to ada-byrne"]),
        (f"{BOTH}asked: {{ada-byrne: 2026-11-20}}\n",
         ["kith introduction answer x ada-byrne yes|no|later"]),
        (f"{BOTH}asked: {{ada-byrne: 2026-11-01}}\n", ["kith draft nudge x --to ada-byrne"]),
        (f"{BOTH}asked: {{ada-byrne: 2026-09-01}}\nnudged: {{ada-byrne: 2026-09-20}}\n", [""]),
        (f"{BOTH}answered: {{ada-byrne: {{on: 2026-11-01, said: later}}}}\n",
         ["kith draft ask x --to bo-chen", ""]),
        (f"{BOTH}answered: {{ada-byrne: {{on: 2026-10-01, said: later}}}}\n",
         ["kith draft ask x --to bo-chen", "kith draft ask x --to ada-byrne"]),
        (f"{BOTH}answered: {{ada-byrne: {{said: no}}}}\n", [""]),
        (f"{BOTH}asked_by: bo-chen\nanswered: {{ada-byrne: {{said: no}}}}\n",
         ["kith draft no x"]),
        (f"{BOTH}asked_by: bo-chen\nanswered: {{bo-chen: {{said: no}}}}\n", [""]),
        (f"{BOTH}answered: {{ada-byrne: {{said: yes}}, bo-chen: {{said: no}}}}\n",
         ["kith draft no x"]),
        (f"{BOTH}asked_by: bo-chen\nasked: {{ada-byrne: 2026-09-01}}\n",
         ["kith draft nudge x --to ada-byrne"]),
        (f"{BOTH}asked_by: bo-chen\nnudged: {{ada-byrne: 2026-09-20}}\n", ["kith draft no x"]),
        (f"{BOTH}{YES}", ["kith draft introduction x"]),
        (f"{BOTH}{YES}made: 2026-11-20\n", ["kith introduction met x"]),
        (f"{BOTH}{YES}made: 2026-11-02\n", ["kith draft loop x"]),
        (f"{BOTH}{YES}made: 2026-11-02\nmet: 2026-11-03\n",
         ["kith introduction outcome x useful|pleasant|nothing"]),
        (f"{BOTH}{YES}made: 2026-09-02\nmet: 2026-11-03\n", ["kith draft loop x"]),
        (f"{BOTH}{YES}made: 2026-09-02\noutcome: {{was: useful}}\n", ["kith draft thanks x"]),
        (f"{BOTH}{YES}made: 2026-09-02\noutcome: {{was: useful}}\nthanked: 2026-11-01\n", [""]),
        (f"{BOTH}set_aside: {{on: 2026-11-01}}\n", [""]),
    ],
)  # fmt: skip
def test_what_comes_next(tmp_path: Path, keys: str, expected: list[str]) -> None:
    network = book(tmp_path, {"x": keys})
    (one,) = all_progress(network, TODAY)
    steps = next_steps(network, one, TODAY)
    assert [" ".join(each.command) for each in steps] == expected
    assert all(each.text and not each.text.endswith(".") for each in steps)


def test_a_third_who_asked_for_it_hears_of_a_no(tmp_path: Path) -> None:
    keys = f"{BOTH}asked_by: bo-lind\nanswered: {{ada-byrne: {{said: no}}}}\n"
    network = book(tmp_path, {"x": keys})
    (one,) = all_progress(network, TODAY)
    (step,) = next_steps(network, one, TODAY)
    assert (
        step.text
        == "Tell Bo Lind, who asked for it, that it will not come about, without saying why"
    )


def test_who_wants_no_introductions_is_not_asked_but_set_aside(tmp_path: Path) -> None:
    never = {"ada-byrne": "name: Ada Byrne\nask: {policy: never}\n", "bo-chen": "name: Bo Chen\n"}
    texts = {"introductions/x.md": f"---\n{BOTH}---\n"}
    network = load_case(tmp_path, {"people": never, "files": texts})
    (one,) = all_progress(network, TODAY)
    (step,) = next_steps(network, one, TODAY)
    assert step.text == "Ada Byrne wants no introductions (ask: policy never)"
    assert step.command == ("kith", "introduction", "aside", "ada-byrne", "bo-chen")


def test_whoever_brought_one_of_them_hears_of_it_last(tmp_path: Path) -> None:
    people = {
        "ada-byrne": "name: Ada Byrne\nmet: {through: cy}\n",
        "bo-chen": "name: Bo Chen\n",
        "cy": "name: Cy\n",
    }
    keys = f"{BOTH}made: 2026-09-02\noutcome: {{was: useful}}\nthanked: 2026-11-01\n"
    texts = {"introductions/x.md": f"---\n{keys}---\n"}
    network = load_case(tmp_path, {"people": people, "files": texts})
    (one,) = all_progress(network, TODAY)
    (step,) = next_steps(network, one, TODAY)
    assert step.text == "Cy brought you Ada Byrne: say what came of meeting Bo Chen"
    assert step.command == ("kith", "draft", "thanks", "x", "--to", "cy")
