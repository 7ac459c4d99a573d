"""What the history of git holds of somebody, and the rules that take it out, tried on all of it.

The history is the owner's, and nothing here writes it. Every version is read once: what is theirs
alone goes by its path, and in all others their words become somebody. What the rules leave is told.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kithbook.actions.forget_person import Forgotten, somebody_in
from kithbook.actions.former_words import FormerWords, is_of_people, is_roster, row_key
from kithbook.actions.history_needles import NOTHING, Needles, needles_of, single_needles
from kithbook.actions.history_rules import (
    KEPT,
    HistoryRule,
    carried_out,
    is_text,
    longer_names,
    subject_rule,
    word_rules,
)
from kithbook.book.file_steps import Gone
from kithbook.book.introductions_requests import read_introduction, read_request
from kithbook.book.network import Network, writes_as
from kithbook.book.reading import Reading
from kithbook.book.traces import Traces
from kithbook.text import git
from kithbook.text.addresses import address_key
from kithbook.text.repository_history import History, contents, read_history, sizes_of
from kithbook.text.source import Source, decode
from kithbook.text.words import fold

MOST_BYTES = 1_000_000_000
"""How much of a history is looked at, the newest first: some ten seconds to half a minute."""
LARGEST = 60_000_000
_ROUNDS = 4
_MOST_NAMESAKES = 20


@dataclass(frozen=True)
class HistoryHolds:
    """What the history has of somebody. Paths are those of the repository.

    `alone` are files that were theirs, `blobs` versions of theirs at paths that others have too;
    `changed` how many versions of other files the rules change; `words` what they were called and
    how they were reached before. `doubtful` are single words that no rule takes out, with the
    number of versions they stand in; `left` is what no rule reaches, `unseen` what was not read.
    """

    versions: int
    commits: int
    alone: tuple[str, ...]
    blobs: tuple[str, ...]
    rules: tuple[HistoryRule, ...]
    changed: Mapping[str, int]
    messages: int
    words: tuple[str, ...]
    doubtful: Mapping[str, int]
    left: tuple[str, ...]
    unseen: Mapping[str, int]
    is_whole: bool = True
    signed: tuple[str, ...] = ()
    subjects: tuple[HistoryRule, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the history has nothing of them."""
        return not (self.alone or self.blobs or self.changed or self.messages or self.left)


@dataclass
class _Search:
    root: Path
    prefix: str
    history: History
    plan: Forgotten
    former: FormerWords
    also: tuple[str, ...]
    somebody: str
    changed: Counter[str] = field(default_factory=Counter)
    doubtful: Counter[str] = field(default_factory=Counter)
    left: set[str] = field(default_factory=set)
    unseen: Counter[str] = field(default_factory=Counter)
    read: int = 0
    may_be: Needles = NOTHING

    @cached_property
    def paths(self) -> Mapping[str, frozenset[str]]:
        """Every path in the book that there ever was, with its versions."""
        found = self.history.paths()
        return {
            path.removeprefix(self.prefix): blobs
            for path, blobs in found.items()
            if path.startswith(self.prefix)
        }

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """The versions that are looked at, the newest first, and their bytes."""
        first: dict[str, str] = {}
        for one in self.history.changes:
            if one.blob and one.path.startswith(self.prefix):
                first.setdefault(one.blob, one.path)
        sizes = sizes_of(self.root, first)
        kept, held = {}, 0
        for blob, path in first.items():
            size = sizes.get(blob, LARGEST + 1)
            if size > LARGEST or held + size > MOST_BYTES:
                self.unseen[path] += 1
                continue
            kept[blob] = size
            held += size
        self.read = len(kept)
        return kept

    @cached_property
    def path_of(self) -> Mapping[str, str]:
        """A path in the book of each version; that of a person or an address book before others."""
        found: dict[str, str] = {}
        for path, blobs in self.paths.items():
            for blob in blobs:
                if blob not in found or is_of_people(path) or is_roster(path):
                    found[blob] = path
        return found

    def looked(self, blobs: Iterable[str]) -> Iterator[tuple[str, str, bytes]]:
        """Versions with their path in the book and their bytes."""
        sizes = {blob: self.sizes[blob] for blob in blobs if blob in self.sizes}
        for blob, raw in contents(self.root, sizes):
            yield self.path_of[blob], blob, raw

    def goes(self, path: str) -> bool:
        """Whether a path in the book has no file once they are forgotten."""
        return path in self.going or not os.path.lexists(self.root / path)

    @cached_property
    def going(self) -> frozenset[str]:
        return frozenset(step.path for step in self.plan.steps if isinstance(step, Gone))


