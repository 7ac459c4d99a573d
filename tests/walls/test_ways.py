"""Accounts under keys of the owner's own in `reach` are looked for as the known ones are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.leakscan.scan import scan
from tests.walls.leaks import TODAY

pytestmark = pytest.mark.uncounted


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


@pytest.mark.parametrize(
    "shown",
    [
        "K7QM-CXWD-D9TV",
        "yes%20k7qm-cxwd-d9tv",
        "K7QM\u2011CXWD\u2011D9TV",
        "K7QMCXWDD9TV",
        '<a href="mailto:me@example.org?subject=Yes%20K7QM%2DCXWD%2DD9TV">Yes</a>',
    ],
)
def test_the_code_of_an_answer_is_found(tmp_path: Path, shown: str) -> None:
    (tmp_path / "introductions").mkdir()
    act = "---\nbetween: [ada, bo]\ncodes: {ada: {ask: [F4DF-H2JK-M3NP, K7QM-CXWD-D9TV]}}\n---\n"
    (tmp_path / "introductions/2026-11-ada-bo.md").write_text(act, encoding="utf-8")
    hits = scan(tmp_path, page(tmp_path, f"So: {shown}"), TODAY).hits
    assert [hit.kind for hit in hits] == ["code"], hits
