"""Two yearly exports imported, and nothing to be remembered: Today says what changed."""

from __future__ import annotations

from pathlib import Path

from tests.cli.gitbook import GitBook

HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ROW = "{0},{1},https://www.linkedin.com/in/{0}-{1},,{2},09 Feb 2020\n"


def export(folder: Path, *rows: tuple[str, str, str]) -> str:
    path = folder / "Connections.csv"
    path.write_text(HEAD + "".join(ROW.format(*row) for row in rows), encoding="utf-8")
    return str(path)


def test_an_import_a_year_is_enough(book: GitBook, tmp_path: Path) -> None:
    book.person("ada-byrne").write_text(
        "---\nname: Ada Byrne\nreach: {linkedin: ada-byrne}\n---\n", encoding="utf-8"
    )
    first = export(tmp_path, ("Ada", "Byrne", "Oakgate,Clerk"), ("Kim", "Park", "Oakgate,Clerk"))
    assert book.kith("import", first, "--apply", "--today", "2025-11-01").code == 0
    later = export(tmp_path, ("Ada", "Byrne", "Fernway,Head"), ("Kim", "Park", "Fernway,Head"))
    assert book.kith("import", later, "--apply", "--today", "2026-11-20").code == 0
    said = "Ada Byrne: started at Fernway as Head, by November; before that at Oakgate"
    told = book.kith("today").out
    assert told.count(said) == 1
    assert "Kim Park" not in told
    assert said in book.kith("today", "--today", "2027-01-18").out.replace(" 2026;", ";")
    assert "What changed" not in book.kith("today", "--today", "2027-01-19").out
    book.log("call with Ada: the new office")
    assert "What changed" not in book.kith("today").out
