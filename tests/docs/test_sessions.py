"""The terminal sessions of the pages show what the commands print."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.sessions import PAGES, main, refreshed, runs
from tests.structure.sources import ROOT

pytestmark = pytest.mark.uncounted


def test_every_session_prints_what_the_page_says() -> None:
    done = [run for page in PAGES for run in runs((ROOT / page).read_text(encoding="utf-8"), ROOT)]
    assert len(done) >= 40
    for run in done:
        assert run.printed == run.written, run.command
    commands = {run.command.split()[1] for run in done if run.command.startswith("kith ")}
    looked = {"today", "find", "check", "suggest", "draft"}
    made = {"init", "new", "log", "introduce", "introduction", "request", "disclose"}
    assert commands == looked | made | {"build", "publish"}


def test_a_session_that_has_drifted_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = "Look:\n\n```console\n$ kith check\n30 people, nothing to mend.\n```\n\nSo.\n"
    (run,) = runs(page, ROOT)
    assert run.printed != run.written
    assert refreshed(page, ROOT) == page.replace("30 people", "31 people")
    (tmp_path / "page.md").write_text(page, encoding="utf-8")
    monkeypatch.setattr("scripts.sessions.PAGES", (tmp_path / "page.md",))
    assert main(["--check"]) == 1
    assert "stale" in capsys.readouterr().out
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == page
    assert main([]) == 0
    assert main(["--check"]) == 0


def test_what_a_page_says_of_files_is_done_where_its_reader_is() -> None:
    page = """
```console
$ mkdir ../mine
$ cd ../mine
```

<!-- file: a.yml -->

```yaml
name: nobody
  place: here
```

<!-- lines: a.yml -->

```yaml
name: Ada
```

```console
$ cat a.yml
```
"""
    *_, shown = runs(page, ROOT)
    assert shown.printed == "name: Ada\n  place: here"
    with pytest.raises(ValueError, match="no line that begins with 'nome:'"):
        list(runs(page.replace("name: Ada", "nome: Ada"), ROOT))


def test_a_page_begins_where_its_reader_is() -> None:
    page = '<!-- in: .. -->\n\n```console\n$ mkdir mine\n$ cd mine\n$ basename "$PWD"\n```\n'
    *_, shown = runs(page, ROOT)
    assert shown.printed == "mine"


def test_a_page_has_its_own_days() -> None:
    page = "<!-- day: 2026-01-05 -->\n\n```console\n$ kith today | head -1\n```\n"
    (first,) = runs(page, ROOT)
    assert first.printed == "Monday, 5 January 2026"
    later = page + page.replace("01-05", "01-06")
    assert [run.printed for run in runs(later, ROOT)][1] == "Tuesday, 6 January 2026"


def test_a_line_that_is_commented_out_is_taken_in() -> None:
    page = """
<!-- file: a.yml -->

```yaml
# sign_off: "Ada"
```

<!-- lines: a.yml -->

```yaml
sign_off: Nora
```

```console
$ cat a.yml
```
"""
    assert [run.printed for run in runs(page, ROOT)] == ["sign_off: Nora"]


def test_how_long_it_took_is_not_told() -> None:
    page = "```console\n$ echo 'build/public: 5 pages in 13.7 s'\n```\n"
    assert refreshed(page, ROOT).endswith("\nbuild/public: 5 pages in 1.0 s\n```\n")


def test_a_session_leaves_the_sample_alone() -> None:
    before = (ROOT / "people/ada-byrne.md").read_bytes()
    page = "```console\n$ kith log 'call with Ada: hello'\n$ cat people/ada-byrne.md\n```\n"
    logged, shown = runs(page, ROOT)
    assert "call: hello" in logged.printed
    assert "call: hello" in shown.printed
    assert (ROOT / "people/ada-byrne.md").read_bytes() == before
