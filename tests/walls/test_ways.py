"""Accounts under keys of the owner's own in `reach` are looked for as the known ones are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.leakscan.scan import scan
from tests.walls.leaks import TODAY

pytestmark = pytest.mark.no_cover


def page(root: Path, words: str) -> Path:
    site = root / "site"
    site.mkdir()
    (site / "index.html").write_text(f"<p>{words}</p>", encoding="utf-8")
    return site


@pytest.mark.parametrize(
    "written, said",
    [
        ("reach: {threema: AB12CD34, email: bo@example.org}", "ab12cd34"),
        ("reach: {email: bo@example.org,\n  discord: frida_quartz}", "frida_quartz"),
        (
            "reach:\n  email: bo@example.org\n  session: wild rose of the quay",
            "wild rose of the quay",
        ),
        ("reach:\n  chess: fridaquartz77   # not at night", "fridaquartz77"),
    ],
)
def test_a_way_under_a_key_of_the_owners_own_is_found(
    tmp_path: Path, written: str, said: str
) -> None:
    (tmp_path / "people").mkdir()
    person = f"---\nname: Bo Chen\n{written}\nneeds: [a lathe]\n---\n"
    (tmp_path / "people/bo-chen.md").write_text(person, encoding="utf-8")
    site = page(tmp_path, f"Ask {said}")
    report = scan(tmp_path, site, TODAY)
    assert [hit.kind for hit in report.hits] == ["handle"], (report, person)


def test_a_way_of_ordinary_words_raises_no_alarm(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    person = "---\nname: Bo Chen\nreach: {best: evenings, prefer: phone}\n---\n"
    (tmp_path / "people/bo-chen.md").write_text(person, encoding="utf-8")
    site = page(tmp_path, "Evenings, best by phone")
    assert scan(tmp_path, site, TODAY).hits == ()
