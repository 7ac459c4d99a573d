"""A served site that is made new where it stands is, byte for byte, the one that a build makes."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config.defaults import MkDocsConfig

from kithbook.book import kept_files
from kithbook.private.plugin import PrivatePlugin
from kithbook.private.renewal import Renewal
from tests.private import bigbooks
from tests.private.sites import ADA, BO, configured, write_book

pytestmark = pytest.mark.uncounted
MAE = "---\nname: Mae Kranz\norg: Kiel Pumps\nneeds: [a room in Lisbon]\n---\nKnows [[Bo Chen]].\n"
CY = "---\nname: Cy Doe\noffers: [a room in Lisbon]\nties: [{to: mae, kind: sister}]\n---\n"
REQUEST = """---
from: {name: Jo Reed, email: jo@example.org}
received: 2026-11-20
kind: connect
why: Your talk on pumps.
---
"""
FILES = {
    "people/ada.md": ADA,
    "people/bo.md": BO,
    "people/mae.md": MAE,
    "people/cy.md": CY,
    "introductions/2026-ada-bo.md": bigbooks.introduction("ada", "bo"),
    "journal/2026.md": "- 2026-11-19 meal with [[Mae Kranz]], [[Cy Doe]]: pumps\n",
    "rosters/list.csv": "name,email\nJo Reed,jo@example.org\n",
}


def built_to(root: Path, name: str) -> tuple[PrivatePlugin, Path]:
    """The book's site as it is served, by a plugin that knows nothing of another build."""
    plugins = dict(MkDocsConfig._schema)["plugins"]
    plugins.plugin_cache.clear()  # type: ignore[attr-defined]
    config = configured(root, command="serve")
    config.site_dir = str(root / "build" / name)
    build_with_mkdocs(config, serve_url="/")
    plugin = config.plugins["kithbook-private"]
    assert isinstance(plugin, PrivatePlugin)
    return plugin, Path(config.site_dir)


def bytes_of(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def differing(one: Path, other: Path) -> list[str]:
    mine, theirs = bytes_of(one), bytes_of(other)
    assert len(theirs) > 40
    return [name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name)]


class ServedBook:
    """A book, its site as it is served, and the files that a change touches."""

    def __init__(self, root: Path) -> None:
        self.root = write_book(root, FILES)
        plugin, self.folder = built_to(self.root, "served")
        assert plugin.renewal is not None
        self.renewal: Renewal = plugin.renewal

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def change(self, name: str, old: str, new: str) -> Path:
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        return self.write(name, text.replace(old, new, 1))

    def add(self, name: str, line: str) -> Path:
        return self.write(name, (self.root / name).read_text(encoding="utf-8") + line)

    def remove(self, name: str) -> Path:
        (self.root / name).unlink()
        return self.root / name

    def renew(self, *changed: Path) -> list[tuple[str, ...]]:
        steps = self.renewal.steps(frozenset(changed))
        assert steps is not None
        return [step.pages for step in steps]

    def differs(self) -> list[str]:
        return differing(self.folder, built_to(self.root, "reference")[1])


