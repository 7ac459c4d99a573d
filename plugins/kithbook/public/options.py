"""The options of the public page, as values: who the owner is, and how the page may be answered."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Literal

from kithbook.airlock.disclosed import FILE as AIRLOCK
from kithbook.public.advice import Coaching, read_coaching
from kithbook.public.intake import Intake, read_intake
from kithbook.public.option_reader import ANY, OptionReader, WordsByLanguage

Status = Literal["open", "limited", "closed"]
_STATUS: tuple[Status, ...] = ("open", "limited", "closed")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LONGEST_QUESTION = 100  # what is read back as the rest of a token's line
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class Link:
    """A named place on the web."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner's public facts; only what stands here is ever shown of the owner."""

    name: str
    given: str
    family: str
    sentence: WordsByLanguage
    place: WordsByLanguage
    pronouns: WordsByLanguage
    email: str
    phone: str
    web: str
    links: tuple[Link, ...]
    portrait: str
    accent: str


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody who keeps what a stranger writes: who, what, where, for how long."""

    who: str
    what: WordsByLanguage
    where: WordsByLanguage
    how_long: WordsByLanguage


@dataclass(frozen=True, slots=True)
class Privacy:
    """What the privacy notice is made from, beside the owner and the intake."""

    keepers: tuple[Keeper, ...]
    declined: WordsByLanguage
    others: WordsByLanguage
    authority: Link | None


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A small question of the owner's own; what is looked for in the answer is never shown."""

    ask: WordsByLanguage
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageOptions:
    """All options of the public page, checked."""

    owner: Owner
    languages: tuple[str, ...]
    status: Status
    reply: WordsByLanguage
    again: WordsByLanguage
    introductions: bool
    intake: Intake
    question: OwnQuestion
    coach: Coaching
    via: tuple[tuple[str, WordsByLanguage], ...]
    privacy: Privacy
    words_dir: str
    allow: tuple[str, ...]

    @property
    def language(self) -> str:
        """The language of the first page."""
        return self.languages[0]


OPTIONS = (*(field.name for field in fields(PageOptions)), "airlock")
"""The options by name; the last is refused, in words of its own."""


def read_options(values: object) -> tuple[PageOptions, tuple[str, ...]]:
    """The options, and what has to be mended in them before they can be used."""
    faults: list[str] = []
    top = OptionReader("", values, faults)
    languages = _languages(top)
    status = next(s for s in _STATUS if s == top.choice("status", _STATUS, "open"))
    owner = _owner(top.group("owner"))
    read = PageOptions(
        owner=owner,
        languages=languages,
        status=status,
        reply=top.words("reply"),
        again=top.words("again"),
        introductions=top.flag("introductions", default=True),
        intake=read_intake(top.group("intake"), owner.email),
        question=_question(top.group("question")),
        coach=read_coaching(top.group("coach")),
        via=_via(top.group("via")),
        privacy=_privacy(top.group("privacy")),
        words_dir=top.text("words_dir"),
        allow=top.texts("allow", ()),
    )
    _refuse_another_airlock(top)
    top.close()
    _look_across(top, read)
    return read, tuple(faults)


def _refuse_another_airlock(top: OptionReader) -> None:
    # A page of another file would go round all that looks at this one: disclose, check, publish.
    if top.text("airlock") or top.has("airlock"):
        top.note(
            "airlock",
            "is no option any more, since nothing looks at another file for people's consents: "
            f"take the line out; what people agreed to stands in {AIRLOCK}",
        )


def _languages(top: OptionReader) -> tuple[str, ...]:
    languages = top.texts("languages", ("en",))
    for language in languages:
        if not _LANGUAGE.fullmatch(language):
            top.note("languages", f'holds "{language}", which is not a language code such as en')
    if len(set(languages)) != len(languages):
        top.note("languages", "names a language twice")
    return languages


