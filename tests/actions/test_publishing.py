"""Building, searching and publishing without a command line, and without MkDocs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kithbook.actions.building import (
    BuildReport,
    BuiltAside,
    SiteBuild,
    SiteName,
    build_site,
    require_publishable,
)
from kithbook.actions.publishing import Publication, PublishWish, outlet_of, publish
from kithbook.actions.site_scan import ScannedSite, check_site
from kithbook.book.model import Settings
from kithbook.disclosure.published import Destination
from kithbook.text.refusal import Declined
from tests.actions.conftest import Desk

PAGE = '<!doctype html><html lang="en"><title>N</title><body><p>Welcome.</p></body></html>'


@dataclass
class PageBuild:
    """A site of one page."""

    place: Path
    page: str

    def build(self, folder: Path) -> BuildReport:
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(self.page, encoding="utf-8")
        return BuildReport()

    def made_of(self) -> None:
        """Nobody knows."""


@dataclass
class PageBuilder:
    """Builds a site of one page, and knows no more of settings than a test tells it."""

    page: str = PAGE
    told: str = ""
    against: tuple[str, ...] = ()

    def reasons_against(self, config_file: Path) -> tuple[str, ...]:
        return self.against

    def told_place(self, config_file: Path) -> str:
        return self.told if config_file.name == "mkdocs.yml" else ""

    def read(self, config_file: Path, site: SiteName, *, strict: bool) -> SiteBuild:
        return PageBuild(config_file.parent / "build" / site, self.page)


@dataclass
class Heard:
    """All that a publication says of its steps."""

    told: list[str] = field(default_factory=list)
    sites: list[BuiltAside] = field(default_factory=list)
    scans: list[ScannedSite] = field(default_factory=list)
    done: list[Publication] = field(default_factory=list)

    def tell(self, remark: str) -> None:
        self.told.append(remark)

    def built(self, site: BuiltAside) -> None:
        self.sites.append(site)

    def looked_through(self, found: ScannedSite) -> None:
        self.scans.append(found)

    def compared(self, done: Publication) -> None:
        self.done.append(done)


@pytest.fixture
def book(desk: Desk) -> Desk:
    for name in ("mkdocs.yml", "mkdocs.private.yml"):
        (desk.root / name).write_text("site_name: N\n", encoding="utf-8")
    return desk


def published(desk: Desk, builder: PageBuilder, wish: PublishWish, heard: Heard) -> bool:
    return publish(desk.root, desk.network, desk.today, wish, builder, heard)


def test_only_what_is_asked_to_be_written_is_handed_over(book: Desk) -> None:
    out, heard = book.root.parent / "out", Heard()
    for write in (False, True, True):
        wish = PublishWish(book.root, to=out, write=write)
        assert published(book, PageBuilder(), wish, heard)
        assert out.exists() == write
    assert (out / "index.html").read_text(encoding="utf-8") == PAGE
    assert [one.handed_over for one in heard.done] == [False, True, False]
    assert [one.found.pages.added for one in heard.done] == [("index.html",)] * 2 + [()]
    assert all(scan.clean and scan.where == "build/public" for scan in heard.scans)
    assert "Building the public site …" in heard.told


def test_a_private_word_stops_it_and_nothing_stays(book: Desk) -> None:
    out, heard = book.root.parent / "out", Heard()
    builder = PageBuilder(PAGE.replace("Welcome", "Ring Bo Lind: +46 40 555 01 42"))
    assert not published(book, builder, PublishWish(book.root, to=out, write=True), heard)
    assert not out.exists()
    assert not (book.root / "build" / "public").exists()
    assert [scan.deleted for scan in heard.scans] == [True]
    assert heard.done == []


def test_settings_that_may_not_be_loaded_leave_no_older_site(book: Desk) -> None:
    old = book.root / "build" / "public" / "index.html"
    old.parent.mkdir(parents=True)
    old.write_text("older", encoding="utf-8")
    builder = PageBuilder(told="build/public", against=("A hook would run.",))
    told: list[str] = []
    with (
        pytest.raises(Declined, match=r"was not built\.\nA hook would run\."),
        build_site(builder, book.root, "public", strict=False, tell=told.append),
    ):
        pytest.fail("it was built")
    assert not old.exists()


def test_a_site_that_is_not_settled_takes_no_place(book: Desk) -> None:
    told: list[str] = []
    place = book.root / "build" / "private"
    with build_site(PageBuilder(), book.root, "private", strict=False, tell=told.append) as made:
        assert (made.folder / "index.html").exists()
        assert made.summary.startswith("build/private: 1 page in ")
    assert not place.exists()
    with build_site(PageBuilder(), book.root, "private", strict=False, tell=told.append) as made:
        made.settle()
    assert (place / "index.html").exists()


def test_what_people_took_back_is_told_and_declined(book: Desk) -> None:
    airlock = book.root / "content" / "disclosed.yml"
    airlock.parent.mkdir(exist_ok=True)
    airlock.write_text(
        "version: 1\ndisclosed:\n- kind: introduction\n  text: An HR person\n", encoding="utf-8"
    )
    told: list[str] = []
    with pytest.raises(Declined, match=r"^Nothing was built\.") as declined:
        require_publishable(
            PageBuilder(), book.root, book.network, book.today, strict=False, tell=told.append
        )
    assert not declined.value.asked
    assert told
    assert all("content/disclosed.yml" in line for line in told)


@pytest.mark.parametrize(
    "wish,said",
    [
        ({}, "Say where it goes"),
        ({"to": Path("../out"), "remote": "origin"}, "not both"),
        ({"branch": "pages"}, "A branch is of a git remote"),
        ({"to": Path("people")}, "overlaps with people"),
        ({"to": Path("../out"), "without_past": True}, "A folder has no past"),
    ],
)
def test_a_wish_that_cannot_be_is_declined(book: Desk, wish: dict[str, object], said: str) -> None:
    asked = PublishWish(book.root, **wish)  # type: ignore[arg-type]
    with pytest.raises(Declined, match=said) as declined:
        published(book, PageBuilder(), asked, Heard())
    assert declined.value.asked


def test_the_settings_say_where_unless_it_is_named(tmp_path: Path) -> None:
    book, here = tmp_path / "book", tmp_path / "here"
    settings = Settings(publish_to="../site", publish_branch="gh-pages")
    assert outlet_of(book, settings, PublishWish(here)).folder == tmp_path / "site"
    named = outlet_of(book, settings, PublishWish(here, to=Path("site")))
    assert named.folder == here / "site"
    assert named.destination(book) == Destination(to="../here/site")
    remote = PublishWish(here, remote="https://me:word@example.org/r.git")
    pushed = outlet_of(book, settings, remote)
    assert pushed.shown == "gh-pages of https://me:word@example.org/r.git"
    assert pushed.destination(book) == Destination(
        git="https://example.org/r.git", branch="gh-pages"
    )


def test_what_is_no_site_is_not_looked_into(book: Desk) -> None:
    with pytest.raises(Declined, match="holds no built site") as declined:
        check_site(book.root, None, book.today)
    assert declined.value.asked
