"""`kith import`: address books and messages of other programs, shown first, then taken in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kithbook.cli.chosen_book import ChosenBook, answering_options
from kithbook.cli.screen import block, cut, mistake, note, piped_bytes, say, say_json
from kithbook.text.garbage import no_collection
from kithbook.text.vcards import each_text_once
from kithbook.text.words import counted, listed

if TYPE_CHECKING:
    from kithbook.actions.import_contacts import Step
    from kithbook.exchange.import_plan import ImportedBook, ImportPlan
    from kithbook.exchange.imported import Imported
    from kithbook.exchange.merge_report import FieldOutcome, RosterMerge

_MOST, _MOST_LINES, _LONG = 12, 4, 20


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--as",
    "as_kind",
    metavar="KIND",
    help="What the files are, where it cannot be told by their content: linkedin, google, csv.",
)
@click.option(
    "--into",
    metavar="NAME",
    default="",
    help="The address book in rosters/ that it belongs to, where its name does not say so.",
)
@click.option(
    "--column",
    "columns",
    metavar="COLUMN=FIELD",
    multiple=True,
    help="What a column of a table of your own holds, as 'Mailbox=email'; kept for the next time.",
)
@click.option("--apply", "write", is_flag=True, help="Write it into the book; otherwise only show.")
@answering_options
def import_(
    book: ChosenBook,
    *,
    files: tuple[Path, ...],
    as_kind: str | None,
    into: str,
    columns: tuple[str, ...],
    write: bool,
    as_json: bool,
    today: str | None,
) -> int:
    """Take in address books and messages of other programs.

    A file, a folder or a zip as the other program exports it; what it is, its content tells. An
    address book goes to rosters/ as it came. The next export of the same is merged into it field by
    field: what you wrote or took out by hand stays, and nobody is put together with anybody on a
    name alone. Of messages, only how many and when is kept. Shows first what would change; --apply
    writes it. A dash reads a file that is piped in.
    """
    from kithbook.actions.import_contacts import apply_import, plan_import
    from kithbook.actions.import_sources import PIPED, ImportWish, import_sources
    from kithbook.exchange.import_files import MAX_FILE
    from kithbook.shapes.of_import import import_shape

    for file in files:
        if file != PIPED and not file.exists():
            mistake(f"{file}: there is no such file or folder.")
    piped = piped_bytes("-", "an export", MAX_FILE) if PIPED in files else None
    wish = ImportWish(as_kind, into, dict(map(_column, columns)), piped)
    with no_collection(), each_text_once():
        root, network, day = book.read(today)
        sources = import_sources(root, files, wish, _reading if sys.stderr.isatty() else None)
        plan = plan_import(root, network, sources.read, day, sources.unread)
    if write:
        apply_import(plan, root, network.settings, note, _progress())
    if as_json:
        say_json(import_shape(plan, applied=write))
        return 0
    _show(root, plan, write=write)
    return 0


def _column(said: str) -> tuple[str, str]:
    """A column and its field out of `COLUMN=FIELD`; the name may have a sign of equality in it."""
    name, equals, place = said.rpartition("=")
    if not equals or not name.strip():
        mistake(f"--column {said}: write the column and what it holds, as 'Mailbox=email'.")
    return name, place


def _reading(path: Path) -> None:
    note(f"Reading {path.name} …")


def _progress() -> Step | None:
    """Counts the files on a terminal, where there are many."""
    if not sys.stderr.isatty():
        return None

    def told(number: int, of: int) -> None:
        if of > _LONG:
            end = "\n" if number == of else ""
            click.echo(f"\r{number:,} of {of:,} files written{end}", nl=False, err=True)

    return told


def _show(root: Path, plan: ImportPlan, *, write: bool) -> None:
    from kithbook.actions.diffs import short_diff

    for one in plan.books:
        _show_source(one, {where for where, _ in plan.refused})
    block("Not read:", (why for _, why in plan.unread))
    block("Not written into the files of people:", cut(f"{w}: {why}" for w, why in plan.refused))
    lines = (f"{one.name}: {one.reason}" for one in plan.proposals)
    block("Worth a file of their own, the best first:", cut(lines, _MOST))
    if plan.edits and not write:
        block("What would change:", short_diff(root, plan.edits, _MOST_LINES).splitlines())
    note(_last_line(plan, write=write))


def _last_line(plan: ImportPlan, *, write: bool) -> str:
    then = ""
    if plan.proposals:
        then = f" For a file of somebody: kith promote '{plan.proposals[0].name}'"
    if not plan.edits:
        return f"All of it is in the book already; nothing changes.{then}"
    files = counted(len(plan.edits), "file")
    return f"Written: {files}.{then}" if write else f"{files} would change. To write it: --apply"


def _conversations(imported: Imported) -> str:
    """With how many others there were words, in how many conversations where that is told."""
    both = sum(each.two_way for each in imported.conversations)
    people = counted(len(imported.conversations), "person", "people")
    talks = counted(imported.threads, "conversation") if imported.threads else "messages"
    return f"{talks} with {people}, {both:,} of them both ways"


def _show_source(one: ImportedBook, not_written: AbstractSet[str]) -> None:
    imported, merge = one.imported, one.merge
    if merge:
        how = "new" if one.first else "merged by field"
        say(f"{imported.kind}: {one.path}, {how}")
        for line in filter(None, (*_counts(merge), imported.why, one.doubt)):
            say(f"  {line}")
    else:
        say(f"{imported.kind}: no address book in it")
    if imported.conversations:
        say(f"  {_conversations(imported)}")
    if imported.happenings:
        waiting = f", {one.waiting:,} wait until somebody has a file" if one.waiting else ""
        say(f"  {counted(one.new_lines, 'line')} for logs{waiting}")
    if merge is None or one.first or merge.columns:
        block("Columns:", cut(_columns(one), _LONG))
    block("Nobody knows what these columns hold, and they stay in the table:", _asked(one))
    block("Left out:", cut(_left_out(one), _MOST))
    if merge:
        _show_merge(merge)
    people = (
        f"{update.person}: {_changed(told)}"
        for update in one.people
        for told in update.told
        if told.outcome != "deleted by hand" and f"{update.person}, {told.what}" not in not_written
    )
    block("People with a file:", cut(people, _MOST))
    perhaps = list(_perhaps(one))
    block("Perhaps the same, and left apart:", cut(perhaps, _MOST))
    if perhaps:
        note("Where two of them are two people, type the same with --not-the-same.")


def _perhaps(one: ImportedBook) -> Iterator[str]:
    """Who may be one, and what to type once they are in the book."""
    from shlex import join

    from kithbook.exchange.same_people import Somebody, two_words

    maybe = [
        (*each[:2], each[1].called, each[2]) for each in (one.merge.perhaps if one.merge else ())
    ]
    for who, person, why in one.perhaps:
        maybe.append((who, Somebody(ids=(f"person {person}",)), f"people/{person}", why))
    for new, there, called, why in maybe:
        typed = join(("kith", "merge", *reversed(two_words(new, there))))
        yield f"{new.called} and {called}: {why}; where they are one: {typed}"


def _counts(merge: RosterMerge) -> Iterator[str]:
    kinds = (
        (len(merge.new), "new"), (merge.changed, "with something new"), (merge.same, "as before"),
        (len(merge.gone), "no longer there; they stay"),
        (merge.deleted, "taken out by you; they stay out"),
    )  # fmt: skip
    yield ", ".join(f"{count:,} {what}" for count, what in kinds if count) or "nobody in it"
    if merge.columns:
        yield f"new columns: {listed(merge.columns, 'and')}"


def _columns(one: ImportedBook) -> Iterator[str]:
    meant: dict[str, list[str]] = {}
    for column, meaning in one.imported.taken:
        meant.setdefault(meaning or "kept as it is", []).append(column)
    for meaning, columns in meant.items():
        yield f"{meaning}: {', '.join(columns)}"


def _asked(one: ImportedBook) -> Iterator[str]:
    """The columns that nobody knows, and what to type for one that holds something."""
    from shlex import quote

    from kithbook.exchange.column_maps import WORDS

    asked = one.imported.asked
    if asked:
        yield from cut((" ".join(name.split()) for name in asked), _MOST)
        such = quote(f"{' '.join(asked[0].split())}=notes")
        yield f"Where one holds something, say so with --column, as in: --column {such}"
        yield f"The words are {listed(WORDS, 'and')}."


def _left_out(one: ImportedBook) -> Iterator[str]:
    for each in one.imported.left_out:
        where = f" in {each.file}" if each.file else ""
        yield f"{each.what} ({each.count:,}{where})"


def _show_merge(merge: RosterMerge) -> None:
    new = [one for one in merge.fields if one.outcome in ("updated", "added")]
    block("Changed there, and here:", cut(map(_with_name, new), _MOST))
    block(
        "Changed there, and otherwise by you; yours stay:", cut(map(_both, merge.conflicts), _MOST)
    )
    gone = (one.called for one in merge.gone)
    block("No longer there; they stay:", cut(gone, _MOST))


def _with_name(one: FieldOutcome) -> str:
    return f"{one.who.called}: {_changed(one)}"


def _changed(one: FieldOutcome) -> str:
    if one.outcome == "conflict":
        return f"{one.what}: {one.stands or 'nothing'} stays; there it is {one.now}"
    return f"{one.what}: {one.was} → {one.now}" if one.was else f"{one.what}: {one.now}"


def _both(one: FieldOutcome) -> str:
    return f"{one.who.called}, {one.what}: yours {_short(one.stands)}, there {_short(one.now)}"


def _short(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"
