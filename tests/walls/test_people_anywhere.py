"""Wherever a name comes from, and whether or not its file is a person: it does not get out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.leakscan.scan import scan

pytestmark = pytest.mark.uncounted

NAME = "Tobias Lindqvist"
SETTINGS = "people_except: [Dashboard.md, archive]\n"
PEOPLE = {
    "in a folder": ("people/family/t.md", f"---\nname: {NAME}\n---\n"),
    "deep, in another ending": ("people/a/b/c/t.MARKDOWN", f"---\nname: {NAME}\n---\n"),
    "in YAML of another ending": ("people/t.Yaml", f"name: {NAME}\n"),
    "in the heading of a note": ("people/t.md", f"# {NAME}\n\nSings.\n"),
    "in a link in a heading": ("people/t.md", f"# [[{NAME}]] #friend\n"),
    "underlined": ("people/t.md", f"Sings.\n\n{NAME}\n===\n"),
    "below other keys": ("people/t.md", f"---\ntags: [friend]\n---\n# **{NAME}**\n"),
    "in the name of a note": (f"people/{NAME}.md", "Sings.\n"),
    "behind a sign": (f"people/@{NAME}.md", "---\ntags: [friend]\n---\n## Notes\n"),
    "in the name of an empty note": ("people/tobias-lindqvist.md", "---\n---\n"),
    "in an alias beside a heading": ("people/t.md", f"---\naliases: [{NAME}]\n---\n# Tobi L.\n"),
}
NO_PEOPLE = {
    "in a template": ("people/_templates/t.md", f"---\nname: {NAME}\n---\n"),
    "in templates, in YAML": ("people/Templates/t.yaml", f"name: {NAME}\n"),
    "set apart": ("people/_t.md", f"# {NAME}\n"),
    "left out by name": ("people/lists/Dashboard.md", f"- name: {NAME}\n"),
    "left out by folder": ("people/archive/deep/t.md", f"---\nname: {NAME}\n---\n"),
    "under a dot": ("people/.trash/t.md", f"# {NAME}\n"),
    "in no text that is read": ("people/family/t.txt", f"name: {NAME}\n"),
    "in a journal of a year": ("journal/2026/a.markdown", f"---\nname: {NAME}\n---\n"),
    "unreadable in a folder": ("people/family/t.md", f"---\n{{name: {NAME}, role: [x\n---\n"),
    "keys without their lines": ("people/t.md", f"name: {NAME}\nrole: x\n"),
}


def book_with(root: Path, path: str, text: str) -> Path:
    for name, content in ((path, text), ("kithbook.yml", SETTINGS), ("people/zed.yml", "name: Z")):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return root


def leaks(book: Path, said: str) -> int:
    """How often the scan says no to a page that says something."""
    site = book / "site"
    site.mkdir()
    (site / "index.html").write_text(f"<p>With thanks to {said}.</p>", encoding="utf-8")
    return len(scan(book, site, date(2026, 11, 22)).hits)


@pytest.mark.parametrize("way", PEOPLE | NO_PEOPLE)
def test_a_name_is_held_back_wherever_it_stands(way: str, tmp_path: Path) -> None:
    path, text = (PEOPLE | NO_PEOPLE)[way]
    assert leaks(book_with(tmp_path, path, text), NAME.upper()) > 0


@pytest.mark.parametrize("way", PEOPLE)
def test_whom_the_wall_holds_back_the_book_knows(way: str, tmp_path: Path) -> None:
    network = load_book(book_with(tmp_path, *PEOPLE[way]))
    assert network.index.resolve(NAME).person in network.people


@pytest.mark.parametrize("way", NO_PEOPLE)
def test_who_is_no_person_is_nobody_in_the_book(way: str, tmp_path: Path) -> None:
    network = load_book(book_with(tmp_path, *NO_PEOPLE[way]))
    assert set(network.people) == {"zed"}


def test_headings_of_anybodys_notes_are_no_names(tmp_path: Path) -> None:
    text = "---\ntags: [friend]\n---\n## Steckbrief Verlauf\n"
    assert leaks(book_with(tmp_path, "people/Ann Quill.md", text), "Steckbrief Verlauf") == 0
