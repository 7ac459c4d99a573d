"""`kith check-public`: looks for anything private in the built public site."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kithbook.cli.screen import counted, full_stop, mistake, note, say, say_json
from kithbook.cli.whereabouts import Whereabouts, json_option, settings_of, the_day, today_option
from kithbook.public.tripwire import PRIVATE
from kithbook.text.built import clear, unfit

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
    return guard(root, site or root / SITE, the_day(settings_of(root), today), as_json=as_json)


def guard(
    root: Path, site: Path, today: date, *, as_json: bool = False, shown: Path | None = None
) -> int:
    """Scans a built site and says what was found: 0 when it may be published, else 1.

    `shown` is the place to name, where the site was built aside.
    """
    report = scanned(root, site, today)
    return tell_of(report, root, site, as_json=as_json, shown=shown)


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
    if unfit(site, root, PRIVATE, private=False):
        return False
    clear(site)
    return True


def _say_lines(report: Report, where: str) -> None:
    for hit in report.hits:
        say(_line(hit, where))
    for name, why in report.unread:
        say(f"{where}/{name}: {why}")
    for name, why in report.unknown:
        say(f"{name}: {why}")


def _line(hit: Hit, where: str) -> str:
    inside = f", {hit.inside}" if hit.inside else ""
    return (
        f"{where}/{hit.file}:{hit.offset}{inside}: {_WHAT.get(hit.kind, hit.kind)} "
        f"from {hit.path}:{hit.line} ({hit.field})"
    )


def _summary(report: Report, where: str, *, gone: bool) -> str:
    looked = f"{counted(report.files, 'file')}, {report.size / 1_000_000:.1f} MB"
    if report.clean:
        return f"{where}: {looked}; nothing private in it."
    more = f" and {report.more:,} more" if report.more else ""
    found = f"{counted(len(report.hits), 'private text')}{more}"
    if report.unread:
        found += f", {counted(len(report.unread), 'file')} that cannot be looked into"
    return (
        f"{where}: {found}. {_GONE if gone else _STAYS} Take the words out where they come from, "
        "or list them under disclose: {allow: [...]} in kithbook.yml if they may be public."
    )


def _short(site: Path, root: Path) -> str:
    full = site.resolve()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else str(site)
