"""Publishing: the site is built strictly, looked through, compared, handed over and remembered."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from kithbook.actions.building import BuiltAside, SiteBuilder, build_site, require_publishable
from kithbook.actions.disclosing import Memory
from kithbook.actions.published_branch import PublishedBranch, published_branch, repository
from kithbook.actions.published_folder import PublishedFolder, unfit
from kithbook.actions.site_comparison import Comparison, compare, moved, people_in
from kithbook.actions.site_scan import ScannedSite, check_aside
from kithbook.actions.unwritten import require_written
from kithbook.book.model import Settings
from kithbook.book.network import Network
from kithbook.disclosure.published import Destination
from kithbook.leakscan.scan import Report
from kithbook.text.refusal import Declined, refuse
from kithbook.text.words import listed

_NAMED = 8
_NO_ADDRESS = (
    "site_url is not set in mkdocs.yml, so there is no QR code, no picture for sharing and no map "
    "for search engines, and below an address such as nora.github.io/page/ the page for wrong "
    "addresses comes without its style. Write there where the page will be."
)


@dataclass(frozen=True, slots=True)
class PublishWish:
    """What is asked for: where the site goes, as the settings say unless named, and how.

    `here` is the folder from which the names of folders count; only `write` hands it over.
    """

    here: Path
    to: Path | None = None
    remote: str | None = None
    branch: str | None = None
    without_past: bool = False
    write: bool = False


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where the site goes: a folder, or a branch of a git remote.

    `shown` is what to call it; `address` is the remote as git takes it from anywhere.
    """

    shown: str
    folder: Path | None = None
    remote: str = ""
    branch: str = ""
    address: str = ""

    def destination(self, root: Path) -> Destination:
        """The same as the book remembers it, without what opens a remote."""
        if self.folder:
            return Destination(to=Path(os.path.relpath(self.folder, root.resolve())).as_posix())
        return Destination(git=re.sub(r"(?<=://)[^/@\s]*@", "", self.remote), branch=self.branch)


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication changes, or has changed.

    `past` are texts about people that older commits keep and the page does not show; `dropped` is
    how many commits go, or went, so that these are gone as well.
    """

    outlet: Outlet
    found: Comparison
    author: str
    write: bool
    commit: str = ""
    handed_over: bool = False
    past: tuple[str, ...] = ()
    dropped: int = 0


class PublishHearer(Protocol):
    """Hears of each step as it is done; what it says of them is the door's."""

    def tell(self, remark: str) -> None:
        """A remark for the owner."""

    def built(self, site: BuiltAside) -> None:
        """The site is built aside."""

    def looked_through(self, found: ScannedSite) -> None:
        """The site was searched for anything private."""

    def compared(self, done: Publication) -> None:
        """The site was compared with the last one, and handed over where that was asked for."""


def publish(
    root: Path, network: Network, day: date, wish: PublishWish, builder: SiteBuilder,
    hearer: PublishHearer,
) -> bool:  # fmt: skip
    """Publishes the public site, or shows what would change; False where it holds anything private.

    Raises Declined where something stands in the way.
    """
    outlet = outlet_of(root, network.settings, wish)
    if wish.without_past and outlet.folder:
        refuse("A folder has no past. --without-past is for a branch: --git REMOTE.")
    require_written(root)
    require_publishable(builder, root, network, day, strict=True, tell=hearer.tell)
    memory = Memory(root, network.settings, outlet.destination(root), day)
    memory.require()
    files = _built(builder, root, day, hearer)
    if files is None:
        return False
    with _opened(outlet, root, hearer) as place:
        done = _hand_over(place, outlet, files, wish)
    kept = memory.keep(again=done.handed_over, tell=hearer.tell) if wish.write else ""
    hearer.compared(done)
    if kept:
        hearer.tell(f"{kept} keeps in mind what it shows of people.")
    return True


