"""What a message may say: the one place where facts of the book are let through to a reader.

A message is made from `FitFacts` and from nothing else. What is let through: names, though whoever
asked learns that of the other by a yes, unless it may be shown or they named it; each one's own
address, which becomes the other's in the introduction alone; what the owner wrote into the
introduction for the reader (`because`, the words under `Forwardable:`, without ways to reach
anybody); a `public` text while its consent holds; the days of asking and making; whether it was
useful; and, for who brought one of the two to the owner, that one's name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kithbook.book.model import Introduction, Person
from kithbook.book.network import Network
from kithbook.book.reach import Reach
from kithbook.insight.channels import phone_url, preferred
from kithbook.insight.days import first_day
from kithbook.insight.referrers import names_in
from kithbook.introductions.drafts.forwardable import missing_from
from kithbook.introductions.drafts.order import onward, words_of, writer
from kithbook.introductions.drafts.plain import (
    MOST_OF_A_NAME,
    one_line,
    paragraphs,
    without_reach,
)
from kithbook.introductions.sides import LAPSE, Side
from kithbook.introductions.state import SECOND_QUESTION, Kind, Progress
from kithbook.language.given_names import first_name
from kithbook.text.addresses import read_address
from kithbook.text.dates import PartialDate
from kithbook.text.name_links import NameLink, pieces

Wish = Literal["", "wanted", "agreed", "unaware"]


@dataclass(frozen=True, slots=True)
class FitFacts:
    """The facts for one message to one reader; what the kind does not need is empty.

    `left_out` counts the ways to reach somebody that were taken out of the owner's own words;
    a reason is `emptied` where nothing else stood in it. The other is `unnamed` while it is not the
    reader's to know who it is.
    """

    name: str
    other: str = ""
    unnamed: bool = False
    email: str = ""
    phone: str = ""
    by_phone: bool = False
    other_email: str = ""
    other_phone: str = ""
    says: str = ""
    reader_says: str = ""
    why: str = ""
    why_other: str = ""
    quoted: str = ""
    add: tuple[str, ...] = ()
    worded: bool = False
    wish: Wish = ""
    later: bool = False
    reader_writes: bool = True
    silence: date | None = None
    asked_on: date | None = None
    made_on: date | None = None
    met: bool = False
    second: bool = False
    outcome: str = ""
    brought: str = ""
    greet: str = ""
    other_greet: str = ""
    left_out: int = 0
    emptied: bool = False

    @property
    def first(self) -> str:
        """What a letter calls the reader."""
        return first_name(self.name)

    @property
    def other_first(self) -> str:
        """What a letter calls the other."""
        return first_name(self.other)

    @property
    def together(self) -> bool:
        """Whether one letter reaches both."""
        return bool(self.email and self.other_email)

    @property
    def brought_first(self) -> str:
        """What a letter calls whom the reader brought."""
        return first_name(self.brought)


def fit_facts(
    network: Network, progress: Progress, kind: Kind, reader: Person, today: date
) -> FitFacts:
    """What a message of a kind may say to a reader."""
    brought = onward(progress).get(reader.id)
    base = FitFacts(
        name=_named(reader),
        greet=one_line(reader.greet, MOST_OF_A_NAME),
        email=_email(reader.reach),
        phone=_phone(reader.reach),
        by_phone=_by_phone(reader.reach),
    )
    if kind == "thanks" and brought:
        return replace(base, brought=_named(network.people[brought]), outcome=_outcome(progress))
    other = next(network.people[who] for who in progress.introduction.ids if who != reader.id)
    sided = replace(base, other=_named(other), other_greet=one_line(other.greet, MOST_OF_A_NAME))
    named = _may_name(network, progress, reader, other, today)
    quiet = sided if named else replace(base, unnamed=True)
    progress = _with_names(network, progress)
    builders = {
        "ask": lambda: _asking(sided, network, progress, (reader, other), today),
        "forwardable": lambda: _wording(quiet, network, progress),
        "introduction": lambda: _introducing(sided, network, progress, (reader, other), today),
        "nudge": lambda: _nudging(sided, progress, reader, today),
        "loop": lambda: _looking_back(sided, progress, today),
        "thanks": lambda: replace(sided, outcome=_outcome(progress)),
        "no": lambda: quiet,
    }
    return builders[kind]()


def _may_name(
    network: Network, progress: Progress, reader: Person, other: Person, today: date
) -> bool:
    """Whether the reader may learn before a yes who the other is: only who asked may not."""
    asking = progress.asker
    if asking is None or asking.who.person != reader.id or _side(progress, other).state == "yes":
        return True
    if (given := other.consents(today)) and "name" in given.shows:
        return True
    request = network.request_of(progress.introduction)
    own = [words_of(network, progress.introduction)]
    if request:
        own += [request.why, request.ask, request.wants, request.why_them, request.rest]
    named = [*names_in(network, request.wants, single=True)] if request else []
    return other.id in dict([*named, *names_in(network, "\n".join(own))])


def _asking(
    sided: FitFacts, network: Network, progress: Progress, pair: tuple[Person, Person], today: date
) -> FitFacts:
    reader, other = pair
    act = progress.introduction
    why, first = without_reach(_because(act, reader), (other.reach,))
    quoted, second = _sayings(network, progress, reader, other)
    asking = progress.asker
    side = _side(progress, reader)
    return replace(
        sided,
        says=_public(other, today),
        why=why,
        quoted=quoted,
        wish=_wish(asking, _side(progress, other)),
        later=side.state == "later",
        silence=today + LAPSE,
        left_out=first + second,
        emptied=first > 0 and not why,
    )


def _sayings(
    network: Network, progress: Progress, reader: Person, other: Person
) -> tuple[str, int]:
    """The words that whoever asked gave to travel, for the one who is asked."""
    asking = progress.asker
    if asking is None or asking.who.person != other.id:
        return "", 0
    text = words_of(network, progress.introduction)
    return without_reach(paragraphs(text), (other.reach, reader.reach))


def _wording(sided: FitFacts, network: Network, progress: Progress) -> FitFacts:
    text = words_of(network, progress.introduction)
    return replace(sided, add=missing_from(text), worded=bool(text))


def _introducing(
    sided: FitFacts, network: Network, progress: Progress, pair: tuple[Person, Person], today: date
) -> FitFacts:
    reader, other = pair
    act = progress.introduction
    return replace(
        sided,
        other_email=_email(other.reach),
        other_phone=_phone(other.reach),
        says=_public(other, today),
        reader_says=_public(reader, today),
        why=one_line(_because(act, reader)),
        why_other=one_line(_because(act, other)),
        reader_writes=writer(network, progress) == reader.id,
    )


def _nudging(sided: FitFacts, progress: Progress, reader: Person, today: date) -> FitFacts:
    asked = [on for who, on in progress.introduction.asked if who.person == reader.id]
    return replace(sided, asked_on=_day(asked[-1] if asked else None), silence=today + LAPSE)


def _looking_back(sided: FitFacts, progress: Progress, today: date) -> FitFacts:
    made = first_day(progress.introduction.made)
    second = made is not None and made + SECOND_QUESTION <= today
    on = _day(progress.introduction.made)
    return replace(sided, made_on=on, met=progress.state == "met", second=second)


def _with_names(network: Network, progress: Progress) -> Progress:
    """The introduction with names for the ids that its reasons link to."""

    def named(link: str | NameLink) -> str:
        if isinstance(link, str):
            return link
        person = network.people.get(link.name)
        return link.shown or (_named(person) if person else link.name)

    act = progress.introduction
    because = tuple((who, "".join(map(named, pieces(text)))) for who, text in act.because)
    return replace(progress, introduction=replace(act, because=because))


def _because(act: Introduction, reader: Person) -> str:
    found = (text for who, text in act.because if who.person == reader.id)
    return one_line(next(found, ""))


def _public(person: Person, today: date) -> str:
    """What may be said of somebody by name: their public text, while they allow both."""
    given = person.consents(today)
    if given is None or not {"public", "name"} <= set(given.shows):
        return ""
    if not given.covers(person.public):
        return ""
    return one_line(without_reach(one_line(person.public), (person.reach,))[0])


def _wish(asking: Side | None, other: Side) -> Wish:
    if asking is not None and asking is other:
        return "wanted"
    if other.state == "yes":
        return "" if other.unasked else "agreed"
    return "unaware" if other.state == "not asked" else ""


def _side(progress: Progress, person: Person) -> Side:
    return next(side for side in progress.sides if side.who.person == person.id)


def _outcome(progress: Progress) -> str:
    outcome = progress.introduction.outcome
    known = ("useful", "pleasant", "nothing")
    return outcome.was if outcome is not None and outcome.was in known else ""


def _day(when: PartialDate | None) -> date | None:
    return when.exact if when else None


def _named(person: Person) -> str:
    return one_line(person.name, MOST_OF_A_NAME)


def _email(reach: Reach) -> str:
    return next((found.spec for one in reach.emails if (found := read_address(one))), "")


def _phone(reach: Reach) -> str:
    return next((one_line(one, 40) for one in reach.phones if phone_url(one)), "")


def _by_phone(reach: Reach) -> bool:
    """Whether to ring: they like that best, or there is a number and no address."""
    if not _phone(reach):
        return False
    first = preferred(reach)
    return not _email(reach) or bool(reach.prefer and first and first.kind == "phone")
