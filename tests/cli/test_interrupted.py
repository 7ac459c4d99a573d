"""A build or publication that is refused or broken off leaves no public site, old or new."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.killed import COMMANDS, SECRET, make_book, outcome
from kithbook.actions import building, site_scan
from kithbook.cli import site_builder
from tests.cli.transcript import Session

pytestmark = pytest.mark.uncounted

LEAK = "add 'Ada Byrne told me so.' content/public/index.md"


def nothing_stands(book: Path) -> bool:
    """Whether no public site and nothing unfinished is in the build place."""
    place = book / "build"
    return not place.exists() or set(os.listdir(place)) <= {"private"}  # noqa: PTH208


def stop(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def after(function: Callable[..., object]) -> Callable[..., object]:
    """The function, and then an interruption."""

    def done(*words: object, **more: object) -> object:
        function(*words, **more)
        raise KeyboardInterrupt

    return done


def interrupted(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Has the next command broken off at a moment."""
    places: dict[str, tuple[object, str, Callable[..., object]]] = {
        "before it is built": (site_builder, "build_into", stop),
        "when it is built": (site_builder, "build_into", after(site_builder.build_into)),
        "while it is searched": (site_scan, "scanned", stop),
        "before it is moved": (building, "settle", stop),
    }
    owner, name, function = places[moment]
    monkeypatch.setattr(owner, name, function)


@pytest.mark.parametrize(
    "moment",
    ["before it is built", "when it is built", "while it is searched", "before it is moved"],
)
@pytest.mark.parametrize("way", ["build --only public", "publish --to ../out --apply"])
def test_a_build_that_was_broken_off_leaves_no_public_site(
    session: Session, monkeypatch: pytest.MonkeyPatch, way: str, moment: str
) -> None:
    old = session.book / "build/public/index.html"
    old.parent.mkdir(parents=True)
    old.write_text("an older site")
    session.run(LEAK if moment != "before it is moved" else "add Hello content/public/index.md")
    with monkeypatch.context() as patched:
        interrupted(patched, moment)
        assert session.run(f"kith {way}").code == 130
    assert nothing_stands(session.book)
    assert not (session.book.parent / "out").exists()


@pytest.mark.parametrize("way", ["build --only public", "publish --to ../out"])
def test_a_site_that_leaks_never_stands_and_neither_does_an_older_one(
    session: Session, way: str
) -> None:
    assert session.run("kith build --only public").code == 0
    session.run(LEAK)
    outcome = session.run(f"kith {way}")
    assert outcome.code == 1
    assert "build/public/index.html:" in outcome.out
    assert "The built site was deleted." in outcome.err
    assert nothing_stands(session.book)


def test_a_site_that_cannot_be_built_leaves_no_older_one(session: Session) -> None:
    assert session.run("kith build --only public").code == 0
    (session.book / "content/public/index.md").unlink()
    assert session.run("kith build --only public").code == 1
    assert nothing_stands(session.book)


def test_mkdocs_itself_leaves_nothing_of_a_build_that_was_broken_off(session: Session) -> None:
    config = session.book / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace(
        "      languages:", "      allow: [hooks]\n      languages:"
    )
    config.write_text(f"{text}\nhooks: [stops.py]\n", encoding="utf-8")
    (session.book / "stops.py").write_text(
        "def on_post_page(output, page, config):\n"
        "    import pathlib\n"
        "    pathlib.Path(config.site_dir, 'x').write_text('half')\n"
        "    raise KeyboardInterrupt\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=session.book, capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert b"PluginError" not in done.stderr
    assert nothing_stands(session.book)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGKILL"])
def test_a_signal_while_a_site_is_built_leaves_nothing_in_the_end(
    tmp_path: Path, name: str
) -> None:
    """The build itself says when; `benchmarks.killed` tries many moments."""
    book = make_book(tmp_path, leaks=True)
    config = book / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace(
        "      languages:", "      allow: [hooks]\n      languages:"
    )
    config.write_text(f"{text}\nhooks: [signals.py]\n", encoding="utf-8")
    (book / "signals.py").write_text(
        f"import os, signal\ndef on_post_build(config):\n    os.kill(os.getpid(), signal.{name})\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path / "temporary")}
    command = [sys.executable, "-m", "kithbook.cli"]
    done = subprocess.run(
        [*command, *COMMANDS["build that leaks"]], cwd=book, env=environment, capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == (-signal.SIGKILL if name == "SIGKILL" else 130)
    at_once = outcome(book)
    assert (at_once.outside, at_once.leaking) == ((), ())
    assert bool(at_once.left) == (name == "SIGKILL")
    subprocess.run([*command, "check"], cwd=book, env=environment, check=False, capture_output=True)
    assert not outcome(book)
    assert nothing_stands(book)


def test_the_search_for_what_was_left_finds_it(tmp_path: Path) -> None:
    book = make_book(tmp_path, leaks=False)
    assert not outcome(book)
    (book / "build/public").mkdir(parents=True)
    (book / "build/public/a.html").write_bytes(SECRET)
    (tmp_path / "temporary/a").write_bytes(SECRET)
    (tmp_path / ".out.kith-old").mkdir()
    found = outcome(book)
    assert found.leaking
    assert found.outside
    assert len(found.left) == 2
