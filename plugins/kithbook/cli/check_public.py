"""`kith check-public`: looks for anything private in the built public site."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from kithbook.actions.site_scan import GONE, STAYS, ScannedSite, check_site
from kithbook.cli.chosen_book import (
    ChosenBook,
    answering_options,
    settings_of,
    the_day,
)
from kithbook.cli.screen import note, say, say_json
from kithbook.leakscan.scan import Hit, Report
from kithbook.text.words import counted, listed

_WHAT = {
    "name": "a name",
    "id": "an id",
    "alias": "an alias",
    "e-mail": "an e-mail address",
    "phone": "a telephone number",
    "handle": "a handle",
    "link": "a link",
    "file name": "the name of a private file",
    "word": "a word that stands nowhere else",
    "phrase": "words of a private file",
    "surname": "a surname that one person has",
    "mention": "a name in brackets or after through:",
    "token": "what stands after a word such as password",
    "code": "the code of an answer",
    "remote": "the address of a git remote",
    "author": "an author in the book's history",
}


@click.command("check-public")
@click.argument("site", type=click.Path(path_type=Path), required=False, metavar="[DIR]")
@answering_options
def check_public(book: ChosenBook, site: Path | None, as_json: bool, today: str | None) -> int:
    """Look for anything private in the built public site, byte by byte.

    DIR is build/public unless named. Where something private is found, or a file cannot be looked
    into, the exit code is 1, and the site is deleted if kith built it.
    """
    root = book.root()
    found = check_site(root, site, the_day(settings_of(root), today))
    tell_of(found, as_json=as_json)
    return int(not found.clean)


def remark(found: ScannedSite) -> None:
    """Says of a clean site what is asked and with what it was compared, beside a JSON answer."""
    for hit in found.report.questions:
        note(_question(hit, found.where))
    _end(found)


def tell_of(found: ScannedSite, *, as_json: bool = False) -> None:
    """Says what a scan found."""
    if as_json:
        say_json({"clean": found.clean, **asdict(found.report)})
    else:
        _say_lines(found.report, found.where)
    _end(found)


def _end(found: ScannedSite) -> None:
    if found.report.questions:
        note(_asked(found.report))
    note(_summary(found.report, found.where, gone=found.deleted))


def _say_lines(report: Report, where: str) -> None:
    for hit in report.hits:
        say(f"{_place(hit, where)}: {_origin(hit)}")
    for hit in report.questions:
        say(_question(hit, where))
    for name, why in report.unread:
        say(f"{where}/{name}: {why}")
    for name, why in report.unknown:
        say(f"{name}: It {why}.")


def _asked(report: Report) -> str:
    """How many questions there are, and how they are answered."""
    from kithbook.disclosure.answers import FILE

    count = len(report.questions) + report.more_questions
    them, stand = ("it", "it stands") if count == 1 else ("them", "they stand")
    return (
        f"{counted(count, 'question')} about words that a private file has too. If {stand} there "
        f"rightly, list {them} under public: in {FILE}; if not, take {them} out."
    )


def _question(hit: Hit, where: str) -> str:
    return f'{_place(hit, where)}: May "{hit.words}" be public? It is {_origin(hit)}'


def _place(hit: Hit, where: str) -> str:
    inside = f", {hit.inside}" if hit.inside else ""
    return f"{where}/{hit.file}:{hit.offset}{inside}"


def _origin(hit: Hit) -> str:
    return f"{_WHAT.get(hit.kind, hit.kind)} from {hit.path}:{hit.line} ({hit.field})"


def _summary(report: Report, where: str, *, gone: bool) -> str:
    looked = f"{counted(report.files, 'file')}, {report.size / 1_000_000:.1f} MB"
    if report.clean:
        return f"{where}: {looked}; {_compared(report)}."
    told = [_found(report)] if report.hits else []
    told += [f"{counted(len(report.unread), 'file')} that cannot be looked into"] * bool(
        report.unread
    )
    if report.unknown:
        told.append(f"{counted(len(report.unknown), 'private file')} that nobody can compare")
    ways = _WAYS_OUT if report.hits or report.unread else ""
    kept = GONE if gone else STAYS
    return f"{where}: {', '.join(told)}. {kept}{ways}{_read_them(report)}"


_WAYS_OUT = (
    " Take the words out where they come from, "
    "or list them under disclose: {allow: [...]} in kithbook.yml if they may be public."
)


def _compared(report: Report) -> str:
    if not report.compared:
        return "nothing private is on this machine, so it was compared with nothing"
    asked = " beyond what is asked" if report.questions else ""
    people = "" if report.people else ", none of them in people/"
    away = f". {listed(report.absent, 'and')} is not in this checkout" if report.absent else ""
    count = counted(report.compared, "private file")
    return f"nothing private in it{asked}, compared with {count}{people}{away}"


def _found(report: Report) -> str:
    more = f" and {report.more:,} more" if report.more else ""
    return f"{counted(len(report.hits), 'private text')}{more}"


def _read_them(report: Report) -> str:
    from kithbook.disclosure.answers import FILE

    if not report.unknown:
        return ""
    return (
        " Make the private files readable, or list those that never will be "
        f"under unread: in {FILE}."
    )
