"""Both sites as plain finished files, that any generator of sites or any host can take.

Each is built as ever, with the refusals of its build, and the public one is searched for anything
private. What is staged are the bytes of that build, and beside them the few lines that a
generator needs so as to pass them on whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from kithbook.actions.building import (
    BuiltAside,
    SiteBuilder,
    SiteName,
    build_site,
    require_publishable,
)
from kithbook.actions.outcome import Tell
from kithbook.actions.site_scan import ScannedSite, check_aside
from kithbook.airlock.private_places import PRIVATE
from kithbook.book.network import Network
from kithbook.text.built import (
    BUILD,
    MARK,
    PRIVATE_MARK,
    NotOurs,
    aside,
    mark,
    overlaps,
    require_ours,
    settle,
    within,
)
from kithbook.text.refusal import Declined, refuse

Generator = Literal["plain", "hugo", "zensical"]
GENERATORS: tuple[Generator, ...] = ("plain", "hugo", "zensical")
SITES: tuple[SiteName, ...] = ("public", "private")
_FILES_IN: Mapping[Generator, str] = {"plain": "", "hugo": "static", "zensical": "docs"}
# What a generator would make itself, and no other page of it: so it takes what is there as it is.
_HUGO = 'disableKinds = ["taxonomy", "term", "rss", "sitemap", "404", "robotstxt"]\n'
_ZENSICAL = """\
[project]
site_name = "{site}"
docs_dir = "docs"
site_dir = "site"

[project.theme]
custom_dir = "overrides"
"""
_MADE_BY_ZENSICAL = ("404.html", "sitemap.xml")
_OWN_SERVER = "A web server of your own takes it as it is."
_NEXT: Mapping[Generator, str] = {
    "plain": "Any host or web server takes it as it is.",
    "hugo": "There: hugo",
    "zensical": "There: zensical build",
}


@dataclass(frozen=True, slots=True)
class StagedSite:
    """One site as it was staged: where it lies, how many files, and what to do there."""

    site: SiteName
    place: Path
    files: int
    next: str


@dataclass(frozen=True)
class Staging:
    """What is staged, where and for which generator."""

    root: Path
    network: Network
    today: date
    place: Path
    generator: Generator

    def require_fit(self, sites: tuple[SiteName, ...]) -> None:
        """Raises Declined unless these sites may be put there, and nothing foreign is there."""
        home, real = self.root.resolve(), self.place.resolve()
        build = home / BUILD
        if within(real, home) and not within(real, build):
            refuse(
                f"{self.place} is inside the book, where the private half lies in {BUILD}/ alone. "
                f"Name a folder outside of the book, or {BUILD}/stage."
            )
        if real == build or any(overlaps(real, build / site) for site in SITES):
            refuse(f"{self.place} touches what kith build makes. Name another, as {BUILD}/stage.")
        for site in sites:
            try:
                require_ours(real / site, self.root, PRIVATE, private=site == "private")
            except NotOurs as reason:
                said = str(reason).replace("built, and", "staged, and").partition(" Write site_dir")
                raise Declined(f"{said[0]} Name an empty folder.") from None

    def stage(
        self,
        site: SiteName,
        builder: SiteBuilder,
        tell: Tell,
        built: Callable[[BuiltAside], None],
        looked_through: Callable[[ScannedSite], None],
    ) -> StagedSite | None:
        """Builds one site, and stages it; None where the public one holds anything private."""
        if site == "public":
            require_publishable(
                builder, self.root, self.network, self.today, strict=False, tell=tell
            )
        with build_site(builder, self.root, site, strict=False, tell=tell) as made:
            built(made)
            before = files_in(made.folder)
            if site == "public":
                found = check_aside(made, self.today)
                looked_through(found)
                if not found.clean:
                    return None
                if files_in(made.folder) != before:
                    raise Declined("The built site changed while it was looked through. Try again.")
            made.settle()
        return self._settled(site, before)

    def _settled(self, site: SiteName, files: Mapping[str, bytes]) -> StagedSite:
        target = self.place.resolve() / site
        with aside(self.root) as passing:
            folder = passing / site
            for name, raw in (
                *_placed(files, self.generator),
                *_beside(files, site, self.generator),
            ):
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(raw)
            mark(folder, target, self.root, private=site == "private")
            settle(folder, target)
        private = site == "private" and self.generator == "plain"
        onward = _OWN_SERVER if private else _NEXT[self.generator]
        return StagedSite(site, target, len(files), onward)


def files_in(folder: Path) -> dict[str, bytes]:
    """The files of a built site, without what marks it as built."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    named = ((path.relative_to(folder).as_posix(), path) for path in found)
    return {name: path.read_bytes() for name, path in named if name not in (MARK, PRIVATE_MARK)}


def _placed(files: Mapping[str, bytes], generator: Generator) -> list[tuple[str, bytes]]:
    """The finished files where a generator passes them on as they are."""
    inside = _FILES_IN[generator]
    return [(f"{inside}/{name}" if inside else name, raw) for name, raw in files.items()]


def _beside(
    files: Mapping[str, bytes], site: SiteName, generator: Generator
) -> list[tuple[str, bytes]]:
    """The few lines that a generator or a host needs."""
    if generator == "plain":
        return [(".nojekyll", b"")] if ".nojekyll" not in files else []
    if generator == "hugo":
        return [("hugo.toml", _HUGO.encode())]
    made = [name for name in _MADE_BY_ZENSICAL if name in files]
    own = [(f"overrides/{name}", b"{% raw %}" + files[name] + b"{% endraw %}") for name in made]
    return [("zensical.toml", _ZENSICAL.format(site=site).encode()), *own]
