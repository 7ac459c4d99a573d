"""Looks for anything private in a built public site, and deletes one of ours that has some."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kithbook.actions.building import BuiltAside
from kithbook.airlock.private_places import PRIVATE
from kithbook.leakscan.process import NoSite, NotScanned, scan_public
from kithbook.leakscan.scan import Report
from kithbook.text.built import clear, is_built, unfit
from kithbook.text.nodes import lies_within
from kithbook.text.refusal import Declined
from kithbook.text.words import full_stop

SITE = Path("build/public")
GONE = "The built site was deleted."
STAYS = "Nothing was deleted, since kith did not build that folder."


@dataclass(frozen=True, slots=True)
class ScannedSite:
    """What a scan found in a site, the place to name, and whether the site was deleted for it."""

    report: Report
    where: str
    deleted: bool

    @property
    def clean(self) -> bool:
        """Whether it may be published."""
        return self.report.clean


def check_site(root: Path, site: Path | None, today: date) -> ScannedSite:
    """Scans a site that was built before, the book's own unless another is named."""
    if site is None and not lies_within(root / SITE, root):
        raise Declined(
            f"{SITE} is a link that leaves the book, so it was not looked into. If it is yours, "
            f"name it: kith check-public {SITE}",
            asked=True,
        )
    folder = site or root / SITE
    return _judged(scanned(root, folder, today), root, folder, folder)


def check_aside(made: BuiltAside, today: date) -> ScannedSite:
    """Scans a site that has not taken its place yet, which is the place to name."""
    return _judged(scanned(made.root, made.folder, today), made.root, made.folder, made.target)


def scanned(root: Path, site: Path, today: date) -> Report:
    """What the scan of a built site found; raises Declined where it could not be scanned."""
    try:
        return scan_public(root, site, today)
    except NoSite as reason:
        raise Declined(f"{reason}.", asked=True) from None
    except NotScanned as reason:
        gone = GONE if _deleted(root, site) else STAYS
        raise Declined(
            f"The public site could not be checked: {full_stop(str(reason))} {gone}"
        ) from None


def _judged(report: Report, root: Path, site: Path, named: Path) -> ScannedSite:
    """Deletes a site of ours that is not clean."""
    full = named.resolve()
    where = full.relative_to(root).as_posix() if full.is_relative_to(root) else str(named)
    return ScannedSite(report, where, not report.clean and _deleted(root, site))


def _deleted(root: Path, site: Path) -> bool:
    """Deletes a site that kith built; anything else stays as it is."""
    if unfit(site, root, PRIVATE, private=False) or not is_built(site, root):
        return False
    clear(site)
    return True
