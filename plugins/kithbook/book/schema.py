"""The keys of every kind of file in a book: one source for reading, checking, documenting."""

from __future__ import annotations

from kithbook.book.circle_type import Circle
from kithbook.book.foreign_words import OF_A_PERSON
from kithbook.book.lists_and_maps import ListOf, MapOf
from kithbook.book.phrase_keys import PhraseType
from kithbook.book.records import Key, Record
from kithbook.book.tie_words import tie_hint
from kithbook.book.types import Boolean, Date, Death, Name, Number, OneOf, SpanOfTime, Text
from kithbook.book.yaml_log import LogLines

ACCOUNTS = {
    "whatsapp": "+1 713 555 0142",
    "telegram": "ada_byrne",
    "matrix": "'@ada:example.org'",
    "bluesky": "ada.example.org",
    "github": "ada-byrne",
    "instagram": "ada.byrne",
}
"""Further ways to reach somebody that are known, each with an example."""
REACH_KEYS = ("email", "phone", "linkedin", "web", "mastodon", "signal", "address", *ACCOUNTS)
PREFER = (*REACH_KEYS, "message", "video", "letter", "visit")
SHOWS = ("introduce", "public", "name", "link", "photo", "number")

_QUIET = Boolean(held=True)
_TEXT, _LONG, _DATE, _NAME = Text(), Text(long=True), Date(), Name()
_TEXTS = ListOf(_TEXT)
_ANY, _A_DAY = ".+", r"[\d-]+"
"""What a text has to look like to stand alone for one key of a record."""
_PHRASES = ListOf(PhraseType(), sentences=True)

MET = Record(
    "met",
    (
        Key("on", _DATE, "When you met, as far as you know.", "2019-05"),
        Key("where", _TEXT, "Where you met.", "speakers' chapter dinner"),
        Key("through", _NAME, "Who brought you together.", "bo-chen"),
        Key("how", _TEXT, "How it came about.", "argued about fajitas and bicycles"),
    ),
    alone=(("on", _A_DAY),),
    outside=OF_A_PERSON,
)

REACH = Record(
    "reach",
    (
        Key("email", _TEXTS, "E-mail address, one or several.", "ada@example.org"),
        Key("phone", _TEXTS, "Telephone number with its country.", "+1 713 555 0142"),
        Key("linkedin", _TEXT, "LinkedIn name, the part after /in/.", "ada-byrne"),
        Key("web", _TEXT, "A web page of theirs.", "https://ada.example.org"),
        Key("mastodon", _TEXT, "Fediverse address.", "'@ada@example.org'"),
        Key("signal", _TEXT, "Signal name or number.", "ada.42"),
        Key("address", _LONG, "Postal address.", "12 Elm Road, Houston"),
        *(Key(key, _TEXTS, "Name or number there.", example) for key, example in ACCOUNTS.items()),
        Key("prefer", OneOf(PREFER), "What they like best.", "phone"),
    ),
    others=_TEXTS,
    alone=(
        ("email", r"[^\s@]+@[^\s@]+"),
        ("phone", r"\+?[\d ()./-]{5,}"),
        ("web", r"https?://\S+"),
    ),
    outside=OF_A_PERSON,
)

INTRODUCE = Record(
    "introduce",
    (
        Key("to", _TEXT, "To whom you would gladly introduce them.", "founders", required=True),
        Key("because", _TEXT, "Why; for you, never shown.", "she has done it twice"),
        Key("public", _TEXT, "The exact words for the public page; needs consent.", "An HR lead"),
    ),
    alone=(("to", _ANY),),
)

ASK = Record(
    "ask",
    (
        Key(
            "policy",
            OneOf(("ask", "just-send", "never"), held="never"),
            "Whether they want to be asked before an introduction.",
            "ask",
        ),
        Key("per_quarter", Number(), "How many introductions a quarter are enough.", "2"),
    ),
    alone=(("policy", _ANY),),
)

TIE = Record(
    "ties",
    (
        Key("to", Name(instead=tie_hint), "The other person.", "bo-chen", required=True),
        Key("kind", _TEXT, "What they are to this person.", "former colleague"),
        Key("since", _DATE, "Since when.", "2015"),
    ),
    alone=(("to", _ANY),),
)

AGREED = Record(
    "agreed",
    (
        Key("on", _DATE, "The day of the consent they belong to.", "2026-10-02", required=True),
        Key("to", _TEXTS, "The words themselves, one text or several.", "[A fine editor]"),
        Key("digest", _TEXT, "Of the day and the words; kith writes it.", "5b1f02c9"),
    ),
    own_keys=False,
)

CONSENT = Record(
    "consent",
    (
        Key("on", _DATE, "The day they agreed.", "2026-10-02", required=True),
        Key("by", _TEXT, "How they told you.", "e-mail"),
        Key("shows", ListOf(OneOf(SHOWS), single=False), "What may be shown.", "[introduce]"),
        Key("until", _DATE, "Until when it holds.", "2027-10"),
        Key("withdrawn", _DATE, "The day they took it back; its presence ends it.", "2026-11-01"),
        Key("agreed", AGREED, "The words agreed to.", "{on: 2026-10-02, to: [A fine editor]}"),
    ),
    own_keys=False,
)

