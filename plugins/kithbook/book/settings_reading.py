"""What `kithbook.yml` says, key by key; what cannot be read is told, and keeps its default."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from kithbook.book.cut_remarks import cut_by_hash, with_sunk_lines
from kithbook.book.merges import SourceVersions, versions_of
from kithbook.book.model import Phrase, Settings
from kithbook.book.reading import Reading
from kithbook.book.record_values import Values
from kithbook.book.settings import CIRCLES, DEFAULTS, FILE
from kithbook.book.settings_schema import SETTINGS
from kithbook.book.torn_keys import keys_in_parts
from kithbook.language.folders import base, languages
from kithbook.language.small_words import by_language, small_words
from kithbook.text.addresses import several_addresses
from kithbook.text.dates import PartialDate, Span
from kithbook.text.editors import opens_in_editor
from kithbook.text.problems import Problem
from kithbook.text.source import Keys, Scalar, Source, blank_controls, compose, read_source
from kithbook.text.words import fold

_LETTERS = len("US")
_SEVERAL = re.compile(r"\s*;\s*|,\s+(?=\S+$|\S+,)")


def read_settings_of(root: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings of a book with what is wrong with them, read from their file."""
    path = root / FILE
    source = read_source(root, path)
    if isinstance(source, Source):
        return read_settings(source)
    if source.code == "unfinished-merge":
        found = versions_of(root, path)
        return _of_merge(found), (source, *found.further)
    return DEFAULTS, () if source.code == "empty-file" else (source,)


def _of_merge(found: SourceVersions) -> Settings:
    """The settings of one side, with the words of both; what lets something out stands in both."""
    ours, theirs, both = (read_settings(source)[0] for source in found[:3])
    return replace(
        ours,
        circles=tuple({**dict(theirs.circles), **dict(ours.circles)}.items()),
        kinds=tuple({**dict(theirs.kinds), **dict(ours.kinds)}.items()),
        people_except=both.people_except,
        private_remotes=both.private_remotes,
        publish_to=both.publish_to,
        publish_git=both.publish_git,
        publish_branch=both.publish_branch,
        disclose_introductions=both.disclose_introductions,
        disclose_allow=both.disclose_allow,
        disclose_files=both.disclose_files,
        commit=both.commit,
    )


