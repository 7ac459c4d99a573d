"""The records of a book, as frozen values.

Everything a page or a draft may want to quote knows where it stands (`at`). A `Mention` is a
name as the owner wrote it; `person` is the id it leads to, or None while nobody is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from kithbook.book.consent import Consent
from kithbook.book.reach import Reach
from kithbook.book.read_later import ReadLater
from kithbook.book.steps import AnswerCodes, Answered, Outcome, SetAside
from kithbook.language.small_words import kinds_of_entry
from kithbook.text.dates import PartialDate, Span
from kithbook.text.problems import Location
from kithbook.text.words import fold

Vouch = Literal["gladly", "carefully", "no"]
AskPolicy = Literal["ask", "just-send", "never"]
Box = Literal["open", "ticked"]

CONTACT_KINDS = (
    "call", "video", "coffee", "meal", "met", "event",
    "message", "email", "letter", "visit",
)  # fmt: skip
OTHER_KINDS = ("note", "gave", "got", "promised", "awaiting", "thanks")
BOXED_KINDS = ("promised", "awaiting")
_KINDS = frozenset((*CONTACT_KINDS, *OTHER_KINDS))


class Mention(NamedTuple):
    """A name as written, and the id of the person it leads to."""

    text: str
    at: Location
    person: str | None = None

    @property
    def reference(self) -> str:
        """What leads to them in a command or a link: the id, else the name as written."""
        return self.person or self.text

    def means(self, other: Mention) -> bool:
        """Whether both lead to one person; those that lead to nobody are known by their text."""
        if self.person or other.person:
            return self.person == other.person
        return self.text == other.text


class Phrase(NamedTuple):
    """One thing a person knows, likes, needs or offers, in the owner's words.

    `request` is the id of the request whose words they are instead, those of its sender.
    `pieces` is empty where the text stands in its line as it is; else they are the parts of it
    that do, for a text over several lines or with an escaped quote in it.
    """

    text: str
    at: Location
    since: PartialDate | None = None
    until: PartialDate | None = None
    pieces: tuple[tuple[str, Location], ...] = ()
    request: str = ""

    def holds(self, today: date) -> bool:
        """Whether it still stands: its `until` has not passed."""
        return self.until is None or self.until.latest() >= today

    @property
    def told(self) -> str:
        """The text, with a word on whose it is where a request said it."""
        return f"{self.text} (in their own words)" if self.request else self.text


class RememberedDay(NamedTuple):
    """A day to remember beside the birthday, such as a wedding."""

    on: PartialDate
    what: str
    at: Location


class Met(NamedTuple):
    """How the owner and a person met; `phrases` are `where` and `how` with their places, by key."""

    on: PartialDate | None = None
    where: str = ""
    through: Mention | None = None
    how: str = ""
    phrases: tuple[tuple[str, Phrase], ...] = ()


class IntroductionOffer(NamedTuple):
    """A standing offer: to whom I would gladly introduce this person, and why.

    `phrases` are `to` and `because` with their places, by key.
    """

    to: str
    because: str
    public: str
    at: Location
    phrases: tuple[tuple[str, Phrase], ...] = ()


class Ask(NamedTuple):
    """What this person wants before being introduced, and how often is enough."""

    policy: AskPolicy = "ask"
    per_quarter: int | None = None

    @property
    def never(self) -> bool:
        """Whether this person wants no introductions."""
        return self.policy == "never"


class Tie(NamedTuple):
    """A standing relation to somebody else, seen from the person whose file holds it."""

    to: Mention
    kind: str = ""
    since: PartialDate | None = None


class Entry(NamedTuple):
    """One dated line of a log or a journal.

    `people` took part (the file's own person first); `mentions` stand in the text only.
    """

    at: Location
    on: PartialDate
    kind: str
    contact: bool
    text: str
    people: tuple[Mention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    box: Box | None = None
    by: PartialDate | None = None
    done: PartialDate | None = None
    size: str = ""

    @property
    def day(self) -> date:
        """The first day it can mean: better to call early than late."""
        return self.on.earliest()

    @property
    def ids(self) -> tuple[str, ...]:
        """The people who took part, each once."""
        if len(self.people) == 1:  # a book has many thousand entries, and most are of one person
            person = self.people[0].person
            return (person,) if person else ()
        return tuple(dict.fromkeys([who.person for who in self.people if who.person]))

    def is_contact(self, today: date) -> bool:
        """Whether it moves the last contact: a contact kind, not unchecked, not to come."""
        return self.contact and self.box != "open" and self.day <= today


class LoosePromise(NamedTuple):
    """An open promise in a line that is no entry; `on` is None where no day can be read in it.

    The line is reported, and is an aside or the text of an entry besides.
    """

    at: Location
    on: PartialDate | None
    kind: str
    text: str
    people: tuple[Mention, ...] = ()
    by: PartialDate | None = None

    @property
    def day(self) -> date:
        """The first day it can mean; what has none stands last."""
        return self.on.earliest() if self.on else date.max

    @property
    def ids(self) -> tuple[str, ...]:
        """With whom, each once."""
        return tuple(dict.fromkeys([who.person for who in self.people if who.person]))


class Aside(NamedTuple):
    """A text in a log or a journal that is no entry, kept where it stands.

    `on` is the day of the heading or file above it; `beside` is the day it is shown under, that of
    the entry above it where no heading gives one.
    """

    at: Location
    text: str
    on: PartialDate | None = None
    beside: PartialDate | None = None
    mentions: tuple[Mention, ...] = ()


class LogRead(NamedTuple):
    """What a log or a journal holds, in the order of the file."""

    entries: tuple[Entry, ...] = ()
    asides: tuple[Aside, ...] = ()
    loose: tuple[LoosePromise, ...] = ()


@dataclass(frozen=True, slots=True)
class Person(ReadLater):
    """Somebody with a file of their own; the file's stem is the id.

    `phrases` are role, organisation, place, languages by key, `places` where others stand; of a
    `torn` one some keys could not be read.
    """

    id: str
    path: str
    name: str
    at: Location
    aliases: tuple[str, ...] = ()
    circle: str | None = None
    every: Span | None = None
    greet: str = ""
    vouch: Vouch | None = None
    role: str = ""
    org: str = ""
    place: str = ""
    met: Met = field(default_factory=Met)
    reach: Reach = field(default_factory=Reach)
    born: PartialDate | None = None
    born_at: Location | None = None
    dates: tuple[RememberedDay, ...] = ()
    dead: bool = False
    died: PartialDate | None = None
    died_at: Location | None = None
    languages: tuple[str, ...] = ()
    interests: tuple[Phrase, ...] = ()
    knows: tuple[Phrase, ...] = ()
    needs: tuple[Phrase, ...] = ()
    offers: tuple[Phrase, ...] = ()
    introduce: tuple[IntroductionOffer, ...] = ()
    ask: Ask = field(default_factory=Ask)
    ties: tuple[Tie, ...] = ()
    public: str = ""
    public_at: Location | None = None
    consent: Consent | None = None
    snooze: PartialDate | None = None
    pause: bool = False
    assistants: str = "yes"
    tags: tuple[str, ...] = ()
    notes: str = ""
    notes_at: Location | None = None
    note_mentions: tuple[Mention, ...] = ()
    log: tuple[Entry, ...] = ()
    asides: tuple[Aside, ...] = ()
    loose: tuple[LoosePromise, ...] = ()
    phrases: tuple[tuple[str, Phrase], ...] = ()
    places: tuple[tuple[str, Location], ...] = ()
    torn: bool = False

    @property
    def quiet(self) -> bool:
        """Whether nothing is asked, promised, matched, drafted or shown: dead, paused, or torn."""
        return self.dead or self.pause or self.torn

    def consents(self, today: date) -> Consent | None:
        """The consent that holds on a day; of somebody quiet none does."""
        given = self.consent
        return given if given and not self.quiet and given.holds(today) else None


@dataclass(frozen=True, slots=True)
class UnreadPerson:
    """A person whose file could not be read: known by id, and never hidden.

    Of one whose file holds two versions, the names in both are known.
    """

    id: str
    path: str
    reason: str
    names: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, str, tuple[str, ...]]:
        """The id, the name to show, and other names."""
        shown, *others = self.names or (self.id,)
        return self.id, shown, tuple(others)


@dataclass(frozen=True, slots=True)
class Introduction:
    """A recorded act of bringing two people together; its state follows from its dates.

    `because`, `asked`, `answered`, `nudged` and `codes` are keyed by person id.
    """

    id: str
    path: str
    at: Location
    between: tuple[Mention, ...]
    because: tuple[tuple[Mention, str], ...] = ()
    asked_by: Mention | None = None
    asked: tuple[tuple[Mention, PartialDate], ...] = ()
    answered: tuple[tuple[Mention, Answered], ...] = ()
    nudged: tuple[tuple[Mention, PartialDate], ...] = ()
    codes: tuple[tuple[Mention, AnswerCodes], ...] = ()
    made: PartialDate | None = None
    met: PartialDate | None = None
    outcome: Outcome | None = None
    thanked: PartialDate | None = None
    set_aside: SetAside | None = None
    places: tuple[tuple[str, Location], ...] = ()
    notes: str = ""
    torn: bool = False
    """Whether a merge left two versions in its file, or a copy beside it, of which this is one."""
    unread: tuple[str, ...] = ()
    """The ids of those whose answer stands in the file and cannot be read."""
    copied: bool = False
    """Whether it is a copy beside its file that says something else of the steps."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The people it is between, as far as they are known."""
        return tuple(side.person for side in self.between if side.person)

    def place(self, key: str) -> Location:
        """Where the value of a key stands, or the keys begin where it is not there."""
        return dict(self.places).get(key, self.at)


@dataclass(frozen=True, slots=True)
class Settings:
    """How the owner keeps the book; `circles` maps a name to its cadence in days."""

    today: date | None = None
    language: str = "en"
    sign_off: str = ""
    addresses: tuple[str, ...] = ()
    calls: str = ""
    needs: tuple[Phrase, ...] = ()
    phone_region: str = ""
    circles: tuple[tuple[str, Span], ...] = ()
    capacity: int | None = None
    shortlist: int = 5
    warm_up: bool = True
    young_ties: bool = True
    introductions_per_quarter: int | None = None
    introductions_per_need: int = 2
    keep_declined: int = 90
    keep_expired: int = 90
    kinds: tuple[tuple[str, bool], ...] = ()
    people_except: tuple[str, ...] = ()
    links_by_id: bool = False
    weak_tie: str = "hint"
    max_words: int = 200
    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    private_remotes: tuple[str, ...] = ()
    publish_to: str = ""
    publish_git: str = ""
    publish_branch: str = "gh-pages"
    disclose_introductions: str = ""
    disclose_allow: tuple[str, ...] = ()
    disclose_files: tuple[str, ...] = ()
    commit: bool = False
    incremental: bool = True
    editor: str = ""
    unread: tuple[tuple[str, str], ...] = ()

    def stands_unread(self, key: str, name: str) -> bool:
        """Whether a name stands among `circles` or `kinds` without a value that can be read."""
        return any(one == key and fold(word) in ("", fold(name)) for one, word in self.unread)

    def cadence(self, circle: str) -> Span | None:
        """How often a circle asks for contact, or None for a circle that is not there."""
        return dict(self.circles).get(circle)

    def kind_of(self, word: str) -> str | None:
        """The kind of entry that a word stands for, the book's own first, or None."""
        if (kind := word.lower()) in _KINDS or kind in dict(self.kinds):
            return kind
        return kinds_of_entry().get(fold(word).replace(" ", "-")) or kinds_of_entry().get(kind)

    def is_contact_kind(self, kind: str) -> bool | None:
        """Whether a kind of entry moves the last contact; None for a kind that is not known."""
        if kind in CONTACT_KINDS:
            return True
        if kind in OTHER_KINDS:
            return False
        return dict(self.kinds).get(kind)
