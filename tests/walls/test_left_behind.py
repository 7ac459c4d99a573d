"""What programs leave behind in a book is private, though the book does not read it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kithbook.leakscan.scan import Report, scan
from tests.book.bookfiles import write_book

TODAY = date(2026, 11, 22)
NOTE = "Wants to leave the ropewalk before anybody hears of her plans."
TORN = (
    "---\n<<<<<<< HEAD\nname: Philippa Underhay\n=======\nname: Philippa Quartermaine\n"
    f">>>>>>> laptop\nreach: {{phone: +1 713 555 0142}}\n---\n{NOTE}\n"
)
COPY = f"---\nname: Philippa Underhay\naliases: [Pippa Quartermaine]\n---\n{NOTE}\n"
OTHER = "---\nname: Philippa Underhay\n---\n"
CONSENT = "public: A fine editor of long novels\nconsent: {on: 2026-10-02, shows: [public]}\n"
AIRLOCK = (
    'version: "1"\ndisclosed:\n- kind: recommendation\n'
    "  text: A fine editor of long novels\n  consent: '2026-10-02'\n"
)


def scanned(root: Path, files: dict[str, str], said: str) -> Report:
    site = root / "build/public"
    page = f"<html><body><p>We met {said} at the fair.</p></body></html>"
    write_book(root, {"files": {"kithbook.yml": "", **files, "build/public/index.html": page}})
    return scan(root, site, TODAY)


@pytest.mark.parametrize(
    "said", ["Philippa Underhay", "Philippa Quartermaine", "+17135550142", NOTE]
)
def test_both_sides_of_a_merge_are_looked_for(said: str, tmp_path: Path) -> None:
    report = scanned(tmp_path, {"people/pippa.md": TORN}, said)
    assert {hit.path for hit in report.hits} == {"people/pippa.md"}


@pytest.mark.parametrize("said", ["Pippa Quartermaine", NOTE])
@pytest.mark.parametrize(
    "name", ["people/pippa 2.md", "people/pippa.md.orig", "journal/pippa (1).md"]
)
def test_what_stands_in_a_copy_alone_is_looked_for(said: str, name: str, tmp_path: Path) -> None:
    original = name.partition("/")[0] + "/pippa.md"
    report = scanned(tmp_path, {original: OTHER, name: COPY}, said)
    assert {hit.path for hit in report.hits} == {name}


@pytest.mark.parametrize("name", [".philippa-underhay.md.icloud", "philippa-underhay.md.nextcloud"])
def test_who_is_elsewhere_is_looked_for_by_the_file_s_name(name: str, tmp_path: Path) -> None:
    report = scanned(tmp_path, {f"people/{name}": "bplist00"}, "Philippa Underhay")
    assert [hit.path for hit in report.hits] == ["people/philippa-underhay.md"]


def test_a_locked_file_is_looked_for_by_its_name(tmp_path: Path) -> None:
    files = {"people/philippa-underhay.md": "\0GITCRYPT\0x"}
    report = scanned(tmp_path, files, "Philippa Underhay")
    assert [hit.path for hit in report.hits] == ["people/philippa-underhay.md"]


@pytest.mark.parametrize(
    "files, clean",
    [
        ({"people/pippa.md": f"---\nname: Philippa Underhay\n{CONSENT}---\n"}, True),
        ({"people/pippa.md": OTHER, "people/pippa 2.md": f"---\nname: P\n{CONSENT}---\n"}, False),
        ({"people/pippa.md": f"---\nname: P\n{CONSENT}---\n{TORN.partition('---')[2]}"}, False),
    ],
)
def test_a_consent_in_a_copy_or_a_merge_allows_nothing(
    files: dict[str, str], clean: object, tmp_path: Path
) -> None:
    files = {**files, "content/disclosed.yml": AIRLOCK}
    assert scanned(tmp_path, files, "A fine editor of long novels").clean == clean


def test_a_copy_of_the_settings_is_private(tmp_path: Path) -> None:
    files = {"kithbook 2.yml": f"# {NOTE}\n"}
    assert [hit.path for hit in scanned(tmp_path, files, NOTE).hits] == ["kithbook 2.yml"]
