"""What is made from the code is fresh: JSON Schema in the package, tables in the pages."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from kithbook.book.jsonschema import editor_files
from kithbook.text.codes import CODES
from kithbook.text.problems import Location, Problem
from scripts.generate import (
    EDITOR,
    LOCK,
    PAGES,
    SCHEMAS,
    STARTER_LOCK,
    blocks,
    filled,
    main,
    outputs,
    stale,
)
from tests.structure.sources import ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The generated files, in a place where they may go stale."""
    for path in (LOCK, *outputs(ROOT)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, tmp_path / path)
    return tmp_path


def test_every_generated_file_is_fresh() -> None:
    assert len(outputs(ROOT)) == 7
    assert sum(len(blocks((ROOT / page).read_text(encoding="utf-8"))) for page in PAGES) == 9
    assert stale(ROOT) == ()


def test_check_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "name, old, new",
    [
        (SCHEMAS / "person.schema.json", '"gladly"', '"glady"'),
        (SCHEMAS / "settings.schema.json", '"shortlist"', '"short_list"'),
        (STARTER_LOCK, "mkdocs==1", "mkdocs==2"),
        (EDITOR, "people/**/*.yml", "people/*.yml"),
        (Path("docs/problems.md"), "| `bad-date` | error |", "| `bad-date` | warning |"),
        (Path("docs/problems.md"), "| `self-tie` |", "| `self-knot` |"),
        (Path("docs/format.md"), "| `met.where` |", "| `met.place` |"),
        (Path("docs/format.md"), "<!-- end -->", ""),
    ],
)
def test_a_stale_file_is_found(copy: Path, name: Path, old: str, new: str) -> None:
    text = (copy / name).read_text(encoding="utf-8")
    assert old in text
    (copy / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert stale(copy) == (name,)


def test_a_missing_file_is_found(copy: Path) -> None:
    (copy / SCHEMAS / "person.schema.json").unlink()
    assert stale(copy) == (SCHEMAS / "person.schema.json",)


def test_a_block_that_nothing_makes_is_refused() -> None:
    with pytest.raises(ValueError, match="moods"):
        filled("<!-- generated: moods -->\n<!-- end -->")


def test_the_table_of_codes_is_whole() -> None:
    page = (ROOT / "docs/problems.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert [row.split("`")[1] for row in rows] == list(CODES)
    assert len(rows) >= 35


def test_a_new_book_gets_what_its_editor_needs() -> None:
    files = editor_files()
    schemas = json.loads(files[".vscode/settings.json"])["yaml.schemas"]
    assert len(schemas) == 2
    assert {path.removeprefix("./") for path in schemas} <= set(files)
    for path in schemas:
        name = path.rpartition("/")[2]
        published = (ROOT / SCHEMAS / name).read_text(encoding="utf-8")
        assert files[path.removeprefix("./")] == published


def test_the_task_reads_what_kith_check_prints() -> None:
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text(encoding="utf-8"))
    pattern = tasks["tasks"][0]["problemMatcher"]["pattern"]
    printed = str(Problem(Location("people/a-b.md", 14, 5), "self-tie", "This: is so", "Do it"))
    found = re.fullmatch(pattern["regexp"], printed)
    assert found is not None
    assert found[pattern["file"]] == "people/a-b.md"
    assert (found[pattern["line"]], found[pattern["column"]]) == ("14", "5")
    assert found[pattern["code"]] == "self-tie"
    assert found[pattern["message"]] == "This: is so. Do it"
