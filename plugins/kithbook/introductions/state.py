"""What an introduction is on one day and what it waits for: the one answer that all others print.

`progress` gives for each side and the whole the state, what is waited for, since and until when,
the next message, the command for it, and the sentence that says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal, get_args

from kithbook.book.model import Introduction, Mention
from kithbook.book.network import Network
from kithbook.insight.days import on_day
from kithbook.insight.made import made_on, told_on
from kithbook.introductions.sides import ASKING, LAPSE, Side, State, state_of
from kithbook.introductions.twins import sides_of, twins_of, with_noes
from kithbook.text.dates import Span
from kithbook.text.words import listed

About = Literal[
    "settle", "make", "thanks", "thanks onward", "second question", "first question", "ask",
    "ask again", "lapsed", "answer",
]  # fmt: skip
Kind = Literal["forwardable", "ask", "nudge", "introduction", "no", "loop", "thanks"]
"""The kinds of messages that an introduction needs."""

NUDGE = Span(7, "days")
"""How long an asking is left alone before the one reminder."""
ASK_AGAIN = Span(30, "days")
"""How long "later" is left in peace."""
FIRST_QUESTION = Span(14, "days")
SECOND_QUESTION = Span(60, "days")
NEWS = Span(365, "days")
"""How long what came of an introduction is news to whoever brought one of the two."""

_ORDER: tuple[About, ...] = get_args(About)
_KINDS: Mapping[About, Kind] = MappingProxyType(
    {
        "ask": "ask",
        "ask again": "ask",
        "make": "introduction",
        "first question": "loop",
        "second question": "loop",
        "thanks": "thanks",
        "thanks onward": "thanks",
    }
)
_RECORDS: Mapping[About, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "settle": (),
        "ask": (("asked",),),
        "ask again": (("asked",),),
        "answer": (("nudged",), ("answer", "yes|no|later")),
        "lapsed": (("nudged",), ("answer", "yes|no|later")),
        "make": (("made",),),
        "first question": (("met",), ("outcome", "useful|pleasant|nothing")),
        "second question": (("outcome", "useful|pleasant|nothing"),),
        "thanks": (("thank",),),
    }
)
"""The steps that each thing waits for, with what may be answered."""
_SENTENCES: Mapping[About, tuple[str, str]] = MappingProxyType(
    {
        "settle": ("{files}: settle which one holds", "{pair}: {files}; settle which one holds"),
        "ask": ("{who} has not been asked", "{who} has not been asked about {others}"),
        "ask again": (
            "{who} said later",
            "{who} said later about {others}: ask again when it suits",
        ),
        "answer": (
            "waiting for an answer from {who}",
            "Waiting{until} for {who} to answer about {others}",
        ),
        "lapsed": ("{who} has not answered", "{who} has not answered about {others}: {then}"),
        "make": (
            "both said yes: make the introduction",
            "{pair} both said yes: make the introduction",
        ),
        "first question": (
            "waiting for news: did they meet?",
            "{pair}: ask whether they met",
        ),
        "second question": (
            "waiting for news: was it useful?",
            "{pair}: ask what came of it",
        ),
        "thanks": ("say thanks for the news", "{pair}: say thanks for the news"),
        "thanks onward": (
            "{who} has not heard what came of it",
            "{who} brought you {others}: say what came of {it}",
        ),
    }
)
"""Each thing in words: beside the names of the two, and with both names in it."""


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing that an introduction waits for, with the words and the command for it.

    `who` is whom to ask, to wait for or to thank (nobody: both of the two) and `others` the rest:
    the other side, or for thanks onward those whom `who` brought. It is so `since` a day; on `due`
    a silence lapses, or it is time to ask. After a week of silence one `reminder` may go. `turn`
    says whether the owner can do something now. `short` names one of the two, `sentence` both.
    """

    about: About
    introduction: Introduction
    who: Mention | None = None
    others: tuple[Mention, ...] = ()
    since: date | None = None
    due: date | None = None
    nudged: bool = False
    reminder: bool = False
    turn: bool = True
    short: str = ""
    sentence: str = ""

    @property
    def day(self) -> date | None:
        """The day by which it stands in order."""
        return self.due or self.since

    @property
    def kind(self) -> Kind | None:
        """The message that comes next, or None where there is only waiting."""
        if self.about in ("answer", "lapsed"):
            return "nudge" if self.reminder else None
        return _KINDS.get(self.about)

    @property
    def command(self) -> tuple[str, ...]:
        """The words of the command that comes next, or none where there is only waiting."""
        if self.kind is None:
            return ()
        to = ("--to", self.who.reference) if self.who else ()
        return ("kith", "draft", self.kind, self.introduction.id, *to)

    @property
    def records(self) -> tuple[tuple[str, ...], ...]:
        """The words of the commands that write down how it went, in the order of the steps."""
        if self.about == "thanks onward":
            brought = " and ".join(f"[[{one.reference}]]" for one in self.others)
            thanked = self.who.person if self.who else ""
            return (("kith", "log", f"thanks to {thanked}: for {brought}"),)
        steps = _RECORDS[self.about]
        side = (self.who.reference,) if self.who else ()
        return tuple(
            ("kith", "introduction", step, self.introduction.id, *side, *said)
            for step, *said in steps
            if step != "nudged" or self.reminder
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """An introduction on one day: its state, its sides, and what it waits for.

    `asked_for` is the one of the two who asked for it, also through a request. While other
    introductions of the two stand (`twins`), or two versions in its file, nothing is asked of it.
    """

    introduction: Introduction
    state: State
    sides: tuple[Side, ...]
    waits: tuple[Wait, ...] = ()
    asked_for: Mention | None = None
    twins: tuple[Introduction, ...] = ()

    @property
    def unsettled(self) -> str:
        """What has to be settled before anything is written, in words; empty where nothing has."""
        if self.introduction.copied:
            return f"a copy of {self.introduction.path} says something else"
        if self.introduction.torn:
            return f"a merge left two versions in {self.introduction.path}"
        paths = sorted(act.path for act in (self.introduction, *self.twins))
        return f"{len(paths)} files are about them, {listed(paths, 'and')}" if self.twins else ""

    @property
    def waiting(self) -> tuple[Wait, ...]:
        """What keeps it open: neither a silence that lapsed nor whom to tell of it beside."""
        return tuple(one for one in self.waits if one.about not in ("lapsed", "thanks onward"))

    @property
    def over(self) -> bool:
        """Whether nothing is waited for any more."""
        return not self.waiting

    def wait_for(self, kind: Kind, to: str) -> Wait | None:
        """What a message of a kind answers when it goes to somebody, by id."""
        for wait in self.waits:
            theirs = to in self.introduction.ids if wait.who is None else wait.who.person == to
            if theirs and wait.kind == kind:
                return wait
        return None

    @property
    def asker(self) -> Side | None:
        """Where the one of the two stands who asked for it, if one of them did."""
        by = self.asked_for
        return next((side for side in self.sides if by and side.who.means(by)), None)


def progress(network: Network, introduction: Introduction, today: date) -> Progress:
    """Where one introduction stands, and what it waits for."""
    twins = twins_of(network, introduction, today)
    sides = with_noes(network, sides_of(network, introduction, today), twins, today)
    asker = next(
        (who for who in introduction.between if network.asked_for(introduction, who)), None
    )
    state = state_of(introduction, sides, today)
    one = Progress(introduction, state, sides, asked_for=asker, twins=twins)
    waits = (_worded(network, wait, one, today) for wait in _waits(network, one, today))
    return replace(one, waits=tuple(waits))


def all_progress(network: Network, today: date) -> tuple[Progress, ...]:
    """Where every introduction stands, in the order of the files."""
    return tuple(progress(network, each, today) for each in network.introductions)


def waiting(acts: Iterable[Progress]) -> tuple[Progress, ...]:
    """Introductions under way that wait for an answer, for news, or for the owner.

    The longest waiting come first. Bare ideas wait for nobody and are left out.
    """
    found = [
        (min(wait.due or date.min for wait in open_), one)
        for one in acts
        if one.state != "idea" and (open_ := [each for each in one.waiting if _told(each)])
    ]
    return tuple(
        one for _, one in sorted(found, key=lambda each: (each[0], each[1].introduction.id))
    )


def for_today(acts: Iterable[Progress], today: date) -> tuple[Wait, ...]:
    """What is worth a line on the day itself, the owner's own steps first.

    Ideas wait for nobody, so they are told where nothing else is, and twins are told once.
    Whoever said later is left in peace until the day, and a silence is told for two weeks, once
    nudged not at all: then it rests. Who is asked second is asked once the first has answered.
    """
    everyone = tuple(acts)
    waits = ((one, wait) for one in reversed(everyone) for wait in one.waits)
    settle = {one.unsettled: wait for one, wait in waits if wait.about == "settle"}
    under_way = (wait for one in everyone if one.state != "idea" for wait in one.waits)
    told = (wait for wait in under_way if wait.about != "lapsed" or _fresh(wait, today))
    others = (wait for wait in told if _told(wait) and wait.about != "settle")
    ideas = (wait for one in everyone if one.state == "idea" for wait in one.waits[:1])
    return in_order((*settle.values(), *others) or filter(_told, ideas))


def in_order(waits: Iterable[Wait]) -> tuple[Wait, ...]:
    """By what they are about, then the longest waiting first; thanks the newest first."""
    oldest = sorted(waits, key=lambda wait: (wait.day or date.max, wait.introduction.id))
    newest = oldest[::-1]
    return tuple(
        wait
        for about in _ORDER
        for wait in (newest if about.startswith("thanks") else oldest)
        if wait.about == about
    )


def _fresh(wait: Wait, today: date) -> bool:
    return wait.due is not None and today < wait.due + LAPSE


def _told(wait: Wait) -> bool:
    return wait.turn or wait.about == "answer"


def _waits(network: Network, one: Progress, today: date) -> Iterator[Wait]:
    act = one.introduction
    if not network.quiet.isdisjoint(act.ids):
        return
    if one.unsettled:
        yield Wait("settle", act)
        return
    if one.state in (*ASKING, "lapsed"):
        yield from _from_sides(one, today)
    elif one.state == "both yes":
        yield Wait("make", act, since=max((s.since for s in one.sides if s.since), default=None))
    elif one.state in ("made", "met"):
        yield _question(one, today)
    elif one.state == "closed":
        yield from _thanks(network, one, today)


def _from_sides(one: Progress, today: date) -> Iterator[Wait]:
    """What the two sides wait for while they are asked; a silence on one side holds up the rest."""
    begun = max((side.since for side in one.sides if side.since), default=None)
    awaited = any(side.state == "no answer" for side in one.sides)
    for side in one.sides:
        others = tuple(each.who for each in one.sides if each is not side)
        if side.state == "no answer":
            yield _silence(one, side, others, today)
        elif one.state == "lapsed":
            continue
        elif side.state == "not asked":
            yield Wait("ask", one.introduction, side.who, others, begun, turn=not awaited)
        elif side.state == "later":
            due = side.since + ASK_AGAIN if side.since else None
            turn = not awaited and (due is None or due <= today)
            act, since = one.introduction, side.since
            yield Wait("ask again", act, side.who, others, since, due, side.nudged, turn=turn)


def _silence(one: Progress, side: Side, others: tuple[Mention, ...], today: date) -> Wait:
    since = side.since
    due = since + LAPSE if since else None
    lapsed = due is not None and due <= today
    reminder = not side.nudged and (since is None or since + NUDGE <= today)
    about: About = "lapsed" if lapsed else "answer"
    turn = lapsed and reminder
    return Wait(about, one.introduction, side.who, others, since, due, side.nudged, reminder, turn)


def _question(one: Progress, today: date) -> Wait:
    """The question of day 60, or before it that of day 14 where it is not known that they met."""
    made = made_on(one.introduction)
    late = one.state == "met" or (made is not None and made + SECOND_QUESTION <= today)
    due = made + (SECOND_QUESTION if late else FIRST_QUESTION) if made else None
    about: About = "second question" if late else "first question"
    return Wait(about, one.introduction, since=made, due=due, turn=due is None or due <= today)


def _thanks(network: Network, one: Progress, today: date) -> Iterator[Wait]:
    """Whoever told how it went is thanked; then who brought one of the two, while it is news."""
    act, told = one.introduction, told_on(one.introduction)
    was = act.outcome.was if act.outcome else "unknown"
    if was != "unknown" and act.thanked is None and to_thank(network, act, today):
        yield Wait("thanks", act, since=told)
    if was not in ("useful", "pleasant") or told is None or (today - told).days > NEWS.days:
        return
    brought: dict[str, list[Mention]] = {}
    for side in act.between:
        through = network.through(side.person or "")
        by = through.person if through else None
        if by in network.people and by not in (*act.ids, *network.quiet):
            brought.setdefault(by or "", []).append(side)
    for person, sides in brought.items():
        if not network.thanked_since(person, told, today):
            who = Mention(network.name_of(person), act.at, person)
            yield Wait("thanks onward", act, who, tuple(sides), told)


def to_thank(network: Network, act: Introduction, today: date) -> tuple[Mention, ...]:
    """Who of the two is still to be thanked for the news: whom no entry has thanked since."""
    told = told_on(act)

    def thanked(person: str | None) -> bool:
        return bool(person and told and network.thanked_since(person, told, today))

    return tuple(side for side in act.between if not thanked(side.person))


def _worded(network: Network, wait: Wait, one: Progress, today: date) -> Wait:
    """The same with its words."""
    between, shown = wait.introduction.between, network.shown
    rest = [shown(side) for side in between if side not in wait.others]
    values = {
        "who": shown(wait.who) if wait.who else "",
        "others": " and ".join(shown(other) for other in wait.others),
        "pair": " and ".join(shown(side) for side in between),
        "it": f"meeting {' and '.join(rest)}" if rest else "it",
        "until": f" until {on_day(wait.due, today).removeprefix('on ')}" if wait.due else "",
        "files": one.unsettled,
        "then": "let it rest" if wait.nudged else "ask once more, or let it rest",
    }
    short, sentence = (words.format_map(values) for words in _SENTENCES[wait.about])
    return replace(wait, short=short, sentence=sentence)
