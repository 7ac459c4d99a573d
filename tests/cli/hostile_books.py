"""Books that somebody sent: each would have git or a reader run something, or leave the book."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.cli.gitbook import GitBook

OUTSIDE = "Zed Outside"
_HOOKS = (
    "pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-index-change",
    "reference-transaction", "post-checkout", "pre-auto-gc", "pre-push", "pre-rebase",
    "post-rewrite", "fsmonitor-watchman",
)  # fmt: skip


@dataclass(frozen=True)
class Sent:
    """A book to be made hostile: what must not run, and the folder that must not be touched."""

    book: GitBook
    ran: Path
    outside: Path

    @property
    def run(self) -> str:
        return f"touch {self.ran}; cat"

    def config(self, key: str, value: str) -> None:
        self.book.git("config", key, value)

    def write(self, name: str, text: str) -> None:
        path = self.book.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def link(self, name: str, target: str) -> None:
        """A link where a file or folder of the book was."""
        path = self.book.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir() and not path.is_symlink():
            path.rename(path.with_name(f"{path.name}-was"))
        path.unlink(missing_ok=True)
        path.symlink_to(self.outside / target)

    def script(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{self.run}\n", encoding="utf-8")
        path.chmod(0o755)


Trait = Callable[[Sent], None]


def outside(folder: Path) -> None:
    """What lies beside the book and is nobody's but the owner's."""
    texts = {
        "zed.md": f"---\nname: {OUTSIDE}\nmail: zed@example.org\n---\n\n## Log\n",
        "people/zed.md": f"---\nname: {OUTSIDE}\n---\n",
        "settings.yml": f"# {OUTSIDE}\ncommit: true\n",
        "gitconfig": f"# {OUTSIDE}\n[user]\n\tname = {OUTSIDE}\n",
        "roster.csv": "First Name,Last Name,Email Address\nZed,Outside,zed@example.org\n",
        ".site.kith-new/index.html": OUTSIDE,
        ".zed.md.12345678.tmp": OUTSIDE,
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    GitBook.made(folder / "other")


def configured(*settings: tuple[str, str]) -> Trait:
    def make(sent: Sent) -> None:
        for key, value in settings:
            sent.config(key, value.replace("RUN", sent.run).replace("OUT", str(sent.outside)))

    return make


def written(name: str, text: str) -> Trait:
    def make(sent: Sent) -> None:
        sent.write(name, text.replace("RAN", str(sent.ran)).replace("OUT", str(sent.outside)))

    return make


def linked(name: str, target: str) -> Trait:
    return lambda sent: sent.link(name, target)


def hooks(folder: str) -> Trait:
    def make(sent: Sent) -> None:
        for name in _HOOKS:
            sent.script(sent.book.root / folder / name)
        if folder != ".git/hooks":
            sent.config("core.hooksPath", folder)

    return make


def attributed(key: str, line: str) -> Trait:
    def make(sent: Sent) -> None:
        sent.write(".gitattributes", f"* {line}\n")
        sent.config(key, sent.run)

    return make


def bare(name: str, *, worktree: bool) -> Trait:
    """A folder of the book that is a repository itself, in the place of the book's own."""

    def make(sent: Sent) -> None:
        place = sent.book.root / name
        own = sent.book.root / ".git"
        for part in own.iterdir():
            part.rename(place / part.name)
        own.rmdir()
        config = ["git", "config", "--file", str(place / "config")]
        for key, value in (
            ("core.bare", "false" if worktree else "true"),
            *((("core.worktree", "." if name == "." else ".."),) if worktree else ()),
            ("core.fsmonitor", sent.run),
            ("core.hooksPath", "evil"),
        ):
            subprocess.run([*config, key, value], check=True)
        for hook in _HOOKS:
            sent.script(place / "evil" / hook)

    return make


def gitfile(text: str) -> Trait:
    def make(sent: Sent) -> None:
        own = sent.book.root / ".git"
        own.rename(sent.book.root / "own-git")
        own.write_text(f"gitdir: {text.replace('OUT', str(sent.outside))}\n")

    return make


