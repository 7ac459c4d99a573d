"""The keys of every kind of file in a book: one source for reading, checking, documenting."""

from __future__ import annotations

from kithbook.book.records import Field, ListOf, MapOf, PhraseType, Record
from kithbook.book.types import Boolean, Choice, Circle, Date, Name, Number, SpanOfTime, Text

REACH_KEYS = ("email", "phone", "linkedin", "web", "mastodon", "signal", "address")
PREFER = (*REACH_KEYS, "message", "video", "letter", "visit")
SHOWS = ("introduce", "public", "name", "link", "photo", "number")

_TEXT, _LONG, _DATE, _NAME = Text(), Text(long=True), Date(), Name()
_TEXTS = ListOf(_TEXT, single=True)
_PHRASES = ListOf(PhraseType())

MET = Record(
    "met",
    (
        Field("on", _DATE, "When you met, as far as you know.", "2019-05"),
        Field("where", _TEXT, "Where you met.", "speakers' chapter dinner"),
        Field("through", _NAME, "Who brought you together.", "bo-chen"),
        Field("how", _TEXT, "How it came about.", "argued about fajitas and bicycles"),
    ),
)

REACH = Record(
    "reach",
    (
        Field("email", _TEXTS, "E-mail address, one or several.", "ada@example.org"),
        Field("phone", _TEXTS, "Telephone number with its country.", "+1 713 555 0142"),
        Field("linkedin", _TEXT, "LinkedIn name, the part after /in/.", "ada-byrne"),
        Field("web", _TEXT, "A web page of theirs.", "https://ada.example.org"),
        Field("mastodon", _TEXT, "Fediverse address.", "'@ada@example.org'"),
        Field("signal", _TEXT, "Signal name or number.", "ada.42"),
        Field("address", _LONG, "Postal address.", "12 Elm Road, Houston"),
        Field("prefer", Choice(PREFER), "What they like best.", "phone"),
    ),
)

INTRODUCE = Record(
    "introduce",
    (
        Field("to", _TEXT, "To whom you would gladly introduce them.", "founders", required=True),
        Field("because", _TEXT, "Why; for you, never shown.", "she has done it twice"),
        Field("public", _TEXT, "The exact words for the public page; needs consent.", "An HR lead"),
    ),
)

ASK = Record(
    "ask",
    (
        Field(
            "policy",
            Choice(("ask", "just-send", "never")),
            "Whether they want to be asked before an introduction.",
            "ask",
        ),
        Field("per_quarter", Number(), "How many introductions a quarter are enough.", "2"),
    ),
)

TIE = Record(
    "ties",
    (
        Field("to", _NAME, "The other person.", "bo-chen", required=True),
        Field("kind", _TEXT, "What they are to this person.", "former colleague"),
        Field("since", _DATE, "Since when.", "2015"),
    ),
)

AGREED = Record(
    "agreed",
    (
        Field("on", _DATE, "The day of the consent they belong to.", "2026-10-02", required=True),
        Field("to", _TEXTS, "The words themselves, one text or several.", "[A fine editor]"),
        Field("digest", _TEXT, "Of the day and the words; kith writes it.", "5b1f02c9"),
    ),
    own_keys=False,
)

CONSENT = Record(
    "consent",
    (
        Field("on", _DATE, "The day they agreed.", "2026-10-02", required=True),
        Field("by", _TEXT, "How they told you.", "e-mail"),
        Field("shows", ListOf(Choice(SHOWS)), "What may be shown.", "[introduce]"),
        Field("until", _DATE, "Until when it holds.", "2027-10"),
        Field("withdrawn", _DATE, "The day they took it back; its presence ends it.", "2026-11-01"),
        Field("agreed", AGREED, "The words agreed to.", "{on: 2026-10-02, to: [A fine editor]}"),
    ),
    own_keys=False,
)

_SWITCHES = ("private", "draft", "hidden", "unlisted", "published", "publish", "secret", "visible")

