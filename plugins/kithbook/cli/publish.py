"""`kith publish`: builds the public site, looks through it, shows what changes, hands it over."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kithbook.actions.disclosing import Memory
from kithbook.book.model import Settings
from kithbook.cli.build import build_site, require_publishable
from kithbook.cli.check_public import remark, scanned, tell_of
from kithbook.cli.screen import mistake, note, say, say_json
from kithbook.cli.whereabouts import Whereabouts, json_option, the_day, today_option
from kithbook.text.words import counted, listed

if TYPE_CHECKING:
    from kithbook.actions.published_branch import PublishedBranch
    from kithbook.actions.published_folder import PublishedFolder
    from kithbook.actions.site_comparison import Comparison
    from kithbook.disclosure.published import Destination
    from kithbook.leakscan.scan import Report

_NAMED = 8


@dataclass(frozen=True, slots=True)
class Way:
    """Where the site goes: a folder, or a branch of a git remote.

    `shown` is what to call it; `address` is the remote as git takes it from anywhere.
    """

    shown: str
    folder: Path | None = None
    remote: str = ""
    branch: str = ""
    address: str = ""

    def place(self, root: Path) -> Destination:
        """The same as the book remembers it, without what opens a remote."""
        from kithbook.disclosure.published import Destination

        if self.folder:
            return Destination(to=Path(os.path.relpath(self.folder, root.resolve())).as_posix())
        return Destination(git=re.sub(r"(?<=://)[^/@\s]*@", "", self.remote), branch=self.branch)


_NO_ADDRESS = (
    "site_url is not set in mkdocs.yml, so there is no QR code, no picture for sharing and no map "
    "for search engines, and below an address such as nora.github.io/page/ the page for wrong "
    "addresses comes without its style. Write there where the page will be."
)


@click.command()
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Put it into this folder, which holds nothing else.",
)
@click.option("--git", "remote", metavar="REMOTE", help="Push it to this git remote or address.")
@click.option("--branch", metavar="NAME", help="The remote's branch for it; otherwise gh-pages.")
@click.option(
    "--without-past",
    is_flag=True,
    help="Replace the branch by this one commit, so that no older one shows what is gone.",
)
@click.option("--apply", "write", is_flag=True, help="Hand it over; otherwise only show it.")
@json_option
@today_option
@click.pass_obj
def publish(
    place: Whereabouts,
    *,
    to: Path | None,
    remote: str | None,
    branch: str | None,
    without_past: bool,
    write: bool,
    as_json: bool,
    today: str | None,
) -> int:
    """Show what the public site would say, compared with last time, and publish it.

    It is built strictly and searched for anything private first; there is no way round that.
    Without --to and --git it goes where `publish` in kithbook.yml says. What a page shows of people
    is remembered in content/published.yml, so that it is told when somebody takes back a consent.
    """
    from kithbook.book.load import load_book

    root = place.root()
    network = load_book(root)
    day = the_day(network.settings, today)
    way = _way(root, network.settings, to, remote, branch)
    if without_past and way.folder:
        mistake("A folder has no past. --without-past is for a branch: --git REMOTE.")
    require_publishable(root, network, day, strict=True)
    memory = Memory(root, network.settings, way.place(root), day)
    memory.require()
    files = _built(root, day, as_json=as_json)
    if files is None:
        return 1
    with _opened(way, root) as target:
        done = _hand_over(target, way, files, write=write, without_past=without_past)
    kept = memory.keep(again=done.handed_over, tell=note) if write else ""
    _tell(done, way, as_json=as_json)
    if kept:
        note(f"{kept} keeps in mind what it shows of people.")
    return 0


def _way(
    root: Path, settings: Settings, to: Path | None, remote: str | None, branch: str | None
) -> Way:
    folder = Path.cwd() / to if to else None
    if not to and not remote:
        folder = root / Path(settings.publish_to).expanduser() if settings.publish_to else None
        remote = settings.publish_git
    if folder and remote:
        mistake("Name a folder or a git remote, and not both: --to or --git.")
    if branch and not remote:
        mistake("A branch is of a git remote: name it with --git.")
    if remote:
        name = branch or settings.publish_branch
        near = (Path.cwd() if remote != settings.publish_git else root) / remote
        address = str(near.resolve()) if remote.startswith(".") and near.is_dir() else remote
        return Way(f"{name} of {remote}", remote=remote, branch=name, address=address)
    if folder is None:
        mistake(
            "Say where it goes: kith publish --to FOLDER, or --git REMOTE; or write it as "
            "publish: {to: ../site} in kithbook.yml."
        )
    from kithbook.actions.published_folder import unfit

    real = folder.resolve()
    shown = str(to or settings.publish_to)
    if reason := unfit(real, root.resolve()):
        mistake(f"{shown}: {reason} Name another, such as ../site.")
    return Way(shown, folder=real)


def _built(root: Path, day: date, *, as_json: bool) -> dict[str, bytes] | None:
    """The files of the site, looked through as they are; None where something private is in it."""
    tell = note if as_json else say
    with build_site(root, "public", strict=True, tell=tell) as made:
        files = _files(made.folder)
        report = scanned(root, made.folder, day)
        _require_people(report)
        if report.clean and as_json:
            remark(report, root, made.target)
        elif tell_of(report, root, made.folder, as_json=as_json, shown=made.target):
            return None
        if _files(made.folder) != files:
            raise click.ClickException(
                "The built site changed while it was looked through. Nothing was published; "
                "try again."
            )
        made.settle()
    _remind(root, files)
    return files


def _require_people(report: Report) -> None:
    """Ends the command where git keeps private folders of which nothing is checked out."""
    if report.absent:
        raise click.ClickException(
            f"{listed(report.absent, 'and')} is in git and not in this checkout, so the page could "
            "not be compared with it. Publish from a checkout that has it."
        )


def _files(site: Path) -> dict[str, bytes]:
    found = sorted(path for path in site.rglob("*") if path.is_symlink() or path.is_file())
    for path in found:
        if path.is_symlink() or "\n" in path.name:
            raise click.ClickException(
                f"{path.name!r} in the built site is a link, or its name is no name for a file."
            )
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def _remind(root: Path, files: Mapping[str, bytes]) -> None:
    if "Your Name" in (root / "mkdocs.yml").read_text(encoding="utf-8", errors="replace"):
        note("mkdocs.yml still says Your Name. Your public facts stand under owner: there.")
    if "qr.svg" not in files:  # which stands for all that needs the address
        note(_NO_ADDRESS)


@contextmanager
def _opened(way: Way, root: Path) -> Iterator[PublishedFolder | PublishedBranch]:
    if way.folder:
        from kithbook.actions.published_folder import PublishedFolder

        target = PublishedFolder(way.folder, root)
        for said in target.mend():
            note(said)
        yield target
        return
    from kithbook.actions.published_branch import published_branch, repository

    with repository(root) as where:
        yield published_branch(where, root, way.address, way.branch)


@dataclass(frozen=True, slots=True)
class _Done:
    """What a publication changes, or has changed.

    `past` are texts about people that older commits keep and the page does not show; `dropped` is
    how many commits go, or went, so that these are gone as well.
    """

    found: Comparison
    author: str
    write: bool
    commit: str = ""
    handed_over: bool = False
    past: tuple[str, ...] = ()
    dropped: int = 0


def _hand_over(
    target: PublishedFolder | PublishedBranch,
    way: Way,
    files: Mapping[str, bytes],
    *,
    write: bool,
    without_past: bool,
) -> _Done:
    from kithbook.actions.site_comparison import compare, moved, people_in

    whole = {**target.extra, **files}
    if foreign := target.foreign(whole):
        mistake(
            f"{way.shown} holds {_some(foreign)}, which kith publish did not put there and would "
            "remove. Move it away, put it into content/public if it belongs to the site, or name "
            "another place."
        )
    found = compare(target.last(), whole)
    now = people_in({name: raw for name, raw in whole.items() if name.endswith(".html")})
    past = tuple(sorted(people_in(target.pages_ever()) - now))
    commits = target.commits
    dropped = commits if without_past and (commits > 1 or (found and commits)) else 0
    author, commit = target.author, ""
    due = bool(found) or dropped > 0
    if write and due:
        said = f"Publish: {moved(found.pages) or 'no page changed'}"
        commit = target.hand_over(whole, said, without_past=without_past)
    return _Done(found, author, write, commit, write and due, past, dropped)


def _tell(done: _Done, way: Way, *, as_json: bool) -> None:
    from kithbook.actions.site_comparison import in_words

    if as_json:
        say_json(_as_json(way, done))
        return
    if done.found:
        say(f"\nCompared with {way.shown} as it {'was' if done.write else 'is'}:")
        say("\n".join(in_words(done.found)))
    for line in _last_words(done, way):
        note(line)


def _last_words(done: _Done, way: Way) -> Iterator[str]:
    signed = f", in a commit by {done.author}" if done.author else ""
    gone = done.handed_over and done.dropped
    if done.past and not gone:
        yield (
            f"Older commits of {way.shown} keep {counted(len(done.past), 'text')} about people "
            f"that the page does not show: {_some(tuple(map(_quoted, done.past)))}."
        )
        if not done.dropped:
            yield "To replace the branch by one commit without that past, add --without-past."
    if done.dropped:
        yield (
            f"Its {counted(done.dropped, 'commit')} {'gave' if gone else 'would give'} way to one. "
            "A host may keep the old ones for a while, for whoever knows their address."
        )
    if not done.found and not done.dropped:
        yield f"{way.shown} holds this site already; there is nothing to publish."
    elif done.write:
        yield f"Published: {way.shown}{signed}."
    else:
        yield f"Nothing is published yet. To put it into {way.shown}{signed}, add --apply."


def _quoted(text: str) -> str:
    return f'"{text}"'


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def _as_json(way: Way, done: _Done) -> dict[str, Any]:
    return {
        "to": way.shown if way.folder else None,
        "git": way.remote or None,
        "branch": way.branch or None,
        "author": done.author or None,
        "published": done.handed_over,
        "commit": done.commit or None,
        **asdict(done.found),
        "past": list(done.past),
        "dropped": done.dropped,
    }
