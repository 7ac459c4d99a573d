"""How deep?: who has a file, who was ever spoken to, by roster and year; counts and no more."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kithbook.book.network import Network
from kithbook.insight.audit import Audit, Depth, audit, how_met_written
from kithbook.insight.roster_keys import RosterKeys
from kithbook.insight.worth_a_call import WorthACall, worth_a_call
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill
from kithbook.text.safe import plain
from kithbook.text.words import counted
from kithbook.views.made_from import made_from_book

UP = "../"
YEARS = 40
ROSTERS = 12


class Bar(NamedTuple):
    """One line of the table, with the lengths of its bar in thousandths of the longest."""

    label: str
    depth: Depth
    all: int
    spoken: int
    recently: int


class ShownCall(NamedTuple):
    """One contact worth a call: the name, the work, why, and the command that makes a file."""

    name: str
    work: str
    why: str
    command: str


class DepthTable(NamedTuple):
    """One table: its title, its lines, and how many are left out."""

    title: str
    path: str
    bars: tuple[Bar, ...]
    more: int


def how_deep_page(network: Network, today: date) -> RenderedPage:
    """The page How deep?."""
    keys = RosterKeys(network)
    found = audit(network, today, keys)
    calls = [_call(one) for one in worth_a_call(network, today, keys)]
    html = fill(
        "how_deep.html",
        up=UP,
        sentences=_sentences(network, found),
        tables=_tables(found),
        calls=calls,
        counted=bool(network.messages),
        rosters_more=max(0, len(found.rosters) - ROSTERS),
        left_out=_left_out(network, found),
        empty=not found.everyone.people,
    )
    return RenderedPage(
        uri="how-deep/",
        title="How deep?",
        html=html,
        listed=True,
        toc=tuple(_toc(calls)),
        search=(SearchEntry("", "How deep?", "How deep is my network: known, spoken with, ever"),),
        made_from=made_from_book(_files(network, found), today),
    )


def _files(network: Network, found: Audit) -> Iterator[str]:
    yield from (roster.roster for roster in found.rosters)
    yield from dict.fromkeys(one.at.path for one in network.messages if one.at)


def _sentences(network: Network, found: Audit) -> tuple[str, ...]:
    files = found.files
    if not found.everyone.people:
        return ()
    met = how_met_written(network)
    own = counted(files.people, "person has", "people have")
    wrote = counted(found.everyone.wrote, "person", "people")
    told = [
        found.sentence,
        f"{own} a file of their own; how you met is written down for {met:,} of them.",
    ]
    if network.messages:
        told.append(f"With {wrote} messages went both ways, as your exports count them.")
    if found.everyone.never:
        never = counted(found.everyone.never, "person", "people")
        told.append(f"Of {never} the book knows no conversation, as of most in any address book.")
    return tuple(told)


def _toc(calls: Sequence[ShownCall]) -> Iterator[Heading]:
    yield Heading("top", "How deep?", 1)
    if calls:
        yield Heading("calls", "Worth a call")


def _call(one: WorthACall) -> ShownCall:
    who = one.contact
    work = ", ".join(part for part in (who.role, who.org, who.place) if part)
    name = plain(who.name, 200)
    return ShownCall(
        name,
        plain(work, 200),
        plain("; ".join(one.why), 400),
        shlex.join(("kith", "promote", name)),
    )


def _tables(found: Audit) -> tuple[DepthTable, ...]:
    overall = [("Everyone", found.everyone), ("With a file", found.files)]
    overall += [(_short(one.roster), one.depth) for one in found.rosters[:ROSTERS]]
    tables = [DepthTable("Everyone, and each roster", "", _bars(overall), 0)]
    for one in found.rosters[:ROSTERS]:
        years = [(str(each.year or "no date"), each.depth) for each in one.years]
        bars = _bars(years[:YEARS])
        tables.append(
            DepthTable(
                f"{_short(one.roster)} by year", one.roster, bars, max(0, len(years) - YEARS)
            )
        )
    return tuple(tables) if found.everyone.people else ()


def _bars(lines: list[tuple[str, Depth]]) -> tuple[Bar, ...]:
    longest = max((depth.people for _, depth in lines), default=0) or 1

    def length(number: int) -> int:
        # Somebody is never nobody: even one of thousands is seen.
        return max(4, round(1000 * number / longest)) if number else 0

    return tuple(
        Bar(label, each, length(each.people), length(each.spoken), length(each.recently))
        for label, each in lines
    )


def _left_out(network: Network, found: Audit) -> tuple[str, ...]:
    both = sum(contact.person in network.people for contact in network.contacts)
    undated = sum(each.depth.people for one in found.rosters for each in one.years if not each.year)
    unread = sum(lost.id not in network.people for lost in network.unread)
    said = (
        (both, "row", "rows", "of rosters belong to people with a file, who count once above"),
        (undated, "row", "rows", "of rosters have no date of connection"),
        (unread, "file", "files", "could not be read and are not counted"),
    )
    return tuple(
        f"{counted(number, one, many)} {rest}." for number, one, many, rest in said if number
    )


def _short(roster: str) -> str:
    return roster.removeprefix("rosters/")
