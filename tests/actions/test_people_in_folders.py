"""People in folders and under other endings: what is written goes into their own files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kithbook.actions.accepted_person import Acceptance, person_edit
from kithbook.actions.log import LogLine
from kithbook.actions.new_person import NewPerson, new_person
from kithbook.book.edit import apply, source_of
from kithbook.book.field_edit import append_item, set_field
from kithbook.book.load import load_book
from kithbook.book.model import Settings
from kithbook.book.names import load_names, path_of
from kithbook.text.refusal import Wanting
from tests.actions.conftest import Desk

TODAY = date(2026, 11, 22)
FILES = {
    "people/family/tobias.markdown": "---\nname: Tobias Lind\n---\n\n## Log\n",
    "people/work/2026/marta.YAML": "name: Marta Kestrel\nlog: []\n",
    "people/@Bob Stone.MD": "---\nname: Bob Stone\n---\n",
    "people/Ann Quill.md": "Met at the boat yard.\n\n---\n\nLikes tea.",
    "people/ed.md": "\ufeff# Édouard Marchand\r\n\r\nSings.\r\n",
}


@pytest.fixture
def moved(desk: Desk) -> Desk:
    for path, text in FILES.items():
        (desk.root / path).parent.mkdir(parents=True, exist_ok=True)
        (desk.root / path).write_text(text, encoding="utf-8")
    return desk


@pytest.mark.parametrize("path", FILES)
def test_a_line_goes_into_the_file_of_the_person(moved: Desk, path: str) -> None:
    person = next(one for one in moved.network.people.values() if one.path == path)
    line = LogLine(person.id, "2026-11-20 call: news", TODAY)
    apply(line.edits(moved.root).files[0], moved.root)
    (entry,) = moved.network.people[person.id].log
    assert (entry.at.path, entry.kind, entry.text) == (path, "call", "news")


def test_a_plain_note_gets_a_log_and_no_keys(moved: Desk) -> None:
    for person, before in (("Ann Quill", "Likes tea."), ("ed", "Sings.\r\n")):
        made = LogLine(person, "2026-11-20 call: news", TODAY).edits(moved.root).files[0]
        stop = "\r\n" if before.endswith("\r\n") else "\n"
        assert made.content.decode().startswith(FILES[made.path])
        added = made.content.decode()[len(FILES[made.path]) :]
        assert added.strip() == f"## Log{stop}- 2026-11-20 call: news"


@pytest.mark.parametrize("path", ["people/Ann Quill.md", "people/ed.md"])
def test_a_key_of_a_plain_note_gets_its_lines_at_the_top(moved: Desk, path: str) -> None:
    before = source_of(moved.root, path)
    made = set_field(before, ("place",), "Malmö")
    apply(made, moved.root)
    kept = FILES[path].removeprefix("\ufeff")
    stop = "\r\n" if "\r\n" in kept else "\n"
    mark = FILES[path].removesuffix(kept)
    assert made.content.decode() == f"{mark}---{stop}place: Malmö{stop}---{stop}{kept}"
    assert moved.network.people[Path(path).stem].place == "Malmö"
    again = append_item(source_of(moved.root, path), ("knows",), "rowing")
    assert again.content.decode().endswith(kept)


def test_the_file_is_that_of_the_person_where_another_is_set_apart(moved: Desk) -> None:
    other = moved.root / "people" / "archive"
    other.mkdir()
    (other / "tobias.md").write_text("a list", encoding="utf-8")
    (moved.root / "kithbook.yml").write_text("people_except: [archive]\n", encoding="utf-8")
    assert path_of(moved.root, "tobias") == "people/family/tobias.markdown"


def test_a_new_file_takes_no_id_that_is_there_in_a_folder(moved: Desk) -> None:
    (moved.root / "people/family/zed-quill.md").write_text("---\nname: Z\n---\n")
    (moved.root / "people/_templates").mkdir()
    (moved.root / "people/_templates/cy-quill.md").write_text("x")
    said = [NewPerson("Zed Quill"), NewPerson("Cy Quill")]
    made = [new_person(moved.root, moved.network, one, TODAY).path for one in said]
    assert made == ["people/zed-quill-2.md", "people/cy-quill-2.md"]
    with pytest.raises(Wanting, match=r"people/family/tobias\.markdown has the name"):
        new_person(moved.root, moved.network, NewPerson("Tobias Lind"), TODAY)


def test_an_accepted_request_goes_into_the_file_in_its_folder(moved: Desk) -> None:
    (request, *_) = moved.network.requests
    who, edit = person_edit(moved.root, moved.network, request, Acceptance("tobias"), TODAY)
    assert (who, edit.path) == ("tobias", "people/family/tobias.markdown")


def test_names_are_those_of_the_whole_book(moved: Desk) -> None:
    assert load_names(moved.root).names() == moved.network.index.names()
    for said in ("@Bob Stone", "bob stone", "tobias", "Marta Kestrel", "ann quill", "Marchand"):
        assert moved.network.index.search(said).person, said


def test_a_journal_in_folders_is_read(tmp_path: Path) -> None:
    place = tmp_path / "journal/2026/2026-11-20.markdown"
    place.parent.mkdir(parents=True)
    place.write_text("- coffee with [[Ada]]\n", encoding="utf-8")
    (tmp_path / "people").mkdir()
    (tmp_path / "people/ada.md").write_text("---\nname: Ada\n---\n", encoding="utf-8")
    network = load_book(tmp_path)
    (entry,) = network.journal
    assert (entry.day, entry.ids) == (date(2026, 11, 20), ("ada",))
    assert network.settings == Settings(circles=network.settings.circles)
