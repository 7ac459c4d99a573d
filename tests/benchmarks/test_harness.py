"""The harness runs at a small size; what cannot be measured is said, and never a number."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import builds, made_up, suites
from benchmarks.__main__ import main
from benchmarks.legislators import FICTIONAL, legislators, spread, write_book
from benchmarks.measure import UnmeasuredError, measure
from benchmarks.rows import Row
from benchmarks.suites import Run

pytestmark = pytest.mark.uncounted


def test_a_command_is_measured_with_its_children(tmp_path: Path) -> None:
    work = "sum(range(3_000_000))"
    alone = measure((sys.executable, "-c", "pass"), tmp_path)
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{work}'], check=True)"
    both = measure((sys.executable, "-c", code), tmp_path)
    assert 0 < alone.cpu < both.cpu
    assert alone.peak > 1_000_000


def test_memory_is_counted_in_bytes(tmp_path: Path) -> None:
    cost = measure((sys.executable, "-c", "x = bytearray(150_000_000)"), tmp_path)
    assert 150_000_000 < cost.peak < 2_000_000_000


def test_a_command_that_complains_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(UnmeasuredError, match="no such book"):
        measure((sys.executable, "-c", "import sys; sys.exit('no such book')"), tmp_path)
    with pytest.raises(UnmeasuredError, match="ended with 3"):
        measure((sys.executable, "-c", "import sys; sys.exit(3)"), tmp_path)


def test_a_book_that_is_not_read_whole_is_not_measured(tmp_path: Path) -> None:
    book = made_up.write_book(tmp_path / "book", 5)
    command = (sys.executable, "-m", "benchmarks.steps", "check", book)
    assert measure((*command, "5"), suites.ROOT).cpu > 0
    with pytest.raises(UnmeasuredError, match="5 of 6 people were read"):
        measure((*command, "6"), suites.ROOT)


def test_a_build_without_its_pages_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(UnmeasuredError, match="0 pages were built for 5 people"):
        builds.build((sys.executable, "-c", "pass"), tmp_path, 5)


def test_plain_mkdocs_builds_a_page_for_each_person(tmp_path: Path) -> None:
    command = builds.plain_site(tmp_path, 5)
    assert builds.build(command, tmp_path, 5).cpu > 0
    built = tmp_path / "built"
    assert len(list(built.glob("*/index.html"))) == 5
    home = (built / "index.html").read_text(encoding="utf-8")
    first = made_up.name_of(0)
    assert first not in home
    assert first in (built / "search" / "search_index.json").read_text(encoding="utf-8")


def test_reading_gives_a_row_for_each_step(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["reading", "--sizes", "5", "--repeat", "1", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["step"], row["people"]) for row in rows] == [
        ("load", 5),
        ("check", 5),
    ]
    assert all(row["cost"]["cpu"] > 0 and row["cost"]["peak"] > 0 for row in rows)


def test_what_cannot_be_measured_is_said_and_the_rest_is_shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(run: Run) -> Iterator[Row]:
        yield Row("half", run.sizes[0], measure((sys.executable, "-c", "pass"), run.folder))
        raise UnmeasuredError("no pages")

    monkeypatch.setattr("benchmarks.__main__.SUITES", {"broken": broken, **suites.SUITES})
    assert main(["broken", "reading", "--sizes", "5", "--repeat", "1"]) == 1
    shown = capsys.readouterr()
    assert "broken: not measured to the end: no pages" in shown.err
    assert "half" in shown.out
    assert "check" in shown.out


def test_a_name_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["speed"])
    assert "there is no speed; there are reading, calendar, starting" in capsys.readouterr().err


def test_congress_is_read_in_growing_numbers_and_proved(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(suites, "CORPUS", FICTIONAL)
    monkeypatch.setattr(suites, "REAL_SIZES", (10,))
    monkeypatch.setattr(suites, "IN_THE_CORPUS", 10)
    rows = list(suites.congress(Run(tmp_path, (), 1)))
    assert [row.step for row in rows] == ["congress, load", "congress, check"]
    said = capsys.readouterr().err
    assert "congress: 10 people, 1 same-name" in said
    assert "10 by query; 3 share a name, at most 3 the same; not found: nobody" in said


def test_a_member_who_is_not_found_ends_the_proof(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    people = list(legislators(FICTIONAL))
    monkeypatch.setattr(suites, "CORPUS", FICTIONAL)
    with pytest.raises(UnmeasuredError, match="did not find their person"):
        suites._show_proof(write_book(tmp_path / "book", people[1:]))
    monkeypatch.setattr(suites, "CORPUS", tmp_path)
    with pytest.raises(UnmeasuredError, match=r"legislators-current\.csv"):
        suites._show_proof(tmp_path / "book")


def test_congress_is_passed_over_aloud_without_its_tables(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(suites, "CORPUS", tmp_path / "nowhere")
    assert list(suites.congress(Run(tmp_path, (), 1))) == []
    assert "passed over" in capsys.readouterr().err


def test_members_are_taken_evenly_from_all_the_years() -> None:
    everyone = [person.id for person in legislators(FICTIONAL)]
    assert [person.id for person in spread(FICTIONAL, 5, 10)] == everyone[::2]
    assert [person.id for person in spread(FICTIONAL, 10, 10)] == everyone


def test_a_book_of_members_is_written_as_it_was_read(tmp_path: Path) -> None:
    people = list(legislators(FICTIONAL))
    book = write_book(tmp_path / "book", people)
    texts = {path.stem: path.read_text("utf-8") for path in (book / "people").iterdir()}
    assert texts == {person.id: person.file for person in people}