REMEMBERED = Record(
    "dates",
    (
        Key(
            "on",
            Date(yearless=True, born=True),
            "The day, with or without its year.",
            "--06-12",
            required=True,
        ),
        Key("what", _TEXT, "What it is.", "wedding day", required=True),
    ),
    alone=(("on", _A_DAY),),
)

_SWITCHES = ("private", "draft", "hidden", "unlisted", "published", "publish", "secret", "visible")

PERSON = Record(
    "a person",
    (
        Key("name", _TEXT, "The full name; else a heading or the file's name is it.", "Ada Byrne"),
        Key("aliases", _TEXTS, "Other names that lead to this person.", "[Ada]"),
        Key("greet", _TEXT, "What stands after Dear in a letter to them.", "Thủy"),
        Key("circle", Circle(), "How close you are; sets how often you keep in touch.", "close"),
        Key("every", SpanOfTime(), "How often, instead of the circle's cadence.", "6 weeks"),
        Key(
            "vouch",
            OneOf(("gladly", "carefully", "no")),
            "Would you put your name on an introduction?",
            "gladly",
        ),
        Key("role", _TEXT, "What they do.", "Head of People"),
        Key("org", _TEXT, "Where they do it.", "Fernway"),
        Key("place", _TEXT, "Where they live.", "Houston"),
        Key("met", MET, "How you met.", "{on: 2019-05, through: bo-chen}"),
        Key("reach", REACH, "Ways to reach them.", "{email: ada@example.org, prefer: phone}"),
        Key(
            "born",
            Date(yearless=True, born=True),
            "Birthday, with or without its year; a month alone is `--07`.",
            "--07-14",
        ),
        Key(
            "dates",
            ListOf(REMEMBERED),
            "Other days to remember.",
            "[{on: --06-12, what: wedding day}]",
        ),
        Key("died", Death(), "When they died; the page stays, nothing is asked.", "2026-03-04"),
        Key("languages", _TEXTS, "Languages you share.", "[en, de]"),
        Key("interests", _PHRASES, "What they care about.", "[bicycles, game shows]"),
        Key("knows", _PHRASES, "What they know well.", "[compensation and benefits]"),
        Key("needs", _PHRASES, "What they look for.", "[{what: a CFO, since: 2026-09-01}]"),
        Key("offers", _PHRASES, "What they are glad to give.", "[salary benchmarking]"),
        Key(
            "introduce",
            ListOf(INTRODUCE),
            "Introduction offers: to whom you would gladly introduce them.",
            "[{to: founders, because: she has done it twice}]",
        ),
        Key("ask", ASK, "What they want before an introduction.", "{policy: ask}"),
        Key("ties", ListOf(TIE), "Standing relations to others.", "[{to: bo-chen, kind: sister}]"),
        Key("public", _TEXT, "What may be said of them by name; needs consent.", "A fine editor"),
        Key("consent", CONSENT, "What they allowed to be shown.", "{on: 2026-10-02}"),
        Key("snooze", _DATE, "Do not remind me before this day.", "2027-01-15"),
        Key(
            "pause",
            Boolean(held=True),
            "Quiet: no reminder, birthday, suggestion or draft.",
            "true",
        ),
        Key(
            "assistants",
            OneOf(("yes", "no"), held="no"),
            "Whether assistants may read of them through kith agent.",
            "no",
        ),
        Key("tags", _TEXTS, "Words of your own to find them by.", "[houston]"),
    ),
    _SWITCHES,
)

PERSON_FILE = Record(
    "a person",
    (
        *PERSON.fields,
        Key(
            "notes", _LONG, "Notes, in Markdown; in a .yml file only.", "Wants to leave by spring."
        ),
        Key(
            "log",
            LogLines(),
            "Log lines; in a .yml file only.",
            "['2026-11-03 call: moving in spring']",
        ),
    ),
    _SWITCHES,
)

_ANSWER = Record(
    "an answer",
    (
        Key("on", _DATE, "The day of the answer.", "2026-11-03"),
        Key("said", OneOf(("yes", "no", "later")), "What they said.", "yes", required=True),
        Key("words", _TEXT, "In their own words.", "gladly, after Easter"),
    ),
    alone=(("said", _ANY),),
)

_CODES = Record(
    "codes",
    (
        Key("ask", _TEXTS, "Whether they want it; the last one counts.", "K7QM-CXWD-D9TV"),
        Key("met", _TEXTS, "Whether the two met.", "T4HC-N8PW-J2KR"),
        Key("outcome", _TEXTS, "What came of it.", "V6XD-M3RF-C7QH"),
    ),
    own_keys=False,
)

_OUTCOME = Record(
    "outcome",
    (
        Key("on", _DATE, "When you heard.", "2026-12-01"),
        Key(
            "was",
            OneOf(("useful", "pleasant", "nothing", "unknown")),
            "What came of it.",
            "useful",
            required=True,
        ),
        Key("note", _TEXT, "In a line.", "she is advising them"),
    ),
    alone=(("was", _ANY),),
)

