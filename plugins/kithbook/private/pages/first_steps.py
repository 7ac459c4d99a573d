"""First steps: what to do next in a new book; each step ticks itself from the book's own state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kithbook.book.network import Network
from kithbook.private.render import Heading, RenderedPage, fill
from kithbook.text.problems import Problem
from kithbook.views.made_from import made_from_book

UP = "../"
URI = "first-steps/"
STILL_NEW = 10
_STEPS = (
    (
        "person",
        "Make a file for one person",
        "Somebody you have something to say about. A name is enough.",
        "kith new 'Ada Byrne'",
        "on the command line",
        "people/",
    ),
    (
        "entry",
        "Write down that you were in touch",
        "One line, and the day moves along by itself.",
        "kith log 'coffee with {ada}: planned the ride'",
        "on the command line",
        "",
    ),
    (
        "circle",
        "Say how close somebody is",
        "A circle asks for contact now and then, and Today tells when.",
        "kith circle {ada} close",
        "on the command line",
        "keep-in-touch/",
    ),
    (
        "need",
        "Write down a need and an offer",
        "What somebody seeks, what somebody else gives: two such lines suggest an introduction.",
        "kith need {ada} 'somebody who …'",
        "on the command line",
        "introductions/",
    ),
    (
        "promise",
        "Write down a promise",
        "What you said you would send, or what somebody said to you.",
        "",
        "under ## Log in a person's file",
        "give-and-take/",
    ),
    (
        "roster",
        "Lay an address book beside it",
        "LinkedIn's Connections.csv or another export, as it came. It makes no files.",
        "rosters/Connections.csv",
        "as a file of the book",
        "how-deep/",
    ),
    (
        "problems",
        "Look at Problems",
        "What is unclear in the files stands there, with its line and how to mend it.",
        "kith check",
        "on the command line",
        "problems/",
    ),
    (
        "public",
        "Say in public who you are",
        "Your own words, on the page by which strangers reach you.",
        "content/public/index.md",
        "is the file for them",
        "",
    ),
)


class FirstStepsView(NamedTuple):
    """What the first steps look at: the book, its findings, and whether its public page speaks."""

    network: Network
    problems: tuple[Problem, ...]
    public_words: bool


class FirstStep(NamedTuple):
    """One step: what it is, why, a line to copy, a page that belongs to it, and whether done."""

    title: str
    why: str
    line: str
    where: str
    done: bool
    page: str = ""


def first_steps(book: FirstStepsView, today: date) -> tuple[FirstStep, ...]:
    """All steps in their order."""
    done = _done(book)
    lines = {"promise": f"- [ ] {today} promised: send the survey by {today.year + 1}-01-15"}
    ada = next((one.id for one in book.network.everyone if not one.quiet), "ada")
    return tuple(
        FirstStep(title, why, lines.get(key, line.replace("{ada}", ada)), where, done[key], page)
        for key, title, why, line, where, page in _STEPS
    )


def guide(book: FirstStepsView, today: date) -> tuple[FirstStep, ...]:
    """The steps while they belong on Today: a new book that has some of them before it."""
    if len(book.network.people) >= STILL_NEW:
        return ()
    found = first_steps(book, today)
    return () if all(step.done for step in found) else found


def first_steps_page(book: FirstStepsView, today: date) -> RenderedPage:
    """The page First steps, which Today leads to and the navigation does not."""
    found = first_steps(book, today)
    return RenderedPage(
        uri=URI,
        title="First steps",
        html=fill("first_steps.html", up=UP, steps=found, done=sum(step.done for step in found)),
        toc=(Heading("top", "First steps", 1),),
        made_from=made_from_book(day=today),
        scripts=("copy.js",),
    )


def _done(book: FirstStepsView) -> Mapping[str, bool]:
    """Which steps the book itself says are done."""
    network = book.network
    people = network.people.values()
    promised = any(entry.kind in ("promised", "awaiting") for entry in network.entries)
    given = any(one.offers or one.knows or one.introduce for one in people)
    return {
        "person": bool(network.people or network.unread),
        "entry": bool(network.entries),
        "circle": any(one.circle or one.every for one in people),
        "need": given and any(one.needs for one in people),
        "promise": promised,
        "roster": bool(network.contacts),
        "problems": bool(network.people) and not book.problems,
        "public": book.public_words,
    }
