"""`kith export`: the book for other programs, as a file or as a folder with a card each."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from kithbook.actions.export_book import FORMS, Exported, ExportWish, export_book
from kithbook.cli.chosen_book import ChosenBook
from kithbook.cli.screen import cut, note, say
from kithbook.exchange.person_cards import ALONG
from kithbook.text.garbage import no_collection
from kithbook.text.vcards import each_text_once
from kithbook.text.words import counted, listed

_PRIVATE = "Nothing in it is public: keep it as you keep the book."


@click.command()
@click.argument("target", metavar="FILE|FOLDER")
@click.option(
    "--as",
    "form",
    type=click.Choice(FORMS),
    default=None,
    help="The form; otherwise as the name ends: .vcf, .csv, .json, or a folder that is there.",
)
@click.option(
    "--with",
    "along",
    type=click.Choice(ALONG),
    multiple=True,
    help="Take along what else stays here: the notes, or what people need, offer and know.",
)
@click.option("--contacts", is_flag=True, help="Take in the contacts of rosters without a file.")
@click.option("--living", is_flag=True, help="Leave out those who have died.")
@click.option(
    "--replace", "over", is_flag=True, help="Replace a file, or cards that were changed elsewhere."
)
@click.pass_obj
def export(
    book: ChosenBook,
    *,
    target: str,
    form: str | None,
    along: tuple[str, ...],
    contacts: bool,
    living: bool,
    over: bool,
) -> None:
    """Write the book as cards, a table or one object for other programs.

    \b
    vcard   one file of vCard 3.0, which every program takes
    vcard4  the same as vCard 4.0
    vdir    a folder with a card each, for vdirsyncer; run it again to bring it up to date
    csv     a table in the layout of Google Contacts
    json    the whole book, log and all, as one object

    Of people go names, ways to reach them, work, place, days, ties and tags. The log, circles and
    promises never leave with a card. Who is paused is in it: a telephone should know who calls.
    A FILE of - is stdout.
    """
    to = None if target == "-" else Path(target)
    wish = ExportWish(to, form or "", frozenset(along), contacts, living, over)
    with no_collection(), each_text_once():
        root, network, _ = book.read()
        done = export_book(root, network, wish, _printed)
    if to is None:
        sys.stdout.flush()
    elif done.form == "vdir":
        for line in _folder_lines(done, target):
            say(line)
    else:
        say(f"{target} holds {_held(done)}.")
    for line in _remarks(done):
        note(line)
    note(_PRIVATE)


def _printed(piece: bytes) -> None:
    sys.stdout.write(piece.decode().replace("\r\n", "\n"))


def _held(done: Exported) -> str:
    people = counted(done.people, "person", "people")
    return f"{people} and {counted(done.contacts, 'contact')}" if done.contacts else people


def _folder_lines(done: Exported, target: str) -> Iterator[str]:
    change = done.change
    yield f"{target} holds the cards of {_held(done)}."
    if not (change.written or change.removed):
        yield "Nothing changed since the last time."
        return
    if change.written:
        yield f"Written: {counted(len(change.written), 'card')}; as before: {change.same}."
    if change.removed:
        yield f"Taken away: {counted(len(change.removed), 'card')} of people who are gone."


def _remarks(done: Exported) -> Iterator[str]:
    if done.remark:
        yield done.remark
    if done.unread:
        yield f"Left out, since they cannot be read whole: {listed(done.unread)}. See: kith check"
    if done.dead:
        died = counted(done.dead, "person", "people")
        yield f"{died} in it died. To leave them out, add --living."
    if done.poorer:
        cards = counted(done.poorer, "card")
        yield f"{cards} held more than the table has columns for. Write vCard to keep all of it."
    if done.change.theirs:
        yield from _theirs(done.change.theirs, done.names)
    if done.change.foreign:
        files = counted(len(done.change.foreign), "file")
        yield f"{files} there are not of this book, and are left as they are."


def _theirs(theirs: tuple[str, ...], names: Mapping[str, str]) -> Iterator[str]:
    yield "Changed elsewhere since they were written, and left so:"
    yield from cut(f"  {names.get(name, 'somebody gone')} ({name})" for name in theirs)
    yield "Take over what is new in them, or write them anew with --replace."
