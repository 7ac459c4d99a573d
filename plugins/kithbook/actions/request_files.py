"""Requests filed as they come in, and deleted when they have been kept long enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kithbook.actions.committing import commit, one_commit
from kithbook.actions.mailed_answers import Came, MailedAnswers, hear
from kithbook.actions.outcome import Edits, Tell, silent
from kithbook.actions.record_step import open_records
from kithbook.actions.writes import Touched, Write
from kithbook.airlock.private_places import private_places
from kithbook.book.edit import Edit, digest
from kithbook.book.model import Settings
from kithbook.book.network import Network
from kithbook.insight.letter_ends import owner_mailbox
from kithbook.requests.filing import Plan, plan
from kithbook.requests.purge import delete
from kithbook.text.git_state import kept
from kithbook.text.words import counted

_GIT_KEEPS = {
    "whole": "",
    "earlier": "Git keeps an earlier version of {}, not the one on disk.",
    "no": "{} is in no commit, so nothing keeps it.",
}


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came in by mail and otherwise: answers to the owner's questions, and requests."""

    answers: MailedAnswers
    plan: Plan

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All that would be written."""
        return (*self.plan.edits, *self.answers.edits)

    @property
    def at_once(self) -> bool:
        """Whether it is one request alone, which is filed without being shown first."""
        return len(self.edits) == 1 and not self.answers.edits

    def write(self, root: Path, settings: Settings, tell: Tell = silent) -> None:
        """Files the requests, and records the answers."""
        for edits in (file_requests(self.plan), self.answers.as_edits()):
            if edits.files:
                commit(edits, root, settings, tell)


def take_in(
    root: Path, network: Network, came: Iterable[Came], today: date, since: date | None = None
) -> TakenIn:
    """What importing these would do; what came before `since` is passed over as a request."""
    answers = hear(open_records(root, network, today), came, owner_mailbox(root))
    return TakenIn(answers, plan(answers.rest, network, root, today, since))


def file_requests(made: Plan) -> Edits:
    """The files of what came in."""
    return Edits(made.edits, "request import", counted(len(made.edits), "file"))


def own_file(root: Path, path: Path) -> str:
    """The place of a file that is the book's own already; empty for one that comes in."""
    real, book = path.resolve(), root.resolve()
    own = any(real.is_relative_to(place) for place in private_places(book))
    return real.relative_to(book).as_posix() if own else ""


def purge_requests(
    paths: Iterable[str], root: Path, settings: Settings, tell: Tell = silent
) -> None:
    """Deletes some requests, as they are now."""
    before = {path: digest((root / path).read_bytes()) for path in paths}
    files = tuple(Touched(path, was, None) for path, was in before.items())
    write = Write("request purge", counted(len(files), "file"), files)
    with one_commit(write, root, settings, tell):
        for path, was in before.items():
            delete(root, path, was)


def what_git_keeps(root: Path, paths: Iterable[str]) -> list[str]:
    """A remark for each file that is not in the history as it is on disk."""
    return [said for path in paths if (said := _GIT_KEEPS[kept(root, path)].format(path))]