def moved_git(sent: Sent) -> None:
    (sent.book.root / ".git").rename(sent.book.root / "own-git")
    (sent.book.root / ".git").symlink_to(sent.outside / "other" / ".git")


def common(sent: Sent) -> None:
    sent.write(".git/commondir", f"{sent.outside / 'other' / '.git'}\n")


def borrowed(sent: Sent) -> None:
    sent.write(".git/objects/info/alternates", f"{sent.outside / 'other' / '.git' / 'objects'}\n")


def pipe(name: str) -> Trait:
    def make(sent: Sent) -> None:
        (sent.book.root / name).unlink(missing_ok=True)
        (sent.book.root / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(sent.book.root / name)

    return make


def promised(sent: Sent) -> None:
    blob = sent.book.git("rev-parse", "HEAD:people/ada-byrne.md")
    (sent.book.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for key, value in (
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", f"ext::sh -c touch% {sent.ran}"),
        ("protocol.ext.allow", "always"),
    ):
        sent.config(key, value)


def submodule(sent: Sent) -> None:
    inner = GitBook.made(sent.book.root / "people" / "inner")
    inner.git("config", "core.fsmonitor", sent.run)
    sent.write(".gitmodules", '[submodule "x"]\n\tpath = people/inner\n\turl = ext::sh\n')
    sent.config("submodule.x.update", f"!{sent.run}")
    sent.config("submodule.recurse", "true")


def kept_writes(path: str) -> Trait:
    one = f'{{"path": "{path}", "before": null, "after": "x", "line": 1, "mark": "", '
    text = f'{one}"base": null, "ours": true}}'
    record = f'{{"command": "log", "what": "x", "files": [{text}], "commit": "", "made": "", '
    return written(".kith/writes.json", f'{{"writes": [{record}"why": ""}}]}}')


def worktree_settings(sent: Sent) -> None:
    sent.config("extensions.worktreeConfig", "true")
    sent.write(".git/config.worktree", f"[include]\npath = {sent.outside / 'gitconfig'}\n")


def kith_commit(sent: Sent) -> None:
    """A commit with our mark in a repository whose working tree is above the book."""
    sent.book.git("commit", "--quiet", "--allow-empty", "-m", "new: X\n\nKith-Command: new")
    sent.config("core.worktree", "../..")


def both(*traits: Trait) -> Trait:
    def make(sent: Sent) -> None:
        for trait in traits:
            trait(sent)

    return make


def include_within(name: str) -> Trait:
    """Settings that lie here and include what lies outside."""

    def make(sent: Sent) -> None:
        sent.config("include.path", f"../{name}")
        sent.write(name, f"[include]\npath = {sent.outside / 'gitconfig'}\n")

    return make


def _commit_file(sent: Sent) -> Path:
    commit = sent.book.git("rev-parse", "HEAD")
    return sent.book.root / ".git" / "objects" / commit[:2] / commit[2:]


def pipe_for_a_commit(sent: Sent) -> None:
    pipe(str(_commit_file(sent)))(sent)


def commit_outside(sent: Sent) -> None:
    there = _commit_file(sent)
    (sent.outside / "commit").write_bytes(there.read_bytes())
    linked(str(there), "commit")(sent)


def caller_outside(sent: Sent) -> None:
    sent.script(sent.book.root / "evil" / "pre-commit")
    sent.config("core.hooksPath", "evil")
    linked(".git/kithbook-hooks/pre-commit", "made")(sent)


def inner(sent: Sent) -> None:
    """A repository that lies in the book under another name, and belongs to it."""
    sent.config("core.worktree", "..")
    gitfile("own-git")(sent)


def inner_worktree(sent: Sent) -> None:
    sent.config("include.path", str(sent.outside / "gitconfig"))
    gitfile("own-git/worktrees/x")(sent)
    sent.write("own-git/worktrees/x/HEAD", "ref: refs/heads/main\n")
    sent.write("own-git/worktrees/x/commondir", "../..\n")
    sent.write("own-git/worktrees/x/gitdir", f"{sent.book.root / '.git'}\n")


def written_git(text: str) -> Trait:
    def make(sent: Sent) -> None:
        gitfile("own-git")(sent)
        sent.write(".git", text)

    return make


_REMOTE = configured(("remote.origin.url", "https://example.org/x"))
_INNER = "[core]\nworktree = ..\n[include]\npath = OUT/gitconfig\n"
_PY = "!!python/object/apply:os.system ['touch RAN']"
# What git runs on a commit is the owner's there, so these books ask for none.
ON_COMMIT: Mapping[str, Trait] = {
    "hooks": hooks(".git/hooks"),
    "hooks in the book": hooks("evil"),
    "hooks outside": configured(("core.hooksPath", "OUT/other")),
    "filter": attributed("filter.x.clean", "filter=x"),
    "filter that smudges": attributed("filter.x.smudge", "filter=x"),
    "filter process": attributed("filter.x.process", "filter=x"),
    "signing": configured(("commit.gpgSign", "true"), ("gpg.program", "RUN")),
    "editor of git": configured(("core.editor", "RUN"), ("sequence.editor", "RUN")),
    "template": configured(("commit.template", "OUT/zed.md"), ("init.templateDir", "OUT")),
}
NEVER: Mapping[str, Trait] = {
    "monitor": configured(("core.fsmonitor", "RUN")),
    "monitor 2": configured(("core.fsmonitor", "RUN"), ("core.fsmonitorHookVersion", "1")),
    "textconv": attributed("diff.x.textconv", "diff=x"),
    "diff command": attributed("diff.x.command", "diff=x"),
    "external diff": configured(("diff.external", "RUN")),
    "pager": configured(("core.pager", "RUN"), ("pager.log", "RUN"), ("pager.show", "RUN")),
    "alias": configured(*((f"alias.{one}", "!RUN") for one in ("log", "show", "status", "x"))),
    "ssh": configured(("core.sshCommand", "RUN"), ("remote.origin.url", "ssh://example.org/x")),
    "credentials": configured(("credential.helper", "!RUN"), ("core.askPass", "RUN")),
    "ext": configured(("remote.origin.url", "ext::RUN"), ("protocol.ext.allow", "always")),
    "instead of": configured(("url.ext::RUN.insteadOf", "https:"), ("protocol.allow", "always")),
    "upload pack": configured(("remote.origin.uploadpack", "RUN"), ("remote.origin.url", "OUT")),
    "alternate refs": configured(("core.alternateRefsCommand", "RUN")),
    "trailer": configured(("trailer.x.command", "RUN"), ("trailer.Kith-Command.cmd", "RUN")),
    "signatures": configured(("log.showSignature", "true"), ("gpg.program", "RUN")),
    "ignored names": configured(("core.excludesFile", "OUT/zed.md")),
    "attributes outside": configured(("core.attributesFile", "OUT/zed.md")),
    "mail map": configured(("mailmap.file", "OUT/zed.md"), ("log.mailmap", "true")),
    "order of diffs": configured(("diff.orderFile", "OUT/zed.md")),
    "include": configured(("include.path", "OUT/gitconfig")),
    "include if": configured(("includeIf.gitdir:/.path", "OUT/gitconfig")),
    "include from home": configured(("include.path", "~/../../../OUT/gitconfig")),
    "worktree settings": worktree_settings,
    "works outside": configured(("core.worktree", "OUT/other")),
    "works above": configured(("core.worktree", "../..")),
    "our mark, works above": kith_commit,
    "promised object": promised,
    "submodule": submodule,
    "bare": bare(".", worktree=False),
    "bare that works": bare(".", worktree=True),
    "bare people": bare("people", worktree=False),
    "bare people that work": bare("people", worktree=True),
    "file to a repository": gitfile("OUT/other/.git"),
    "file to a bare one": gitfile("own-git"),
    "link to a repository": moved_git,
    "common folder": common,
    "borrowed objects": borrowed,
    "settings of git outside": linked(".git/config", "gitconfig"),
    "message outside": linked(".git/COMMIT_EDITMSG", "zed.md"),
    "log outside": linked(".git/logs/HEAD", "zed.md"),
    "branch outside": linked(".git/refs/heads/main", "zed.md"),
    "index outside": linked(".git/index", "zed.md"),
    "objects outside": linked(".git/objects", "other/.git/objects"),
    "pipe for settings of git": pipe(".git/config"),
    "pipe for settings": pipe("kithbook.yml"),
    "pipe for a page": pipe("content/public/index.md"),
    "pipe for the airlock": pipe("content/disclosed.yml"),
    "python in settings": written("kithbook.yml", f"commit: true\nlanguage: {_PY}\n"),
    "python in a person": written("people/eve.md", f"---\nname: {_PY}\n---\n"),
    "python in a request": written("requests/x.md", f"---\nid: {_PY}\n---\n"),
    "python in an introduction": written("introductions/x.md", f"---\nid: {_PY}\n---\n"),
    "python in the airlock": written("content/disclosed.yml", f"people: {_PY}\n"),
    "python in mkdocs.yml": written("mkdocs.yml", f"site_name: {_PY}\nhooks: [evil.py]\n"),
    "python in the private one": written("mkdocs.private.yml", f"INHERIT: mkdocs.yml\nx: {_PY}\n"),
    "environment": written("mkdocs.yml", "site_name: !ENV HOME\nplugins: [evil]\n"),
    "inherited": written("mkdocs.yml", "INHERIT: OUT/settings.yml\nsite_name: x\n"),
    "python beside": written("kithbook.py", "open('RAN', 'w')\n"),
    "people outside": linked("people", "people"),
    "person outside": linked("people/zed.md", "zed.md"),
    "journal outside": linked("journal", "people"),
    "request outside": linked("requests/zed.md", "zed.md"),
    "roster outside": linked("rosters/zed.csv", "roster.csv"),
    "introduction outside": linked("introductions/zed.md", "zed.md"),
    "settings outside": linked("kithbook.yml", "settings.yml"),
    "airlock outside": linked("content/disclosed.yml", "settings.yml"),
    "content outside": linked("content", "people"),
    "page outside": linked("content/public/index.md", "zed.md"),
    "mkdocs.yml outside": linked("mkdocs.yml", "settings.yml"),
    "own folder outside": linked(".kith", "people"),
    "record outside": linked(".kith/writes.json", "settings.yml"),
    "lock outside": linked(".kith/lock", "zed.md"),
    "build outside": linked("build", "."),
    "publication outside": written(".kith/publishing", "OUT/site\n"),
    "record of a file outside": kept_writes("../outside/zed.md"),
    "record of a whole path": kept_writes("/etc/hostname"),
    "editor": written("kithbook.yml", "commit: true\neditor: 'ms-msdt:{path}'\n"),
    "include in an include": include_within(".git/more"),
    "include in a file of the book": include_within("more.conf"),
    "include of git's own place": configured(("include.path", "%(prefix)/..OUT/gitconfig")),
    "attributes of git's own place": configured(("core.attributesFile", "%(prefix)/..OUT/x")),
    "include of nobody": configured(("include.path", "~nobody-of-that-name/x")),
    "pipe in an include": both(configured(("include.path", "more")), pipe(".git/more")),
    "pipe for a commit": pipe_for_a_commit,
    "commit outside": commit_outside,
    "pipe for commit graphs": pipe(".git/objects/info/commit-graphs/commit-graph-chain"),
    "pipe for a hook": both(_REMOTE, pipe(".git/hooks/pre-push")),
    "hook outside": both(_REMOTE, linked(".git/hooks/pre-push", "zed.md")),
    "caller of a hook outside": caller_outside,
    "repository within, that borrows": both(
        inner, written("own-git/objects/info/alternates", "OUT")
    ),
    "repository within, that includes": both(inner, written("own-git/config", _INNER)),
    "repository within, with a link": both(inner, linked("own-git/info/exclude", "zed.md")),
    "worktree within, that includes": inner_worktree,
    "file to no folder": written_git("gitdir: \0\0\0"),
    "pipe for what is left": pipe("build/.kith-aside-abcdefgh"),
    "port outside": linked(".kith/port", "zed.md"),
    "pipe for a publication": pipe(".kith/publishing"),
    "deep record": written(".kith/writes.json", "[" * 100_000),
    "publish to": written("kithbook.yml", "commit: true\npublish: {to: OUT, git: 'ext::x'}\n"),
}
