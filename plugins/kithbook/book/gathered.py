"""Findings that a whole folder of notes gives for one habit, told once and with their number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kithbook.text.problems import Problem
from kithbook.text.words import counted, listed

_HABIT = 3
"""In how many files a key, or a line of a kind, is no slip of the pen."""
_LINKS = 2
"""How many links that lead to nobody are told as one."""
_SHOWN = 24
_KEYS = ("other-key", "unknown-key")
_IN_DOUBT = re.compile(r"Write \w+: \S*\d\S* or \S*\d")
_OPEN = re.compile(r"Write - \d{4}[\d-]* (?:note: |\w+: .*, or - \d{4}[\d-]* note: )", re.DOTALL)
_READ_AS = re.compile(r'"([^"]+)" (?:is read )?as (\w+(?: of \w+)?)')


def gathered(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """The findings, with those of one habit as one at the first of their places."""
    told = tuple(found)
    keys = _habitual(tuple(one for one in told if _is_of_a_key(one)))
    links = tuple(one for one in told if one.code == "unknown-link")
    open_ = _in_many_files(one for one in told if _OPEN.match(one.mend))
    ahead = _in_many_files(one for one in told if one.code == "future-contact")
    taken = {id(one) for one in (*keys, *open_, *ahead)}
    taken |= set(map(id, links)) if len(links) >= _LINKS else set()
    rest = [one for one in told if id(one) not in taken]
    if keys:
        rest.append(_of_keys(keys))
    if len(links) >= _LINKS:
        rest.append(_of_links(links))
    if open_:
        rest.append(_of_open_lines(open_))
    if ahead:
        rest.append(_of_days_ahead(ahead))
    return tuple(rest)


def _in_many_files(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Some findings in their order, where they stand in several files; else none."""
    told = tuple(sorted(found, key=lambda one: one.sort_key))
    return told if len({one.location.path for one in told}) >= _HABIT else ()


def _of_open_lines(found: Sequence[Problem]) -> Problem:
    first = found[0]
    message = f"{counted(len(found), 'line')} with a day say no kind of entry: {_places(found)}"
    hint = f"{first.mend}; the others in the same way"
    return Problem(first.location, first.code, message, hint)


def _of_days_ahead(found: Sequence[Problem]) -> Problem:
    entries = "entries are of a day to come, so they do not count yet"
    hint = "Mend the dates, or write what is planned as - [ ] DATE promised: \u2026"
    first = found[0]
    return Problem(first.location, first.code, f"{len(found)} {entries}: {_places(found)}", hint)


def _places(found: Sequence[Problem]) -> str:
    return _some([f"{one.location.path}:{one.location.line}" for one in found])


def _is_of_a_key(one: Problem) -> bool:
    """Whether a finding tells of a key, not of a contact to write, nor of a value in doubt."""
    own = "as an entry under" in one.mend or _IN_DOUBT.match(one.mend)
    return one.code in _KEYS and not own and bool(_quoted(one))


def _quoted(one: Problem) -> str:
    """The word that a finding quotes first, a key or a name."""
    parts = one.message.split('"')
    return parts[1] if len(parts) > 2 and not parts[0] else ""


def _habitual(keys: Sequence[Problem]) -> tuple[Problem, ...]:
    """The findings at keys of another program, where several files have such."""
    files: dict[str, set[str]] = defaultdict(set)
    for one in keys:
        files[_quoted(one)].add(one.location.path)
    often = {key for key, paths in files.items() if len(paths) >= _HABIT}
    return tuple(one for one in keys if _quoted(one) in often or not _is_slip(one)) if often else ()


def _is_slip(one: Problem) -> bool:
    """Whether a key may be one of ours in another spelling, which no folder has for a habit."""
    return "Did you mean" in one.mend


def _of_keys(found: Sequence[Problem]) -> Problem:
    first = min(found, key=lambda one: one.sort_key)
    files = len({one.location.path for one in found})
    ours = (each for one in found if one.code == "other-key" for each in _as_ours(one))
    read = tuple(dict.fromkeys(ours))
    unread = tuple(dict.fromkeys(_quoted(one) for one in found if one.code != "other-key"))
    message = f"{counted(files, 'file')} have keys of another program"
    message += f"; read as ours: {_some(read)}" if read else ""
    message += f"; kept and not read: {_some(unread)}" if unread else ""
    hint = "Leave them where that program needs them, or see what kith tidy would write"
    return Problem(first.location, "other-key" if read else "unknown-key", message, hint)


def _as_ours(one: Problem) -> Iterator[str]:
    """Each key that a finding tells of, with what it is read as."""
    for key, ours in _READ_AS.findall(one.message):
        yield f"{key} ({ours})"


def _of_links(found: Sequence[Problem]) -> Problem:
    first = min(found, key=lambda one: one.sort_key)
    places: dict[str, str] = {}
    for one in sorted(found, key=lambda one: one.sort_key):
        places.setdefault(_quoted(one), f"{one.location.path}:{one.location.line}")
    names = [f"{name} ({place})" for name, place in places.items()]
    message = f"{counted(len(found), 'link')} in texts lead to nobody in the book: {_some(names)}"
    hint = "Leave those that are no people; for one who is, kith new makes a file"
    return Problem(first.location, "unknown-link", message, hint)


def _some(words: Sequence[str]) -> str:
    """Some words, and how many more there are."""
    more = len(words) - _SHOWN
    return listed([*words[:_SHOWN], f"{more} more"] if more > 0 else words, "and")
