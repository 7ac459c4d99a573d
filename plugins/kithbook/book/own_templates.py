"""The owner's own words for a message, `templates/ask.en.md`, checked against what it can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kithbook.language.folders import MODEL, Part, languages, texts
from kithbook.text.problems import Location, Problem
from kithbook.text.slots import slots
from kithbook.text.source import Source, read_source
from kithbook.text.words import did_you_mean

FOLDER = "templates"
_PARTS: tuple[Part, ...] = ("replies", "drafts")
_ENDINGS = (".md", ".txt")
_BRACES = re.compile(r"\{[^{}\n]*\}")
_SUBJECT = re.compile(r"\s*Subject:[ \t]*(?P<subject>[^\n]*)\n", re.IGNORECASE)
_COMMANDS = (("accepted", "accept"), ("declined", "decline"), ("redirected", "redirect"))
_EVERYWHERE: Mapping[Part, frozenset[str]] = {
    "replies": frozenset(("thanks", "yes", "channel", "noted", "free", "own", "requester")),
    "drafts": frozenset(("first", "name")),
}
_NEEDED = frozenset(
    ("missing", "until", "to", "requester", "why", "why_other", "quoted", "add", "other_at")
)


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """The words of one message between greeting and closing; an empty subject is ours."""

    text: str
    subject: str = ""


class _Known(NamedTuple):
    """Under which key our words of a message stand, and the slots that it may and must have."""

    key: str
    may: frozenset[str]
    must: frozenset[str]


def read_templates(root: Path, problems: list[Problem]) -> Mapping[str, OwnTemplate]:
    """The templates of a book by `key.language`, those without a fault; faults are added."""
    folder = root / FOLDER
    found: dict[str, OwnTemplate] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") or path.stem.lower() == "readme":
            continue
        name, _, code = path.name.removesuffix(path.suffix).rpartition(".")
        known = _messages().get(name)
        if known is None or code not in languages("replies") or path.suffix not in _ENDINGS:
            problems.append(_unknown(path.name, name, code))
            continue
        source = read_source(root, path)
        faults = [source] if isinstance(source, Problem) else list(_faults(source, known))
        problems += faults
        if isinstance(source, Source) and not faults:
            found[f"{known.key}.{code}"] = _template(source.text)
    return found


@cache
def _messages() -> Mapping[str, _Known]:
    """Every message by the name of its file."""
    found = {}
    for part in _PARTS:
        for key, text in texts(MODEL, part).items():
            if "\n" in text and not key.startswith("call_"):
                name = key
                for said, command in _COMMANDS:
                    name = name.replace(said, command)
                ours = slots(text)
                found[name] = _Known(key, ours | _EVERYWHERE[part], ours & _NEEDED)
    return found


def _template(text: str) -> OwnTemplate:
    headed = _SUBJECT.match(text.removeprefix("\ufeff"))
    body = text.removeprefix("\ufeff")[headed.end() if headed else 0 :]
    return OwnTemplate(body.strip(), headed["subject"].strip() if headed else "")


def _faults(source: Source, known: _Known) -> Iterator[Problem]:
    body = _template(source.text).text
    if not body:
        yield source.problem(
            0, "empty-file", "The template holds no words", "Write some, or delete it"
        )
        return
    there = list(_BRACES.finditer(source.text))
    for found in there:
        if found.group()[1:-1] not in known.may:
            slot = found.group()[1:-1]
            may = ", ".join(f"{{{one}}}" for one in sorted(known.may))
            yield source.problem(
                found.start(),
                "unknown-slot",
                f"Nothing can be put into {found.group()} here",
                did_you_mean(slot, known.may) or f"This message has {may}",
            )
    for slot in sorted(known.must - slots(body)):
        message = f"The template has no {{{slot}}}, which the message needs"
        yield source.problem(0, "missing-slot", message, f"Write {{{slot}}} where it belongs")


def _unknown(file: str, name: str, code: str) -> Problem:
    codes = ", ".join(languages("replies"))
    if name in _messages():
        hint = f"End it on one of these languages and on .md: {codes}"
    else:
        every = f"Call it MESSAGE.LANGUAGE.md, with one of {', '.join(_messages())}"
        hint = did_you_mean(name or code, _messages()) or every
    message = f'Nothing is written from a file called "{file}"'
    return Problem(Location(f"{FOLDER}/{file}"), "unknown-template", message, hint)
