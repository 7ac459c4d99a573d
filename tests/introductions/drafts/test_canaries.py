"""No private word of any record reaches a draft, of any kind, in any form, in any language."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest

from kithbook.book.consent import Consent
from kithbook.book.contact import Contact
from kithbook.book.model import Ask, Entry, Introduction, Mention, Met, Person, Settings
from kithbook.book.network import Network
from kithbook.book.reach import Reach
from kithbook.book.request import Request
from kithbook.book.steps import Answered, Outcome, SetAside
from kithbook.introductions.drafts import KINDS, Draft, draft, onward, readers
from kithbook.introductions.drafts import fit_facts as fitting
from kithbook.introductions.state import progress
from kithbook.language.folders import languages
from kithbook.text.dates import PartialDate
from kithbook.text.problems import Location
from tests.introductions.drafts.canaries import Canaries, text_fields

pytestmark = pytest.mark.uncounted

TODAY = date(2026, 11, 22)
AT = Location("introductions/x.md")
NAMES = {"ada": "Ada Byrne", "kofi": "Kofi Mensah", "bo": "Bo Chen"}
ADA, KOFI, BO = (Mention(name, AT, name) for name in NAMES)
LONG_AGO, LATELY = PartialDate(2026, 9, 1), PartialDate(2026, 11, 10)
BODY = "{0}\n\nForwardable, by Kofi:\n\n> We make hearing aids in Leeds, three of us. {1}\n\n{2}"
ASK = "May I ask two questions about pay, twenty minutes by telephone?"
STAGES: dict[str, dict[str, Any]] = {
    "idea": {"asked_by": Mention("me", AT)},
    "wished for": {"asked_by": KOFI},
    "silent": {"asked_by": KOFI, "asked": ((ADA, LATELY),)},
    "later": {"asked_by": KOFI, "answered": ((ADA, Answered("later", LONG_AGO)),)},
    "no": {"asked_by": KOFI, "answered": ((ADA, Answered("no", LATELY)),)},
    "both": {"asked_by": KOFI, "answered": ((ADA, Answered("yes", LATELY)),)},
    "made": {"asked_by": KOFI, "made": PartialDate(2026, 11, 1)},
    "met": {"asked_by": KOFI, "made": LONG_AGO, "met": LONG_AGO},
    **{
        was: {"asked_by": KOFI, "made": LONG_AGO, "outcome": was}
        for was in ("useful", "pleasant", "nothing")
    },
}


SHOWN = {"Person.id", "Person.name", "Person.greet"} | {
    f"Introduction.{key}" for key in ("id", "because", "notes")
}
"""Texts that a draft may hold, or that are set by hand here."""


class Said(NamedTuple):
    """One draft as its reader, or a script of the owner's, gets it."""

    draft: Draft
    forms: tuple[str, ...]


def person(canaries: Canaries, who: str, reach: dict[str, Any], consent: Consent | None) -> Person:
    public = f"{NAMES[who]} works with care." if consent and consent.holds(TODAY) else None
    known: dict[str, Any] = {"public": public} if public else {}
    return canaries.of(
        Person,
        id=who,
        name=NAMES[who],
        reach=canaries.of(Reach, **reach),
        consent=consent,
        dead=False,
        greet="",
        pause=False,
        torn=False,
        ask=Ask(),
        met=canaries.of(Met, through=BO if who != "bo" else None),
        **known,
    )


def act(canaries: Canaries, stage: dict[str, Any], words: str) -> Introduction:
    """An introduction whose notes, log of answers and outcome are full of private words."""
    told = dict(stage)
    if was := told.get("outcome"):
        told["outcome"] = canaries.of(Outcome, was=was, on=LATELY)
    known: dict[str, Any] = {
        "asked": (), "answered": (), "nudged": (), "made": None, "met": None, "outcome": None,
        "thanked": None, "set_aside": canaries.of(SetAside, until=LONG_AGO),
        "id": "2026-11-ada-kofi", "between": (ADA, KOFI), "torn": False, "copied": False,
        "because": ((ADA, "he makes hearing aids"), (KOFI, "she has set pay twice")),
        "notes": BODY.format(canaries.word("before them"), words, canaries.word("after them")),
    }  # fmt: skip
    return canaries.of(Introduction, **{**known, **told})


def consents() -> tuple[Consent | None, ...]:
    given = Consent(PartialDate(2026, 1, 1), "mail", ("public", "name"), None, None, AT)
    return (
        None,
        given,
        replace(given, shows=("introduce", "name")),
        replace(given, shows=("public",)),
        replace(given, withdrawn=LATELY),
        replace(given, until=LONG_AGO),
    )


