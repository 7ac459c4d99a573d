"""A site is built aside, and takes its own place when nothing speaks against it.

What builds is handed in, so that this knows no generator of sites.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Literal, NamedTuple, Protocol

from kithbook.actions.kept_build import (
    KeptBuild,
    MadeOf,
    day_of,
    drop_build,
    keep_build,
    looked_at,
)
from kithbook.actions.outcome import Tell
from kithbook.airlock.private_places import PRIVATE
from kithbook.book.network import Network
from kithbook.book.settings import settings_in
from kithbook.disclosure.checking import refusals
from kithbook.text.built import NotOurs, aside, clear, mark, overlaps, require_ours, settle
from kithbook.text.refusal import Declined
from kithbook.text.words import counted

SiteName = Literal["private", "public"]
CONFIGS: dict[SiteName, str] = {"private": "mkdocs.private.yml", "public": "mkdocs.yml"}
_FIRST = "kith disclose shows what people agreed to, and writes it with --apply"


class BuildReport(NamedTuple):
    """What was told while a site was built, and how much of it was a warning."""

    told: tuple[str, ...] = ()
    warnings: int = 0


class SiteBuild(Protocol):
    """One site whose settings are read: where it will stand, and how it is built."""

    @property
    def place(self) -> Path:
        """The folder that is its own."""

    def build(self, folder: Path) -> BuildReport:
        """Builds it into a folder; what was told of it."""

    def made_of(self) -> tuple[Path, ...] | None:
        """The files and folders that it is made of alone; None where there may be others."""


class SiteBuilder(Protocol):
    """Whoever builds sites. Each of these raises Declined where that cannot be."""

    def reasons_against(self, config_file: Path) -> tuple[str, ...]:
        """Why the settings of a public site may not even be loaded."""

    def told_place(self, config_file: Path) -> str:
        """The folder of a site as its settings plainly say it."""

    def read(self, config_file: Path, site: SiteName, *, strict: bool) -> SiteBuild:
        """Reads the settings of a site."""


@dataclass(frozen=True, slots=True)
class BuiltAside:
    """A built site in a passing folder, the place that is its own, and how the building went.

    `made_of` is what a private one was made of, where that is known.
    """

    root: Path
    site: SiteName
    folder: Path
    target: Path
    report: BuildReport
    seconds: float
    made_of: MadeOf | None = None

    @property
    def pages(self) -> int:
        """How many pages it has, before it is settled."""
        return sum(1 for _ in self.folder.rglob("*.html"))

    @property
    def summary(self) -> str:
        """The site in a line."""
        inside = self.target.is_relative_to(self.root)
        where = self.target.relative_to(self.root) if inside else self.target
        warnings = self.report.warnings
        warned = f", {counted(warnings, 'warning')}" if warnings else ""
        return f"{where}: {counted(self.pages, 'page')} in {self.seconds:.1f} s{warned}"

    def settle(self) -> None:
        """Puts it there; without this it is gone at the end."""
        pages = self.pages
        mark(self.folder, self.target, self.root, private=self.site == "private")
        settle(self.folder, self.target)
        if self.made_of is not None:
            day = day_of(settings_in(self.root)[0].today)
            report, target = self.report, str(self.target.resolve())
            kept = KeptBuild(target, self.made_of, day, pages, report.warnings, report.told)
            keep_build(self.root, kept)


@contextmanager
def build_site(
    builder: SiteBuilder, root: Path, site: SiteName, *, strict: bool, tell: Tell
) -> Iterator[BuiltAside]:
    """Builds one site aside; raises Declined where it cannot be built.

    What stood in its place is gone from the beginning, so that nothing old is taken for new.
    """
    ready = _read_site(builder, root, site, strict=strict)
    target = ready.place
    _require_ours(builder, root, site, target)
    made_of = None
    if site == "private":
        drop_build(root)
        places = ready.made_of()
        made_of = looked_at(root, places) if places is not None else None
    with aside(root) as passing:
        clear(target)
        folder = passing / target.name
        tell(f"Building the {site} site …")
        began = monotonic()
        report = ready.build(folder)
        yield BuiltAside(root, site, folder, target, report, monotonic() - began, made_of)


def config_of(root: Path, site: SiteName) -> Path:
    """The settings of a site; raises Declined where the book has none."""
    path = root / CONFIGS[site]
    if not path.is_file():
        raise Declined(
            f"{CONFIGS[site]} is not in {root}. Take it from a new book: kith init ../another-book",
            asked=True,
        )
    return path


def require_publishable(
    builder: SiteBuilder, root: Path, network: Network, day: date, *, strict: bool, tell: Tell
) -> None:
    """Raises Declined unless people agree to the airlock; then no older site is left either.

    `strict` wants all of it in there; otherwise less than what people agreed to will do.
    """
    found = refusals(root, network, day, strict=strict)
    if not found:
        return
    for problem in found:
        tell(str(problem))
    with suppress(Declined):
        target = _read_site(builder, root, "public").place
        _require_ours(builder, root, "public", target)
        clear(target)
    if any(problem.code == "consent-unclear" for problem in found):
        raise Declined(
            f"Nothing was built. Settle each consent first, at the place named above; {_FIRST}."
        )
    raise Declined(
        "Nothing was built. Look at what people agreed to with kith disclose, write it with "
        "kith disclose --apply, then try again."
    )


def _read_site(
    builder: SiteBuilder, root: Path, site: SiteName, *, strict: bool = False
) -> SiteBuild:
    config_file = config_of(root, site)
    if site == "public" and (reasons := builder.reasons_against(config_file)):
        _clear_refused(builder, root, config_file)
        raise Declined("\n".join(("The public site was not built.", *reasons)))
    return builder.read(config_file, site, strict=strict)


def _clear_refused(builder: SiteBuilder, root: Path, config_file: Path) -> None:
    """Leaves no older public site where the settings may not even be loaded."""
    if told := builder.told_place(config_file):
        with suppress(Declined):
            _require_ours(builder, root, "public", root / told)
            clear(root / told)


def _require_ours(builder: SiteBuilder, root: Path, site: SiteName, target: Path) -> None:
    """Raises Declined unless a site may be put there, where everything is emptied for it."""
    try:
        require_ours(target, root, PRIVATE, private=site == "private")
    except NotOurs as reason:
        raise Declined(str(reason)) from None
    told = builder.told_place(root / CONFIGS["public" if site == "private" else "private"])
    other = (root / told).resolve() if told else None
    if other and overlaps(target.resolve(), other):
        raise Declined(
            f"The {site} site was not built, and nothing was deleted: site_dir is or touches the "
            f"other site's folder, {other}. Write site_dir: build/{site} in {CONFIGS[site]}."
        )
