"""Looks for everything private in everything public."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from itertools import chain, islice
from pathlib import Path

from kithbook.book.load import load_settings
from kithbook.leakscan.allowed import Allowed, allowed_in
from kithbook.leakscan.canon import row
from kithbook.leakscan.locate import field_at, line_of, offset_of
from kithbook.leakscan.output import Output, Reading, read_in_steps
from kithbook.leakscan.secrets import (
    LEAST_ALIAS,
    PrivateFile,
    Secret,
    lower_words,
    name_secrets,
    private_files,
    roster_secrets,
    secrets_in,
)

LEAST_WORDS, LEAST_LETTERS = 4, 20
LONG_WORDS = 8
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
    can read, each with the reason. `questions` stop nothing. `compared` counts private files, and
    `secrets` their names, addresses, numbers and handles; phrases come on top.
    """

    files: int
    size: int
    secrets: int
    hits: tuple[Hit, ...] = ()
    more: int = 0
    unread: tuple[tuple[str, str], ...] = ()
    compared: int = 0
    unknown: tuple[tuple[str, str], ...] = ()
    questions: tuple[Hit, ...] = ()
    more_questions: int = 0

    @property
    def clean(self) -> bool:
        """Whether the site may be published; a question does not stand in the way."""
        return not self.hits and not self.unread and not self.unknown


@dataclass(frozen=True, slots=True)
class Found:
    """A secret, the reading that holds it, and the row of words as it stands there."""

    secret: Secret
    reading: Reading
    sought: str


def scan(root: Path, site: Path, today: date) -> Report:
    """Scans a built site against a book; raises AirlockFault, Locked, OSError.

    It ends soon after the fiftieth hit, since a site with so many is built of what is private.
    """
    files = tuple(private_files(root))
    allowed = allowed_in(root, today, files)
    steps = read_in_steps(site, allowed.masks)
    while True:
        output, counted = next(steps), _Counted(secrets_of(root, files))
        every = look(counted, files, output, allowed)
        found = tuple(_once_each(islice(every, MOST_LOOKED)))
        if output.whole or len(found) >= MOST_HITS:
            break
    texts = {file.path: file.text for file in files}
    return Report(
        files=output.files,
        size=output.size,
        secrets=counted.count,
        hits=tuple(_hit(one, texts) for one in found[:MOST_HITS]),
        more=max(0, len(found) - MOST_HITS),
        unread=tuple(_unread(output, load_settings(root).disclose_files)),
        compared=len(files),
    )


