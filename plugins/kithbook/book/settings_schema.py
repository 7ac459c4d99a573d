"""The keys of kithbook.yml, the settings of a book."""

from __future__ import annotations

from kithbook.book.records import Field, ListOf, MapOf, Record
from kithbook.book.types import Boolean, Choice, Date, Number, SpanOfTime, Text
from kithbook.language.folders import languages

_TEXT, _LONG, _DATE = Text(), Text(long=True), Date()
_TEXTS = ListOf(_TEXT, single=True)
_COUNT = Number()
_SPOKEN = ", ".join(languages("drafts"))
SETTINGS = Record(
    "the settings",
    (
        Field("today", _DATE, "Pins the day, for a sample book.", "2026-11-22"),
        Field("language", _TEXT, f"The language of drafts ({_SPOKEN}).", "en"),
        Field("sign_off", _LONG, "How your letters end.", "Warmly, Nora"),
        Field("calls", _TEXT, "When you like to telephone.", "weekday mornings"),
        Field("phone_region", _TEXT, "Country of numbers without one.", "US"),
        Field("circles", MapOf(_TEXT, SpanOfTime()), "Circles and their cadence.", "{close: 30}"),
        Field("capacity", _COUNT, "Touches a day you can manage.", "3"),
        Field("shortlist", _COUNT, "How many people Today names.", "5"),
        Field(
            "budgets",
            Record(
                "budgets",
                (
                    Field("per_quarter", _COUNT, "Introductions a person and quarter.", "2"),
                    Field("per_need", _COUNT, "Suggestions a need.", "2"),
                ),
            ),
            "How much to ask of people.",
        ),
        Field(
            "retention",
            Record(
                "retention",
                (
                    Field("declined", _COUNT, "Days a declined request is kept.", "90"),
                    Field("expired", _COUNT, "Days an expired request is kept.", "90"),
                ),
            ),
            "How long requests are kept.",
        ),
        Field(
            "kinds",
            MapOf(_TEXT, Choice(("contact", "note"))),
            "Kinds of entry of your own.",
            "{walk: contact}",
        ),
        Field(
            "coach",
            Record(
                "coach",
                (
                    Field(
                        "weak_tie",
                        Choice(("stop", "hint", "off")),
                        "How to take a weak tie.",
                        "hint",
                    ),
                    Field("max_words", Number(20), "When a note is long.", "200"),
                ),
            ),
            "How the coach reads.",
        ),
        Field(
            "synonyms",
            MapOf(_TEXT, _TEXTS),
            "Words that mean the same to you.",
            "{cfo: [finance lead]}",
        ),
        Field(
            "disclose",
            Record(
                "disclose",
                (
                    Field(
                        "introductions",
                        _TEXT,
                        "Public words for how many introductions you made this year.",
                        "'{number} introductions made this year'",
                    ),
                    Field(
                        "allow",
                        _TEXTS,
                        "Names and words of the book that may stand on the public site.",
                        "[Ada Byrne]",
                    ),
                    Field(
                        "files",
                        _TEXTS,
                        "Files of the public site that may be there unread, as names or patterns.",
                        "['*.woff2', talks/one.mp3]",
                    ),
                ),
            ),
            "What the public site may show beside what people agreed to.",
        ),
        Field(
            "publish",
            Record(
                "publish",
                (
                    Field("to", _TEXT, "A folder, seen from the book.", "../site"),
                    Field("git", _TEXT, "A git remote: its name or address.", "origin"),
                    Field("branch", _TEXT, "The remote's branch for the site.", "gh-pages"),
                ),
            ),
            "Where kith publish puts the public site.",
        ),
        Field("private_remotes", _TEXTS, "Remotes that private folders may go to.", "[origin]"),
        Field("commit", Boolean(), "Make each writing command a git commit.", "false"),
        Field(
            "editor",
            _TEXT,
            "Address that opens a file, with {path} and {line}.",
            "vscode://file/{path}:{line}",
        ),
    ),
)
