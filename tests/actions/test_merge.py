"""Two people put together: nothing is lost, and every link means the first."""

from __future__ import annotations

import re
import tempfile
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kithbook.actions.merge_people import merge, not_the_same
from kithbook.book.checks import check
from kithbook.book.file_steps import Step, take
from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.text.refusal import Declined
from tests.actions.conftest import DAY, Desk
from tests.actions.lives import books, broken_off, done, few, files, led, sample, write

WORD = re.compile(r"\w+")
FIRST = """---
name: Ann Lee
circle: close
place: Cork
tags: [choir]
reach: {email: ann@example.org, phone: +353 20 555 0142}
needs:
  - {what: a cello, since: 2026-01}
ties: [{to: ann-leigh, kind: twin}]
# a word on her
---
Sings alto.

## Log
- 2026-05-01 call with [[Bo Chen]]: the choir
- 2026-01-01 met: on the pier
  and walked home
"""
SECOND = """---
name: Ann Leigh
aliases: [Annie]
circle: warm
org: Harbour Choir
tags: [Choir, cork]
reach: {email: [annie@example.org, ANN@example.org], linkedin: ann-leigh-cork}
needs: [a cello, a room in May]
x_shoe: 38
met: {on: 2024, how: at a concert}
pause: true
# and one of the other
---
Plays the cello. Knows [[Ann Lee]]?

## Log
- 2026-03-01 coffee: by the river
  - she brought cake
- 2026-05-01 call with [[Bo Chen]]: the choir
- 2025-12-24 letter: snow
"""


def steps(root: Path, network: Network, one: str, two: str) -> tuple[Step, ...]:
    first, second = (network.index.resolve(each).person for each in (one, two))
    assert first
    assert second
    return merge(root, network, first, second).steps.steps


@pytest.fixture
def two(desk: Desk) -> Desk:
    (desk.root / "people/ann-lee.md").write_text(FIRST)
    (desk.root / "people/ann-leigh.md").write_text(SECOND)
    (desk.root / "journal/2020-01.md").write_text("- 2020-01-01 call with [[Ann Leigh]]: a line\n")
    return desk


def test_the_two_are_one(two: Desk) -> None:
    plan = merge(two.root, two.network, "ann-lee", "ann-leigh")
    for step in plan.steps.steps:
        take(step, two.root)
    network = two.network
    ann = network.people["ann-lee"]
    assert "ann-leigh" not in network.people
    assert (ann.circle, ann.org, ann.place) == ("close", "Harbour Choir", "Cork")
    assert ann.aliases == ("Ann Leigh", "Annie")
    assert ann.reach.emails == ("ann@example.org", "annie@example.org")
    assert [need.text for need in ann.needs] == ["a cello", "a room in May"]
    assert ann.tags == ("choir", "cork")
    assert ann.pause
    assert [str(entry.on) for entry in ann.log] == [
        "2026-05-01", "2026-03-01", "2026-01-01", "2025-12-24",
    ]  # fmt: skip
    assert [one.key for one in plan.others] == ["circle"]
    assert "From the file of Ann Leigh, under circle: warm" in ann.notes
    assert "[[Ann Lee]]: a line" in two.text("journal/2020-01.md")
    assert "x_shoe: 38" in two.text("people/ann-lee.md")
    assert "# and one of the other" in two.text("people/ann-lee.md")
    assert not lost(two.text("people/ann-lee.md"), FIRST, SECOND)


def lost(now: str, *before: str) -> list[str]:
    words = set(WORD.findall(now))
    lines = [line for text in before for line in text.splitlines()]
    return [line for line in lines if set(WORD.findall(line)) - words - {"ann", "leigh", "lee"}]


@given(books(), st.permutations(range(3)))
@few(12)
def test_nothing_of_any_two_is_lost(made: dict[str, str], order: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder) / "book", made)
        everyone = sorted(load_book(root).people)
        one, two = (everyone[number] for number in order[:2])
        (root / "introductions/a.md").unlink()
        network = load_book(root)
        paths = [network.people[each].path for each in (one, two)]
        before = [(root / path).read_text() for path in paths]
        where = led(root)
        done(root, lambda r, n: steps(r, n, one, two))
        now = (root / paths[0]).read_text()
        there = set(WORD.findall(now)) | set(WORD.findall(f"{two} {network.name_of(two)}"))
        for line in (line for text in before for line in text.splitlines()):
            assert not set(WORD.findall(line)) - there, line
        after = load_book(root)
        assert two not in after.people
        assert after.people[one].name == network.name_of(one)
        assert after.index.resolve(network.name_of(two)).person == one
        assert set(led(root)) <= {one if each == two else each for each in where}