def outlet_of(root: Path, settings: Settings, wish: PublishWish) -> Outlet:
    """Where the site goes, as it is asked for, else as the settings say; raises Declined."""
    to, remote = wish.to, wish.remote
    folder = wish.here / to if to else None
    if not to and not remote:
        folder = root / Path(settings.publish_to).expanduser() if settings.publish_to else None
        remote = settings.publish_git
    if folder and remote:
        refuse("Name a folder or a git remote, and not both: --to or --git.")
    if wish.branch and not remote:
        refuse("A branch is of a git remote: name it with --git.")
    if remote:
        name = wish.branch or settings.publish_branch
        near = (wish.here if remote != settings.publish_git else root) / remote
        address = str(near.resolve()) if remote.startswith(".") and near.is_dir() else remote
        return Outlet(f"{name} of {remote}", remote=remote, branch=name, address=address)
    if folder is None:
        refuse(
            "Say where it goes: kith publish --to FOLDER, or --git REMOTE; or write it as "
            "publish: {to: ../site} in kithbook.yml."
        )
    real = folder.resolve()
    shown = str(to or settings.publish_to)
    if reason := unfit(real, root.resolve()):
        refuse(f"{shown}: {reason} Name another, such as ../site.")
    return Outlet(shown, folder=real)


def _built(
    builder: SiteBuilder, root: Path, day: date, hearer: PublishHearer
) -> dict[str, bytes] | None:
    """The files of the site, looked through as they are; None where something private is in it."""
    with build_site(builder, root, "public", strict=True, tell=hearer.tell) as made:
        hearer.built(made)
        files = _files(made.folder)
        found = check_aside(made, day)
        _require_people(found.report)
        hearer.looked_through(found)
        if not found.clean:
            return None
        if _files(made.folder) != files:
            raise Declined(
                "The built site changed while it was looked through. Nothing was published; "
                "try again."
            )
        made.settle()
    if "qr.svg" not in files:  # which stands for all that needs the address
        hearer.tell(_NO_ADDRESS)
    return files


def _require_people(report: Report) -> None:
    """Raises Declined where git keeps private folders of which nothing is checked out."""
    if report.absent:
        raise Declined(
            f"{listed(report.absent, 'and')} is in git and not in this checkout, so the page could "
            "not be compared with it. Publish from a checkout that has it."
        )


def _files(site: Path) -> dict[str, bytes]:
    found = sorted(path for path in site.rglob("*") if path.is_symlink() or path.is_file())
    for path in found:
        if path.is_symlink() or "\n" in path.name:
            raise Declined(
                f"{path.name!r} in the built site is a link, or its name is no name for a file."
            )
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


@contextmanager
def _opened(
    outlet: Outlet, root: Path, hearer: PublishHearer
) -> Iterator[PublishedFolder | PublishedBranch]:
    if outlet.folder:
        folder = PublishedFolder(outlet.folder, root)
        for said in folder.mend():
            hearer.tell(said)
        yield folder
        return
    with repository(root) as where:
        yield published_branch(where, root, outlet.address, outlet.branch)


def _hand_over(
    place: PublishedFolder | PublishedBranch,
    outlet: Outlet,
    files: Mapping[str, bytes],
    wish: PublishWish,
) -> Publication:
    whole = {**place.extra, **files}
    if foreign := place.foreign(whole):
        refuse(
            f"{outlet.shown} holds {some(foreign)}, which kith publish did not put there and would "
            "remove. Move it away, put it into content/public if it belongs to the site, or name "
            "another place."
        )
    found = compare(place.last(), whole)
    now = people_in({name: raw for name, raw in whole.items() if name.endswith(".html")})
    past = tuple(sorted(people_in(place.pages_ever()) - now))
    commits = place.commits
    dropped = commits if wish.without_past and (commits > 1 or (found and commits)) else 0
    author, commit = place.author, ""
    due = bool(found) or dropped > 0
    if wish.write and due:
        said = f"Publish: {moved(found.pages) or 'no page changed'}"
        commit = place.hand_over(whole, said, without_past=wish.without_past)
    handed_over = wish.write and due
    return Publication(outlet, found, author, wish.write, commit, handed_over, past, dropped)


def some(names: tuple[str, ...]) -> str:
    """The first few of many names."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"
