"""A person's page: a drawn card to read before a call, then how it came to be, then the ledger."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from markupsafe import Markup

from kithbook.book.model import Person, Phrase, Unread
from kithbook.insight.channels import channels
from kithbook.insight.ledger import Account, Promise
from kithbook.insight.returns import before_asking
from kithbook.insight.timeline import timeline
from kithbook.introductions.introduced import Introduced
from kithbook.private.pages.about import facts, line_of, met_sentence
from kithbook.private.pages.broken import banner
from kithbook.private.pages.desk import Desk
from kithbook.private.pages.ledger import ledger_rows
from kithbook.private.pages.part import part
from kithbook.private.pages.returning import back_to
from kithbook.private.pages.suggested import worth
from kithbook.private.pages.ties import ties_picture
from kithbook.private.pages.tiles import tiles
from kithbook.private.pages.words import When, when
from kithbook.private.render import Heading, RenderedPage, fill
from kithbook.text import safe

UP = "../../"
_CHAIN = 4
_MOST = 24
_SIGNS = re.compile(r"[][*`#]")


class Vow(NamedTuple):
    """One promise that is still open: its words, its day, and how near that is."""

    text: str
    due: When | None
    state: str


class Met(NamedTuple):
    """Somebody whom a person met through the owner: since when, and what came of it."""

    other: Markup
    on: When | None
    came_of_it: str


def person_page(desk: Desk, person: str) -> RenderedPage:
    """The page of one person; raises KeyError for an id without a readable file."""
    who = desk.network.people[person]
    moments = timeline(desk.network, person, desk.today)
    books = desk.account(person)
    html = fill(
        "person.html",
        up=UP,
        id=who.id,
        name=who.name,
        line=line_of(who),
        tiles=tiles(desk, who, moments, books),
        banner=banner(desk, who.path, last_good=person in desk.last_good),
        reach=channels(who.reach),
        facts=facts(desk, who),
        now=_now(desk, who, books),
        past=_past(desk, who, books),
        notes=desk.note(who.notes, UP) if who.notes.strip() else "",
        rows=ledger_rows(desk, moments, UP),
        path=who.path,
        edit=desk.edit(who.at),
    )
    return RenderedPage(
        uri=f"people/{person}/",
        title=safe.plain(who.name, 200),
        html=html,
        toc=_toc(who),
        dependencies=(who.path,),
        scripts=("copy.js",),
    )


def unread_page(desk: Desk, lost: Unread) -> RenderedPage:
    """The page of a person whose file could not be read: what is wrong with it, and where."""
    problems = desk.problems_by_file.get(lost.path, ())
    shown = [(problem, desk.edit(problem.location)) for problem in problems]
    html = fill("unread.html", up=UP, lost=lost, problems=shown)
    return RenderedPage(
        uri=f"people/{lost.id}/",
        title=safe.plain(lost.id, 200),
        html=html,
        toc=(Heading("top", lost.id, 1),),
        dependencies=(lost.path,),
        scripts=("copy.js",),
    )


def _now(desk: Desk, who: Person, books: Account) -> dict[str, Any]:
    return {
        "promised": [_vow(desk, promise) for promise in books.promised],
        "awaited": [_vow(desk, promise) for promise in books.awaited],
        "thanks": [desk.line(favour.entry.text, UP) for favour in books.thanks_owed],
        "before": _before_asking(desk, who),
        "back": back_to(desk, who.id, UP),
        "worth": [worth(desk, one, UP) for one in desk.suggestions_of.get(who.id, ())],
        "needs": _phrases(desk, who.needs),
        "offers": _phrases(desk, who.offers),
        "knows": _phrases(desk, who.knows),
        "introduce": [(offer.to, offer.because, offer.public) for offer in who.introduce],
    }


def _past(desk: Desk, who: Person, books: Account) -> dict[str, Any]:
    relations = desk.relations
    ties = relations.ties(who.id)
    chain = relations.chain(who.id, furthest=_CHAIN + 1)
    brought = relations.brought(who.id, deepest=2)
    mentions = relations.mentions(who.id)
    return {
        "met": met_sentence(desk, who, UP),
        "chain": [desk.link(each, UP) for each in chain[1:_CHAIN]],
        "chain_more": len(chain) > _CHAIN,
        "brought": [(desk.link(each.person, UP), each.depth) for each in brought[:_MOST]],
        "brought_more": max(0, len(brought) - _MOST),
        "introduced": part(
            lambda one: _introduced(desk, one),
            desk.on_file.acquaintances.met_through_me(who.id),
            _MOST,
        ),
        "picture": ties_picture(desk, who.id, UP),
        "drawn": who.id in desk.picture.places,
        "ties": [(desk.linked(tie.other, UP), tie.kind, tie.incoming) for tie in ties],
        "mentions": [
            (
                desk.link(found.source, UP) if found.source else None,
                desk.line(found.text, UP),
                when(found.entry.on, desk.today) if found.entry else None,
            )
            for found in mentions[:_MOST]
        ],
        "mentions_more": max(0, len(mentions) - _MOST),
        "gave": [(desk.line(one.entry.text, UP), one.size) for one in books.gave],
        "got": [(desk.line(one.entry.text, UP), one.size) for one in books.got],
    }


def _before_asking(desk: Desk, who: Person) -> str:
    """What to know before asking once more, where something was got or asked before."""
    if not desk.account(who.id).got and who.id not in desk.on_file.asked:
        return ""
    return before_asking(desk.network, who.id, desk.today) or ""


def _introduced(desk: Desk, one: Introduced) -> Met:
    on = when(one.on, desk.today) if one.on else None
    return Met(desk.linked(one.other, UP), on, one.came_of_it)


def _vow(desk: Desk, promise: Promise) -> Vow:
    due = when(promise.due, desk.today) if promise.due else None
    return Vow(desk.line(promise.entry.text, UP), due, promise.state)


def _phrases(desk: Desk, phrases: tuple[Phrase, ...]) -> list[tuple[str, str]]:
    """The phrases that still stand, with since when or until when."""
    shown = []
    for phrase in phrases:
        if phrase.holds(desk.today):
            since = f"since {when(phrase.since, desk.today).words}" if phrase.since else ""
            until = f"until {when(phrase.until, desk.today).words}" if phrase.until else ""
            shown.append((phrase.text, ", ".join(part for part in (since, until) if part)))
    return shown


def _toc(who: Person) -> tuple[Heading, ...]:
    sections = [("now", "What matters now"), ("past", "How it came to be")]
    if who.notes.strip():
        sections.append(("notes", "Notes"))
    sections.append(("timeline", "Timeline"))
    return (Heading("top", who.name, 1), *(Heading(id_, title) for id_, title in sections))
