"""Changes are noticed, also in folders that come later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from kithbook.served import watching
from kithbook.served.snapshot import seen
from kithbook.served.watching import Watching


@pytest.fixture(params=["told", "looked at"])
def watching_of(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Watching]:
    """Watches places by what the system tells, and where it tells nothing."""
    monkeypatch.setattr(watching, "_PAUSE", 0.01)
    if request.param == "looked at":
        monkeypatch.setattr(watching, "_observer", lambda: None)
    return lambda *places: Watching(places)


def test_whatever_changes_is_seen(tmp_path: Path) -> None:
    people, later, file = tmp_path / "people", tmp_path / "journal", tmp_path / "kithbook.yml"
    places = (people, later, file)
    (people / "friends").mkdir(parents=True)
    known = seen(places)
    assert known == {}
    changes: tuple[Callable[[], object], ...] = (
        lambda: (people / "ada.md").write_text("Ada", encoding="utf-8"),
        lambda: (people / "friends" / "bo.md").write_text("Bo", encoding="utf-8"),
        lambda: (people / "ada.md").write_text("Ada Byrne", encoding="utf-8"),
        lambda: file.write_text("", encoding="utf-8"),
        later.mkdir,
        lambda: (later / "2026.md").write_text("", encoding="utf-8"),
        lambda: (later / "2026.md").rename(later / "2027.md"),
        (people / "ada.md").unlink,
    )
    for number, change in enumerate(changes):
        change()
        now = seen(places)
        assert (number, now != known) == (number, number != 4)
        known = now


def test_what_editors_put_beside_a_file_is_no_change(tmp_path: Path) -> None:
    known = seen((tmp_path,))
    for name in (".ada.md.swp", "ada.md~", ".#ada.md", "ada.md.tmp"):
        (tmp_path / name).touch()
    assert seen((tmp_path,)) == known


def test_odd_things_do_not_stop_it(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.md").symlink_to(tmp_path / "nobody.md")
    (tmp_path / "ada.md").touch()
    assert str(tmp_path / "ada.md") in seen((tmp_path, tmp_path / "missing"))


def test_each_change_is_named_once(tmp_path: Path, watching_of: Callable[..., Watching]) -> None:
    people, later = tmp_path / "people", tmp_path / "in" / "journal"
    file, moved = tmp_path / "kithbook.yml", people / "f" / "bo.md"
    (people / "friends").mkdir(parents=True)
    ada, bo, year = people / "ada.md", people / "friends" / "bo.md", later / "2026.md"
    changes: tuple[tuple[Callable[[], object], set[Path]], ...] = (
        (lambda: ada.write_text("Ada", encoding="utf-8"), {ada}),
        (lambda: bo.write_text("Bo", encoding="utf-8"), {bo}),
        (lambda: ada.write_text("Ada Byrne", encoding="utf-8"), {ada}),
        (lambda: file.write_text("", encoding="utf-8"), {file}),
        (lambda: _folder_with(year), {year}),
        (lambda: year.write_text("more", encoding="utf-8"), {year}),
        (lambda: year.rename(later / "2027.md"), {year, later / "2027.md"}),
        (lambda: (people / "friends").rename(people / "f"), {bo, moved}),
        (lambda: moved.write_text("B", encoding="utf-8"), {moved}),
        (lambda: _replaced(ada), {ada}),
        (ada.unlink, {ada}),
    )
    with watching_of(people, later, file) as watched:
        for change, named in changes:
            (tmp_path / "kithbook.md").write_text("of nobody", encoding="utf-8")
            change()
            found: set[Path] = set()
            while found != named:
                more = watched.await_change(Event())
                assert more
                found |= more
                assert found <= named
        assert watched.changed_since() == frozenset()


def _folder_with(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("", encoding="utf-8")


def _replaced(file: Path) -> None:
    """As editors do it: a new file beside, and a rename."""
    new = file.with_name(".ada.md.new")
    new.write_text("Ada again", encoding="utf-8")
    new.replace(file)


def test_a_new_day_is_a_change(
    tmp_path: Path, watching_of: Callable[..., Watching], monkeypatch: pytest.MonkeyPatch
) -> None:
    days = iter((date(2026, 11, 22),))

    class Days(date):
        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return next(days, date(2026, 11, 23))

    monkeypatch.setattr(watching, "date", Days)
    monkeypatch.setattr(watching, "_LOOK", 0.01)
    with watching_of(tmp_path) as watched:
        assert watched.await_change(Event()) == frozenset()


def test_waiting_ends_with_the_end(tmp_path: Path, watching_of: Callable[..., Watching]) -> None:
    ended = Event()
    ended.set()
    with watching_of(tmp_path) as watched:
        assert watched.await_change(ended) is None