PERSON = Record(
    "a person",
    (
        Field(
            "name",
            _TEXT,
            "The full name; the only key that must be there.",
            "Ada Byrne",
            required=True,
        ),
        Field("aliases", _TEXTS, "Other names that lead to this person.", "[Ada]"),
        Field("circle", Circle(), "How close you are; sets how often you keep in touch.", "close"),
        Field("every", SpanOfTime(), "How often, instead of the circle's cadence.", "6 weeks"),
        Field(
            "vouch",
            Choice(("gladly", "carefully", "no")),
            "Would you put your name on an introduction?",
            "gladly",
        ),
        Field("role", _TEXT, "What they do.", "Head of People"),
        Field("org", _TEXT, "Where they do it.", "Fernway"),
        Field("place", _TEXT, "Where they live.", "Houston"),
        Field("met", MET, "How you met.", "{on: 2019-05, through: bo-chen}"),
        Field("reach", REACH, "Ways to reach them.", "{email: ada@example.org, prefer: phone}"),
        Field("born", Date(yearless=True), "Birthday, with or without its year.", "--07-14"),
        Field("languages", _TEXTS, "Languages you share.", "[en, de]"),
        Field("interests", _PHRASES, "What they care about.", "[bicycles, game shows]"),
        Field("knows", _PHRASES, "What they know well.", "[compensation and benefits]"),
        Field("needs", _PHRASES, "What they look for.", "[{what: a CFO, since: 2026-09-01}]"),
        Field("offers", _PHRASES, "What they are glad to give.", "[salary benchmarking]"),
        Field(
            "introduce",
            ListOf(INTRODUCE),
            "Introduction offers: to whom you would gladly introduce them.",
            "[{to: founders, because: she has done it twice}]",
        ),
        Field("ask", ASK, "What they want before an introduction.", "{policy: ask}"),
        Field(
            "ties", ListOf(TIE), "Standing relations to others.", "[{to: bo-chen, kind: sister}]"
        ),
        Field("public", _TEXT, "What may be said of them by name; needs consent.", "A fine editor"),
        Field("consent", CONSENT, "What they allowed to be shown.", "{on: 2026-10-02}"),
        Field("snooze", _DATE, "Do not remind me before this day.", "2027-01-15"),
        Field("pause", Boolean(), "Do not remind me at all.", "true"),
        Field("tags", _TEXTS, "Words of your own to find them by.", "[houston]"),
    ),
    _SWITCHES,
)

PERSON_FILE = Record(
    "a person",
    (
        *PERSON.fields,
        Field(
            "notes", _LONG, "Notes, in Markdown; in a .yml file only.", "Wants to leave by spring."
        ),
        Field(
            "log",
            ListOf(_LONG),
            "Log lines; in a .yml file only.",
            "['2026-11-03 call: moving in spring']",
        ),
    ),
    _SWITCHES,
)

_ANSWER = Record(
    "an answer",
    (
        Field("on", _DATE, "The day of the answer.", "2026-11-03"),
        Field("said", Choice(("yes", "no", "later")), "What they said.", "yes", required=True),
    ),
)

_OUTCOME = Record(
    "outcome",
    (
        Field("on", _DATE, "When you heard.", "2026-12-01"),
        Field(
            "was",
            Choice(("useful", "pleasant", "nothing", "unknown")),
            "What came of it.",
            "useful",
            required=True,
        ),
        Field("note", _TEXT, "In a line.", "she is advising them"),
    ),
)

_SET_ASIDE = Record(
    "set_aside",
    (
        Field("on", _DATE, "The day you set it aside.", "2026-11-22", required=True),
        Field("because", _TEXT, "Why; for you.", "two rivals in a small town"),
        Field("until", _DATE, "Until when; without it, for good.", "2027-06"),
    ),
)

