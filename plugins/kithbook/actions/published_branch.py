"""A published site as a branch of a git remote: one commit for each publication.

It is made of git's own parts, with an index of its own: the working tree, the index and the
branches of the book stay as they are. A book that is in no repository uses a passing one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from kithbook.airlock.private_places import PRIVATE
from kithbook.text import git
from kithbook.text.built import aside
from kithbook.text.git_state import TRAILER
from kithbook.text.refusal import Declined
from kithbook.text.words import full_stop

_MARK = f"{TRAILER}: publish"
_MAINS = ("main", "master")
# GitHub Pages would else leave out what begins with an underscore.
_EXTRA: Mapping[str, bytes] = {".nojekyll": b""}


@contextmanager
def repository(book: Path) -> Iterator[Path]:
    """The folder in which git is to be run: the book, or a repository that is gone afterwards."""
    place = git.found(book)
    if place.state == "no git":
        raise Declined(
            "git is not installed. Publish into a folder instead: kith publish --to FOLDER",
            asked=True,
        )
    if place.state == "refused":
        raise Declined(f"Nothing was published. Git says: {full_stop(place.said)}", asked=True)
    if place.state == "ready":
        yield book
        return
    with aside(book) as folder:
        _run(folder, "init", "--quiet", "--template=")
        yield folder


@dataclass(frozen=True, slots=True)
class PublishedBranch:
    """A branch of a remote; `tip` is its newest commit, `own` the one that was published last."""

    where: Path
    remote: str
    branch: str
    tip: str
    own: str

    @property
    def author(self) -> str:
        """The owner's name and address in git, which every commit shows."""
        return _text(self.where, "var", "GIT_AUTHOR_IDENT").rpartition(">")[0] + ">"

    @property
    def extra(self) -> Mapping[str, bytes]:
        """What a publication holds beside the site."""
        return _EXTRA

    def last(self) -> dict[str, bytes]:
        """The files of the branch."""
        return _files_of(self.where, self.tip) if self.tip else {}

    def foreign(self, files: Mapping[str, bytes]) -> tuple[str, ...]:
        """What is in the branch that no publication put there, nor this one would put there."""
        ours = set(_files_of(self.where, self.own)) if self.own else set()
        there = self.last()
        return tuple(
            sorted(name for name in there if name not in ours and files.get(name) != there[name])
        )

    @property
    def commits(self) -> int:
        """How many commits the branch has now."""
        return int(_text(self.where, "rev-list", "--count", self.tip)) if self.tip else 0

    def pages_ever(self) -> dict[str, bytes]:
        """Each page of each commit of the branch, by its hash."""
        if not self.tip:
            return {}
        rows = _text(self.where, "rev-list", "--objects", self.tip).splitlines()
        named = (row.partition(" ") for row in rows)
        return _blobs(self.where, {sha: sha for sha, _, name in named if name.endswith(".html")})

    def hand_over(
        self, files: Mapping[str, bytes], message: str, *, without_past: bool = False
    ) -> str:
        """Makes the commit and pushes it; the commit's hash.

        Only without its past does it take the place of what is there, and then of nothing that is
        newer than what was seen.
        """
        tree = _tree(self.where, files)
        parent = ("-p", self.tip) if self.tip and not without_past else ()
        said = f"{message}\n\n{_MARK}\n".encode()
        commit = _text(self.where, "commit-tree", tree, *parent, given=said)
        to = f"{commit}:refs/heads/{self.branch}"
        given = {"KITH_PUBLISHED": commit}  # to the push guard: this one was looked through
        push = ["push", "--quiet", "--no-follow-tags"]
        if self.tip and without_past:
            push.append(f"--force-with-lease=refs/heads/{self.branch}:{self.tip}")
        _out(git.act(self.where, *push, self.remote, to, more=given), "push")
        return commit


def published_branch(where: Path, book: Path, remote: str, branch: str) -> PublishedBranch:
    """The branch as the remote has it now; raises Declined where it is not for a site.

    `where` is the repository to work in; a remote is a name in the book's, an address or a path.
    """
    if remote.startswith("-") or _name(where, branch) != branch:
        raise Declined(f'"{remote}" and "{branch}" are not a remote and a branch.', asked=True)
    refs = _refs(where, remote)
    if where == book and branch in _reserved(book, remote, refs.get("HEAD", "")):
        raise Declined(
            f"{branch} of {remote} is where your book itself lives. Take a branch that holds "
            "nothing else: --branch gh-pages",
            asked=True,
        )
    tip = refs.get(f"refs/heads/{branch}", "")
    if tip:
        quiet = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
        asked = git.reach(where, "fetch", *quiet, "--refmap=", remote, f"refs/heads/{branch}")
        _out(asked, "fetch")
    own = _text(where, "log", "-1", "--format=%H", f"--grep=^{_MARK}$", tip) if tip else ""
    if own != tip:
        _require_no_book(where, tip, branch)
    return PublishedBranch(where, remote, branch, tip, own)


