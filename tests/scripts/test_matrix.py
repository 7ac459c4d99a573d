"""The matrix of generators: its environments are told apart, and a page that is changed is seen."""

from __future__ import annotations

from pathlib import Path

from scripts.matrix import PAIRS, differing, own_needs
from tests.structure.sources import ROOT, plant


def test_our_needs_are_those_of_the_package_without_generator_and_theme() -> None:
    needs = own_needs((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert len(needs) >= 10
    assert not [one for one in needs if "mkdocs" in one]
    assert len({pair.place for pair in PAIRS}) == 3
    assert ".matrix/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_a_page_that_a_generator_changed_or_left_out_is_seen(tmp_path: Path) -> None:
    for name, text in (("ours/a.html", "a"), ("ours/b/c.html", "c"), ("ours/d.html", "d")):
        plant(tmp_path, name, text)
    for name, text in (("made/a.html", "a"), ("made/b/c.html", "other"), ("made/more.html", "x")):
        plant(tmp_path, name, text)
    assert differing(tmp_path / "ours", tmp_path / "made") == ["b/c.html", "d.html"]
