"""Over random histories, undo takes back the last write of a command or nothing, and says which."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.cli.gitbook import PEOPLE, GitBook

pytestmark = pytest.mark.uncounted

HISTORIES = int(os.environ.get("KITH_HISTORIES", "16"))
STEPS = 9


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        for role in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{role}_NAME", "Nora")
            patch.setenv(f"GIT_{role}_EMAIL", "nora@example.org")
        return GitBook.made(tmp_path_factory.mktemp("template") / "book").root


@dataclass
class History:
    """A book that things happen to, and what commands wrote in it, the newest last."""

    book: GitBook
    chance: random.Random
    written: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)
    taken: int = 0

    def step(self) -> None:
        name = self.chance.choices(list(STEPS_OF), weights=[w for w, _ in STEPS_OF.values()])[0]
        self.done.append(name)
        STEPS_OF[name][1](self)

    def person(self) -> str:
        return self.chance.choice(list(PEOPLE))

    def number(self) -> str:
        mark = f"n{len(self.written):03}"
        self.written.append(mark)
        return mark

    def log(self) -> None:
        self.book.log(f"coffee with {PEOPLE[self.person()]}: {self.number()}")

    def new(self) -> None:
        done = self.book.kith("new", f"Person {self.number()}")
        assert done.code == 0, done

    def two_at_once(self) -> None:
        fork = multiprocessing.get_context("fork")
        texts = [f"call with {PEOPLE[self.person()]}: {self.number()}" for _ in range(2)]
        both = [fork.Process(target=self.book.log, args=(text,)) for text in texts]
        for one in both:
            one.start()
        for one in both:
            one.join()
            assert one.exitcode == 0
        record = (self.book.root / ".kith" / "writes.json").read_text()
        order = sorted(self.written[-2:], key=record.index)
        self.written[-2:] = order

    def owner(self, *words: str) -> None:
        """What the owner does with git; where git says no, nothing happened."""
        self.book.git(*words, fails=True)

    def typed(self) -> None:
        self.book.type_into(self.person(), f"- 2025-01-01 call: typed {self.chance.random()}")

    def reverted(self) -> None:
        before = self.present
        self.owner("revert", "--no-edit", "HEAD")
        self.gone |= before - self.present

    @property
    def present(self) -> set[str]:
        there = "\n".join(self.book.texts.values())
        return {mark for mark in self.written if mark in there}

    def undo(self) -> None:
        before, texts = self.present, self.book.texts
        head, status = self.book.git("rev-parse", "HEAD"), self.book.status
        done = self.book.kith("undo", "--apply")
        removed, added = before - self.present, self.present - before
        standing = [mark for mark in self.written if mark in before or mark not in self.gone]
        if done.code:
            assert (self.book.texts, self.book.git("rev-parse", "HEAD")) == (texts, head)
            assert self.book.status == status
            self.said(done.err, standing)
            return
        assert not added
        assert removed == {standing[-1]}, (standing, done)
        assert standing[-1] in done.out
        self.gone |= removed
        self.taken += 1

    def said(self, words: str, standing: list[str]) -> None:
        """A refusal names the last write, or the one thing that is in the way of any."""
        in_the_way = ("is staged", "under way", "no branch", "No command is on record")
        if any(part in words for part in in_the_way):
            return
        if words.startswith("The last write"):
            assert standing, words
            last = self.written[self.written.index(standing[-1]) :]
            assert any(mark in words.split('"')[1] for mark in last), (standing, words)
        if "not in the files any more" in words:
            self.gone |= {mark for mark in self.written if mark in words}


def owners(*words: str) -> Callable[[History], None]:
    return lambda history: history.owner(*words)


def lock(history: History) -> None:
    path = history.book.root / ".git" / "index.lock"
    path.touch()
    history.log()
    path.unlink()


def refused(history: History) -> None:
    hook = history.book.hook("pre-commit", "echo no; exit 1")
    history.log()
    if history.chance.random() < 0.7:
        hook.unlink()


def accepted(history: History) -> None:
    (history.book.root / ".git" / "hooks" / "pre-commit").unlink(missing_ok=True)


def formatted(history: History) -> None:
    script = "for one in people/*.md; do echo >> $one; done; git add people"
    hook = history.book.hook("pre-commit", script)
    history.log()
    hook.unlink()


def staged(history: History) -> None:
    history.typed()
    history.owner("add", "people")


def branched(history: History) -> None:
    history.owner("switch", "--quiet", "-c", f"side-{len(history.done)}")


def elsewhere(history: History) -> None:
    names = history.book.git("for-each-ref", "--format=%(refname:short)", "refs/heads").split()
    history.owner("switch", "--quiet", history.chance.choice(names))


def rebased(history: History) -> None:
    history.owner("rebase", "--quiet", "main")
    if history.chance.random() < 0.5:
        history.owner("rebase", "--abort")


def merged(history: History) -> None:
    history.owner("merge", "--quiet", "--no-edit", "main")
    if history.chance.random() < 0.5:
        history.owner("merge", "--abort")


STEPS_OF: dict[str, tuple[float, Callable[[History], None]]] = {
    "log": (6, History.log),
    "new": (1, History.new),
    "two at once": (0.6, History.two_at_once),
    "typed": (1.2, History.typed),
    "committed": (1, owners("commit", "--quiet", "--no-verify", "-a", "-m", "mine")),
    "staged": (0.7, staged),
    "unstaged": (0.7, owners("reset", "--quiet")),
    "locked": (1, lock),
    "refused": (1.5, refused),
    "accepted": (1, accepted),
    "formatted": (0.7, formatted),
    "branched": (0.7, branched),
    "elsewhere": (1, elsewhere),
    "detached": (0.4, owners("checkout", "--quiet", "--detach")),
    "rebased": (0.7, rebased),
    "merged": (0.7, merged),
    "thrown away": (0.5, owners("checkout", "--quiet", "--", "people")),
    "dropped": (0.5, owners("reset", "--quiet", "--hard", "HEAD~1")),
    "reverted": (0.5, History.reverted),
    "amended": (0.4, owners("commit", "--quiet", "--no-verify", "--amend", "-m", "amended")),
    "undo": (3, History.undo),
}


def test_undo_takes_back_the_last_write_or_nothing(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    taken = 0
    for seed in range(HISTORIES):
        root = tmp_path / str(seed)
        shutil.copytree(template, root, symlinks=True)
        history = History(GitBook(root), random.Random(seed))  # noqa: S311 - the same each time
        try:
            history.log()
            for _ in range(STEPS):
                history.step()
            for _ in range(3):
                history.undo()
        except AssertionError as fault:
            raise AssertionError(f"history {seed}: {history.done}: {fault}") from fault
        taken += history.taken
        shutil.rmtree(root)
    assert taken >= HISTORIES
