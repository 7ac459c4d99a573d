"""One git commit for each writing command where the settings ask for it.

Each write is put on record before and after, so that undo never takes an older one for the last,
and so that lines which git would not commit at once go into a commit with the next write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kithbook.actions.outcome import Edits, Tell, silent
from kithbook.actions.writes import (
    Write,
    changed,
    content_digest,
    on_record,
    one_at_a_time,
    record,
    settled_now,
    standing,
    touched,
)
from kithbook.book.edit import apply, digest, require_applicable
from kithbook.book.model import Settings
from kithbook.text import git, git_state
from kithbook.text.git_state import TRAILER
from kithbook.text.words import full_stop

ALSO = "Also: "
_NO_REPOSITORY: Mapping[git.State, str] = {
    "no git": "git is not installed",
    "no repository": "this book is not in a git repository",
}
_MOST_WORDS = 2_000


def commit(edits: Edits, root: Path, settings: Settings, tell: Tell = silent) -> None:
    """Applies edits, and makes them one commit where `commit: true` asks for it.

    A file with changes that the owner has not committed is never swept into the commit. What the
    owner should know of it is told.
    """
    require_applicable(edits.files, root)
    files = tuple(touched(root, edit) for edit in edits.files)
    with one_commit(Write(edits.command, edits.what, files), root, settings, tell):
        for edit in edits.files:
            if remark := apply(edit, root):
                tell(remark)


@contextmanager
def one_commit(
    planned: Write, root: Path, settings: Settings, tell: Tell = silent
) -> Iterator[None]:
    """Makes what is done to some files inside one commit, where the settings ask for it."""
    if not settings.commit and not git_state.may_be_in_one(root):
        yield
        return
    with one_at_a_time(root):
        place = git.found(root)
        why_not = _why_not(place, root, settings)
        earlier = on_record(root)
        if why_not is None:
            earlier = _committed(root, earlier)
        if place.state == "ready":
            planned = _with_owners(root, planned, earlier, due=why_not is None)
        if why_not:
            tell(why_not)
        writes = (*earlier, planned)
        record(root, writes)
        were = _contents(root, planned)
        try:
            yield
        except BaseException:
            record(root, earlier if _contents(root, planned) == were else writes)
            raise
        if why_not is None:
            writes = _committed(root, writes, planned, tell)
        record(root, writes)


def _contents(root: Path, write: Write) -> list[str | None]:
    return [content_digest(root, one.path) for one in write.files]


def _why_not(place: git.FoundRepository, root: Path, settings: Settings) -> str | None:
    """Why no commit is made, as a sentence, or empty where none is asked for; None where one is."""
    if not settings.commit:
        return ""
    if place.state != "ready":
        reason = _NO_REPOSITORY.get(place.state) or place.said
        return f"What is written now is not committed: {full_stop(reason)}"
    under_way = git_state.under_way(place.folder)
    if under_way:
        return (
            f"{under_way} is under way here, and a commit would become part of it, so what is "
            "written now is not committed. The next command that writes after that commits it too."
        )
    if git_state.branch(root) is None:
        return (
            "You are on no branch, and a commit would belong to none, so what is written now is "
            "not committed. The next command that writes on a branch commits it too: git switch -"
        )
    return None


def _with_owners(root: Path, planned: Write, earlier: tuple[Write, ...], *, due: bool) -> Write:
    """The write, with what was last committed of its files, and whether commands alone wrote since.

    Where no commit is due, nothing that git would run for one may say so.
    """
    paths = [one.path for one in planned.files]
    held = git_state.uncommitted(root, paths) if due else git_state.differing(root, paths)
    files = (
        replace(
            one,
            base=_base(root, one.path) if held is None or one.path in held else one.before,
            ours=held is not None and _is_ours(root, one.path, held, earlier),
        )
        for one in planned.files
    )
    return replace(planned, files=tuple(files))


def _is_staged_otherwise(state: str) -> bool:
    """Whether the owner staged something that is neither the last commit nor what is on disk."""
    return state[0] not in " ?" and state[1] != " "


def _base(root: Path, path: str) -> str | None:
    content = git_state.committed(root, path)
    return None if content is None else digest(content)


def _is_ours(root: Path, path: str, held: Mapping[str, str], earlier: tuple[Write, ...]) -> bool:
    """Whether all that a file holds beyond its last commit was written by commands."""
    if path not in held:
        return True
    if _is_staged_otherwise(held[path]):
        return False
    waiting = [
        (one.after, _ours(write))
        for write in earlier
        for one in write.files
        if one.path == path and not write.commit
    ]
    return bool(waiting) and waiting[-1] == (content_digest(root, path), True)


def _committed(
    root: Path, writes: tuple[Write, ...], fresh: Write | None = None, tell: Tell = silent
) -> tuple[Write, ...]:
    """The writes, after those that wait for a commit got one, each group of one file its own.

    With a fresh write only that one, and those before it that are in the same files.
    """
    there = standing(root, writes)
    waiting = [one for one in there if not one.commit and (one is fresh or _ours(one))]
    for group in _groups(waiting):
        if fresh is None or any(one is fresh for one in group):
            others = [one for one in writes if not one.commit and one not in group]
            done = _commit(root, group, others, tell)
            for old, new in zip(group, done, strict=True):
                writes = changed(writes, old, new)
    return writes


def _ours(write: Write) -> bool:
    return all(one.ours for one in write.files)


def _groups(waiting: list[Write]) -> list[list[Write]]:
    groups: list[list[Write]] = []
    for write in waiting:
        paths = {one.path for one in write.files}
        shared = [one for one in groups if paths & {f.path for w in one for f in w.files}]
        groups = [one for one in groups if one not in shared]
        groups.append([*(write for one in shared for write in one), write])
    return groups


def _commit(root: Path, group: list[Write], others: list[Write], tell: Tell) -> list[Write]:
    """One commit of some writes that share files; the writes, with what became of them."""
    paths = list(dict.fromkeys(one.path for write in group for one in write.files))
    waiting = {one.path for write in others for one in write.files} - set(paths)
    changed_now = git_state.uncommitted(root, [*paths, *sorted(waiting)]) or {}
    held = {path: state for path, state in changed_now.items() if path not in waiting}
    if not held and any(content_digest(root, one.path) is not None for one in group[-1].files):
        tell(
            f"It is saved but not committed: git sees no change in {paths[-1]}, which it may be "
            "told to ignore, or which lies behind a link."
        )
    if not held:  # in a commit of somebody else's, or in a file that git does not look at
        return [_left(one, "it is in no commit that kith made") for one in group]
    owners = [path for path in held if not _is_as_left(root, group, path, held[path])]
    if owners:
        why = f"{owners[0]} held changes of yours"
        tell(f"It is saved but not committed: {why}. They are yours to commit.")
        return [_left(one, why) for one in group]
    made = git_state.commit(root, held, _message(group))
    now = [settled_now(root, one) for one in group]
    if made.said:
        tell(f"It is saved but not committed. Git says: {_words(made.said)}")
        return [replace(one, why=f"git said: {_words(made.said)}") for one in now]
    swept = waiting & set(changed_now) & set(made.files)
    if swept:
        return [_left(one, f"a hook added {min(swept)} to its commit") for one in now]
    return [replace(one, commit=made.commit, made=made.at, why="") for one in now]


def _left(write: Write, why: str) -> Write:
    """A write that is for the owner to commit."""
    files = tuple(replace(one, ours=False) for one in write.files)
    return replace(write, files=files, why=write.why or why)


def _is_as_left(root: Path, group: list[Write], path: str, state: str) -> bool:
    """Whether all that a file holds beyond its last commit is what the writes left there."""
    files = [one for write in group for one in write.files if one.path == path]
    as_left = bool(files) and content_digest(root, path) == files[-1].after
    return not _is_staged_otherwise(state) and as_left and all(one.ours for one in files)


def _message(group: list[Write]) -> str:
    also = "".join(f"{ALSO}{one.subject}\n" for one in group[:-1])
    body = f"{also}\n" if also else ""
    return f"{group[-1].subject}\n\n{body}{TRAILER}: {group[-1].command}"


def _words(said: str) -> str:
    return full_stop(said[:_MOST_WORDS].strip())