def search_history(
    root: Path,
    network: Network,
    plan: Forgotten,
    also: tuple[str, ...] = (),
    keep: tuple[str, ...] = (),
) -> HistoryHolds:
    """What the history of a book in a repository has of somebody who is about to be forgotten."""
    prefix, somebody = git.ask(root, "rev-parse", "--show-prefix").text, somebody_in(network)
    who = network.people[plan.person]
    contacts = [one for one in network.contacts if one.person == who.id]
    kept = {row_key(one) for one in network.contacts if f"{one.at.path}:{one.at.line}" in keep}
    former = FormerWords(network, who, contacts, frozenset(kept))
    search = _Search(root, prefix, read_history(root), plan, former, also, somebody)
    _follow(search)
    taken = _taken_also(search)
    rules = (*former.rules.values(), *word_rules(
        former.traces, former.linked, taken, _names_of_others(network, who.id), somebody
    ))  # fmt: skip
    _try(search, rules, (*taken, *keep))
    return _held(search, rules)


def _names_of_others(network: Network, person: str) -> Iterator[str]:
    for one in network.people.values():
        if one.id != person:
            yield from (one.id, one.name, *one.aliases)
    yield from (one.name for one in network.contacts if one.person != person)


def _taken_also(search: _Search) -> tuple[str, ...]:
    """The single words that the owner named, but for those that others have in their names."""
    others = frozenset(_names_of_others(search.former.network, search.plan.person))
    return tuple(
        word for word in search.also if len(longer_names(others, (word,))) <= _MOST_NAMESAKES
    )


def _follow(search: _Search) -> None:
    """Follows their file back through its renames, and their words through all else."""
    former = search.former
    former.take_own(search.looked(_own(search)))
    people = [one for one in search.sizes if is_of_people(search.path_of[one])]
    rosters = [one for one in search.sizes if is_roster(search.path_of[one])]
    for _ in range(_ROUNDS):
        before, may_be = former.size, needles_of(former)
        fresh = (one for one in people if one not in former.blobs)
        former.take_people(one for one in search.looked(fresh) if may_be.in_version(one[2]))
        may_be = needles_of(former)
        former.take_rosters(
            (one for one in search.looked(rosters) if may_be.in_version(one[2])), may_be.in_text
        )
        if former.size == before:
            return


def _own(search: _Search) -> list[str]:
    """The versions of their own file, back through its renames, and no one else's at its path."""
    path = search.former.who.path
    at = {f"{search.prefix}{path}"} if path else set()
    found: dict[str, None] = {}
    for one in search.history.changes:
        if one.path not in at:
            continue
        if one.blob:
            found[one.blob] = None
        if one.was:
            at.add(one.was)
        if one.was or one.fresh:
            at.discard(one.path)
    return list(found)


def _try(search: _Search, rules: tuple[HistoryRule, ...], decided: tuple[str, ...]) -> None:
    """Tries the rules on every version, and notes what they change and what they leave."""
    former, traces = search.former, search.former.traces
    may_be = search.may_be = needles_of(former, search.also)
    single = tuple(one for one in traces.single if one not in decided and len(one) > 1)
    alone, may_be_alone = _alone(single), single_needles(single)
    for path, blob, raw in search.looked(search.sizes):
        if blob in former.blobs:
            continue
        if may_be.in_version(raw):
            if _is_theirs(path, raw, former):
                former.blobs.add(blob)
                continue
            after = carried_out(rules, raw)
            search.changed[path] += after != raw
            if _is_left(after, traces, may_be):
                _leave(search, path, blob, raw)
        if may_be_alone.in_version(raw):
            search.doubtful.update({found.group() for found in alone.finditer(read_bytes(raw))})


