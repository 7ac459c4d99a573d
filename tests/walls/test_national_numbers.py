"""A number in the book is found as it is dialled at home, with the 0 in front."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kithbook.leakscan.contact_values import phone_forms
from kithbook.leakscan.scan import scan


@pytest.mark.parametrize(
    "kept, dialled",
    [
        ("+49 30 90182055", "03090182055"),
        ("+44 20 7946 0018", "02079460018"),
        ("30 90182055", "03090182055"),
    ],
)
def test_the_form_with_a_nought_is_one_of_them(kept: str, dialled: str) -> None:
    assert dialled in phone_forms(kept)


@pytest.mark.parametrize("written", ["030 90182055", "(030) 90 18 20 55", "030/90182055"])
@pytest.mark.parametrize("kept", ["+49 30 90182055", "30 90182055"])
def test_it_is_found_on_a_page(tmp_path: Path, kept: str, written: str) -> None:
    people = tmp_path / "book" / "people"
    people.mkdir(parents=True)
    (people.parent / "kithbook.yml").write_text("")
    (people / "ada.md").write_text(f"---\nname: Ada Byrne\nreach: {{phone: '{kept}'}}\n---\n")
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(f"<p>Ring {written} at noon</p>")
    found = scan(people.parent, site, date(2026, 11, 22)).hits
    assert [hit.kind for hit in found] == ["phone"]
