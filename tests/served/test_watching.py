"""Changes are noticed, also in folders that come later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from kithbook.served import rebuilding
from kithbook.served.rebuilding import await_change
from kithbook.served.snapshot import seen


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "_PAUSE", 0.01)
    monkeypatch.setattr(rebuilding, "_QUIET", 0.01)


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


def test_waiting_ends_with_a_change_or_with_the_end(tmp_path: Path) -> None:
    ended = Event()
    found: list[bool] = []
    before = seen((tmp_path,))
    waiting = Thread(target=lambda: found.append(await_change((tmp_path,), before, ended)))
    waiting.start()
    (tmp_path / "ada.md").touch()
    waiting.join(30)
    assert found == [True]
    ended.set()
    assert not await_change((tmp_path,), seen((tmp_path,)), ended)
