"""A book that somebody sent is data: looking at it runs nothing of it and stays inside of it."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kithbook.cli.main import COMMANDS, STOPPED
from tests.cli.gitbook import GitBook
from tests.cli.hostile_books import NEVER, ON_COMMIT, OUTSIDE, Sent, outside

pytestmark = pytest.mark.uncounted

LOOKING = (
    ("check",), ("explain", "people/ada.md"), ("today",), ("brief", "ada"), ("find", "coffee"),
    ("share", "coffee"), ("way-to", "coffee"),
    ("suggest",), ("about", "ada"), ("coach", "Could we talk?"), ("draft", "ada"),
    ("introduction", "list"), ("request", "list"), ("request", "purge"), ("disclose",),
    ("check-public",), ("undo",), ("tidy",),
    ("inbox", "notes.txt"), ("calendar", "-"), ("doctor",), ("export", "-"),
    ("import", "notes.txt"), ("promote",), ("rename", "ada", "Ada Rowe"), ("merge", "ada", "bo"),
    ("forget", "ada"),
)  # fmt: skip
WRITING = (
    ("init",), ("guard",), ("log", "coffee with Ada: one"), ("new", "Dell Thibodeaux"),
    ("introduce", "ada", "bo", "--apply"), ("disclose", "--apply"),
    ("request", "purge", "--apply"), ("undo", "--apply"), ("set", "ada", "place", "Cork"),
    ("need", "ada", "rope"), ("offer", "ada", "rope"), ("know", "ada", "rope"),
    ("drop", "ada", "rope"), ("circle", "ada", "warm"), ("snooze", "ada", "2027-01-15"),
    ("pause", "ada"), ("done", "ada"), ("calendar", "build/kith.ics"),
    ("export", "build/kith.json"), ("rename", "ada", "Ada Rowe", "--apply"),
    ("merge", "ada", "bo", "--apply"), ("promote", "Dell", "--apply"),
    ("forget", "ada", "--apply"),
)  # fmt: skip
LEFT_OUT = {"build", "publish", "serve", "edit", "agent", "stage", "completion"}
# All of them with each book takes minutes: the suite takes each command with every eighth book.
SHARE = int(os.environ.get("KITH_HOSTILE_SHARE", "8"))
# Since Python 3.13 a process that subprocess starts is told of a second time, as posix_spawn.
_OURS = ("subprocess.Popen", "os.posix_spawn")
_STARTS = ("os.system", "os.exec", "os.spawn", "pty.spawn", "os.startfile")
_FILES = ("open", "os.listdir", "os.scandir", "os.remove", "os.rename", "os.mkdir", "shutil.rmtree")


class Watch:
    """What this process starts and opens while it is on; an audit hook can never be taken off."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []
        self.on = False
        sys.addaudithook(self.hear)

    def hear(self, event: str, args: tuple[object, ...]) -> None:
        if not self.on:
            return
        if event in _OURS:
            words = args[1] if isinstance(args[1], list) else [args[1]]
            own = words[0] == sys.executable and "kithbook.leakscan" in words
            if not own and Path(str(words[0])).name != "git":
                self.seen.append((event, str(words)))
        elif event.startswith(_STARTS):
            self.seen.append((event, str(args)))
        elif event in _FILES and isinstance(args[0], str | bytes | os.PathLike):
            self.seen.append((event, os.fsdecode(args[0])))


WATCH = Watch()


@contextmanager
def watched() -> Iterator[list[tuple[str, str]]]:
    WATCH.seen.clear()
    WATCH.on = True
    try:
        yield WATCH.seen
    finally:
        WATCH.on = False


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book as yet without harm, and what lies beside it."""
    place = tmp_path_factory.mktemp("sent")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        for role in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{role}_NAME", "Nora")
            patch.setenv(f"GIT_{role}_EMAIL", "nora@example.org")
        book = GitBook.made(place / "book")
        book.log("coffee with Ada: before it was sent")
        outside(place / "outside")
    return place


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 20, 5)  # again, as a command may take it for Ctrl-C
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def unread(folder: Path) -> dict[Path, int]:
    """Sets the time of the last reading long ago, so that a reading since would show."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    for path in found:
        os.utime(path, ns=(10**18, path.stat().st_mtime_ns))
    return {path: path.stat().st_atime_ns for path in found}


