"""The repository of a book: its remotes, what keeps private folders back, what git ignores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kithbook.actions.push_guard import Repository, repositories
from kithbook.airlock.private_places import OWN_FOLDERS, PRIVATE_FOLDERS
from kithbook.book.model import Settings
from kithbook.text import git
from kithbook.text.examined import Examined
from kithbook.text.words import counted, listed

_HOSTS = ("github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "git.sr.ht", "gitea.com")
_SECRET = re.compile(r"(?<=//)[^/@\s]*:[^/@\s]+@")
_OPEN_WAY = ("git://", "http://", "ftp://")
_OURS = (".kith", "build")
_MOST_NAMED = 3


def repository(root: Path) -> Examined:
    """Whether git keeps the history of the book."""
    found = git.found(root)
    if found.state == "ready":
        where = "" if found.top == root.resolve() else f" in {found.top}"
        return Examined("git", "ok", f"Git keeps the history{where}.")
    if found.state == "refused":
        return Examined(
            "git", "error", f"Git does not work here: {found.said}.", "Mend that, then look again."
        )
    said, then = {
        "no git": ("Git is not installed, so nothing keeps what a file was.", "Install git."),
        "no repository": (
            "The book is in no git repository, so nothing keeps what a file was.",
            "git init, then kith guard.",
        ),
    }[found.state]
    return Examined("git", "warning", said, then)


def remotes(root: Path, settings: Settings) -> Iterator[Examined]:
    """Each remote of the book's repositories: may it have the private folders, and does it?"""
    found = tuple((at, name, urls) for at in repositories(root) for name, urls in _remotes(at))
    for at, name, urls in found:
        yield from _remote(root, at, name, urls, settings)
    if not found and git.found(root).state == "ready":
        yield Examined(
            "remotes",
            "warning",
            "There is no remote: as far as git knows, this machine alone has the book.",
            "Make a copy elsewhere: a disk of your own, or a private remote that kithbook.yml "
            "names under private_remotes.",
        )


def _remotes(at: Repository) -> Iterator[tuple[str, tuple[str, ...]]]:
    told = git.ask(at.top, "config", "-z", "--get-regexp", r"^remote\..*\.(url|pushurl)$").text
    urls: dict[str, list[str]] = {}
    for row in filter(None, told.split("\0")):
        key, _, url = row.partition("\n")
        urls.setdefault(key.removeprefix("remote.").rpartition(".")[0], []).append(url)
    yield from ((name, tuple(dict.fromkeys(each))) for name, each in urls.items())


def _remote(
    root: Path, at: Repository, name: str, urls: tuple[str, ...], settings: Settings
) -> Iterator[Examined]:
    shown = f"{name} ({listed((_SECRET.sub('', url) for url in urls), 'and')})"
    if any(map(_SECRET.search, urls)):
        yield Examined(
            "remotes",
            "warning",
            f"The address of {name} has a password in it, in .git/config.",
            f"git remote set-url {name} ADDRESS without it, and let git ask or use a key.",
        )
    if not {name, *urls} & set(settings.private_remotes):
        yield _not_listed(root, at, name, shown)
    elif settings.publish_git in (name, *urls):
        yield Examined(
            "remotes",
            "error",
            f"{shown} may have the private folders and gets the public page as well.",
            "Publish to another remote, or take it out of private_remotes in kithbook.yml.",
        )
    elif any(url.startswith(_OPEN_WAY) for url in urls):
        yield Examined(
            "remotes",
            "error",
            f"{shown} may have the private folders, and what goes there is not encrypted.",
            f"git remote set-url {name} with an address that begins with https:// or ssh://.",
        )
    elif host := next((host for host in _HOSTS for url in urls if host in url), ""):
        yield Examined(
            "remotes",
            "unknown",
            f"{shown} may have the private folders. Whether that repository is private, only "
            f"{host} knows.",
            f"Open it at {host} without being signed in: it should not be there.",
        )
    else:
        yield Examined("remotes", "ok", f"{shown} may have the private folders.")


def _not_listed(root: Path, at: Repository, name: str, shown: str) -> Examined:
    if not (held := _held(root, at, name)):
        return Examined("remotes", "ok", f"{shown} has none of the private folders.")
    return Examined(
        "remotes",
        "error",
        f"{shown} has {held} of this book, and is not under private_remotes in kithbook.yml.",
        f"If only you can read it: private_remotes: [{name}] in kithbook.yml. Otherwise delete "
        "that repository at its host, since its history keeps them.",
    )


def _held(root: Path, at: Repository, name: str) -> str:
    """A private folder that a remote has, as far as this clone saw it last."""
    where = root if root.resolve().is_relative_to(at.top.resolve()) else at.top
    refs = git.ask(at.top, "for-each-ref", "--format=%(refname)", f"refs/remotes/{name}/").lines
    own = where == at.top and where != root
    for ref in refs:
        if own:  # a private folder that is a repository of its own
            return "a private folder"
        inside = [f"{folder}/" for folder in OWN_FOLDERS]
        names = git.ask(where, "ls-tree", "--name-only", "-z", ref, "--", *inside).text.split("\0")
        if found := next((one for one in names if one and not one.endswith(".gitkeep")), ""):
            return f"{found.rpartition('/')[0]}/"
    return ""


def guards(root: Path) -> Iterator[Examined]:
    """Whether this clone keeps private folders from being pushed."""
    everywhere = tuple(repositories(root))
    for at in everywhere:
        if at.guarded:
            continue
        yield Examined(
            "guard",
            "error" if at.has_remote else "warning",
            f"No push guard is in {at.top.name}/.git: git push gives the private folders to any "
            "remote.",
            "kith guard",
        )
    if everywhere and all(at.guarded for at in everywhere):
        yield Examined("guard", "ok", "The push guard is in place.")


def ignored(root: Path) -> Iterator[Examined]:
    """Whether git leaves alone what is made, and keeps what is written."""
    if git.found(root).state != "ready":
        return
    found = (*_kept_in_git(root), *_not_kept(root))
    yield from found
    if not found:
        yield Examined("ignored", "ok", "Git passes over build/ and .kith/, and no file of yours.")


def _kept_in_git(root: Path) -> Iterator[Examined]:
    for folder in _OURS:
        if git.ask(root, "ls-files", "-z", "--", folder).out:
            yield Examined(
                "ignored",
                "error",
                f"{folder}/ is in git, with what was made of private files.",
                f"git rm -r --cached {folder}, and a line {folder}/ in .gitignore.",
            )
        elif git.ask(root, "ls-files", "--others", "--exclude-standard", "-z", "--", folder).out:
            yield Examined(
                "ignored",
                "warning",
                f"Git does not pass over {folder}/, so git add would take it in.",
                f"Write a line {folder}/ into .gitignore.",
            )


def _not_kept(root: Path) -> Iterator[Examined]:
    asked = ("ls-files", "--others", "--ignored", "--exclude-standard", "-z")
    reply = git.ask(root, *asked, "--", *PRIVATE_FOLDERS)
    names = [one for one in reply.out.decode("utf-8", "replace").split("\0") if _is_theirs(one)]
    if names:
        shown = listed(names[:_MOST_NAMED], "and")
        more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
        yield Examined(
            "ignored",
            "warning",
            f"Git keeps no history of {counted(len(names), 'file')} of the book: {shown}{more}.",
            f"See which line says so: git check-ignore -v {names[0]}",
        )


def _is_theirs(name: str) -> bool:
    """Whether a file is one that the owner writes, and no system's or editor's."""
    last = name.rpartition("/")[2]
    return bool(name) and not last.startswith((".", "~")) and not last.endswith((".tmp", "~"))
