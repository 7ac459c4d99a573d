"""New people, lines of a log, and whom a name means: values in, edits or a refusal out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kithbook.actions import log as log_action
from kithbook.actions.log import LogLine, log, log_line, require_past
from kithbook.actions.meant import Several, person_meant
from kithbook.actions.new_person import NewPerson, new_person
from kithbook.actions.outcome import Edits
from kithbook.actions.spoken import said_in
from kithbook.book.edit import Changed, apply, new_file, source_of
from kithbook.text.refusal import Declined, Refused, Wanting
from tests.actions.conftest import Desk

CY = NewPerson("Cy Ode", met=(("on", "2026-11"),), reach=(("email", "cy@example.org"),))


def line_of(desk: Desk, text: str, *, journal: bool = False) -> LogLine:
    network = desk.network
    (said,) = said_in(text, None, network.settings, network.index, desk.today)
    day = said.on or desk.today
    return log_line(said, day, network.index, network.settings, journal=journal)


def test_a_new_person_is_an_edit_until_it_is_committed(desk: Desk) -> None:
    before = desk.files()
    made = new_person(desk.root, desk.network, CY, desk.today)
    assert desk.files() == before
    assert (made.path, made.before) == ("people/cy-ode.md", None)
    desk.commit(Edits((made,), "new", CY.name))
    person = desk.network.people["cy-ode"]
    assert (person.name, person.reach.emails, str(person.met.on)) == (
        "Cy Ode", ("cy@example.org",), "2026-11",
    )  # fmt: skip


@pytest.mark.parametrize(
    "first, again, id_",
    [
        ("Siobhan O’Neil", "Siobhan O'Neil", "siobhan-oneil"),
        ("Łukasz Wójcik", "lukasz wojcik", "lukasz-wojcik"),
        ("Zoë Müller", "Zoe Mueller", "zoe-muller"),
        ("Soeren Aeroe", "Søren Ærø", "soeren-aeroe"),
    ],
)
def test_one_name_on_two_keyboards_is_one_person(
    desk: Desk, first: str, again: str, id_: str
) -> None:
    edit = new_person(desk.root, desk.network, NewPerson(first), desk.today)
    desk.commit(Edits((edit,), "new", first))
    assert desk.network.people[id_].name == first
    assert person_meant(desk.network.index, again) == id_
    with pytest.raises(Wanting, match="already"):
        new_person(desk.root, desk.network, NewPerson(again), desk.today)
    assert line_of(desk, f"called {again}: hello").person == id_


@pytest.mark.parametrize(
    "said", [replace(CY, name="ada"), replace(CY, reach=(("email", "BO@example.org"),))]
)
def test_somebody_alike_is_refused_until_it_is_said_that_this_is_another(
    desk: Desk, said: NewPerson
) -> None:
    with pytest.raises(Wanting, match="already") as refused:
        new_person(desk.root, desk.network, said, desk.today)
    assert refused.value.wants == "second"
    assert new_person(desk.root, desk.network, said, desk.today, anyway=True).before is None


@pytest.mark.parametrize(
    "said",
    [
        replace(CY, name="…"),
        replace(CY, name="Cy\x1bOde"),
        replace(CY, keys=(("circle", "nowhere"),)),
        replace(CY, reach=(("email", "no address"),)),
    ],
)
def test_a_file_that_would_have_findings_is_refused(desk: Desk, said: NewPerson) -> None:
    before = desk.files()
    with pytest.raises(Declined):
        new_person(desk.root, desk.network, said, desk.today)
    assert desk.files() == before


def test_a_typed_sentence_becomes_a_line_in_the_log_of_the_first_who_is_named(desk: Desk) -> None:
    line = line_of(desk, "yesterday coffee with Ada and Bo Chen: the ride")
    assert line == LogLine("ada-byrne", "2026-11-21 coffee with [[Bo Chen]]: the ride",
                           date(2026, 11, 21))  # fmt: skip
    preview = line.edits(desk.root)
    assert (preview.command, preview.files[0].path) == ("log", "people/ada-byrne.md")
    network = desk.network
    (logged,) = log((line,), desk.root, network.settings, network.index, desk.told.append)
    assert f"- {line.entry}\n" in desk.text("people/ada-byrne.md")
    assert desk.text("people/ada-byrne.md").splitlines()[logged.at.line - 1] == f"- {line.entry}"
    assert desk.told == []


def test_the_journal_names_everybody(desk: Desk) -> None:
    line = line_of(desk, "met Ada and Bo Chen", journal=True)
    assert line.edits(desk.root).files[0].path == "journal/2026-11.md"
    assert line.entry == "2026-11-22 met with [[Ada Byrne]], [[Bo Chen]]"


def test_a_line_goes_into_what_somebody_else_wrote_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes: list[Edits] = []

    def meddled(edits: Edits, *_: object) -> None:
        if not writes:
            writes.append(edits)
            path = desk.root / edits.files[0].path
            path.write_text(path.read_text(encoding="utf-8") + "- 2026-11-20 call: hers\n")
        desk.commit(edits)

    monkeypatch.setattr(log_action, "commit", meddled)
    network = desk.network
    log((line_of(desk, "call with Ada: mine"),), desk.root, network.settings, network.index)
    assert "hers" in desk.text("people/ada-byrne.md")
    assert "mine" in desk.text("people/ada-byrne.md")


def test_a_file_that_never_comes_to_rest_is_told_as_changed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(edits: Edits, *_: object) -> None:
        apply(new_file(edits.files[0].path, "x"), desk.root)

    monkeypatch.setattr(log_action, "commit", changed)
    network = desk.network
    with pytest.raises(Changed):
        log((line_of(desk, "call with Ada: mine"),), desk.root, network.settings, network.index)


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "nothing to log"),
        ("cofee with Ada", "not a kind of entry"),
        ("a misunderstanding with Ada", "does not say what it was"),
        ("coffee: cake", "does not say with whom"),
        ("coffee with Ada\x07: cake", "cannot be seen"),
        ("coffee with Nemo: cake", "Nobody in this book"),
        ("31.02. coffee with Ada", "."),
    ],
)
def test_what_cannot_be_taken_apart_is_refused(desk: Desk, text: str, said: str) -> None:
    with pytest.raises(Declined, match=said) as refused:
        line_of(desk, text)
    assert refused.value.asked
    assert "--" not in str(refused.value)


def test_the_log_holds_what_was(desk: Desk) -> None:
    ahead = desk.today + timedelta(days=1)
    require_past(ahead, desk.today, "promised")
    require_past(desk.today, desk.today, "call")
    with pytest.raises(Declined, match="still to come"):
        require_past(ahead, desk.today, "call")


def test_a_name_is_one_person_or_a_choice_or_nobody(desk: Desk) -> None:
    index = desk.network.index
    assert person_meant(index, "ADA") == "ada-byrne"
    with pytest.raises(Several) as several:
        person_meant(index, "bo")
    assert several.value.ids == ("bo-chen", "bo-lind")
    with pytest.raises(Declined, match="kith new 'O'"):
        person_meant(index, "O'Nobody")


def test_a_log_that_cannot_be_read_is_refused_as_any_file_is(desk: Desk) -> None:
    line = line_of(desk, "call with Ada: mine")
    (desk.root / "people" / "ada-byrne.md").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(Refused) as of_log:
        line.edits(desk.root)
    with pytest.raises(Refused) as of_any:
        source_of(desk.root, "people/ada-byrne.md")
    assert str(of_log.value) == str(of_any.value)