KIT = {
    "kithbook.yml": "",
    "introductions/a.md": "",
    "people/kit.md": '# Kit "K" Moss\n',
    "people/jo.yml": 'name: Jo Smith\nlog:\n  - "2026-01-02 call with [[Kit \\"K\\" Moss]]: x"\n',
    "people/zoe.md": '# Zoe\n\n## Log\n- 2026-01-02 call with [[Kit "K" Moss]]: of [[Zoe]]\n',
}
"""An entry whose quotes YAML escapes."""


BLANKS = {
    "kithbook.yml": "",
    "introductions/a.md": "",
    "people/Bob  Stone.yml": 'name: "Bob # Stone"\n',
    "people/Jo Smith.yml": "name: Jo Smith\n",
    "people/kit.yml": 'name: Kit\nintroduced by: "Jo Smith"\nnotes: of [[Jo Smith]]\n',
    "requests/b.md": "---\nid: b\nvia: Jo Smith\nfrom: {name: Zed}\n---\nHi.\n",
}
"""An id with two blanks, which a value has instead of a name that no link can hold."""


@given(books(), st.permutations(range(3)))
@example(KIT, [0, 2, 1])
@example(BLANKS, [0, 1, 2])
@few(5)
def test_a_merge_broken_off_anywhere_goes_on(made: dict[str, str], order: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder) / "book", made)
        (root / "introductions/a.md").unlink()
        network = load_book(root)
        one, two = (sorted(network.people)[number] for number in order[:2])
        plan = merge(root, network, one, two)
        *halves, (_, whole) = broken_off(root, plan.steps.steps, Path(folder))
        for number, half in halves:
            codes = {found.code for found in check(load_book(half), DAY)}
            assert not number or codes & {"same-name", "same-person"}
            done(half, lambda r, n: steps(r, n, one, two))
            assert files(half) == files(whole)


def test_a_sample_of_all_pairs_can_be_put_together(tmp_path: Path) -> None:
    pairs = [("ada-byrne", "walt-pruitt"), ("eero-lahtinen", "hamish-macrae"),
             ("bo-chen", "dell-thibodeaux"), ("sofia-grahn", "dell-thibodeaux")]  # fmt: skip
    for one, two in pairs:
        root = sample(tmp_path / f"{one}-{two}")
        network = load_book(root)
        before = [(root / network.people[each].path).read_text() for each in (one, two)]
        done(root, partial(steps, one=one, two=two))
        now = (root / network.people[one].path).read_text()
        there = set(WORD.findall(now)) | set(WORD.findall(two))
        for line in (line for text in before for line in text.splitlines()):
            assert not set(WORD.findall(line)) - there - set(WORD.findall(network.name_of(two)))
        assert two not in load_book(root).people


def test_those_who_were_introduced_are_not_put_together(two: Desk) -> None:
    text = "---\nbetween: [ann-lee, ann-leigh]\n---\n"
    (two.root / "introductions/2020-01-ann.md").write_text(text)
    with pytest.raises(Declined, match="nobody is introduced to themselves"):
        merge(two.root, two.network, "ann-lee", "ann-leigh")


def test_two_of_one_name_are_asked_about_once(two: Desk) -> None:
    (two.root / "journal/2020-01.md").unlink()
    (two.root / "people/ann-leigh.md").write_text("---\nname: Ann Lee\n---\n")
    (two.root / "people/ann-lee.md").write_text("---\nname: Ann Lee\n---\n")
    assert [one.code for one in check(two.network, DAY)] == ["same-name"]
    for step in not_the_same(two.root, "ann-lee", "ann-leigh").steps:
        take(step, two.root)
    assert two.text("rosters/not-the-same.csv") == "a,b\nann-lee,ann-leigh\n"
    assert list(check(two.network, DAY)) == []
    with pytest.raises(Declined, match="so already"):
        not_the_same(two.root, "ann-leigh", "ann-lee")
    with pytest.raises(Declined, match="Delete that line"):
        merge(two.root, two.network, "ann-lee", "ann-leigh")
