"""Real people over twelve years: what was edited by hand stays, and nobody becomes somebody else.

The ids that tell who is who are known to the test alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import pytest

from kithbook.exchange.card_merge import merged_cards
from kithbook.exchange.merge_report import RosterMerge
from kithbook.exchange.roster_cards import RosterCards, roster_cards
from kithbook.exchange.roster_table import RosterTable, roster_table
from kithbook.exchange.table_merge import merged_table
from kithbook.text.source import Source
from tests.exchange.congress import (
    COLUMNS,
    CORPUS,
    YEARS,
    HandEdits,
    Member,
    edited_by_hand,
    members,
    rows_of,
    table,
)

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="../shared/corpora/people/congress-legislators is not there"
)
LEAST_FOUND = 0.99


def read(text: str) -> RosterTable:
    found = roster_table(Source("rosters/congress.csv", text))
    assert found is not None
    return found


def written(people: dict[str, Member]) -> str:
    return table([list(one.values()) for one in people.values()])


@dataclass
class Step:
    """One import: who stood in the owner's text, what they edited, and what came of it."""

    ids: list[str]
    edits: HandEdits
    merged: RosterMerge
    base: dict[str, Member]
    theirs: dict[str, Member]

    def rows(self) -> list[tuple[str, list[str]]]:
        """The rows of the merged text with the ids that the test knows."""
        header, *_ = self.merged.text.splitlines()
        own = header.split(",").index("x_id")
        rows = rows_of(self.merged.text)
        known = {tuple(one.values()): whose for whose, one in self.theirs.items()}
        return [
            (row[own] if len(row) > own and row[own] else known[tuple(row[: len(COLUMNS)])], row)
            for row in rows
        ]


def with_ids(text: str, ids: list[str]) -> str:
    """A table with a column of the owner's that says who each is; no import has it."""
    header = [*text.splitlines()[0].split(","), "x_id"]
    width = len(header) - 1
    rows = [
        [*(row + [""] * width)[:width], one] for row, one in zip(rows_of(text), ids, strict=True)
    ]
    return table(rows, header)


def chain(seed: int) -> list[Step]:
    """2013, edited, then 2017, edited, then 2025."""
    people = {year: members(year) for year in YEARS}
    ours = with_ids(written(people["2013"]), list(people["2013"]))
    ids = list(people["2013"])
    steps = []
    for base, theirs in pairwise(YEARS):
        edits = edited_by_hand(ours, ids, seed)
        merged = merged_table(
            read(written(people[base])), read(edits.text), read(written(people[theirs]))
        )
        step = Step(ids, edits, merged, people[base], people[theirs])
        steps.append(step)
        rows = step.rows()
        ids = [whose for whose, _ in rows]
        header = edits.text.splitlines()[0].split(",")
        width = len(header)
        own = header.index("x_id")
        filled = []
        for whose, row in rows:
            now = (row + [""] * width)[:width]
            now[own] = whose
            filled.append(now)
        ours = table(filled, header)
    return steps


@pytest.mark.parametrize("seed", range(3))
def test_no_edit_by_hand_is_lost_and_nobody_becomes_somebody_else(seed: int) -> None:
    people = [members(year) for year in YEARS]
    edited: set[tuple[str, str]] = set()
    for step in chain(seed):
        rows = step.rows()
        header = step.merged.text.splitlines()[0].split(",")
        first = dict(reversed(rows))
        assert step.edits.gone.isdisjoint(first)
        edited |= step.edits.cells.keys()
        for (whose, column), text in step.edits.cells.items():
            now = first[whose][header.index(column)]
            assert (text in now) if text else (now == ""), (whose, column)
        for whose, row in rows:
            own = [every[whose] for every in people if whose in every]
            for column in COLUMNS:
                told = row[header.index(column)].split(" ::: ")
                may = {one[column] for one in own}
                strange = (
                    [] if (whose, column) in edited else [one for one in told if one not in may]
                )
                assert strange == [], (whose, column)
    assert len(edited) > 300


@pytest.mark.parametrize("seed", range(3))
def test_nearly_all_who_come_again_are_known_again(seed: int) -> None:
    for step in chain(seed):
        back = set(step.base) & set(step.theirs) - step.edits.gone
        new = {(one.given, one.family, str(one.born)) for one in step.merged.new}
        missed = [
            one
            for one in back
            if (step.theirs[one]["First Name"], step.theirs[one]["Last Name"],
                step.theirs[one]["Birthday"]) in new
        ]  # fmt: skip
        assert len(back) > 180
        assert len(missed) <= (1 - LEAST_FOUND) * len(back), missed


def test_the_same_export_again_changes_nothing() -> None:
    people = members("2017")
    text = written(people)
    mine = edited_by_hand(text, list(people), 7).text
    merged = merged_table(read(text), read(mine), read(text))
    assert merged.text == mine
    assert (merged.new, merged.changed) == ((), 0)


def test_a_run_that_was_stopped_before_the_base_was_kept_changes_nothing_more() -> None:
    before, after = members("2013"), members("2017")
    mine = edited_by_hand(written(before), list(before), 3).text
    first = merged_table(read(written(before)), read(mine), read(written(after)))
    again = merged_table(read(written(before)), read(first.text), read(written(after)))
    assert again.text == first.text


def card_of(one: Member) -> list[str]:
    """A member as the lines of a card, without any id."""
    whole = " ".join(filter(None, (one["First Name"], one["Middle Name"], one["Last Name"])))
    told = [
        f"FN:{whole}", f"N:{one['Last Name']};{one['First Name']};{one['Middle Name']};;",
        f"NICKNAME:{one['Nickname']}", f"BDAY:{one['Birthday']}", f"ORG:{one['Organization']}",
        f"TITLE:{one['Title']}", f"TEL;TYPE=WORK:{one['Phone']}", f"URL:{one['Website']}",
    ]  # fmt: skip
    return ["BEGIN:VCARD", "VERSION:3.0", *(line for line in told if line[-1] != ":"), "END:VCARD"]


def cards(people: Iterable[list[str]]) -> str:
    return "".join(f"{line}\r\n" for lines in people for line in lines)


def read_cards(text: str) -> RosterCards:
    return roster_cards(Source("rosters/congress.vcf", text))


@pytest.mark.parametrize("before, after", [("2013", "2017"), ("2017", "2025")])
def test_the_same_holds_for_cards(before: str, after: str) -> None:
    old, new = members(before), members(after)
    chance = random.Random(before)  # noqa: S311 - no secret
    mine: dict[str, list[str]] = {who: card_of(one) for who, one in old.items()}
    edited = chance.sample(sorted(mine), len(mine) * 3 // 10)
    added = {who: f"NOTE:mine {number}" for number, who in enumerate(edited)}
    for who in edited:
        lines = mine[who]
        at = chance.randrange(4, len(lines) - 1)
        lines[at] = f"{lines[at]} mine" if chance.random() < 0.7 else "X-GONE:1"
        lines.insert(-1, added[who])
    text = cards(mine.values())
    theirs = read_cards(cards(map(card_of, new.values())))
    merged = merged_cards(read_cards(cards(map(card_of, old.values()))), read_cards(text), theirs)
    ids, later = list(old), list(new)
    assert [who for who, was in merged.again.items() if later[who] != ids[was]] == []
    back = old.keys() & new.keys()
    found = {later[who] for who in merged.again}
    assert len(back & found) >= LEAST_FOUND * len(back)
    there = merged.text.split("END:VCARD\r\n")
    for number, who in enumerate(ids):
        for line in mine[who]:
            assert ("mine" not in line and line != "X-GONE:1") or line in there[number], who