INTRODUCTION = Record(
    "an introduction",
    (
        Field("between", ListOf(_NAME), "The two people.", "[ada-byrne, bo-chen]", required=True),
        Field("because", MapOf(_NAME, _TEXT), "A reason for each side.", "{ada-byrne: …}"),
        Field("asked_by", _TEXT, "Who asked for it: a person, `me`, or a request's id.", "me"),
        Field("asked", MapOf(_NAME, _DATE), "When you asked each.", "{ada-byrne: 2026-11-02}"),
        Field("answered", MapOf(_NAME, _ANSWER), "What each said.", "{bo-chen: {said: yes}}"),
        Field(
            "nudged", MapOf(_NAME, _DATE), "When you asked a second time.", "{bo-chen: 2026-11-12}"
        ),
        Field("made", _DATE, "The day you introduced them.", "2026-11-04"),
        Field("met", _DATE, "The day they met.", "2026-11-12"),
        Field("outcome", _OUTCOME, "What came of it.", "{on: 2026-12-01, was: useful}"),
        Field("thanked", _DATE, "The day thanks were said.", "2026-12-02"),
        Field("set_aside", _SET_ASIDE, "Not these two.", "{on: 2026-11-22, until: 2027-06}"),
    ),
)

REQUEST = Record(
    "a request",
    (
        Field(
            "id", _TEXT, "Its id; the file's stem when it is not there.", "2026-11-21-zoe-7f3a9c"
        ),
        Field("kind", Choice(("connect", "introduction")), "What is asked for.", "connect"),
        Field("received", _DATE, "The day it came in.", "2026-11-21"),
        Field(
            "from",
            Record(
                "from",
                (
                    Field("name", _TEXT, "Their name.", "Zoe Muller"),
                    Field("email", _TEXT, "Their address.", "zoe@example.org"),
                ),
            ),
            "Who wrote.",
        ),
        Field("via", _TEXT, "The link or page it came by.", "talk-may"),
        Field("how_found", _LONG, "How they found you.", "your talk in May"),
        Field("why", _LONG, "Why they want to connect."),
        Field("ask", _LONG, "What would be a good outcome."),
        Field("offer", _LONG, "What they can offer in return."),
        Field("wants", _LONG, "Whom they want to meet."),
        Field("why_them", _LONG, "Why that person."),
        Field("for_them", _LONG, "What is in it for that person."),
        Field("forwardable", _LONG, "Text that can be forwarded as it is."),
        Field("rest", _LONG, "What else stood in the mail."),
        Field("language", _TEXT, "The language it was written in.", "en"),
        Field(
            "source",
            Record(
                "source",
                (
                    *(
                        Field(key, _TEXT, about)
                        for key, about in (
                            ("type", "How it came: mail, form, paste."),
                            ("message_id", "The mail's Message-ID."),
                            ("digest", "A digest of the text."),
                            ("note", "The id that the form gave it."),
                        )
                    ),
                    Field("earlier", _TEXTS, "What former copies of it were known by."),
                ),
            ),
            "Where it came from.",
        ),
        Field("flags", _TEXTS, "Signs to look at, such as `honeypot`.", "[too-fast]"),
        Field("thread", _TEXT, "The id of the request it goes on from."),
        Field("revision", Number(1), "Which copy of it this is.", "2"),
        Field("revised", _DATE, "The day the newest copy was filed.", "2026-11-28"),
        Field("before", _TEXTS, "What former copies said where this one says something else."),
        Field(
            "decision",
            Record(
                "decision",
                (
                    Field("on", _DATE, "When you decided.", "2026-11-22"),
                    Field(
                        "was",
                        Choice(("accepted", "declined", "redirected", "more")),
                        "What you decided.",
                        "accepted",
                        required=True,
                    ),
                    Field("reason", _TEXT, "Why."),
                    Field("reply", _LONG, "What you answered."),
                    Field("until", _DATE, "Until when, for `not now`."),
                    Field("person", _NAME, "Whose file came of it.", "zoe-muller"),
                ),
            ),
            "What you decided.",
        ),
    ),
)
