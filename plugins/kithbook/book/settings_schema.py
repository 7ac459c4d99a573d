"""The keys of kithbook.yml, the settings of a book."""

from __future__ import annotations

from kithbook.book.lists_and_maps import ListOf, MapOf
from kithbook.book.phrase_keys import PhraseType
from kithbook.book.records import Key, Record
from kithbook.book.types import Boolean, Date, Number, OneOf, SpanOfTime, Text
from kithbook.language.folders import languages

_TEXT, _LONG, _DATE = Text(), Text(long=True), Date()
_TEXTS = ListOf(_TEXT)
_COUNT = Number()
_NO_CADENCE = "Write 100 years, or delete it: who is in no circle is never asked for"
_SPOKEN = ", ".join(languages("drafts"))
SETTINGS = Record(
    "the settings",
    (
        Key("today", _DATE, "Pins the day, for a sample book.", "2026-11-22"),
        Key("language", _TEXT, f"The language of drafts ({_SPOKEN}).", "en"),
        Key("sign_off", _LONG, "How your letters end.", "Warmly, Nora"),
        Key(
            "addresses",
            _TEXTS,
            "Your own e-mail addresses, by which an import of mail tells what you wrote.",
            "[nora@example.org, nora@work.example.org]",
        ),
        Key("calls", _TEXT, "When you like to telephone.", "weekday mornings"),
        Key(
            "needs",
            ListOf(PhraseType(), sentences=True),
            "What you yourself look for.",
            "[{what: a berth for a small boat, until: 2027-05}]",
        ),
        Key("phone_region", _TEXT, "Country of numbers without one.", "US"),
        Key(
            "circles",
            MapOf(_TEXT, SpanOfTime(never=_NO_CADENCE)),
            "Circles and their cadence.",
            "{close: 30}",
        ),
        Key("capacity", _COUNT, "How many times a day you can be in touch with somebody.", "3"),
        Key("shortlist", _COUNT, "How many people Today names, beside those of a warm-up.", "5"),
        Key(
            "warm_up",
            Boolean(),
            "Two easy notes on Today before one to somebody long silent; false for none.",
            "false",
        ),
        Key(
            "young_ties",
            Boolean(),
            "One follow-up on Today for somebody met lately, whatever the circle; false for none.",
            "false",
        ),
        Key(
            "budgets",
            Record(
                "budgets",
                (
                    Key(
                        "per_quarter",
                        _COUNT,
                        "Introductions that one person is asked for in a quarter.",
                        "2",
                    ),
                    Key("per_need", _COUNT, "How many introductions one need gets.", "2"),
                ),
            ),
            "How much to ask of people.",
        ),
        Key(
            "retention",
            Record(
                "retention",
                (
                    Key("declined", _COUNT, "Days a declined request is kept.", "90"),
                    Key("expired", _COUNT, "Days an expired request is kept.", "90"),
                ),
            ),
            "How long requests are kept.",
        ),
        Key(
            "kinds",
            MapOf(_TEXT, OneOf(("contact", "note"))),
            "Kinds of entry of your own.",
            "{walk: contact}",
        ),
        Key(
            "people_except",
            _TEXTS,
            "Files in people/ that are no person, as names or patterns.",
            "[Dashboard.md, archive/*]",
        ),
        Key(
            "links",
            OneOf(("name", "id")),
            "What kith writes in links: the name, or the id with the name beside it.",
            "id",
        ),
        Key(
            "coach",
            Record(
                "coach",
                (
                    Key(
                        "weak_tie",
                        OneOf(("stop", "hint", "off")),
                        "What to do about a weak tie, such as a group that both are in.",
                        "hint",
                    ),
                    Key("max_words", Number(20), "From how many words on a note is long.", "200"),
                ),
            ),
            "How the coach reads.",
        ),
        Key(
            "synonyms",
            MapOf(_TEXT, _TEXTS),
            "Words that mean the same to you.",
            "{cfo: [finance lead]}",
        ),
        Key(
            "disclose",
            Record(
                "disclose",
                (
                    Key(
                        "introductions",
                        _TEXT,
                        "Public words for how many introductions you made this year.",
                        "'{number} introductions made this year'",
                    ),
                    Key(
                        "allow",
                        _TEXTS,
                        "Names and words of the book that may stand on the public site.",
                        "[Ada Byrne]",
                    ),
                    Key(
                        "files",
                        _TEXTS,
                        "Files of the public site that may be there unread, as names or patterns.",
                        "['*.woff2', talks/one.mp3]",
                    ),
                ),
            ),
            "What the public site may show beside what people agreed to.",
        ),
        Key(
            "publish",
            Record(
                "publish",
                (
                    Key("to", _TEXT, "A folder, seen from the book.", "../site"),
                    Key("git", _TEXT, "A git remote: its name or address.", "origin"),
                    Key("branch", _TEXT, "The remote's branch for the site.", "gh-pages"),
                ),
                alone=(("to", r"(?:\.{1,2}|~)/\S.*"),),
            ),
            "Where kith publish puts the public site.",
        ),
        Key("private_remotes", _TEXTS, "Remotes that private folders may go to.", "[origin]"),
        Key("commit", Boolean(), "Make each writing command a git commit.", "false"),
        Key(
            "incremental",
            Boolean(),
            "Keep in `.kith/` what was read, so that the next command is quick; never in git.",
            "true",
        ),
        Key(
            "editor",
            _TEXT,
            "Address that opens a file, with {path} and {line}.",
            "vscode://file/{path}:{line}",
        ),
    ),
)
