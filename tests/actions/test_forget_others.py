"""What tells rows and names of two people apart where one of them is forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.actions.forget_person import forget
from kithbook.actions.forgotten_places import carry_out
from kithbook.actions.history_rules import carried_out, word_rules
from kithbook.book.load import load_book
from kithbook.book.traces import Traces
from tests.actions.lives import write
from tests.actions.test_forget import contact_gone, gone

FAMILY = (
    "First Name,Last Name,E-mail,Notes\n"
    "Anna,Stone,family@example.org,a note\nBert,Wolf,family@example.org,has debts\n"
)


@pytest.mark.parametrize("has_file", [True, False])
def test_who_shares_a_mailbox_keeps_their_row(tmp_path: Path, *, has_file: bool) -> None:
    made = {
        "rosters/fm.csv": FAMILY,
        "rosters/.last/fm.csv": FAMILY,
        "rosters/fm-conversations.csv": (
            "name,key,sent,received,first,last\nAnna Stone,family@example.org,1,2,,\n"
            "Bert Wolf,family@example.org,1,2,,\n"
        ),
    }
    page = "---\nname: Anna Stone\nreach: {email: family@example.org}\n---\n"
    root = write(tmp_path / "book", made | ({"people/anna-stone.md": page} if has_file else {}))
    if has_file:
        gone(root, "anna-stone")
    else:
        contact_gone(root, "Anna Stone")
    for path, text in made.items():
        kept = "".join(one for one in text.splitlines(keepends=True) if "Anna" not in one)
        assert (root / path).read_text() == kept


def test_rows_of_which_the_owner_said_that_they_are_one_go_together(tmp_path: Path) -> None:
    rows = "First Name,Last Name,E-mail\nAnna,Stone,a@example.org\nAnne,Rock,b@example.org\n"
    said = "a,b\na@example.org,b@example.org\n"
    places = ("rosters/sm.csv", "rosters/.last/sm.csv")
    made = dict.fromkeys(places, rows) | {"rosters/the-same.csv": said}
    root = write(tmp_path / "book", made)
    contact_gone(root, "Anne Rock")
    for path, text in made.items():
        assert (root / path).read_text() == text.splitlines(keepends=True)[0]


def test_a_name_without_its_accents_or_spelt_out_is_theirs(tmp_path: Path) -> None:
    said = "- 2026-11-01 call: Jorg Muller and Joerg Mueller, JÖRG MÜLLER; Ines Ruiz, Joerg.\n"
    kim = f"---\nname: Kim Park\n---\n{said}"
    root = write(tmp_path / "book", {
        "people/jorg.md": "---\nname: Jörg Müller\n---\n",
        "people/kim-park.md": kim,
        "people/ines.md": "---\nname: Inés Ruiz\n---\n",
    })  # fmt: skip
    doubts = [one.word for one in forget(root, load_book(root), "jorg").in_doubt]
    assert doubts == ["Joerg"]
    carry_out(
        forget(root, load_book(root), "jorg", keep=("Joerg",)), root, load_book(root).settings
    )
    gone(root, "ines")
    now = (root / "people/kim-park.md").read_text()
    assert now.endswith("call: somebody and somebody, somebody; somebody, Joerg.\n")


def test_somebody_else_who_is_spelt_nearly_alike_stays(tmp_path: Path) -> None:
    root = write(tmp_path / "book", {
        "people/jorg.md": "---\nname: Jörg Müller\n---\n",
        "people/joerg.md": "---\nname: Joerg Mueller\n---\n- 2026-11-01 call: Joerg Mueller.\n",
    })  # fmt: skip
    before = (root / "people/joerg.md").read_bytes()
    gone(root, "jorg")
    assert (root / "people/joerg.md").read_bytes() == before


def test_the_rules_know_a_name_without_its_accents_and_spelt_out() -> None:
    traces = Traces((), ("Jörg Müller", "Inés Ruiz"), (), ())
    rules = (*word_rules(traces, (), (), ("joerg mueller-lind",), "somebody"),)
    said = "Jorg Muller, Joerg Mueller, JOERG MÜLLER, Ines Ruiz; Joerg Mueller-Lind, Jorg"
    left = carried_out(rules, said.encode()).decode()
    assert left == "somebody, somebody, somebody, somebody; Joerg Mueller-Lind, Jorg"
    others = (*word_rules(traces, (), (), ("joerg mueller",), "somebody"),)
    assert carried_out(others, b"Joerg Mueller") == b"Joerg Mueller"