@pytest.fixture(autouse=True)
def kept_from_one_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read is kept of these small books too, as of large ones."""
    monkeypatch.setattr(kept_files, "FEWEST", 1)


@pytest.fixture
def book(tmp_path: Path) -> ServedBook:
    return ServedBook(tmp_path / "book")


def test_an_edit_is_on_the_page_at_once_and_everywhere_after(book: ServedBook) -> None:
    first, *steps = book.renew(book.add("people/ada.md", "- 2026-11-21 call: all is *well*\n"))
    rest = {page for pages in steps for page in pages}
    assert first == ("people/ada/",)
    assert {"", "people/"} <= rest
    assert "people/cy/" not in rest
    assert not list(book.folder.rglob(".index*"))
    assert book.differs() == []


def test_the_first_step_shows_the_page_as_it_will_be(book: ServedBook) -> None:
    changed = book.change("people/ada.md", "circle: close", "circle: friends\nplace: Kiel")
    steps = book.renewal.steps(frozenset({changed}))
    assert steps is not None
    next(steps)
    page = (book.folder / "people/ada/index.html").read_bytes()
    assert b"Kiel" in page
    list(steps)
    assert (book.folder / "people/ada/index.html").read_bytes() == page


def test_steps_that_were_left_are_made_up_for(book: ServedBook) -> None:
    for number in range(4):
        changed = book.add("people/ada.md", f"- 2026-11-2{number} call: number {number}\n")
        steps = book.renewal.steps(frozenset({changed}))
        assert steps is not None
        for _ in range(number + 1):
            next(steps)
        steps.close()
    book.renew(book.add("people/bo.md", "More.\n"))
    assert book.differs() == []


def test_what_was_shown_for_a_moment_is_taken_back(book: ServedBook) -> None:
    before = (book.root / "people/ada.md").read_text(encoding="utf-8")
    steps = book.renewal.steps(frozenset({book.add("people/ada.md", "- 2026-11-21 call: oh\n")}))
    assert steps is not None
    next(steps)
    steps.close()
    journal = book.add("journal/2026.md", "- 2026-11-20 call with [[Bo Chen]]: a plan\n")
    book.renew(book.write("people/ada.md", before), journal)
    assert book.differs() == []


def test_a_new_name_is_on_every_page_that_shows_it(book: ServedBook) -> None:
    book.renew(book.change("people/ada.md", "Ada Byrne", "Ada Holt"))
    assert "Ada Holt" in (book.folder / "people/bo/index.html").read_text(encoding="utf-8")
    assert book.differs() == []


def test_who_is_the_same_stays_the_same_value(book: ServedBook) -> None:
    book.renew(book.add("people/bo.md", "More.\n"))
    people = book.renewal.latest.people
    book.renew(book.add("people/bo.md", "More.\n"))
    now = book.renewal.latest.people
    assert {one for one in people if now[one] is people[one]} == {"ada", "cy", "mae"}


Change = Callable[[ServedBook], "Path | tuple[Path, ...]"]
CHANGES: dict[str, Change] = {
    "note": lambda at: at.change("people/bo.md", "Rides.", "Rides with [[Mae Kranz]]."),
    "need": lambda at: at.change("people/bo.md", "met:", "needs: [a plumber, a joiner]\nmet:"),
    "told": lambda at: at.add("people/cy.md", "## Log\n- 2026-11-10 note: has been a plumber\n"),
    "told less": lambda at: at.change("people/cy.md", "has been a plumber", "rested"),
    "told more": lambda at: at.change("people/cy.md", "rested", "works as a plumber"),
    "aside": lambda at: at.write(
        "journal/2026-11-18.md", "[[Cy Doe]] built stairs as a joiner.\n"
    ),
    "answered": lambda at: at.change("people/cy.md", "a room in", "plumbing and a room in"),
    "other name": lambda at: at.change("people/mae.md", "Mae Kranz", "Mae Kranz-Berg"),
    "known by id": lambda at: at.change("people/ada.md", "Ada Byrne", "Ada Holt"),
    "torn": lambda at: at.write("people/tom.md", "---\nname: [Tom\n---\n"),
    "alias": lambda at: at.change("people/mae.md", "org:", "aliases: [Mae Kranz]\norg:"),
    "add": lambda at: at.write("people/zoe.md", "---\nname: Zoe\nmet: {through: Bo Chen}\n---\n"),
    "same name": lambda at: at.write("people/zo2.md", "---\nname: Bo Chen\n---\n"),
    "not the same": lambda at: at.remove("people/zo2.md"),
    "moved": lambda at: (
        at.remove("people/zoe.md"),
        at.write("people/zoe-k.md", "---\nname: Zoe\nmet: {through: Bo Chen}\n---\n"),
    ),
    "unlink": lambda at: at.change("people/bo.md", " with [[Mae Kranz]]", ""),
    "tie gone": lambda at: at.change("people/cy.md", "ties: [{to: mae, kind: sister}]\n", ""),
    "introduction": lambda at: at.write(
        "introductions/2026-cy-mae.md", bigbooks.introduction("cy", "mae")
    ),
    "introduced": lambda at: at.change(
        "introductions/2026-cy-mae.md", "asked_by: me\n", "asked_by: me\nmade: 2026-11-20\n"
    ),
    "request": lambda at: at.write("requests/2026-11-20-jo.md", REQUEST),
    "journal": lambda at: at.add("journal/2026.md", "- 2026-11-20 call with [[ada]]: a plan\n"),
    "roster": lambda at: at.add("rosters/list.csv", "Bo Chen,bo@example.org\n"),
    "died": lambda at: at.change("people/mae.md", "org:", "died: 2026-11-01\norg:"),
    "template": lambda at: at.write("templates/ask.en.md", "Hello {name}, may I?\n"),
    "mended": lambda at: at.write("people/tom.md", "---\nname: Tom\n---\n"),
    "delete": lambda at: at.remove("people/ada.md"),
}  # fmt: skip


@pytest.mark.parametrize("seed", [0, 1])
def test_whatever_changes_it_is_as_if_it_was_built(book: ServedBook, seed: int) -> None:
    """One change after another in the order above, some of them together, compared at times."""
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    waiting: list[Path] = []
    left = len(CHANGES)
    for name, change in CHANGES.items():
        left -= 1
        made = change(book)
        waiting += made if isinstance(made, tuple) else (made,)
        if chance.random() < 0.4 and left:
            continue
        book.renew(*waiting)
        waiting.clear()
        if chance.random() < 0.3 or not left:
            assert (name, book.differs()) == (name, [])
    for path in book.folder.rglob("*.html"):
        assert b"Ada Holt" not in path.read_bytes(), path
    assert b"Ada Holt" not in (book.folder / "find/book.json").read_bytes()


def test_a_slip_while_typing_is_told_and_the_last_good_person_stays(book: ServedBook) -> None:
    changed = book.change("people/ada.md", "circle: close", "circle: [close")
    first, *_ = book.renew(changed)
    assert first == ("people/ada/",)
    page = (book.folder / "people/ada/index.html").read_text(encoding="utf-8")
    assert "a fractional CFO" in page
    assert "kith-banner--mend" in page
    book.renew(book.change("people/ada.md", "[close", "close"))
    assert book.differs() == []


@pytest.mark.parametrize(
    "name", ["kithbook.yml", "content/private/own.md", "content/public/index.md", "mkdocs.yml"]
)
def test_what_is_more_than_the_book_is_built(book: ServedBook, name: str) -> None:
    assert book.renewal.steps(frozenset({book.root / name})) is None


def test_on_another_day_the_site_is_built(
    book: ServedBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.renewal.site.views.__dict__.update(today=book.renewal.site.views.today.replace(day=21))
    assert book.renewal.steps(frozenset()) is None


def test_a_new_person_never_takes_the_place_of_an_own_page(tmp_path: Path) -> None:
    book = ServedBook(tmp_path / "book")
    (book.root / "content/private/people").mkdir()
    (book.root / "content/private/people/zoe.md").write_text("# Mine\n", encoding="utf-8")
    plugin, _ = built_to(book.root, "served")
    assert plugin.renewal is not None
    steps = plugin.renewal.steps(frozenset({book.write("people/zoe.md", "---\nname: Zoe\n---\n")}))
    assert steps is not None
    with pytest.raises(Exception, match="would stand where Kithbook puts people/zoe/"):
        list(steps)


def test_a_form_uses_the_book_that_is_at_hand_where_it_is_as_read(book: ServedBook) -> None:
    at_hand = book.renewal.as_it_is()
    assert at_hand is not None
    changed = book.add("people/ada.md", "- 2026-11-21 call: well\n")
    assert book.renewal.as_it_is() is None
    steps = book.renewal.steps(frozenset({changed}))
    assert steps is not None
    next(steps)
    now = book.renewal.as_it_is()
    assert now is not None
    assert now.state == ""  # nothing that is kept of the book as it was is of this one
    assert len(now.people["ada"].log) == len(at_hand.people["ada"].log) + 1
    list(steps)
    assert book.renewal.as_it_is() is not None
    book.renew(book.write("people/zoe.md", "---\nname: Zoe\n---\n"))
    assert book.renewal.as_it_is() is not None
    (book.root / "kithbook.yml").unlink()
    assert book.renewal.as_it_is() is None