_SET_ASIDE = Record(
    "set_aside",
    (
        Key("on", _DATE, "The day you set it aside.", "2026-11-22", required=True),
        Key("because", _TEXT, "Why; for you.", "two rivals in a small town"),
        Key("until", _DATE, "Until when; without it, for good.", "2027-06"),
    ),
    alone=(("on", _A_DAY),),
)

INTRODUCTION = Record(
    "an introduction",
    (
        Key(
            "between",
            ListOf(_NAME, single=False, joined=True),
            "The two people.",
            "[ada-byrne, bo-chen]",
            required=True,
        ),
        Key("because", MapOf(_NAME, _TEXT), "A reason for each side.", "{ada-byrne: …}"),
        Key("asked_by", _TEXT, "Who asked for it: a person, `me`, or a request's id.", "me"),
        Key("asked", MapOf(_NAME, _DATE), "When you asked each.", "{ada-byrne: 2026-11-02}"),
        Key("answered", MapOf(_NAME, _ANSWER), "What each said.", "{bo-chen: {said: yes}}"),
        Key(
            "nudged", MapOf(_NAME, _DATE), "When you asked a second time.", "{bo-chen: 2026-11-12}"
        ),
        Key(
            "codes",
            MapOf(_NAME, _CODES),
            "By which the answers of each are known, one for each question; kith writes them.",
            "{bo-chen: {ask: K7QM-CXWD-D9TV}}",
        ),
        Key("made", _DATE, "The day you introduced them.", "2026-11-04"),
        Key("met", _DATE, "The day they met.", "2026-11-12"),
        Key("outcome", _OUTCOME, "What came of it.", "{on: 2026-12-01, was: useful}"),
        Key("thanked", _DATE, "The day thanks were said.", "2026-12-02"),
        Key("set_aside", _SET_ASIDE, "Not these two.", "{on: 2026-11-22, until: 2027-06}"),
    ),
)

REQUEST = Record(
    "a request",
    (
        Key("id", _TEXT, "Its id; the file's stem when it is not there.", "2026-11-21-zoe-7f3a9c"),
        Key("kind", OneOf(("connect", "introduction")), "What is asked for.", "connect"),
        Key("received", _DATE, "The day it came in.", "2026-11-21"),
        Key(
            "from",
            Record(
                "from",
                (
                    Key("name", _TEXT, "Their name.", "Zoe Muller"),
                    Key("email", _TEXT, "Their address.", "zoe@example.org"),
                ),
                alone=(("email", r"[^\s@<>]+@[^\s@<>]+"), ("name", r"[^@<>]+")),
                parts=r"[\"']?(?P<name>[^\"<>@]+?)[\"']?\s*[<(](?P<email>[^\s@<>]+@[^\s@<>]+)[>)]",
            ),
            "Who wrote.",
        ),
        Key("via", _TEXT, "The link or page it came by.", "talk-may"),
        Key("how_found", _LONG, "How they found you.", "your talk in May"),
        Key("why", _LONG, "Why they want to connect."),
        Key("ask", _LONG, "What would be a good outcome."),
        Key("offer", _LONG, "What they can offer in return."),
        Key("wants", _LONG, "Whom they want to meet."),
        Key("why_them", _LONG, "Why that person."),
        Key("for_them", _LONG, "What is in it for that person."),
        Key("forwardable", _LONG, "Text that can be forwarded as it is."),
        Key("small", _LONG, "Their answer to the small question of your page."),
        Key("rest", _LONG, "What else stood in the mail."),
        Key("language", _TEXT, "The language it was written in.", "en"),
        Key(
            "source",
            Record(
                "source",
                (
                    *(
                        Key(key, _TEXT, about)
                        for key, about in (
                            ("type", "How it came: mail, form, paste."),
                            ("message_id", "The mail's Message-ID."),
                            ("digest", "A digest of the text."),
                            ("note", "The id that the form gave it."),
                        )
                    ),
                    Key("earlier", _TEXTS, "What former copies of it were known by."),
                ),
            ),
            "Where it came from.",
        ),
        Key("flags", _TEXTS, "Signs to look at, such as `honeypot`.", "[too-fast]"),
        Key("thread", _TEXT, "The id of the request it goes on from."),
        Key("revision", Number(1), "Which copy of it this is.", "2"),
        Key("revised", _DATE, "The day the newest copy was filed.", "2026-11-28"),
        Key("before", _TEXTS, "What former copies said where this one says something else."),
        Key(
            "decision",
            Record(
                "decision",
                (
                    Key("on", _DATE, "When you decided.", "2026-11-22"),
                    Key(
                        "was",
                        OneOf(("accepted", "declined", "redirected", "more")),
                        "What you decided.",
                        "accepted",
                        required=True,
                    ),
                    Key("reason", _TEXT, "Why."),
                    Key("reply", _LONG, "What you answered."),
                    Key("until", _DATE, "Until when, for `not now`."),
                    Key("person", _NAME, "Whose file came of it.", "zoe-muller"),
                ),
            ),
            "What you decided.",
        ),
    ),
)
