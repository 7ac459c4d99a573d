"""A small book with something of each kind to do, and what each form of its pages writes."""

from __future__ import annotations

from typing import NamedTuple

HOSTILE = "<img src=x onerror=alert(1)> --> </form> {{ 7 }} \u05d0"
ADA = """---
name: Ada Byrne
circle: close
needs: [a fractional CFO for a fintech]
---
## Log
- 2026-11-03 call: leaving in spring
- [ ] 2026-10-12 promised: send the salary survey by 2026-11-20
"""


def letter(name: str, more: str = "kind: connect\n") -> str:
    return (
        f"---\nid: {name}\n{more}received: 2026-11-20\nfrom: {{name: {name.title()} Lund, "
        f"email: {name}@example.org}}\nhow_found: the talk in May\n"
        "why: your bell foundry story\nask: twenty minutes on the telephone\n---\n"
    )


def person(name: str, needs: str, offers: str) -> str:
    return f"---\nname: {name}\nneeds: [{needs}]\noffers: [{offers}]\n---\n"


def act(pair: str, more: str) -> str:
    one, other = pair.split("-")
    return (
        f"---\nbetween: [{one}, {other}]\nbecause: {{{one}: they both ring, {other}: they ring}}\n"
        f"asked_by: me\n{more}---\n"
    )


FILES = {
    "people/ada.md": ADA,
    "people/bo.md": "---\nname: Bo Chen\noffers: [work as a fractional CFO for fintech]\n---\n",
    "people/cy.md": "---\nname: Cy Doe\nneeds: [a founder of bronze bells]\n---\n",
    "people/di.md": "---\nname: Di Ek\nknows: [bronze bells and their founders]\n---\n",
    "people/ida.md": person("Ida Gray", "a letterpress printer", "piano lessons"),
    "people/jon.md": person("Jon Hay", "piano lessons", "letterpress printing"),
    "people/kim.md": person("Kim Ives", "a sailing boat", "tax returns"),
    "people/lou.md": person("Lou Juul", "tax returns", "a sailing boat"),
    "people/ed.md": f"---\nname: Ed Fox\nrole: '{HOSTILE}'\n---\n",
    "introductions/ada-cy.md": act("ada-cy", ""),
    "introductions/bo-di.md": act(
        "bo-di",
        "asked: {bo: 2026-11-01, di: 2026-11-01}\nanswered: {bo: {on: 2026-11-02, said: yes}}\n",
    ),
    "introductions/cy-ed.md": act(
        "cy-ed",
        "asked: {cy: 2026-11-01, ed: 2026-11-01}\nanswered: {cy: {on: 2026-11-02, said: yes},"
        " ed: {on: 2026-11-02, said: yes}}\n",
    ),
    "introductions/ada-ed.md": act("ada-ed", "made: 2026-10-01\n"),
    "introductions/bo-ed.md": act(
        "bo-ed", "made: 2026-10-01\nmet: 2026-10-09\noutcome: {on: 2026-11-15, was: useful}\n"
    ),
    **{f"requests/{name}.md": letter(name) for name in ("ann", "ben", "cat", "dan", "eve")},
    "requests/fay.md": letter(
        "fay",
        "kind: introduction\nwants: Di Ek\nwhy_them: she knows bells\nfor_them: a commission\n",
    ),
}


class Done(NamedTuple):
    """One action: the page, a part of it, the button, what is said, and what is written then."""

    page: str
    part: str
    title: str
    said: dict[str, str]
    file: str
    line: str
    also: tuple[str, ...] = ()


ACTIONS = (
    Done(
        "people/ada/",
        "article",
        "Write it down",
        {"What it was": "visit", "What you spoke of": HOSTILE, "On which day": "2026-11-21"},
        "people/ada.md",
        f"- 2026-11-21 visit: {HOSTILE}",
    ),
    Done(
        "people/ada/",
        "article",
        "Done",
        {},
        "people/ada.md",
        "- [x] 2026-10-12 promised: send the salary survey by 2026-11-20, done 2026-11-22",
    ),
    Done(
        "people/ada/",
        "article",
        "Later",
        {"Until": "2026-12-24"},
        "people/ada.md",
        "snooze: 2026-12-24",
    ),
    Done(
        "people/bo/",
        "article",
        "Set the circle",
        {"Circle": "casual"},
        "people/bo.md",
        "circle: casual",
    ),
    Done(
        "people/bo/",
        "article",
        "Add a need",
        {"What they look for": "a room: by the sea"},
        "people/bo.md",
        '- "a room: by the sea"',
    ),
    Done(
        "people/bo/",
        "article",
        "Add an offer",
        {"What they are glad to give": "rope"},
        "people/bo.md",
        "rope",
    ),
    Done("introductions/", "#act-ada-cy", "I asked", {}, "introductions/ada-cy.md", "asked: {"),
    Done(
        "introductions/",
        "#act-bo-di",
        "I asked Di Ek again",
        {},
        "introductions/bo-di.md",
        "nudged",
    ),
    Done(
        "introductions/",
        "#act-bo-di",
        "Di Ek answered",
        {"What they said": "later"},
        "introductions/bo-di.md",
        "later",
    ),
    Done(
        "introductions/",
        "#act-cy-ed",
        "I introduced them",
        {},
        "introductions/cy-ed.md",
        "made: 2026-11-22",
    ),
    Done(
        "introductions/",
        "#act-ada-ed",
        "They met",
        {"On which day": "2026-10-20"},
        "introductions/ada-ed.md",
        "met: 2026-10-20",
    ),
    Done(
        "introductions/",
        "#act-ada-ed",
        "What came of it",
        {"In a line": "a bell", "What came of it": "pleasant"},
        "introductions/ada-ed.md",
        "pleasant",
    ),
    Done(
        "introductions/",
        "#act-bo-ed",
        "I said thanks",
        {},
        "introductions/bo-ed.md",
        "thanked: 2026-11-22",
    ),
    Done(
        "introductions/",
        "section:has(#worth) li:has-text('Ida Gray')",
        "Not these two",
        {"Why, for yourself": "they know each other"},
        "introductions/",
        "because: they know each other",
    ),
    Done(
        "introductions/",
        "section:has(#worth) li:has-text('Kim Ives')",
        "Introduce them",
        {"What is in it for Kim Ives": "he sails", "What is in it for Lou Juul": "she counts"},
        "introductions/",
        "kim: he sails",
    ),
    Done(
        "requests/ann/",
        "article",
        "Accept",
        {"How close": "casual"},
        "requests/ann.md",
        "accepted",
        ("people/ann-lund.md",),
    ),
    Done(
        "requests/ben/",
        "article",
        "Ask for more",
        {"The one thing that is missing": "which bell?"},
        "requests/ben.md",
        "which bell?",
    ),
    Done(
        "requests/cat/",
        "article",
        "Decline: not now",
        {"They may ask again from": "2027-03-01"},
        "requests/cat.md",
        "2027-03-01",
    ),
    Done(
        "requests/dan/",
        "article",
        "Decline: no",
        {"A sentence of yours": "I am sorry."},
        "requests/dan.md",
        "declined",
    ),
    Done(
        "requests/eve/",
        "article",
        "Send on",
        {"A better place": "the foundry museum"},
        "requests/eve.md",
        "the foundry museum",
    ),
)
