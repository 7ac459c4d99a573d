"""`kith check-public`: looks for anything private in the built public site."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kithbook.airlock.private_places import PRIVATE
from kithbook.cli.screen import mistake, note, say, say_json
from kithbook.cli.whereabouts import Whereabouts, json_option, settings_of, the_day, today_option
from kithbook.text.built import clear, is_built, unfit
from kithbook.text.nodes import lies_within
from kithbook.text.words import counted, full_stop, listed

if TYPE_CHECKING:
    from kithbook.leakscan.scan import Hit, Report

SITE = Path("build/public")
_GONE = "The built site was deleted."
_STAYS = "Nothing was deleted, since kith did not build that folder."
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
    "remote": "the address of a git remote",
    "author": "an author in the book's history",
}


@click.command("check-public")
@click.argument("site", type=click.Path(path_type=Path), required=False, metavar="[DIR]")
@json_option
@today_option
@click.pass_obj
def check_public(place: Whereabouts, site: Path | None, as_json: bool, today: str | None) -> int:
    """Look for anything private in the built public site, byte by byte.

    DIR is build/public unless named. Where something private is found, or a file cannot be looked
    into, the command ends with 1, and the site is deleted if kith built it.
    """
    root = place.root()
    if site is None and not lies_within(root / SITE, root):
        mistake(
            f"{SITE} is a link that leaves the book, so it was not looked into. If it is yours, "
            f"name it: kith check-public {SITE}"
        )
    return guard(root, site or root / SITE, the_day(settings_of(root), today), as_json=as_json)


def guard(
    root: Path,
    site: Path,
    today: date,
    *,
    as_json: bool = False,
    strict: bool = False,
    shown: Path | None = None,
) -> int:
    """Scans a built site and says what was found: 0 when it may be published, else 1.

    `strict` takes an open question for a warning; `shown` is the place to name, where the site was
    built aside.
    """
    report = scanned(root, site, today)
    code = tell_of(report, root, site, as_json=as_json, shown=shown)
    return code or int(strict and bool(report.questions))


def remark(report: Report, root: Path, shown: Path) -> None:
    """Says of a clean site what is asked and with what it was compared, beside a JSON answer."""
    where = _short(shown, root)
    for hit in report.questions:
        note(_question(hit, where))
    if report.questions:
        note(asked(report))
    note(_summary(report, where, gone=False))


def tell_of(
    report: Report, root: Path, site: Path, *, as_json: bool = False, shown: Path | None = None
) -> int:
    """Says what a scan found, and deletes a site of ours that is not clean; the exit code."""
    where = _short(shown or site, root)
    gone = not report.clean and _deleted(root, site)
    if as_json:
        say_json({"clean": report.clean, **asdict(report)})
    else:
        _say_lines(report, where)
    if report.questions:
        note(asked(report))
    note(_summary(report, where, gone=gone))
    return int(not report.clean)


def scanned(root: Path, site: Path, today: date) -> Report:
    """What the scan of a built site found; ends the command where it could not be scanned."""
    from kithbook.leakscan.process import NoSite, NotScanned, scan_public

    try:
        return scan_public(root, site, today)
    except NoSite as reason:
        mistake(f"{reason}.")
    except NotScanned as reason:
        gone = _GONE if _deleted(root, site) else _STAYS
        raise click.ClickException(
            f"The public site could not be checked: {full_stop(str(reason))} {gone}"
        ) from None


def _deleted(root: Path, site: Path) -> bool:
    """Deletes a site that kith built; anything else stays as it is."""
    if unfit(site, root, PRIVATE, private=False) or not is_built(site, root):
        return False
    clear(site)
    return True


def _say_lines(report: Report, where: str) -> None:
    for hit in report.hits:
        say(_line(hit, where))
    for hit in report.questions:
        say(_question(hit, where))
    for name, why in report.unread:
        say(f"{where}/{name}: {why}")
    for name, why in report.unknown:
        say(f"{name}: It {why}.")


def asked(report: Report) -> str:
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


def _line(hit: Hit, where: str) -> str:
    return f"{_place(hit, where)}: {_origin(hit)}"


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
    kept = _GONE if gone else _STAYS
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


def _short(site: Path, root: Path) -> str:
    full = site.resolve()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else str(site)
