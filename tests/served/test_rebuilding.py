"""A site is made new when a file changes, and the last good one stays while it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from kithbook.served.current import CurrentSite
from kithbook.served.rebuilding import Rebuilding, RenewalStep, Renewing
from kithbook.served.watching import Changed


def until(is_so: Callable[[], bool]) -> None:
    end = monotonic() + 20
    while not is_so():
        assert monotonic() < end
        sleep(0.02)


@dataclass
class TwoFiles:
    """A site of one page that shows two files, and is made new in two steps while it can be."""

    source: Path
    more: Path
    renews: bool = False
    target: Path = Path()
    built: int = 0
    renewed: list[Changed] = field(default_factory=list)
    between: Callable[[], None] = lambda: None

    def build(self, target: Path) -> tuple[str, Iterable[Path]]:
        if "bad" in self.source.read_text(encoding="utf-8"):
            raise ValueError("it is bad")
        target.mkdir()
        self.target, self.built = target, self.built + 1
        self.write()
        return "default-src 'self'", (self.source, self.more)

    def write(self) -> None:
        page = self.source.read_bytes() + self.more.read_bytes()
        (self.target / "index.html").write_bytes(page)

    def renew(self, changed: Changed) -> Renewing | None:
        return self._steps(changed) if self.renews else None

    def _steps(self, changed: Changed) -> Renewing:
        self.renewed.append(changed)
        if "bad" in self.source.read_text(encoding="utf-8"):
            raise ValueError("it is bad")
        self.write()
        yield RenewalStep(("",), whole=False)
        self.between()
        yield RenewalStep((), whole=False)
        yield RenewalStep(("other/",), whole=True)

    def words(self, fault: Exception) -> tuple[str, ...]:
        return "a.md, line 1", f"{fault}."


@dataclass
class Kept:
    site: TwoFiles
    current: CurrentSite
    told: list[str]

    @property
    def shown(self) -> str:
        return (self.current.now.folder / "index.html").read_text(encoding="utf-8")


@contextmanager
def kept_current(tmp_path: Path) -> Iterator[Kept]:
    folder = tmp_path / "sites"
    folder.mkdir()
    site = TwoFiles(tmp_path / "a.md", tmp_path / "b.md")
    site.source.write_text("one", encoding="utf-8")
    site.more.write_text("", encoding="utf-8")
    again, ended, told = Rebuilding(site, folder, (site.source,)), Event(), list[str]()
    current = CurrentSite(*again.build())
    thread = Thread(target=again.keep_current, args=(current, ended, told.append))
    thread.start()
    try:
        yield Kept(site, current, told)
    finally:
        ended.set()
        thread.join()
    assert [one.name for one in folder.iterdir()] == [current.now.folder.name]


def test_a_change_is_shown_and_what_stands_in_its_way_is_told(tmp_path: Path) -> None:
    with kept_current(tmp_path) as kept:
        current, site = kept.current, kept.site
        assert kept.shown == "one"
        site.more.write_text(" more", encoding="utf-8")  # only the build itself named it
        until(lambda: kept.shown == "one more")
        site.source.write_text("bad", encoding="utf-8")
        until(lambda: current.now.trouble != "")
        assert current.now.trouble == "a.md, line 1\nit is bad."
        assert kept.shown == "one more"
        site.source.write_text("two", encoding="utf-8")
        until(lambda: current.now.trouble == "" and kept.shown == "two more")
    assert "it is bad. What was built before is still shown." in kept.told


def test_what_changed_is_made_new_where_it_stands(tmp_path: Path) -> None:
    with kept_current(tmp_path) as kept:
        site, before = kept.site, kept.current.now
        site.renews = True
        seen: list[bool] = []
        site.between = lambda: seen.append(kept.current.now.working)
        site.source.write_text("two", encoding="utf-8")
        until(lambda: kept.current.now.built_of("other/") != before.built)
        now = kept.current.now
        assert (now.folder, now.built, site.built) == (before.folder, before.built, 1)
        assert seen == [True]
        assert not now.working
        assert len({now.built_of(page) for page in ("", "other/", "third/")}) == 3
        assert site.renewed == [frozenset({site.source})]
        assert now.holds((site.source, site.more))
        assert not before.holds((site.source,))


def test_after_trouble_the_whole_is_built(tmp_path: Path) -> None:
    with kept_current(tmp_path) as kept:
        site = kept.site
        site.renews = True
        site.source.write_text("bad", encoding="utf-8")
        until(lambda: kept.current.now.trouble != "")
        site.source.write_text("two", encoding="utf-8")
        until(lambda: kept.shown == "two" and kept.current.now.trouble == "")
        assert site.built == 2
        site.source.write_text("three", encoding="utf-8")
        until(lambda: kept.shown == "three")
        assert site.built == 2


def test_a_step_gives_way_to_a_further_change(tmp_path: Path) -> None:
    with kept_current(tmp_path) as kept:
        site = kept.site
        site.renews = True
        further = iter(("three",))

        def between() -> None:
            for text in further:
                site.source.write_text(text, encoding="utf-8")
                sleep(0.2)  # until the system has told of it, where it does

        site.between = between
        site.source.write_text("two", encoding="utf-8")
        until(lambda: kept.shown == "three" and not kept.current.now.working)
        assert site.built == 1
        assert len(site.renewed) == 2


@pytest.mark.parametrize("name", [".b.md.swp", "c.md"])
def test_a_file_of_nobody_changes_nothing(tmp_path: Path, name: str) -> None:
    with kept_current(tmp_path) as kept:
        (tmp_path / name).write_text("x", encoding="utf-8")
        kept.site.source.write_text("two", encoding="utf-8")
        until(lambda: kept.shown == "two")
    assert kept.site.built == 2