def _owner(at: OptionReader) -> Owner:
    name = at.text("name", needed="the page is a letter, and somebody has to sign it")
    given, family = _name_parts(at, name)
    owner = Owner(
        name=name,
        given=given,
        family=family,
        sentence=at.words("sentence"),
        place=at.words("place"),
        pronouns=at.words("pronouns"),
        email=at.email("email"),
        phone=at.text("phone"),
        web=at.web("web"),
        links=tuple(_link(item) for item in at.groups("links")),
        portrait=at.text("portrait"),
        accent=at.text("accent"),
    )
    if owner.accent and not _COLOUR.fullmatch(owner.accent):
        at.note("accent", f'is "{owner.accent}", which is not a colour such as "#8a3b12"')
    at.close()
    return owner


def _name_parts(at: OptionReader, name: str) -> tuple[str, str]:
    """Given and family name; where nothing is said, the last word is the family's."""
    first, _, last = name.rpartition(" ")
    given, family = at.text("given"), at.text("family")
    if given or family:
        return given, family
    return (first, last) if first else (name, "")


def _link(at: OptionReader) -> Link:
    link = Link(
        at.text("name", needed="a link needs words to click on"),
        at.web("url", needed="a link needs an address"),
    )
    at.close()
    return link


def _question(at: OptionReader) -> OwnQuestion:
    question = OwnQuestion(at.words("ask"), at.texts("answers", ()))
    if question.answers and not question.ask:
        at.note("ask", "is missing: write the small question that these answer")
    for language, text in question.ask.texts.items():
        if len(text) > _LONGEST_QUESTION:
            at.note("ask", f"is longer than {_LONGEST_QUESTION} characters ({language})")
    at.close()
    return question


def _via(at: OptionReader) -> tuple[tuple[str, WordsByLanguage], ...]:
    for code in at.names():
        if not _CODE.fullmatch(code):
            at.note(code, "can hold small letters, digits and hyphens only, 40 at most")
    return tuple((code, at.words(code)) for code in at.names())


def _privacy(at: OptionReader) -> Privacy:
    span = at.group("how_long")
    authority = at.group("authority")
    privacy = Privacy(
        keepers=tuple(_keeper(item) for item in at.groups("keepers")),
        declined=span.words("declined"),
        others=span.words("others"),
        authority=_link(authority) if authority.names() else None,
    )
    span.close()
    at.close()
    return privacy


def _keeper(at: OptionReader) -> Keeper:
    keeper = Keeper(
        at.text("who", needed="say who keeps it"),
        at.words("what"),
        at.words("where"),
        at.words("how_long"),
    )
    if not keeper.what:
        at.note("what", "is missing: say what is kept there")
    at.close()
    return keeper


def _look_across(top: OptionReader, read: PageOptions) -> None:
    """Notes what is odd only when two options are seen together."""
    if read.status == "closed" and not read.again:
        top.note("again", "is missing: with status closed, say when to try again")
    if read.intake.mode == "mailto" and not read.owner.email:
        top.note("owner.email", "is missing: with intake mailto, notes are sent there")
    service = read.intake.service
    if service and not any(service in keeper.who for keeper in read.privacy.keepers):
        top.note(
            "privacy.keepers",
            f"does not name {service}, which will receive what strangers write: "
            "say what it keeps, where and for how long",
        )
    for place, words in _all_words(read):
        missing = [code for code in read.languages if words and not words.within(code)]
        top_level = [code for code in words.texts if code not in (*read.languages, ANY)]
        for code in missing:
            top.note(place, f'has no words in "{code}", which is one of the languages')
        for code in top_level:
            top.note(place, f'has words in "{code}", which is not one of the languages')


def _all_words(read: PageOptions) -> tuple[tuple[str, WordsByLanguage], ...]:
    owner, privacy = read.owner, read.privacy
    keepers = tuple(
        (f"privacy.keepers[{number}].{name}", words)
        for number, keeper in enumerate(privacy.keepers, start=1)
        for name, words in (
            ("what", keeper.what),
            ("where", keeper.where),
            ("how_long", keeper.how_long),
        )
    )
    return (
        ("owner.sentence", owner.sentence),
        ("owner.place", owner.place),
        ("owner.pronouns", owner.pronouns),
        ("reply", read.reply),
        ("again", read.again),
        ("question.ask", read.question.ask),
        ("privacy.how_long.declined", privacy.declined),
        ("privacy.how_long.others", privacy.others),
        *((f"via.{code}", words) for code, words in read.via),
        *keepers,
    )
