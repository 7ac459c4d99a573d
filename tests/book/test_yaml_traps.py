"""What YAML would mangle reads right, or is reported; a phone number is never changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.book.model import Person


def load(root: Path, front: str, ending: str = "md") -> tuple[Person | None, list[str]]:
    text = f"---\n{front}\n---\n" if ending == "md" else f"{front}\n"
    (root / "people").mkdir()
    (root / f"people/ada.{ending}").write_bytes(text.encode())
    network = load_book(root)
    return network.people.get("ada"), [problem.code for problem in network.problems]


@pytest.mark.parametrize("ending", ["md", "yml"])
@pytest.mark.parametrize(
    "phone",
    [
        "01701234567",
        "+491701234567",
        "0x1F",
        "1_000",
        "12:30",
        "1e3",
        "1.10",
        "+1 713 555 0142",
        "(713) 555-0142",
        "'01701234567'",
        '"+49 170 1234567"',
    ],
)
def test_a_phone_number_stays_as_written(phone: str, ending: str, tmp_path: Path) -> None:
    person, codes = load(tmp_path, f"name: Ada\nreach: {{phone: {phone}}}", ending)
    assert person is not None
    assert person.reach.phones == (phone.strip("'\""),)
    assert codes == []


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "off", "null", "1.10", "12:30", "2024-02-29", "0123", "1e3", ".inf"]
)
def test_a_word_stays_text(word: str, tmp_path: Path) -> None:
    front = f"name: {word}\norg: {word}\ntags: [{word}]\nknows:\n  - {word}"
    person, codes = load(tmp_path, front)
    assert person is not None
    assert (person.name, person.org, person.tags) == (word, word, (word,))
    assert [known.text for known in person.knows] == [word]
    assert codes == []


@pytest.mark.parametrize("key", ["on", "yes", "2024", "~", "no", "12:30"])
def test_a_key_that_is_no_text_to_yaml_is_reported_and_nothing_breaks(
    key: str, tmp_path: Path
) -> None:
    person, codes = load(tmp_path, f"name: Ada\n{key}: 3\nrole: Editor")
    assert person is not None
    assert person.role == "Editor"
    assert codes == ["unknown-key"]


@pytest.mark.parametrize(
    "front, code",
    [
        ("name: Ada\nborn: 2024-02-30", "bad-date"),
        ("- name: Ada", "not-keys"),
        ("name: &a Ada", "yaml-anchor"),
        ("name: !!python/object:os.system Ada", "yaml-tag"),
        ("name: Ada\nname: Bo", "duplicate-key"),
        ("name: [Ada", "bad-yaml"),
        ("name: Ada\nx: *Ada*", "yaml-anchor"),
    ],
)
def test_what_cannot_be_read_is_reported(front: str, code: str, tmp_path: Path) -> None:
    assert code in load(tmp_path, front)[1]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_change_nothing(
    line_end: str, mark: str, tmp_path: Path
) -> None:
    text = "---\nname: Zoë\nneeds:\n  - a bike\n---\nNotes.\n\n## Log\n- 2026-11-03 call: hello\n"
    (tmp_path / "people").mkdir()
    (tmp_path / "people/zoe.md").write_bytes((mark + text.replace("\n", line_end)).encode())
    network = load_book(tmp_path)
    person = network.people["zoe"]
    assert network.problems == ()
    assert (person.name, person.notes, person.log[0].text) == ("Zoë", "Notes.", "hello")
    assert person.needs[0].at.line == 4
    assert person.log[0].at.line == 9


def test_a_second_rule_in_the_notes_is_no_fence(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    text = "---\nname: Ada\n---\nOne.\n\n---\n\nTwo.\n"
    (tmp_path / "people/ada.md").write_text(text, encoding="utf-8")
    network = load_book(tmp_path)
    assert network.people["ada"].notes == "One.\n\n---\n\nTwo."
    assert network.problems == ()