def _unread(output: Output, meant: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What nobody can look into and the owner has not named, with what to do."""
    for name, reason in output.unread:
        last = name.rpartition("/")[2]
        if not any(fnmatchcase(one, pattern) for pattern in meant for one in (name, last)):
            listed = json.dumps(last, ensure_ascii=False)
            hint = f"list it under disclose: {{files: [{listed}]}} in kithbook.yml"
            yield name, f"{reason}. If it may be public, {hint}."


def secrets_of(root: Path, files: Iterable[PrivateFile]) -> Iterator[Secret]:
    """Every name, address, number and handle of a book."""
    return chain(name_secrets(root), _in_files(files), roster_secrets(root))


def look(
    secrets: Iterable[Secret], files: tuple[PrivateFile, ...], output: Output, allowed: Allowed
) -> Iterator[Found]:
    """Everything private that stands in an output and may not, once for each private place."""
    seen: set[tuple[str, int, str]] = set()
    phrases = (one for file in files for one in _phrases(file, output, allowed))
    for one in chain(_strings(secrets, output, allowed, files), phrases):
        key = (one.secret.path, one.secret.at or one.secret.line, one.secret.kind)
        if key not in seen:
            seen.add(key)
            yield one


def _once_each(found: Iterable[Found]) -> Iterator[Found]:
    """The first and longest account of each leak: a name may be in many private files."""
    every = tuple(found)
    rows: dict[str, list[str]] = defaultdict(list)
    for one in every:
        rows[one.reading.file].append(one.sought)
    told: set[tuple[str, str]] = set()
    for one in every:
        key = (one.reading.file, one.sought)
        longer = (row != one.sought and one.sought in row for row in rows[one.reading.file])
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


def _in_files(files: Iterable[PrivateFile]) -> Iterator[Secret]:
    for file in files:
        if not file.is_roster:
            yield from secrets_in(file)


def _strings(
    secrets: Iterable[Secret], output: Output, allowed: Allowed, files: tuple[PrivateFile, ...]
) -> Iterator[Found]:
    """Names, ids, addresses, numbers and handles."""
    for secret in secrets:
        if secret.kind == "phone":
            run = output.numbers.get(secret.words[0])
            reading = output.find(tuple(run.split())) if run else None
            excused = secret.words[0] in allowed.numbers
        else:
            run = row(secret.words)
            reading = output.find(secret.words) if secret.words else None
            excused = reading is not None and _excused(secret, allowed, files)
        if run and reading and not excused:
            yield Found(secret, reading, run)


def _excused(secret: Secret, allowed: Allowed, files: tuple[PrivateFile, ...]) -> bool:
    if allowed.covers(secret.words, page=not secret.firm):
        return True
    if not secret.firm and allowed.is_ours(secret.words):
        return True
    if len(secret.words) > 1 or "@" in secret.kind:
        return False
    return _is_common(secret.words[0], allowed, files)


def _is_common(word: str, allowed: Allowed, files: tuple[PrivateFile, ...]) -> bool:
    """Whether a single word could be anybody's: short, used as a word, or said in public anyhow."""
    return (
        len(word) < LEAST_ALIAS
        or allowed.covers((word,), page=True)
        or allowed.is_ours((word,))
        or lower_words(files, word)
    )


def _phrases(file: PrivateFile, output: Output, allowed: Allowed) -> Iterator[Found]:
    """Runs of a private file's words, and its words of letters and digits."""
    for stream in file.streams():
        for word in output.mixed.intersection(stream):
            secret = Secret("word", (word,), file.path, stream.index(word), line=-1)
            reading = output.find((word,))
            if reading and not allowed.covers((word,), page=True) and not allowed.is_ours((word,)):
                yield Found(secret, reading, row((word,)))
        fours = zip(stream, stream[1:], stream[2:], stream[3:], strict=False)
        if not file.is_roster and not output.fours.isdisjoint(fours):
            yield from _runs(file, stream, output, allowed)


def _runs(
    file: PrivateFile, stream: list[str], output: Output, allowed: Allowed
) -> Iterator[Found]:
    at, beyond = 0, len(stream) - LEAST_WORDS
    while at <= beyond:
        step = 1
        if tuple(stream[at : at + LEAST_WORDS]) in output.fours:
            sought = _window(stream, at)
            reading = output.find_phrase(sought) if sought else None
            quoted = reading is not None and reading.glued and row(sought) in allowed.quotes
            if (
                reading
                and not quoted
                and not _common_phrase(file, stream, at, sought, output, allowed)
            ):
                yield Found(
                    Secret("phrase", sought, file.path, at, file.firm, -1), reading, row(sought)
                )
                step = len(sought)
        at += step


def _window(stream: list[str], at: int) -> tuple[str, ...]:
    """The shortest phrase from a word on that is long enough to be nobody else's; or nothing."""
    letters = 0
    for end in range(at, len(stream)):
        letters += len(stream[end])
        if end - at + 1 >= LEAST_WORDS and letters >= LEAST_LETTERS:
            return tuple(stream[at : end + 1])
    return ()


def _common_phrase(
    file: PrivateFile,
    stream: list[str],
    at: int,
    sought: tuple[str, ...],
    output: Output,
    allowed: Allowed,
) -> bool:
    """Whether a phrase may stand there: a fact, a template's, or a short one of the page's own."""
    if allowed.covers(sought, page=False):
        return True
    long = tuple(stream[at : at + LONG_WORDS])
    whole = len(long) == LONG_WORDS and output.find_phrase(long) is not None
    if allowed.covers(sought, page=True) and (file.strangers or not whole):
        return True
    return allowed.is_ours(long if whole else sought)


def _hit(found: Found, texts: dict[str, str]) -> Hit:
    secret, reading = found.secret, found.reading
    text = texts.get(secret.path, "")
    line = secret.line if secret.line > 0 else line_of(text, secret)
    return Hit(
        file=reading.file,
        offset=offset_of(reading, found.sought),
        inside=reading.sheet.inside,
        kind=secret.kind,
        path=secret.path,
        line=line,
        field=field_at(text, line) if text else "row",
    )
