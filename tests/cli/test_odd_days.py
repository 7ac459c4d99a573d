"""Days at the ends of the calendar, in the options and in the files: no traceback, no nonsense."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kithbook.cli.main import kith
from tests.cli.transcript import Session

pytestmark = pytest.mark.uncounted

SAMPLE = Path(__file__).parents[2]
COMMANDS = {
    "log": "'call with Ada: planned, by friday'",
    "inbox": "note.txt",
    "set": "ada role 'Head of People and places'",
    "need": "ada 'a bell rope'",
    "offer": "ada 'a spare room'",
    "know": "ada 'rope work'",
    "drop": "ada CFO",
    "circle": "ada inner",
    "snooze": "ada 9999-12-31",
    "pause": "ada",
    "done": "ada",
    "check": "",
    "doctor": "",
    "check-public": "content",
    "today": "",
    "brief": "ada-byrne",
    "find": "last:>6m houston",
    "share": "'a report on salaries'",
    "way-to": "Galveston",
    "suggest": "",
    "agent": "--help",
    "about": "ada-byrne",
    "introduce": "thuy-tran bo-chen --because thuy-tran rides --because bo-chen rides",
    "introduction list": "",
    "introduction show": "2026-10-thuy",
    "introduction asked": "2026-11-eero eero-lahtinen",
    "introduction nudged": "2026-11-eero imani-brooks",
    "introduction answer": "2026-11-eero imani-brooks yes",
    "introduction made": "2026-11-ines-ruiz-priya",
    "introduction met": "2026-10-marguerite",
    "introduction outcome": "2026-10-kofi useful",
    "introduction thank": "2026-10-kofi",
    "introduction aside": "thuy-tran bo-chen",
    "draft": "2026-11-ines-ruiz-priya-raman",
    "request import": "note.txt",
    "request list": "",
    "request show": "zoe-muller",
    "request accept": "zoe-muller",
    "request more": "carol --ask 'Which one?'",
    "request decline": "zoe-muller --because not-now --until 9999-12-31",
    "request redirect": "tyler --to 'the library'",
    "request purge": "",
    "promote": "",
    "tidy": "",
    "disclose": "",
    "publish": "",
    "stage": "../staged",
    "calendar": "- --full --keep-in-touch",
    "import": "export.csv",
}
LAST, FIRST = "9999-12-31", "1000-01-01"
DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
DIGEST = re.compile(r", digest: [0-9a-f]{8}")
TROUBLE = re.compile(r"a mistake in its own code|Traceback|\b[A-Z]\w+Error\b|turns -")


def dated(group: click.Group, before: str = "") -> Iterator[str]:
    """Every command that takes `--today`."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        path = f"{before}{name}"
        if isinstance(command, click.Group):
            yield from dated(command, f"{path} ")
        elif command and any("--today" in one.opts for one in command.params):
            yield path


def test_no_command_is_left_out() -> None:
    assert isinstance(kith, click.Group)
    assert set(dated(kith)) == set(COMMANDS)


def set_days(session: Session, day: str) -> int:
    """Writes one day over every day in the files of the book."""
    count = 0
    for path in session.book.rglob("*.*"):
        if path.suffix in (".md", ".yml", ".csv") and "content" not in path.parts:
            text, changed = DAY.subn(day, path.read_text(encoding="utf-8"))
            text = DIGEST.sub("", text)  # of words and their day: it would not fit another
            path.write_text(text, encoding="utf-8")
            count += changed
    return count


@pytest.fixture
def sample(session: Session) -> Session:
    """A session in the sample book, with introductions and requests in every state."""
    for name in ("people", "introductions", "requests", "journal", "rosters", "kithbook.yml"):
        kept = session.book / name
        if kept.is_dir():
            shutil.rmtree(kept)
            shutil.copytree(SAMPLE / name, kept)
        else:
            shutil.copy(SAMPLE / name, kept)
    (session.book / "export.csv").write_text("Name,E-mail\nGus Ham,gus@example.org\n")
    (session.book / "note.txt").write_text("I heard your talk. May I ask about bells?")
    return session


@pytest.mark.parametrize(
    "today, in_files",
    [(LAST, ""), (FIRST, LAST)],
)
def test_every_command_answers_at_the_ends_of_the_calendar(
    sample: Session, today: str, in_files: str
) -> None:
    if in_files:
        assert set_days(sample, in_files) > 200
    acts = [path.stem for path in (sample.book / "introductions").iterdir()]
    more = [f"{command} {act}" for act in acts for command in ("draft", "introduction show")]
    lines = [f"{name} {words}" for name, words in COMMANDS.items() if name != "publish"]
    for line in (*lines, *more):  # publishing builds a site; see the last test
        done = sample.run(f"kith {line} --today {today}")
        assert not TROUBLE.search(done.out + done.err), f"{line}: {done.out}{done.err}"
        assert done.code in (0, 1, 2)


@pytest.mark.parametrize(
    "day",
    ["0001-01-01", "10000-01-01", "99999 years ago", "1" * 5000 + " days ago", "999999 days ago"],
)
def test_a_day_that_nobody_lives_on_is_refused_in_words(session: Session, day: str) -> None:
    done = session.kith(["today", "--today", day])
    assert done.code == 2
    assert done.err.startswith("--today: ")
    assert not TROUBLE.search(done.err)


def test_birthdays_without_a_likely_year_are_told_without_an_age(session: Session) -> None:
    for name, born in (("Al", "1604-11-23"), ("Cy", "2062-11-23"), ("Di", "1850-11-23")):
        (session.book / "people" / f"{name}.md").write_text(
            f"---\nname: {name}\nborn: {born}\n---\n"
        )
    told = session.run("kith today").out
    for number, who in enumerate(("Al", "Cy", "Di"), 1):
        assert f"{number}. {who} ({who})\n   birthday tomorrow.\n" in told
    assert "turns" not in told
    for who in ("Al", "Cy", "Di"):
        assert "Birthday tomorrow." in session.run(f"kith brief {who}").out
    assert session.run("kith check").out.count("birth-year") == 3


def test_the_last_birthday_of_the_calendar(session: Session) -> None:
    told = session.run("kith today --today 9999-12-31").out
    assert told.startswith("Friday, 31 December 9999")


def test_both_sites_are_built(sample: Session) -> None:
    set_days(sample, LAST)
    done = sample.run("kith build")
    assert not TROUBLE.search(done.out + done.err), done.err
    assert "pages in" in done.out + done.err
