"""The words that go into the slots of a message, from the facts that are fit for its reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kithbook.book.model import Settings
from kithbook.book.own_templates import OwnTemplate
from kithbook.introductions.drafts.fit_facts import FitFacts
from kithbook.introductions.drafts.forwardable import ROOM
from kithbook.introductions.drafts.plain import ended
from kithbook.language.calendar_words import in_words, on_day
from kithbook.language.folders import texts
from kithbook.text.slots import fill


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes, in which language, on which day; answers by a tap go to the mailbox."""

    owner: str
    settings: Settings
    language: str
    today: date
    templates: Mapping[str, OwnTemplate] = field(default_factory=dict)
    mailbox: str = ""


def slot_values(facts: FitFacts, sender: Sender) -> Mapping[str, str]:
    """The words for each slot, from the facts that are fit and from nothing else."""
    said = texts(sender.language, "drafts")
    writer, waiter = (facts.name, facts.other)
    if not facts.reader_writes:
        writer, waiter = waiter, writer
    add = tuple(_added(one, facts, sender) for one in facts.add)
    return {
        "first": facts.first,
        "greet": facts.greet or facts.first,
        "other_greet": facts.other_greet or facts.other_first,
        "name": facts.name,
        "other": facts.other,
        "other_first": facts.other_first,
        "brought": facts.brought,
        "brought_first": facts.brought_first,
        "says": ended(facts.says),
        "reader_says": ended(facts.reader_says),
        "why": ended(facts.why),
        "why_other": ended(facts.why_other),
        "quoted": fill(said["quote"], {"quoted": facts.quoted}) if facts.quoted else "",
        "add": "\n".join(f"- {one}" for one in add),
        "adds": said["add_between"].join(add),
        "wish": _wish(facts, sender),
        "silence": in_words(facts.silence, sender.today, sender.language) if facts.silence else "",
        "asked_on": on_day(facts.asked_on, sender.today, sender.language),
        "made_on": on_day(facts.made_on, sender.today, sender.language),
        "outcome": said.get(f"outcome_{facts.outcome}", ""),
        "good": said.get(f"good_{facts.outcome}", ""),
        "writer": facts.first if facts.reader_writes else facts.other_first,
        "writer_name": writer,
        "waiter_name": waiter,
        "other_at": facts.other_email or facts.other_phone,
        "turn": _turn(facts, sender),
    }


def _added(one: str, facts: FitFacts, sender: Sender) -> str:
    values = {"other_first": facts.other_first, "room": str(ROOM)}
    said = texts(sender.language, "drafts")
    unnamed = said.get(f"add_{one}_unnamed") if facts.unnamed else None
    return fill(unnamed or said[f"add_{one}"], values)


def _wish(facts: FitFacts, sender: Sender) -> str:
    if not facts.wish:
        return ""
    return fill(
        texts(sender.language, "drafts")[f"wish_{facts.wish}"], {"other_first": facts.other_first}
    )


def _turn(facts: FitFacts, sender: Sender) -> str:
    key = "turn_reader" if facts.reader_writes else "turn_other"
    return fill(texts(sender.language, "drafts")[key], {"other_first": facts.other_first})
