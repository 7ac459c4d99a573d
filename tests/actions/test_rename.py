"""A person renamed: every link leads where it led, and it can be broken off anywhere."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kithbook.actions.rename_person import NewName, rename
from kithbook.book.file_steps import Step
from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.text.refusal import Declined
from kithbook.text.slug import slug
from kithbook.text.words import fold
from tests.actions.conftest import Desk
from tests.actions.lives import books, broken_off, done, few, files, findings, led, sample, write
from tests.thoroughness import examples, share

pytestmark = pytest.mark.uncounted

NEW = ("Nia Quist", "N. O'Quist", 'Nia "N" Quist', "Nia: Quist", "Nía Quißt", "Quist, Nia")


def steps(root: Path, network: Network, who: str, new: NewName) -> tuple[Step, ...]:
    person = network.index.resolve(who).person
    assert person
    return rename(root, network, person, new).steps.steps


@pytest.mark.parametrize("new", NEW)
def test_every_link_of_the_sample_leads_where_it_led(tmp_path: Path, new: str) -> None:
    root = sample(tmp_path / "book")
    before, found = led(root), findings(root)
    people = ("ada-byrne", "lukasz-wojcik", "eero-lahtinen", "bo-chen")
    for person in share(people, NEW.index(new), 2):
        other = sample(tmp_path / person)
        done(other, partial(steps, who=person, new=NewName(person, new)))
        assert led(other, {slug(new): person}) == before
        now = findings(other)
        assert [one for one in now if one not in found and one[0] != "turned-name"] == []
        assert load_book(other).people[slug(new)].name == new


@given(books(), st.sampled_from(NEW), st.integers(0, 2), st.booleans())
@few(examples(30))
def test_every_link_of_any_book_leads_where_it_led(
    made: dict[str, str],
    new: str,
    number: int,
    keep: bool,  # noqa: FBT001 - drawn
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder) / "book", made)
        person = sorted(load_book(root).people)[number]
        name = load_book(root).people[person].name
        before, found = led(root), findings(root)
        plan = rename(root, load_book(root), person, NewName(name, new, keep_id=keep))
        done(root, lambda r, n: rename(r, n, person, NewName(name, new, keep_id=keep)).steps.steps)
        network = load_book(root)
        assert network.people[plan.person].name == new
        assert network.index.resolve(name).person == plan.person
        assert led(root, {plan.person: person}) == before
        codes = [code for code, _ in findings(root) if code != "turned-name"]
        assert sorted(codes) == sorted(code for code, _ in found if code != "turned-name")


LI = {
    "kithbook.yml": "",
    "people/bo-chen.md": "---\nname: Bo Chen\n---\nKnows [[Li]], and [[li|her]].\n",
    "people/li.yml": 'name: "Li"\n',
}
"""A name and an id that are one but for large letters."""
ZOE = {
    "kithbook.yml": "",
    "people/bo-chen.md": "---\nname: Bo Chen\n---\nKnows [[Zoë]], and [[zoë|her]].\n",
    "people/zoë.yml": 'name: "Zoë"\n',
}


@given(books(), st.sampled_from(NEW), st.integers(0, 2))
@example(LI, "Nia: Quist", 1)
@example(ZOE, "Quist, Nia", 1)
@few(8)
def test_a_renaming_broken_off_anywhere_reads_right_and_goes_on(
    made: dict[str, str], new: str, number: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder) / "book", made)
        person = sorted(load_book(root).people)[number]
        name = load_book(root).people[person].name
        before = led(root)
        plan = rename(root, load_book(root), person, NewName(name, new))
        former = {plan.person: person}
        *halves, (_, whole) = broken_off(root, plan.steps.steps, Path(folder))
        for _, half in halves:
            assert led(half, former) == before
            done(half, lambda r, n: steps(r, n, name, NewName(name, new)))
            assert led(half, former) == led(whole, former) == before
            # Where name and id are one word, a link may become the new name in one and the new
            # id in the other.
            same = {new: plan.person} if fold(name) == fold(person) else {}
            assert linked_by(half, same) == linked_by(whole, same)


def linked_by(root: Path, ids: Mapping[str, str]) -> dict[str, str]:
    """The files of a book; with `ids`, each of these names as the id, and no quotes."""
    found = {path: content.decode() for path, content in files(root).items()}
    for name, person in ids.items():
        plain = {path: _unquoted(text) for path, text in found.items()}
        found = {path: text.replace(_unquoted(name), person) for path, text in plain.items()}
    return found


def _unquoted(text: str) -> str:
    return re.sub(r"[\\\"']", "", text)


def test_nothing_else_changes(desk: Desk) -> None:
    before = desk.files()
    done(desk.root, lambda r, n: steps(r, n, "bo-chen", NewName("Bo", "Bo Stone")))
    after = desk.files()
    for path, content in before.items():
        now = after.get(path.replace("bo-chen.", "bo-stone."), b"")
        back = now.replace(b"Bo Stone", b"Bo Chen").replace(b"bo-stone", b"bo-chen")
        if not path.startswith("people/bo-chen"):
            assert back == content


@pytest.mark.parametrize(
    "new, why",
    [
        (NewName("Bo", "Ada Byrne"), "would not lead to one person"),
        (NewName("Bo", "…"), "needs a name"),
        (NewName("Bo", "Bo Chen"), "already"),
        (NewName("Bo", person="ada-byrne"), "already"),
        (NewName("Bo", person="a/b"), "makes no id"),
    ],
)
def test_what_is_no_name_is_refused(desk: Desk, new: NewName, why: str) -> None:
    before = desk.files()
    with pytest.raises(Declined, match=why):
        rename(desk.root, desk.network, "bo-chen", new)
    assert desk.files() == before


def test_a_link_that_two_could_be_is_not_given_to_one(desk: Desk) -> None:
    for person in ("ann-one", "ann-two"):
        (desk.root / f"people/{person}.md").write_text("---\nname: Ann Lee\n---\n")
    (desk.root / "journal").mkdir(exist_ok=True)
    (desk.root / "journal/2020-01.md").write_text("- 2020-01-01 call with [[Ann Lee]]: x\n")
    with pytest.raises(Declined, match=r"2020-01\.md:1:26.*would not mean whom it means now"):
        rename(desk.root, desk.network, "ann-one", NewName("ann-one", "Ann Moss"))


def test_the_id_alone_can_be_changed_or_kept(desk: Desk) -> None:
    done(desk.root, lambda r, n: steps(r, n, "bo-chen", NewName("bo-chen", person="bo")))
    assert desk.network.people["bo"].name == "Bo Chen"
    assert "bo-chen" not in desk.text("people/bo.md")
    done(desk.root, lambda r, n: steps(r, n, "bo", NewName("bo", "Bo Stone", keep_id=True)))
    assert desk.network.people["bo"].name == "Bo Stone"
