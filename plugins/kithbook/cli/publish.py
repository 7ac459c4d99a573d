"""`kith publish`: builds the public site, looks through it, shows what changes, hands it over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kithbook.book.model import Settings
from kithbook.cli.build import build_site, require_publishable
from kithbook.cli.check_public import scanned, tell_of
from kithbook.cli.screen import mistake, note, say, say_json
from kithbook.cli.whereabouts import Whereabouts, json_option, the_day, today_option

if TYPE_CHECKING:
    from kithbook.cli.published_branch import PublishedBranch
    from kithbook.cli.published_folder import PublishedFolder
    from kithbook.cli.publishing import Comparison

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


@click.command()
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Put it into this folder, which holds nothing else.",
)
@click.option("--git", "remote", metavar="REMOTE", help="Push it to this git remote or address.")
@click.option("--branch", metavar="NAME", help="The remote's branch for it; otherwise gh-pages.")
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
    write: bool,
    as_json: bool,
    today: str | None,
) -> int:
    """Show what the public site would say, compared with last time, and publish it.

    It is built strictly and searched for anything private first; there is no way round that.
    Without --to and --git it goes where `publish` in kithbook.yml says.
    """
    from kithbook.book.load import load_book

    root = place.root()
    network = load_book(root)
    day = the_day(network.settings, today)
    way = _way(root, network.settings, to, remote, branch)
    require_publishable(root, network, day, strict=True)
    files = _built(root, day, as_json=as_json)
    if files is None:
        return 1
    with _opened(way, root) as target:
        return _hand_over(target, way, files, write=write, as_json=as_json)


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
    from kithbook.cli.published_folder import unfit

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
        quiet = report.clean and as_json
        if not quiet and tell_of(report, root, made.folder, as_json=as_json, shown=made.target):
            return None
        if _files(made.folder) != files:
            raise click.ClickException(
                "The built site changed while it was looked through. Nothing was published; "
                "try again."
            )
        made.settle()
    _remind(root)
    return files


def _files(site: Path) -> dict[str, bytes]:
    found = sorted(path for path in site.rglob("*") if path.is_symlink() or path.is_file())
    for path in found:
        if path.is_symlink() or "\n" in path.name:
            raise click.ClickException(
                f"{path.name!r} in the built site is a link, or its name is no name for a file."
            )
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def _remind(root: Path) -> None:
    if "Your Name" in (root / "mkdocs.yml").read_text(encoding="utf-8", errors="replace"):
        note("mkdocs.yml still says Your Name. Your public facts stand under owner: there.")


@contextmanager
def _opened(way: Way, root: Path) -> Iterator[PublishedFolder | PublishedBranch]:
    if way.folder:
        from kithbook.cli.published_folder import PublishedFolder

        target = PublishedFolder(way.folder, root)
        for said in target.mend():
            note(said)
        yield target
        return
    from kithbook.cli.published_branch import published_branch, repository

    with repository(root) as where:
        yield published_branch(where, root, way.address, way.branch)


def _hand_over(
    target: PublishedFolder | PublishedBranch,
    way: Way,
    files: Mapping[str, bytes],
    *,
    write: bool,
    as_json: bool,
) -> int:
    from kithbook.cli.publishing import compare, in_words, moved

    whole = {**target.extra, **files}
    if foreign := target.foreign(whole):
        mistake(
            f"{way.shown} holds {_some(foreign)}, which kith publish did not put there and would "
            "remove. Move it away, put it into content/public if it belongs to the site, or name "
            "another place."
        )
    found = compare(target.last(), whole)
    author, commit = target.author, ""
    if write and found:
        commit = target.hand_over(whole, f"Publish: {moved(found.pages) or 'no page changed'}")
    if as_json:
        say_json(_as_json(way, found, author, commit, published=write and bool(found)))
        return 0
    if found:
        say(f"\nCompared with {way.shown} as it {'was' if write else 'is'}:")
        say("\n".join(in_words(found)))
    note(_last_words(found, way, author, write=write))
    return 0


def _last_words(found: Comparison, way: Way, author: str, *, write: bool) -> str:
    signed = f", in a commit by {author}" if author else ""
    if not found:
        return f"{way.shown} holds this site already; there is nothing to publish."
    if write:
        return f"Published: {way.shown}{signed}."
    return f"Nothing is published yet. To put it into {way.shown}{signed}, add --apply."


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def _as_json(
    way: Way, found: Comparison, author: str, commit: str, *, published: bool
) -> dict[str, Any]:
    return {
        "to": way.shown if way.folder else None,
        "git": way.remote or None,
        "branch": way.branch or None,
        "author": author or None,
        "published": published,
        "commit": commit or None,
        **asdict(found),
    }
