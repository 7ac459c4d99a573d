"""Messages that come next, each ready to copy, to open as a mail, or to say on the telephone."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from kithbook.introductions.drafts import Draft, Kind, Withheld, draft, kinds_for, readers
from kithbook.introductions.state import Progress, Wait
from kithbook.private.links import Links
from kithbook.text.safe import plain
from kithbook.text.words import counted

_INTRODUCTION = "Draft of the introduction"
_TITLES: Mapping[Kind, str] = MappingProxyType(
    {
        "forwardable": "Ask {name} for words to pass on",
        "nudge": "Draft to {name}, once more",
    }
)


class ShownDraft(NamedTuple):
    """A draft as it is shown: to whom, about what, its words, and what opens it.

    `points` are for the telephone, where that is preferred. `gap` is said in place of the words
    where something is missing for them; one that is `together` goes to both of the two.
    """

    title: str
    to: str = ""
    subject: str = ""
    text: str = ""
    mailto: str = ""
    points: tuple[str, ...] = ()
    tel: str = ""
    number: str = ""
    remarks: tuple[str, ...] = ()
    gap: str = ""
    together: bool = False


class Author(NamedTuple):
    """Who writes: the owner's name, and the address to which answers by a tap go."""

    name: str
    mailbox: str = ""


def messages(links: Links, owner: Author, one: Progress, wait: Wait) -> tuple[ShownDraft, ...]:
    """The drafts for one thing that is waited for: one for each whom it is to be said to."""
    kind = wait.kind
    if kind is None:
        return ()
    if wait.who:
        person = wait.who.person or ""
        wanted = [(kind, person)] if person in links.network.people else []
    else:
        wanted = [(kind, to) for to in readers(links.network, one, kind, links.today)]
    if kind == "ask" and "forwardable" in kinds_for(links.network, one, links.today):
        wanted.insert(0, ("forwardable", ""))
    found = tuple(_message(links, owner, one, each, to) for each, to in wanted)
    return found[:1] if any(each.together for each in found) else found


def after_a_no(links: Links, owner: Author, one: Progress) -> tuple[ShownDraft, ...]:
    """What to say to whoever waits for news of an introduction that will not be."""
    waiting = readers(links.network, one, "no", links.today)
    return tuple(_message(links, owner, one, "no", to) for to in waiting)


def _message(links: Links, owner: Author, one: Progress, kind: Kind, to: str) -> ShownDraft:
    name, mailbox = owner
    made = draft(links.network, one, kind, name, links.today, to=to, mailbox=mailbox)
    if isinstance(made, Withheld):
        name = plain(links.network.name_of(to), 200) if to else "whoever asked"
        title = _INTRODUCTION if kind == "introduction" else _title(kind, name)
        return ShownDraft(title, gap=made.says, together=kind == "introduction")
    return _shown(made)


def _title(kind: Kind, name: str) -> str:
    return _TITLES.get(kind, "Draft to {name}").replace("{name}", name)


def _shown(made: Draft) -> ShownDraft:
    emails = (*made.emails_to, *made.emails_cc)
    taken = counted(made.left_out, "way to reach somebody", "ways to reach somebody")
    remarks = (f"Left out of what you wrote: {taken}.",) if made.left_out else ()
    together = bool(made.emails_cc)
    name = plain(made.name, 200)
    return ShownDraft(
        title=_INTRODUCTION if together else _title(made.kind, name),
        to=", ".join(emails) or made.name,
        subject=made.subject,
        text=made.whole,
        mailto=made.mailto(),
        points=made.call or (),
        tel=made.phone,
        number=made.number,
        remarks=(*made.missing, *remarks, *made.remarks),
        together=together,
    )
