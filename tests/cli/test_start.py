"""What runs when a command starts: little, quietly, and never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kithbook.actions import new_person as new_command
from kithbook.cli import main as command_line
from kithbook.text.unseen import visible
from tests.cli.transcript import Outcome, Session
from tests.thoroughness import THOROUGH, share

pytestmark = pytest.mark.uncounted

HEAVY = ("mkdocs", "material", "jinja2", "markdown", "markdown_it", "nh3", "phonenumbers",
         "email_validator", "babel", "requests", "numpy", "snowballstemmer",
         "PIL")  # fmt: skip
_TELL = f"""
import sys
from kithbook.cli.main import run
code = run(sys.argv[1:])
print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
sys.exit(code)
"""


def process(session: Session, *words: str, code: str = "") -> subprocess.CompletedProcess[str]:
    start = ["-c", code] if code else ["-m", "kithbook.cli"]
    return subprocess.run(
        [sys.executable, *start, *words],
        cwd=session.book,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_log_loads_nothing_heavy(session: Session) -> None:
    done = process(session, "log", "call with Ada: news", code=_TELL)
    assert done.stdout == "people/ada-byrne.md:20: - 2026-11-22 call: news\n"
    assert done.stderr == "[]\n"


@pytest.mark.parametrize("words", [["today"], ["find", "cfo"], ["about", "ada"], ["brief", "ada"]])
def test_questions_load_no_mkdocs(session: Session, words: list[str]) -> None:
    done = process(session, *words, code=_TELL)
    assert done.returncode == 0
    assert "mkdocs" not in done.stderr
    assert "jinja2" not in done.stderr


@pytest.mark.parametrize("words", [["cfo"], ["place:houston"], ["--exact", "cfo", "malmö"]])
def test_looking_up_words_loads_no_engine(session: Session, words: list[str]) -> None:
    done = process(session, "find", *words, code=_TELL)
    assert done.returncode == 0
    assert "numpy" not in done.stderr
    assert "snowballstemmer" not in done.stderr


def test_a_question_loads_one(session: Session) -> None:
    assert "numpy" in process(session, "find", "who rides?", code=_TELL).stderr


def test_lines_logged_at_the_same_moment_are_all_there(session: Session) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "kithbook.cli", "log", f"call with Ada: news {number}"],
            cwd=session.book,
            stdout=subprocess.DEVNULL,
        )
        for number in range(6)
    ]
    assert [run.wait() for run in runs] == [0] * 6
    text = (session.book / "people" / "ada-byrne.md").read_text(encoding="utf-8")
    assert all(text.count(f": news {number}\n") == 1 for number in range(6))


def test_a_heavy_import_would_be_seen(session: Session) -> None:
    done = process(session, "log", "met Ada", code=f"import jinja2\n{_TELL}")
    assert "jinja2" in done.stderr


def test_output_is_utf8_whatever_the_locale_says(session: Session) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(
        [sys.executable, "-m", "kithbook.cli", "about", "ines"],
        cwd=session.book,
        capture_output=True,
        env=environment,
        check=True,
    )
    assert "Inés Ruiz".encode() in done.stdout


def test_a_reader_that_goes_away_is_no_trouble(session: Session) -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "kithbook.cli", "about", "ada", "--json"],
        cwd=session.book,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.close()
    assert run.stderr.read() == b""
    run.stderr.close()
    assert run.wait() == 0


BAD_WORDS = [
    "\x1b[31mred", "\x07", "a\nb", "\u202ename", "\udc80", "x" * 100_000, "--", "-", "'", "[[",
    "]]", "[[Ada]]:", ":", "::", "with", "coffee with", "coffee with :", "coffee with ,: x",
    "((((", "]", "{}", "%s", "../../etc/passwd", "people/ada-byrne.md", "C:\\Ada", "~", "*",
    "NUL", "con", "0", "call \u2028Ada: x", "call with Ada: \x00", "call with Ada: \ud800",
    "call with Ada: [[", "\x85", "-:-", "2026-13-45 call Ada: x", "9999-99-99",
    "call with Ada: by 0000-00-00", "Ada: Bo: Ines",
]  # fmt: skip
COMMANDS = [["log"], ["find"], ["about"], ["brief"], ["new"], ["today", "--today"],
            ["log", "met Ada", "--on"], ["log", "Ada: x", "--kind"], ["check", "--format"],
            ["new", "Zed", "--met-on"], ["new", "Zed", "--phone"], ["new", "Zed", "--email"],
            ["new", "Zed", "--where"], ["new", "Zed", "--circle"], ["new", "Zed", "--through"],
            ["find", "ada", "--today"], ["--book"], []]  # fmt: skip


def calm(outcome: Outcome) -> list[str]:
    """What is wrong with how a command ended."""
    shown = outcome.out + outcome.err
    wrong = [word for word in ("Traceback", "a mistake in its own code") if word in shown]
    wrong += [repr(letter) for letter in "\x1b\x07\u202e\x85\x00" if letter in shown]
    return wrong + ([] if outcome.code in (0, 1, 2) else [f"exit {outcome.code}"])


@pytest.mark.uncounted
def test_no_argument_makes_a_traceback(session: Session) -> None:
    tried = 0
    for turn, words in enumerate(COMMANDS):
        for bad in share(BAD_WORDS, turn, 4):
            if words == ["--book"] and {"\0", "\ud800"} & set(bad):  # no system hands these over
                continue
            tail = ["check"] if words == ["--book"] else []
            outcome = session.kith([*words, bad, *tail])
            tried += 1
            assert (words, bad, calm(outcome)) == (words, bad, [])
            for made in (session.book / "people").glob("zed*"):
                made.unlink()
    assert tried >= (700 if THOROUGH else 170)
    check = session.kith(["check"])
    assert "error" not in check.err or check.code == 0, "what was written reads well"


def test_what_is_not_calm_is_seen() -> None:
    assert calm(Outcome("Traceback (most recent call last)", "", 0)) == ["Traceback"]
    assert calm(Outcome("\x1b[2J", "", 3)) == ["'\\x1b'", "exit 3"]


BROKEN = {
    "people/folder.md/": "",
    "people/empty.md": "",
    "people/nul.md": "\0\0\0",
    "people/bell.md": "---\nname: Be\x07ll\n---\n",
    "people/deep.md": "---\nname: " + "[" * 500 + "\n---\n",
    "people/anchor.yml": "name: &a Ann\nrole: *a\n",
    "people/list.yml": "- one\n- two\n",
    "people/\x1b[31m.md": "---\nname: Red\n---\n",
    "people/a b.md": "no front matter",
    "journal/2026-11.md": "```\nnever closed\n- 2026-11-01 call with [[Ada]]: x\n",
    "introductions/x.md": "---\nbetween: nobody\n---\n",
    "requests/x.md": "---\nfrom: {}\n---\n",
    "rosters/x.csv": 'a,"b\n\0',
    "kithbook.yml": "today: yesterday\ncircles: [x\n",
}


@pytest.mark.parametrize("name", BROKEN, ids=repr)
def test_no_broken_file_makes_a_traceback(session: Session, name: str) -> None:
    path = session.book / name
    if name.endswith("/"):
        path.mkdir()
    else:
        path.write_text(BROKEN[name], encoding="utf-8")
    day = ["--today", "2026-11-22"]
    for words in (
        ["check"], ["today"], ["find", "ada"], ["about", "ada"], ["brief", "bo-chen"],
        ["log", "met Ada"], ["log", "met Ada", "--journal"],
    ):  # fmt: skip
        outcome = session.kith([*words, *day])
        assert (words, calm(outcome)) == (words, [])
        assert outcome.out or outcome.err


@pytest.mark.parametrize("name", ["people", "journal", "rosters"])
def test_folders_that_may_not_be_read(
    session: Session, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    closed = session.book / name

    def guard(function: Callable[..., object]) -> Callable[..., object]:
        def guarded(path: Path | str, *rest: object, **named: object) -> object:
            if Path(path).is_relative_to(closed):
                raise PermissionError(13, "Permission denied", str(path))
            return function(path, *rest, **named)

        return guarded

    # Modes would say nothing to the superuser, as whom tests may run.
    for owner, function in ((os, "scandir"), (os, "listdir"), (Path, "read_bytes")):
        monkeypatch.setattr(owner, function, guard(getattr(owner, function)))
    for words in (["check"], ["today"], ["log", "met Ada"], ["new", "Zed"], ["about", "ada"]):
        outcome = session.kith(words)
        assert (words, calm(outcome)) == (words, [])


def test_a_folder_in_place_of_a_file_and_the_other_way_round(session: Session) -> None:
    (session.book / "journal" / "2026-10.md").mkdir()
    outcome = session.kith(["log", "met Ada", "--journal", "--on", "2026-10-05"])
    assert (calm(outcome), outcome.code) == ([], 1)
    for person in (session.book / "people").iterdir():
        person.unlink()
    (session.book / "people").rmdir()
    (session.book / "people").write_text("not a folder")
    for words in (["check"], ["today"], ["log", "met Ada"], ["new", "Zed"]):
        assert calm(session.kith(words)) == []


def test_the_details_of_a_stop_go_into_a_file(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_name: str) -> str:
        raise RuntimeError("secret of Ada")

    monkeypatch.setattr(new_command, "slug", broken)
    plain = session.kith(["new", "Zed"])
    assert plain.code == 1
    assert "RuntimeError" in plain.err
    assert "secret" not in plain.err
    debugged = session.kith(["--debug", "new", "Zed"])
    assert ".kith/trouble.txt" in debugged.err
    trouble = (session.book / ".kith" / "trouble.txt").read_text(encoding="utf-8")
    assert "secret of Ada" in trouble


def test_an_interrupt_ends_with_its_own_code(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_name: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(new_command, "slug", interrupted)
    outcome = session.kith(["new", "Zed"])
    assert outcome.code == command_line.STOPPED
    assert "Traceback" not in outcome.err


def test_kith_alone_shows_what_there_is(session: Session) -> None:
    outcome = session.kith([])
    assert outcome.code == 2
    assert outcome.out.startswith("Usage: kith")
    assert all(f"\n  {name} " in outcome.out for name in command_line.COMMANDS)
    assert "..." not in outcome.out.partition("Commands:")[2]


def test_short_help_works_where_a_query_may_begin_with_a_dash(session: Session) -> None:
    assert session.kith(["find", "-h"]).out.startswith("Usage: kith find")
    assert session.kith(["log", "-h"]).out.startswith("Usage: kith log")
    assert "Bo Chen" in session.kith(["find", "-tag:houston", "place:houston"]).out


def test_signs_that_a_terminal_obeys_are_not_sent() -> None:
    assert visible("a\x1b[31mb\x85c\u202ed\te\n") == "a\ufffd[31mb\ufffdc\ufffdd\te\n"


def test_the_version_is_told(session: Session) -> None:
    assert session.kith(["--version"]).out.startswith("kith ")


def test_the_nearest_book_upward_is_taken(session: Session, tmp_path: Path) -> None:
    assert session.kith(["check"]).code == 0
    session.here = session.book / "content" / "public"
    assert session.kith(["log", "met Ada"]).out.startswith("people/ada-byrne.md:20")
    session.here = tmp_path
    assert session.kith(["check"]).code == 2