def _refs(where: Path, remote: str) -> dict[str, str]:
    """What the remote has, by its full name; under HEAD the name of its main branch."""
    refs: dict[str, str] = {}
    asked = git.reach(where, "ls-remote", "--symref", "--", remote)
    for line in _out(asked, "ls-remote").decode("utf-8", "replace").splitlines():
        value, _, name = line.partition("\t")
        if value.startswith("ref: "):
            refs[name] = value.removeprefix("ref: refs/heads/")
        else:
            refs.setdefault(name, value)
    return refs


def _reserved(book: Path, remote: str, main: str) -> tuple[str, ...]:
    """Branches of the book's own remotes, or of the book itself, that no site may go to."""
    names = _lines(book, "remote")
    asked = (("remote", "get-url", *push, name) for name in names for push in _PUSH)
    addresses = {git.ask(book, *words).text for words in asked}
    is_own = remote in names or remote in addresses
    if not is_own and not (Path(remote).is_dir() and _folder(Path(remote)) == _folder(book)):
        return ()
    return (*_MAINS, main, git.ask(book, "symbolic-ref", "--short", "--quiet", "HEAD").text)


def _folder(place: Path) -> str:
    """Where a repository keeps its objects; for a bare one, it must be named itself."""
    bare = git.ask(place, "--git-dir=.", "rev-parse", "--absolute-git-dir")
    return (bare if bare.done else git.ask(place, "rev-parse", "--absolute-git-dir")).text


def _name(where: Path, branch: str) -> str:
    return git.ask(where, "check-ref-format", "--branch", branch).text


_PUSH: tuple[tuple[str, ...], ...] = ((), ("--push",))


def _require_no_book(where: Path, tip: str, branch: str) -> None:
    found = _lines(where, "ls-tree", "--name-only", tip, "--", *PRIVATE)
    if found:
        raise Declined(
            f"The branch {branch} holds {found[0]}, so a book lives there. Take a branch that "
            "holds nothing else: --branch gh-pages",
            asked=True,
        )


def _tree(where: Path, files: Mapping[str, bytes]) -> str:
    names = sorted(files)
    with tempfile.TemporaryDirectory(prefix="kith-publish-") as folder:
        place = Path(folder)
        for number, name in enumerate(names):
            (place / str(number)).write_bytes(files[name])
        paths = "".join(f"{place / str(number)}\n" for number in range(len(names)))
        hashing = ("hash-object", "-w", "--no-filters", "--stdin-paths")
        hashes = _lines(where, *hashing, given=paths.encode())
        rows = (f"100644 {sha}\t{name}\0" for sha, name in zip(hashes, names, strict=True))
        index = {"GIT_INDEX_FILE": str(place / "index")}
        _run(where, "update-index", "-z", "--index-info", given="".join(rows).encode(), more=index)
        return _run(where, "write-tree", more=index).decode().strip()


def _files_of(where: Path, commit: str) -> dict[str, bytes]:
    rows = _run(where, "ls-tree", "-r", "-z", "--full-tree", commit).decode().split("\0")
    listed = [row.partition("\t") for row in rows if row]
    return _blobs(where, {name: about.split()[2] for about, _, name in listed})


def _blobs(where: Path, hashes: Mapping[str, str]) -> dict[str, bytes]:
    """What some names stand for; of what is no file, nothing."""
    asked = "".join(f"{sha}\n" for sha in hashes.values())
    answer = BytesIO(_run(where, "cat-file", "--batch", given=asked.encode()))
    files = {}
    for name in hashes:
        head = answer.readline().split()
        files[name] = answer.read(int(head[2])) if len(head) == 3 else b""
        answer.read(1 if len(head) == 3 else 0)
    return files


def _lines(where: Path, *words: str, given: bytes = b"") -> list[str]:
    return _text(where, *words, given=given).splitlines()


def _text(where: Path, *words: str, given: bytes = b"") -> str:
    return _run(where, *words, given=given).decode("utf-8", "replace").strip()


def _run(
    where: Path, *words: str, given: bytes = b"", more: Mapping[str, str] | None = None
) -> bytes:
    return _out(git.ask(where, *words, given=given, more=more), words[0])


def _out(reply: git.Reply, what: str) -> bytes:
    """What git answered; where it said no, Declined carries its words."""
    if not reply.done:
        said = reply.said or f"{what} gave no reason"
        raise Declined(f"Nothing was published. Git says: {full_stop(said)}")
    return reply.out