def situations() -> Iterator[tuple[str, dict[str, Any], Consent | None, str]]:
    """Each stage with each way to be reached; each consent and wording where they matter."""
    rung = {"phones": ("+1 713 555 0142",), "prefer": "phone"}
    ways: tuple[dict[str, Any], ...] = ({}, rung, {"emails": ()})
    none, given, *others = consents()
    yield from (
        (stage, way, given, words) for stage in STAGES for way in ways for words in (ASK, "")
    )
    yield from (("both", {}, consent, ASK) for consent in (none, *others))
    yield from (("idea", rung, consent, ASK) for consent in (none, *others))


def books(canaries: Canaries, stages: Collection[str]) -> Iterator[Network]:
    for stage, way, consent, words in situations():
        if stage not in stages:
            continue
        people = {}
        for who in NAMES:
            reach = {"emails": (f"{who}@example.org",), "phones": ("+1 713 555 0199",), **way}
            people[who] = person(canaries, who, reach, consent)
        yield Network(
            people=people,
            journal=(canaries.of(Entry),),
            introductions=(act(canaries, STAGES[stage], words),),
            requests=(canaries.of(Request),),
            contacts=(canaries.of(Contact),),
            settings=Settings(today=TODAY, calls="a private word", sign_off="Warmly,\nVera"),
        )


def drafts(network: Network) -> Iterator[Said]:
    (one,) = network.introductions
    stands = progress(network, one, TODAY)
    for kind, language in product(KINDS, languages("drafts")):
        able = readers(network, stands, kind, TODAY, "ada")
        brought = tuple(onward(stands)) if kind == "thanks" else ()
        for to in (*able, *brought):
            made = draft(network, stands, kind, "Vera Lindholm", TODAY, language, to=to)
            assert isinstance(made, Draft), made
            yield Said(made, tuple(forms(made)))


def forms(made: Draft) -> Iterator[str]:
    yield made.as_text()
    yield made.as_call()
    yield unquote(made.mailto())
    yield json.dumps(made.as_json(), ensure_ascii=False)
    if made.emails_to:
        mail = email.message_from_bytes(made.as_eml(), policy=email.policy.default)
        yield f"{mail.items()}\n{mail.get_content()}"


def leaks(
    canaries: Canaries, stages: Collection[str] = tuple(STAGES)
) -> tuple[list[str], list[Said]]:
    said = [one for network in books(canaries, stages) for one in drafts(network)]
    found = {where for one in said for form in one.forms for where in canaries.heard_in(form)}
    return sorted(found), said


def test_no_private_word_of_any_record_reaches_a_draft() -> None:
    canaries = Canaries()
    found, said = leaks(canaries)
    assert found == []
    assert {one.draft.kind for one in said} == set(KINDS)
    assert len(said) >= 200
    assert sum(len(one.forms) for one in said) >= 900
    assert sum(bool(one.draft.call) for one in said) >= 50
    assert len(canaries.planted) >= 5_000
    fields = set(canaries.planted.values())
    assert {"Person.notes", "Phrase.text", "Entry.text", "Reach.address", "Tie.kind"} <= fields
    assert {"Met.how", "Outcome.note", "SetAside.because", "Request.why", "Contact.name"} <= fields
    for kind in (Person, Introduction, Request, Contact, Entry):
        plain = {f"{kind.__name__}.{name}" for name in text_fields(kind)}
        assert plain - fields <= SHOWN, "a field of text that no canary sits in"


@pytest.mark.parametrize("leak", ["notes", "circle", "public", "needs", "log"])
def test_a_leak_is_heard(leak: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(one: Person, today: date) -> str:
        value = getattr(one, leak)
        texts = value if isinstance(value, tuple) else (value,)
        return " ".join(str(getattr(text, "text", text)) for text in texts)

    monkeypatch.setattr(fitting, "_public", told)
    found, _ = leaks(Canaries(), ("idea",))
    assert any(f"Person.{leak}" in where or ".text" in where for where in found), found


def test_private_lines_beside_the_words_to_pass_on_are_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fitting, "_sayings", lambda _, one, *__: (one.introduction.notes, 0))
    found, _ = leaks(Canaries(), ("wished for",))
    assert found == ["after them", "before them"]


def test_a_field_of_an_unknown_type_has_to_be_thought_of() -> None:
    with pytest.raises(TypeError, match="no canary is known"):
        Canaries().of(Odd)


@dataclass
class Odd:
    found: complex