def sent(beside: Path, place: Path, settings: str) -> Sent:
    for name in ("book", "outside"):
        shutil.copytree(beside / name, place / name, symlinks=True)
    made = Sent(GitBook(place / "book"), place / "ran", place / "outside")
    text = (place / "book" / "kithbook.yml").read_text()
    (place / "book" / "kithbook.yml").write_text(text.replace("commit: true", settings))
    return made


def harmless(made: Sent, commands: list[tuple[str, ...]]) -> list[str]:
    """What commands did that they should not have."""
    before, times = contents(made.outside), unread(made.outside)
    found = []
    for words in commands:
        with watched() as seen:
            root = [str(made.book.root)] if words[0] == "init" else []
            done = made.book.kith(*words, *root)
        found += [f"{words}: {event} {what}" for event, what in seen if strays(event, what, made)]
        odd = done.code == STOPPED or "kith stopped at a mistake" in done.err
        if odd or OUTSIDE in done.out + done.err:
            found.append(f"{words}: {done}")
        if made.ran.exists():
            found.append(f"{words}: it ran")
            made.ran.unlink()
    found += [
        f"{path} was read"
        for path, was in times.items()
        if path.exists() and path.stat().st_atime_ns != was and not asked_back(path, made)
    ]
    if contents(made.outside) != before:
        found.append("what lies outside is not as it was")
    return found


def strays(event: str, what: str, made: Sent) -> bool:
    if event not in _FILES:
        return True
    path = Path(os.path.realpath(what))
    return path.is_relative_to(made.outside) and not asked_back(path, made)


def asked_back(path: Path, made: Sent) -> bool:
    """A repository that `.git` leads to is asked whether it belongs here, and nothing else."""
    return path == made.outside / "other" / ".git" / "config"


def chosen(number: int, commands: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    return [words for at, words in enumerate(commands) if (at + number) % SHARE == 0]


def test_every_command_is_among_them() -> None:
    assert {words[0] for words in (*LOOKING, *WRITING)} == set(COMMANDS) - LEFT_OUT
    assert len(NEVER) + len(ON_COMMIT) >= 60


@pytest.mark.uncounted
@pytest.mark.parametrize("number, trait", list(enumerate(NEVER)), ids=list(NEVER))
def test_a_book_that_was_sent_runs_nothing_and_leaves_nothing(
    beside: Path, tmp_path: Path, number: int, trait: str
) -> None:
    made = sent(beside, tmp_path, "commit: true")
    NEVER[trait](made)
    commands = [*chosen(number, LOOKING), *chosen(number, WRITING)]
    assert harmless(made, commands) == []


@pytest.mark.uncounted
@pytest.mark.parametrize("number, trait", list(enumerate(ON_COMMIT)), ids=list(ON_COMMIT))
def test_what_runs_on_a_commit_runs_on_nothing_else(
    beside: Path, tmp_path: Path, number: int, trait: str
) -> None:
    made = sent(beside, tmp_path, "commit: false")
    ON_COMMIT[trait](made)
    commands = [words for words in WRITING if words[0] not in ("undo", "init", "guard")]
    assert (
        harmless(made, [*chosen(number, LOOKING), ("undo",), *chosen(number, tuple(commands))])
        == []
    )


def test_what_is_watched_for_is_seen(beside: Path, tmp_path: Path) -> None:
    """Else the tests above would show nothing."""
    made = sent(beside, tmp_path, "commit: true")
    before = unread(made.outside)
    (made.outside / "zed.md").read_bytes()
    assert any(path.stat().st_atime_ns != was for path, was in before.items())
    with watched() as seen:
        (made.outside / "zed.md").read_bytes()
        list((made.outside).iterdir())
    assert sum(strays(event, what, made) for event, what in seen) == 2
    NEVER["monitor"](made)
    made.book.git("status")
    assert made.ran.exists()
