"""What somebody gives is read of the texts that can say it, and of no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.insight import person_texts
from kithbook.suggestions.texts import candidates, needs
from tests.insight.books import TODAY
from tests.structure.sources import ROOT

ADA = (
    "circle: close\nknows: [bells]\nneeds: [a ferry]\n---\n"
    "Mends clocks, but no longer watches. Is looking for a barn.\n\n"
    "## Log\n- 2026-11-03 call: would lend her lathe. Is looking for a van.\n"
)


def test_notes_and_log_are_taken_apart(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir(parents=True)
    (tmp_path / "people/ada.md").write_text(f"---\nname: Ada\n{ADA}", encoding="utf-8")
    (one,) = candidates(load_book(tmp_path), TODAY)
    assert [(text.field, text.phrase.text) for text in one.texts] == [
        ("knows", "bells"), ("notes", "Mends clocks"), ("log", "would lend her lathe."),
    ]  # fmt: skip
    assert one.document == ("bells", "Mends clocks")
    assert one.beside == ("would lend her lathe.",)
    assert one.apart() == ((0,), (1,), (2,))


def test_of_the_sample_everybody_gives_what_their_texts_say_taken_apart() -> None:
    network = load_book(ROOT)
    everyone = candidates(network, TODAY)
    found = {one.id: [text.phrase for text in one.texts] for one in everyone}
    assert sum(len(one.beside) for one in everyone) > 10
    assert len(found) > 20
    for who, phrases in found.items():
        every = person_texts.person_texts(network, network.people[who])
        told = [text for text in person_texts.said_apart(every) if text.said == "told"]
        fields = ("offers", "knows", "interest", "introduce: to", "introduce: because", "role",
                  "org", "languages", "notes")  # fmt: skip
        lasting = [
            text.phrase for text in told if text.field in fields and text.phrase.holds(TODAY)
        ]
        assert phrases[: len(lasting)] == lasting


@pytest.mark.parametrize(
    "line, found",
    [
        ("2026-11-03 call: the mast broke. Looks for a shipwright.",
         ["the mast broke. Looks for a shipwright."]),
        ("2025-11-23 note: who mends masts?", ["who mends masts?"]),
        ("2025-11-22 note: who mends masts?", []),
        ("2026-11-23 note: who mends masts?", []),
        ("2026-11-03 call with [[bo]]: looks for a shipwright.", []),
        ("2026-11-03 promised: look for a shipwright; needs one", []),
        ("2026-11-03 note: needs no shipwright", []),
    ],
)  # fmt: skip
def test_the_log_of_a_year_says_what_somebody_alone_looks_for(
    line: str, found: list[str], tmp_path: Path
) -> None:
    people = tmp_path / "people"
    people.mkdir()
    (people / "bo.md").write_text("---\nname: Bo\n---\n", encoding="utf-8")
    text = f"---\nname: Ada\n---\n\n## Log\n- {line}\n"
    (people / "ada.md").write_text(text, encoding="utf-8")
    open_needs = needs(load_book(tmp_path), TODAY, ["ada"])
    assert [need.phrase.text for need in open_needs] == found
    assert all(need.field == "sought" for need in open_needs)


LONG = "Needs a rigger who climbs to the very top of a mast."


@pytest.mark.parametrize(
    "notes, found",
    [
        ("The mast broke. Needs a rigger.", ["The mast broke. Needs a rigger."]),
        (f"The mast broke. {LONG}", [LONG]),
    ],
)
def test_a_short_need_in_notes_is_told_by_what_stands_before_it(
    notes: str, found: list[str], tmp_path: Path
) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "people/ada.md").write_text(f"---\nname: Ada\n---\n{notes}\n", encoding="utf-8")
    open_needs = needs(load_book(tmp_path), TODAY, ["ada"])
    assert [need.phrase.text for need in open_needs] == found
