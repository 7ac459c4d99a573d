"""`kith request`: requests from outside, from the first mail to the answer."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kithbook.cli.chosen_book import (
    ChosenBook,
    answering_options,
    read_day,
)
from kithbook.cli.request_answer import accept, decline, more, redirect
from kithbook.cli.request_list import list_
from kithbook.cli.request_show import show
from kithbook.cli.screen import note, say, say_json
from kithbook.text.words import counted

if TYPE_CHECKING:
    from kithbook.actions.mailed_answers import MailedAnswers
    from kithbook.requests.filing import Filing, Plan
    from kithbook.requests.incoming import Incoming
    from kithbook.requests.mailboxes import Unread
    from kithbook.requests.purge import Going

_IN_WORDS = {"known": "here already", "skipped": "not filed"}
_APPLY = click.option("--apply", "write", is_flag=True, help="Do it; otherwise only show it.")


class InOrder(click.Group):
    """A group whose commands are listed as one meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which they were added."""
        return list(self.commands)


@click.group(cls=InOrder)
def request() -> None:
    """File requests from outside, weigh them, answer them."""


@request.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@_APPLY
@click.option("--since", metavar="DAY", help="Leave out what came before this day.")
@answering_options
def import_(
    book: ChosenBook,
    files: tuple[str, ...],
    write: bool,
    since: str | None,
    as_json: bool,
    today: str | None,
) -> None:
    """File the requests in mails, mailboxes, exports or pasted text.

    \b
    kith request import note.eml Maildir/ form-export.csv
    pbpaste | kith request import -

    FILE may be a mail (.eml), an mbox file, a Maildir, a folder with .eml files, CSV or JSON from
    a form service, or any text; - reads what is piped in. One request is filed at once; more are
    shown first, and --apply files them. What is here already changes nothing. An answer to one of
    your drafts, known by its code, is shown as the step that it is, and --apply records it.
    """
    from kithbook.actions.request_files import take_in

    root, network, day = book.read(today)
    first = read_day(since, day, "--since") if since else None
    came = take_in(root, network, _all_in(root, files, day), day, first)
    done = bool(came.edits) and (write or came.at_once)
    if done:
        came.write(root, network.settings, note)
    if as_json:
        from kithbook.shapes.of_requests import import_shape

        paths = [edit.path for edit in came.edits]
        say_json(import_shape(came.plan, came.answers.heard, paths, applied=done))
        return
    _show_answers(root, came.answers, day, done=done)
    if came.plan.filings or not came.answers.heard:
        _show_import(root, came.plan, done=done)


def _all_in(root: Path, files: tuple[str, ...], day: date) -> Iterator[Incoming | Unread]:
    from kithbook.actions.request_files import own_file
    from kithbook.requests.mailboxes import Unread, read_path, read_stream

    for file in files:
        if file == "-":
            yield from read_stream(sys.stdin.buffer, day)
        elif own := own_file(root, Path(file)):
            yield Unread(own, "it is a file of this book, and no request that comes in")
        else:
            yield from read_path(Path(file), day)


def _show_answers(root: Path, answers: MailedAnswers, day: date, *, done: bool) -> None:
    """Each answer with its step or the command for it; the changes, or where it stands then."""
    from kithbook.actions.diffs import diff_of
    from kithbook.cli.introduction_steps import tell
    from kithbook.shapes.of_introductions import command_line

    for one in answers.heard:
        if one.applies:
            say(one.says)
            continue
        note(one.says)
        if one.command:
            note(f"  {command_line(one.command)}")
    if answers.edits and not done:
        say(diff_of(root, answers.edits))
        say("Then it stands so:")
    last = {one.introduction: one.standing for one in answers.heard if one.standing}
    for standing in last.values():
        tell(answers.network, standing, day)
    many = counted(sum(one.applies for one in answers.heard), "answer")
    if answers.edits:
        note(f"{many}. {'Recorded.' if done else 'Nothing is written yet; add --apply.'}")


def _show_import(root: Path, made: Plan, *, done: bool) -> None:
    from kithbook.actions.diffs import diff_of
    from kithbook.requests.filing import OUTCOMES

    for filing in made.filings:
        if filing.outcome in ("new", "answer", "revision"):
            say(_line(filing))
        elif filing.outcome == "skipped":
            note(f"{filing.name}: not filed, because {filing.why}.")
    changes = [edit for edit in made.edits if edit.before is not None]
    if changes and not done:
        say(diff_of(root, changes))
    counts = Counter(filing.outcome for filing in made.filings)
    summary = ", ".join(
        f"{counts[one]} {_IN_WORDS.get(one, one)}" for one in OUTCOMES if counts[one]
    )
    if not made.edits:
        note(f"{summary or 'Nothing found'}. Nothing to write.")
    elif done:
        note(f"{summary}. Next: kith request list")
    else:
        note(f"{summary}. Nothing is written yet; add --apply.")


def _line(filing: Filing) -> str:
    flags = f" [{', '.join(filing.flags)}]" if filing.flags else ""
    why = f" ({filing.why})" if filing.why else ""
    return f"requests/{filing.id}.md: {filing.outcome}: {filing.name}{why}{flags}"


@click.command()
@_APPLY
@answering_options
def purge(book: ChosenBook, write: bool, as_json: bool, today: str | None) -> None:
    """Delete declined and expired requests that have been kept long enough.

    How long is said under retention in kithbook.yml. What goes is shown first; --apply deletes it.
    """
    from kithbook.actions.request_files import purge_requests, what_git_keeps
    from kithbook.requests.purge import going

    root, network, day = book.read(today)
    gone = going(network, day)
    paths = [path for one in gone for path in one.paths]
    remarks = what_git_keeps(root, paths)
    if write and paths:
        purge_requests(paths, root, network.settings, note)
    if as_json:
        from kithbook.shapes.of_requests import purge_shape

        say_json(purge_shape(gone, applied=write and bool(paths)))
        return
    _show_purge(root, gone, paths, done=write, kept=not remarks)
    for remark in remarks:
        note(remark)


def _show_purge(
    root: Path, gone: tuple[Going, ...], paths: list[str], *, done: bool, kept: bool
) -> None:
    from kithbook.actions.diffs import deletion_of

    for one in gone:
        for path in one.paths:
            say(f"{path}: {one.thread.state}, over since {one.since}")
            if not done:
                say(deletion_of(root, path))
    if not paths:
        note("No request has been kept longer than your settings say.")
    elif done:
        keeps = " Git keeps what was committed." if kept else ""
        note(f"{counted(len(paths), 'file')} deleted.{keeps}")
    else:
        note(f"{counted(len(paths), 'file')} would go. Nothing is deleted yet; add --apply.")


for _command in (list_, show, accept, more, decline, redirect, purge):
    request.add_command(_command)
