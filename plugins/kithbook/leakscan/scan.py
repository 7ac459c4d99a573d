"""Looks for everything private in everything public."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import Path

from kithbook.book.settings import load_settings
from kithbook.disclosure.answers import read_answers
from kithbook.leakscan.allowed import Allowed, allowed_in
from kithbook.leakscan.built_site import Output, read_in_steps
from kithbook.leakscan.git_history import history_of
from kithbook.leakscan.locate import field_at, line_of, offset_of
from kithbook.leakscan.lookup import Lookup
from kithbook.leakscan.phrases import FoundPhrase, Phrases
from kithbook.leakscan.private_files import PrivateFile, private_files
from kithbook.leakscan.secret import Secret
from kithbook.leakscan.secrets import secrets_of
from kithbook.leakscan.verdict import Judge

MOST_HITS, MOST_LOOKED = 50, 400


@dataclass(frozen=True, slots=True)
class Hit:
    """Something private in the public site: where it stands there, and where it comes from.

    `offset` counts bytes, of the unpacked text where `inside` says so. `words` is filled for what
    is asked about, since the owner answers with them.
    """

    file: str
    offset: int
    inside: str
    kind: str
    path: str
    line: int
    field: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a scan did and found.

    `unread` names files of the site that nobody can look into, `unknown` private files that nobody
    can read, each with the reason; `absent` private folders that git knows and of which nothing is
    on this machine. `questions` stop nothing. `compared` counts private files, `people` those of
    people, `secrets` names, addresses, numbers and handles; phrases come on top.
    """

    files: int
    size: int
    secrets: int
    hits: tuple[Hit, ...] = ()
    more: int = 0
    unread: tuple[tuple[str, str], ...] = ()
    compared: int = 0
    people: int = 0
    unknown: tuple[tuple[str, str], ...] = ()
    absent: tuple[str, ...] = ()
    questions: tuple[Hit, ...] = ()
    more_questions: int = 0

    @property
    def clean(self) -> bool:
        """Whether the site may be published; a question does not stand in the way."""
        return not self.hits and not self.unread and not self.unknown


def scan(root: Path, site: Path, today: date) -> Report:
    """Scans a built site against a book; raises AirlockFault, OSError.

    It ends soon after the fiftieth hit, since a site with so many is built of what is private.
    """
    private, history = private_files(root), history_of(root)
    allowed = allowed_in(root, today, private.read)
    files = (*private.read, *private.by_name, *history.messages)
    steps = read_in_steps(site, allowed.masks)
    while True:
        output = next(steps)
        counted = _Counted(chain(secrets_of(files), history.secrets))
        found = tuple(_once_each(_enough(look(counted, files, output, allowed))))
        if output.whole or sum(one.verdict == "hit" for one in found) >= MOST_HITS:
            break
    texts = {file.path: file.text for file in files}
    hits = [one for one in found if one.verdict == "hit"]
    asked = [one for one in found if one.verdict == "question"]
    answered = read_answers(root)[0].unread
    return Report(
        files=output.files,
        size=output.size,
        secrets=counted.count,
        hits=tuple(_hit(one, texts) for one in hits[:MOST_HITS]),
        more=max(0, len(hits) - MOST_HITS),
        unread=tuple(_unread(output, load_settings(root).disclose_files)),
        compared=len(private.read),
        people=sum(file.firm for file in private.read),
        unknown=tuple(
            one for one in (*private.unknown, *history.missing) if one[0] not in answered
        ),
        absent=history.absent,
        questions=tuple(_question(one, texts) for one in asked[:MOST_HITS]),
        more_questions=max(0, len(asked) - MOST_HITS),
    )


def _unread(output: Output, meant: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What nobody can look into and the owner has not named, with what to do."""
    for name, reason in output.unread:
        last = name.rpartition("/")[2]
        if not any(fnmatchcase(one, pattern) for pattern in meant for one in (name, last)):
            listed = json.dumps(last, ensure_ascii=False)
            hint = f"list it under disclose: {{files: [{listed}]}} in kithbook.yml"
            yield name, f"{reason}. If it may be public, {hint}."


def look(
    secrets: Iterable[Secret], files: tuple[PrivateFile, ...], output: Output, allowed: Allowed
) -> Iterator[FoundPhrase]:
    """Everything private that stands in an output and may not, once for each private place."""
    judge, lookup = Judge(output, allowed, files), Lookup(output)
    phrases = Phrases(output, allowed, judge)
    seen: set[tuple[str, int, str, tuple[str, ...], str]] = set()
    for one in chain(
        _strings(secrets, lookup, judge), (one for file in files for one in phrases.of(file))
    ):
        secret = one.secret
        # A single word is counted in one of the readings, where another may have another word.
        word = secret.words if secret.kind == "word" else ()
        # One reading may raise a question where another, with an escape undone, has a hit.
        key = (secret.path, secret.at or secret.line, secret.kind, word, one.verdict)
        if key not in seen:
            seen.add(key)
            yield one


def _strings(secrets: Iterable[Secret], lookup: Lookup, judge: Judge) -> Iterator[FoundPhrase]:
    """Names, ids, addresses, numbers and handles."""
    for secret in secrets:
        place = lookup.find(secret)
        verdict = judge.of(secret, place) if place else ""
        if place and verdict:
            yield FoundPhrase(secret, place, verdict)


def _enough(found: Iterable[FoundPhrase]) -> Iterator[FoundPhrase]:
    """What was found until there are hits enough; questions are never in their way."""
    hits = 0
    for one in found:
        yield one
        hits += one.verdict == "hit"
        if hits >= MOST_LOOKED:
            return


def _once_each(found: Iterable[FoundPhrase]) -> Iterator[FoundPhrase]:
    """The first and longest account of each leak: a name may be in many private files.

    A question about a piece of a hit is answered with it; a hit within a question stays a hit.
    """
    told: set[tuple[str, str]] = set()
    rows: dict[str, set[str]] = defaultdict(set)
    every = tuple(found)
    for verdict in ("hit", "question"):
        weighed = [one for one in every if one.verdict == verdict]
        for one in weighed:
            rows[one.place.reading.file].add(one.place.sought)
        for one in weighed:
            file, sought = key = (one.place.reading.file, one.place.sought)
            longer = (row != sought and sought in row for row in rows[file])
            if key not in told and not any(longer):
                told.add(key)
                yield one


class _Counted:
    """Secrets on their way, counted."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        self._secrets = secrets
        self.count = 0

    def __iter__(self) -> Iterator[Secret]:
        for self.count, secret in enumerate(self._secrets, 1):  # noqa: B020 - the count is kept
            yield secret


def _question(found: FoundPhrase, texts: dict[str, str]) -> Hit:
    return replace(_hit(found, texts), words=" ".join(found.place.sought.split()))


def _hit(found: FoundPhrase, texts: dict[str, str]) -> Hit:
    secret, reading = found.secret, found.place.reading
    text = texts.get(secret.path, "")
    line = secret.line if secret.line > 0 else line_of(text, secret)
    return Hit(
        file=reading.file,
        offset=offset_of(reading, found.place.sought),
        inside=reading.sheet.inside,
        kind=secret.kind,
        path=secret.path,
        line=line,
        field=field_at(text, line) if text else "row",
    )
