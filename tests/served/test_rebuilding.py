"""A site is built again when a file changes, and the last good one stays while it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

from kithbook.served.current import CurrentSite
from kithbook.served.rebuilding import Rebuilding


def until(is_so: Callable[[], bool]) -> None:
    end = monotonic() + 20
    while not is_so():
        assert monotonic() < end
        sleep(0.05)


def test_a_change_is_shown_and_what_stands_in_its_way_is_told(tmp_path: Path) -> None:
    folder, source, more = tmp_path / "sites", tmp_path / "a.md", tmp_path / "b.md"
    folder.mkdir()
    source.write_text("one", encoding="utf-8")
    more.write_text("", encoding="utf-8")

    def build(target: Path) -> tuple[str, Iterable[Path]]:
        if "bad" in source.read_text(encoding="utf-8"):
            raise ValueError("it is bad")
        target.mkdir()
        (target / "index.html").write_bytes(source.read_bytes() + more.read_bytes())
        return "default-src 'self'", (source, more)

    again, ended, told = Rebuilding(build, folder, (source,)), Event(), list[str]()
    current = CurrentSite(*again.build())

    def shown() -> str:
        return (current.now.folder / "index.html").read_text(encoding="utf-8")

    def words(fault: Exception) -> tuple[str, ...]:
        return "a.md, line 1", f"{fault}."

    thread = Thread(target=again.keep_current, args=(current, ended, told.append, words))
    thread.start()
    try:
        assert shown() == "one"
        more.write_text(" more", encoding="utf-8")  # only the build itself named it
        until(lambda: shown() == "one more")
        source.write_text("bad", encoding="utf-8")
        until(lambda: current.now.trouble != "")
        assert current.now.trouble == "a.md, line 1\nit is bad."
        assert shown() == "one more"
        source.write_text("two", encoding="utf-8")
        until(lambda: current.now.trouble == "" and shown() == "two more")
    finally:
        ended.set()
        thread.join()
    assert [one.name for one in folder.iterdir()] == [current.now.folder.name]
    assert "it is bad. What was built before is still shown." in told
