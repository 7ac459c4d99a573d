"""A person's view says what it was made from, and nothing else changes the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.private.links import Links
from kithbook.private.pages.person import UP, person_page
from kithbook.views.book_views import DEEPEST, FURTHEST
from kithbook.views.person_view import PersonView, PersonViews
from tests.private.sites import ROOT, TODAY, write_book

BOOK = {
    "people/ada.md": (
        "---\nname: Ada Byrne\ncircle: close\nmet: {on: 2019-05, where: a dinner, through: Bo}\n"
        "ties: [{to: cy, kind: sister}]\n---\nKnows [[Dee]] and [[Zed]].\n\n"
        "## Log\n- 2026-11-03 call with [[Bo Chen]]: leaving.\n"
    ),
    "people/bo.md": "---\nname: Bo Chen\naliases: [Bo]\n---\n",
    "people/cy.md": "---\nname: Cy Diaz\n---\n",
    "people/dee.md": "---\nname: Dee Osei\naliases: [Dee]\n---\n\n## Log\n- 2026-10-01 call: hm.\n",
    "people/eve.md": "---\nname: Eve Lind\n---\n\n## Log\n- 2026-10-02 coffee: of bells.\n",
    "people/fay.md": "---\nname: Fay Moon\n---\n\n## Log\n- 2026-10-03 call: of [[Ada Byrne]].\n",
    "journal/2026.md": "- 2026-09-01 meal with [[Ada Byrne]]: soup.\n",
    "journal/2025.md": "- 2025-09-01 meal with [[Eve Lind]]: stew.\n",
    "introductions/one.md": "---\nbetween: [ada, gil]\nmade: 2026-10-01\n---\n",
    "introductions/two.md": "---\nbetween: [eve, dee]\nmade: 2026-10-01\n---\n",
    "people/gil.md": "---\nname: Gil Roth\n---\n",
}
OF_ADA = {
    "introductions/one.md",
    "journal/2026.md",
    *(f"people/{one}.md" for one in ("ada", "bo", "cy", "dee", "fay", "gil")),
}
MORE = {
    "people": "\n## Log\n- 2026-11-20 coffee: more of it.\n",
    "journal": "- 2026-11-19 call with [[Cy Diaz]]: more.\n",
    "introductions": "More was said.\n",
}


def seen(root: Path, person: str) -> tuple[PersonView, str]:
    """A person's view and page as the book stands now."""
    network = load_book(root)
    view = PersonViews(network, TODAY, furthest=FURTHEST, deepest=DEEPEST).of(person)
    return view, person_page(view, Links(network, TODAY, root).at(UP)).html


def test_a_view_names_each_file_that_it_was_made_from(tmp_path: Path) -> None:
    view, _ = seen(write_book(tmp_path, BOOK), "ada")
    assert set(view.made_from.files) == OF_ADA
    assert set(view.made_from.people) == {"bo", "cy", "dee", "fay", "gil"}
    assert {"Zed", "Dee", "Bo Chen"} <= set(view.made_from.names)
    assert (view.made_from.day, view.made_from.settings) == (TODAY, True)


@pytest.mark.parametrize("path", sorted(BOOK.keys() - OF_ADA))
def test_a_file_that_is_not_named_leaves_the_page_as_it_is(tmp_path: Path, path: str) -> None:
    root = write_book(tmp_path, BOOK)
    _, before = seen(root, "ada")
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(MORE[path.partition("/")[0]])
    _, after = seen(root, "ada")
    assert after == before


@pytest.mark.parametrize(
    "path, old, new",
    [
        ("people/ada.md", "leaving", "staying"),
        ("people/bo.md", "Bo Chen\n", "Bo Chan\n"),
        ("people/cy.md", "Cy Diaz", "Cy Dias"),
        ("people/dee.md", "Dee Osei", "Dee Otto"),
        ("people/fay.md", "of [[Ada", "again of [[Ada"),
        ("people/gil.md", "Gil Roth", "Gil Rothe"),
        ("journal/2026.md", "soup", "stew"),
        ("introductions/one.md", "made: 2026-10-01", "met: 2026-10-01"),
    ],
)
def test_a_file_that_is_named_changes_the_page(
    tmp_path: Path, path: str, old: str, new: str
) -> None:
    root = write_book(tmp_path, BOOK)
    _, before = seen(root, "ada")
    text = BOOK[path]
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")
    _, after = seen(root, "ada")
    assert after != before


def test_a_name_that_led_to_nobody_is_declared_for_whoever_will_bear_it(tmp_path: Path) -> None:
    root = write_book(tmp_path, BOOK)
    view, before = seen(root, "ada")
    (root / "people" / "eve.md").write_text("---\nname: Zed\n---\n", encoding="utf-8")
    then, after = seen(root, "ada")
    assert "Zed" in view.made_from.names
    assert after != before
    assert "people/eve.md" in then.made_from.files


def test_whoever_comes_to_speak_of_somebody_joins_their_view(tmp_path: Path) -> None:
    root = write_book(tmp_path, BOOK)
    with (root / "people" / "eve.md").open("a", encoding="utf-8") as file:
        file.write("- 2026-11-20 call: asked after [[Ada Byrne]].\n")
    view, _ = seen(root, "ada")
    assert "people/eve.md" in view.made_from.files


@pytest.mark.uncounted
def test_every_other_file_of_the_sample_leaves_a_page_alone(tmp_path: Path) -> None:
    """Each file of people and journal in turn, against the pages that do not name it."""
    files = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for folder in ("people", "journal", "introductions")
        for path in sorted((ROOT / folder).glob("*.md"))
    }
    root = write_book(tmp_path, files)
    people = sorted(load_book(root).people)[::6]
    before = {person: seen(root, person) for person in people}
    compared = 0
    for path in sorted(name for name in files if name.startswith("people/"))[::9]:
        text = files[path]
        (root / path).write_text(f"{text}\n## Log\n- 2026-11-21 coffee: a word.\n", "utf-8")
        for person, (view, page) in before.items():
            if path not in view.made_from.files:
                assert seen(root, person)[1] == page, (person, path)
                compared += 1
        (root / path).write_text(text, encoding="utf-8")
    assert compared >= 15