def read_settings(source: Source) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings of a file; what cannot be read keeps its default and is reported."""
    clean, problems = blank_controls(source)
    bounds = (int(clean.text.startswith("\ufeff")), len(clean.text))
    keys, found = compose(clean, *bounds)
    if keys is None:
        keys, found, _ = keys_in_parts(clean, bounds, found)
    found = (*found, *cut_by_hash(clean, keys, *bounds, found))
    found = with_sunk_lines(found, clean, keys, bounds)
    reading = Reading(clean)
    values = SETTINGS.read_keys(keys, reading)
    settings = replace(_settings(values, reading), unread=tuple(_unread(values, keys, clean)))
    return settings, (*problems, *found, *reading.problems)


def _unread(values: Values, keys: Keys, source: Source) -> Iterator[tuple[str, str]]:
    """The circles and kinds whose value cannot be read; without a name where none of them can."""
    there = {name.text for name, _ in keys.pairs}
    for key in ("circles", "kinds"):
        if key not in there and re.search(rf"^{key}[ \t]*:", source.text, re.MULTILINE):
            yield key, ""
        read = {name for name, _ in values.pairs(key, str, object)}
        node = values.node(key)
        names = [name for name, _ in node.pairs] if isinstance(node, Keys) else []
        names += [one for one in getattr(node, "nodes", ()) if isinstance(one, Scalar)]
        yield from ((key, name.text) for name in names if name.text not in read)


def _settings(values: Values, reading: Reading) -> Settings:
    budgets, retention = values.one("budgets", Values), values.one("retention", Values)
    coach, disclose, publish = (values.one(one, Values) for one in ("coach", "disclose", "publish"))
    return Settings(
        today=_today(values, reading),
        language=_language(values, reading),
        sign_off=values.text("sign_off"),
        addresses=_addresses(values, reading),
        calls=values.text("calls"),
        needs=values.many("needs", Phrase),
        phone_region=_region(values, reading),
        circles=values.pairs("circles", str, Span) or CIRCLES,
        capacity=values.one("capacity", int),
        shortlist=values.one("shortlist", int, DEFAULTS.shortlist),
        warm_up=values.one("warm_up", bool, DEFAULTS.warm_up),
        young_ties=values.one("young_ties", bool, DEFAULTS.young_ties),
        introductions_per_quarter=budgets.one("per_quarter", int) if budgets else None,
        introductions_per_need=_count(budgets, "per_need", DEFAULTS.introductions_per_need),
        keep_declined=_count(retention, "declined", DEFAULTS.keep_declined),
        keep_expired=_count(retention, "expired", DEFAULTS.keep_expired),
        kinds=_kinds(values),
        weak_tie=(coach.text("weak_tie") if coach else "") or DEFAULTS.weak_tie,
        max_words=_count(coach, "max_words", DEFAULTS.max_words),
        people_except=_excepted(values, reading),
        links_by_id=values.text("links") == "id",
        synonyms=tuple(
            (word, tuple(str(same) for same in words))
            for word, words in values.pairs("synonyms", str, tuple)
        ),
        private_remotes=_remotes(values, reading),
        publish_to=publish.text("to") if publish else "",
        publish_git=publish.text("git") if publish else "",
        publish_branch=(publish.text("branch") if publish else "") or DEFAULTS.publish_branch,
        disclose_introductions=disclose.text("introductions") if disclose else "",
        disclose_allow=disclose.many("allow", str) if disclose else (),
        disclose_files=disclose.many("files", str) if disclose else (),
        commit=values.one("commit", bool, DEFAULTS.commit),
        incremental=values.one("incremental", bool, DEFAULTS.incremental),
        editor=_editor(values, reading),
    )


def _kinds(values: Values) -> tuple[tuple[str, bool], ...]:
    pairs = values.pairs("kinds", str, str)
    return tuple((kind.lower(), counts == "contact") for kind, counts in pairs)


def _count(values: Values | None, key: str, default: int) -> int:
    return values.one(key, int, default) if values else default


def _language(values: Values, reading: Reading) -> str:
    """The language of drafts; one that no letter is written in is told, with the code meant."""
    said = values.text("language")
    known = languages("drafts")
    if not said or base(said) in known:
        return said or DEFAULTS.language
    meant = [code for code in known if fold(said) in small_words(code, "called")]
    hint = f"Write {meant[0]}" if len(meant) == 1 else f"Take one of {', '.join(known)}"
    message = f'"{said}" is no code of a language that letters are written in'
    reading.report(values.offset("language"), "bad-choice", message, hint)
    return meant[0] if len(meant) == 1 else said


def _region(values: Values, reading: Reading) -> str:
    """The country of numbers without one, in two letters."""
    said = values.text("phone_region").upper()
    if not said or (len(said) == _LETTERS and _is_region(said)):
        return said
    message = f'"{values.text("phone_region")}" is no code of a country, so numbers have none'
    meant = _country_named(said)
    hint = f"Write {meant or 'the two letters of the country, as in its web addresses'}"
    reading.report(values.offset("phone_region"), "bad-choice", message, hint)
    return ""


def _is_region(code: str) -> bool:
    """Whether two letters are those of a country that has numbers."""
    # Loading the library costs more than all else that reading does; it has a file a country.
    library = find_spec("phonenumbers")
    place = library.origin if library else None
    return place is None or Path(place).with_name("data").joinpath(f"region_{code}.py").is_file()


def _country_named(said: str) -> str:
    """The two letters of a country by one of its names; empty for one that is not known."""
    wanted = fold(said).replace(" ", "_")
    for words in by_language("countries").values():
        for code, *names in (word.split("/") for word in words):
            if wanted in map(fold, names):
                return code
    return ""


def _addresses(values: Values, reading: Reading) -> tuple[str, ...]:
    """The owner's addresses; several in one text are told, and read."""
    said = values.many("addresses", str)
    parts = tuple(part for one in said for part in several_addresses(one) or [one])
    _tell_parts(values, reading, "addresses", said, parts)
    return parts


def _remotes(values: Values, reading: Reading) -> tuple[str, ...]:
    """The remotes for private folders; one text that may be several is told, and none of them."""
    said = values.many("private_remotes", str)
    parts = tuple(part for one in said for part in re.split(r"[\s,;]+", one) if part)
    _tell_parts(values, reading, "private_remotes", said, parts)
    return said


def _tell_parts(
    values: Values, reading: Reading, key: str, said: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    if len(parts) > len(said):
        message = f"This is one name to the book, and may be {len(parts)}"
        hint = f"Write {key}: [{', '.join(parts)}]"
        reading.report(values.offset(key), "one-text", message, hint)


def _excepted(values: Values, reading: Reading) -> tuple[str, ...]:
    """The names and patterns of files that are no person; of several in one text each."""
    said = values.many("people_except", str)
    node = values.node("people_except")
    text = reading.source.text[node.start : node.end] if isinstance(node, Scalar) else ""
    parts = tuple(part for one in said for part in _SEVERAL.split(one) if part)
    if "\n" in text.strip() and len(said) == 1:
        parts = tuple(line.strip() for line in text.splitlines() if line.strip())
    if len(parts) > len(said):
        message = f"This is one name to the book, and is read as {len(parts)}"
        hint = f"Write people_except: [{', '.join(parts)}]"
        reading.report(values.offset("people_except"), "one-text", message, hint)
    return tuple(f"{part}*" if part.endswith("/") else part for part in parts)


def _editor(values: Values, reading: Reading) -> str:
    address = values.text("editor")
    if not address or opens_in_editor(address):
        return address
    reading.report(
        values.offset("editor"),
        "bad-editor",
        f'"{address}" is not an address that opens an editor, so pages link to none',
        "Write vscode://file/{path}:{line}, or that of another editor",
    )
    return ""


def _today(values: Values, reading: Reading) -> date | None:
    pinned = values.one("today", PartialDate)
    if pinned and pinned.exact is None:
        reading.report(
            values.offset("today"), "bad-date", f'"{pinned}" is not one day', "Write 2026-11-22"
        )
    return pinned.exact if pinned else None
