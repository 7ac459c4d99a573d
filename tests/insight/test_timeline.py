"""A person's past: timeline, mentions, who came through whom, ties from both sides."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.book.model import Mention, Met, Person
from kithbook.book.network import Network
from kithbook.insight.timeline import Relations, timeline
from kithbook.text.problems import Location
from tests.insight.books import TODAY, load_case

HERE = Location("people/x.md")


@pytest.fixture
def network(tmp_path: Path) -> Network:
    people = {
        "ada": """\
ties:
  - {to: bo, kind: former colleague, since: 2015}
  - {to: cy}
---
- 2026-11-03 coffee with [[Bo]], [[Bo]], [[Zoe]]: planned the ride
- 2026-12-24 visit: planned
- 2026-10-01 call: about [[Bo]] and [[Cy]]
""",
        "bo": """\
ties: [{to: ada, kind: Former  Colleague}, {to: cy, kind: cousin}]
met: {through: ada}
---
Works with [[Cy]] now.
[[Cy]] again, and [[Bo]] himself.
...
- 2026-10-05 call: news
""",
        "cy": "met: {through: bo}\nties: [{to: ada, kind: neighbour}]\n",
        "di": "met: {through: bo}\n",
    }
    journal = "- 2026-11-10 meal with [[Bo]], [[Cy]]: talked of [[Ada]]\n"
    return load_case(tmp_path, {"people": people, "files": {"journal/2026.md": journal}})


def test_the_timeline_is_newest_first_each_entry_once(network: Network) -> None:
    moments = timeline(network, "bo", TODAY)
    assert [(m.entry.kind, [who.person or who.text for who in m.others]) for m in moments] == [
        ("meal", ["cy"]),
        ("coffee", ["ada", "Zoe"]),
        ("call", []),
    ]


def test_what_lies_ahead_is_marked(network: Network) -> None:
    assert [m.ahead for m in timeline(network, "ada", TODAY)] == [True, False, False]


def test_mentions_stand_in_entries_and_notes_of_others(network: Network) -> None:
    relations = Relations(network)
    assert [(m.where, m.source, m.text) for m in relations.mentions("ada")] == [
        ("entry", None, "talked of [[Ada]]")
    ]
    assert [(m.where, m.source, m.text) for m in relations.mentions("cy")] == [
        ("entry", "ada", "about [[Bo]] and [[Cy]]"),
        ("notes", "bo", "Works with [[Cy]] now."),
    ]
    assert [m.source for m in relations.mentions("bo")] == ["ada"]
    assert relations.mentions("di") == ()


def test_who_came_through_whom_both_ways(network: Network) -> None:
    relations = Relations(network)
    assert relations.chain("cy") == ("bo", "ada")
    assert relations.chain("ada") == ()
    brought = [(one.person, one.depth) for one in relations.brought("ada")]
    assert brought == [("bo", 1), ("cy", 2), ("di", 2)]
    assert relations.brought("di") == ()


def test_ties_are_seen_from_both_sides(network: Network) -> None:
    relations = Relations(network)
    assert [tie.sentence for tie in relations.ties("ada")] == [
        "Bo: former colleague since 2015",
        "Cy: somebody they know",
        "Cy names Ada as neighbour",
    ]
    seen = [(t.other.person, t.kind, t.source, t.incoming) for t in relations.ties("cy")]
    assert seen == [
        ("ada", "neighbour", "cy", False),
        ("ada", "", "ada", True),
        ("bo", "cousin", "bo", True),
    ]


def linked(through: dict[str, str | None]) -> Network:
    """A network of which only "through" is known."""
    return Network(
        {
            each: Person(each, f"people/{each}.md", each, HERE,
                         met=Met(through=Mention(by, HERE, by) if by else None))
            for each, by in through.items()
        }
    )  # fmt: skip


NAMES = ["a", "b", "c", "d", "e"]


@given(
    st.fixed_dictionaries({name: st.one_of(st.none(), st.sampled_from(NAMES)) for name in NAMES})
)
def test_circles_of_people_end_and_both_ways_agree(through: dict[str, str | None]) -> None:
    relations = Relations(linked(through))
    for person in NAMES:
        chain = relations.chain(person)
        assert len(set(chain)) == len(chain)
        assert person not in chain
        for other in chain:
            assert person in [one.person for one in relations.brought(other)]


def test_a_long_chain_does_not_exhaust_the_stack() -> None:
    through = {f"p{n}": f"p{n - 1}" if n else None for n in range(5000)}
    relations = Relations(linked(through))
    assert len(relations.chain("p4999")) == 4999
    assert relations.brought("p0")[-1].depth == 4999