def _alone(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in words) or r"(?!)")


def _is_left(raw: bytes, traces: Traces, may_be: Needles) -> bool:
    """Whether a version still tells of them after all rules."""
    if not (may_be.in_version(raw) or KEPT.encode() in raw):
        return False
    texts = [read_bytes(raw), *([] if is_text(raw) else [raw.decode("utf-16-le", "replace")])]
    return any(traces.holds(text) or KEPT in text for text in texts)


def _leave(search: _Search, path: str, blob: str, raw: bytes) -> None:
    """What no rule reaches goes as a version where its file is gone; else it is told."""
    if not is_text(raw) and search.goes(path):
        search.former.blobs.add(blob)
    else:
        search.left.add(f"{search.prefix}{path}")


def read_bytes(raw: bytes) -> str:
    """A version as text, in the encoding of Windows where it is no UTF-8."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _is_theirs(path: str, raw: bytes, former: FormerWords) -> bool:
    """Whether a version is of an introduction or a request of theirs."""
    kind = path.partition("/")[0]
    source = decode(path, raw) if kind in ("introductions", "requests") else None
    if not isinstance(source, Source) or not path.endswith(".md"):
        return False
    reading = Reading(source, former.network.settings)
    if kind == "introductions":
        act = read_introduction(reading)
        return act is not None and any(former.is_of(side.text) for side in act.between)
    asked = read_request(reading)
    if asked is None:
        return False
    became = asked.decision.person if asked.decision else None
    mails = set(map(address_key, former.who.reach.emails))
    writes = bool(asked.email) and address_key(asked.email) in mails
    return (
        (writes and writes_as(former.who, asked.sender))
        or (became is not None and former.is_of(became.text))
        or (" " in asked.sender.strip() and former.is_of(asked.sender))
    )


def _held(search: _Search, rules: tuple[HistoryRule, ...]) -> HistoryHolds:
    former, prefix = search.former, search.prefix
    alone, blobs = _theirs(search)
    singles = (one for one in former.linked if one in former.ids)
    subjects = tuple(subject_rule(singles, search.somebody))
    messages = search.history.messages
    said = [one for one in messages if _tells(one.text, search) or _is_subject(one.text, subjects)]
    signed = {one for one in {one.people for one in messages} if _tells(one, search)}
    return HistoryHolds(
        versions=search.read,
        commits=len(messages),
        alone=alone,
        blobs=blobs,
        rules=rules,
        changed={f"{prefix}{path}": times for path, times in search.changed.items() if times},
        messages=len(said),
        words=tuple(_earlier(former.traces, search.plan.traces)),
        doubtful=dict(search.doubtful),
        left=tuple(sorted(search.left)),
        unseen=dict(search.unseen),
        is_whole=search.history.is_whole,
        signed=tuple(sorted(signed)),
        subjects=subjects,
    )


def _theirs(search: _Search) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paths that go whole, and versions of theirs at paths of others."""
    alone: list[str] = []
    blobs: set[str] = set()
    for path, versions in search.paths.items():
        theirs = versions & search.former.blobs
        named = _tells(path, search)
        if (named or (versions and theirs == versions)) and search.goes(path):
            alone.append(f"{search.prefix}{path}")
        elif named:
            search.left.add(f"{search.prefix}{path}")
        else:
            blobs |= theirs
    return tuple(sorted(alone)), tuple(sorted(blobs))


def _earlier(then: Traces, now: Traces) -> Iterator[str]:
    """What told of them before and does no more."""
    known = {fold(one) for one in (*now.sure, *now.ids, *now.numbers)}
    for one in (*then.sure, *then.ids, *then.numbers):
        if fold(one) not in known:
            yield one


def _tells(text: str, search: _Search) -> bool:
    return search.may_be.in_text(text) and search.former.traces.holds(text)


def _is_subject(text: str, subjects: Iterable[HistoryRule]) -> bool:
    raw = text.encode("utf-8", "replace")
    return carried_out(subjects, raw) != raw
