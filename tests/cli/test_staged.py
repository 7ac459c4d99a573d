"""`kith check --staged`: what the next commit would hold, whatever the folder has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from kithbook.cli.main import COMMANDS
from tests.cli.gitbook import GitBook
from tests.structure.sources import ROOT

BROKEN = "---\nname: Ada Byrne\nborn: someday\n---\n"


@pytest.fixture
def book(tmp_path: Path) -> GitBook:
    return GitBook.made(tmp_path / "book")


def test_it_sees_what_is_staged_and_not_what_lies_there(book: GitBook) -> None:
    whole = book.person("ada-byrne").read_text()
    book.person("ada-byrne").write_text(BROKEN)
    assert book.kith("check").code == 1
    assert book.kith("check", "--staged").code == 0
    book.git("add", "-A")
    book.person("ada-byrne").write_text(whole)
    assert book.kith("check").code == 0
    staged = book.kith("check", "--staged")
    assert staged.code == 1
    assert staged.out.startswith("people/ada-byrne.md:3:7: ")
    assert not (book.root / ".kith" / "staged").exists()


def test_a_file_that_is_not_staged_is_not_there(book: GitBook) -> None:
    (book.root / "people" / "zed.md").write_text(BROKEN.replace("Ada Byrne", "Zed"))
    assert book.kith("check").code == 1
    assert book.kith("check", "--staged").err.startswith("3 people, nothing to mend")


def test_it_works_in_a_hook_with_a_commit_of_some_files(book: GitBook) -> None:
    hook = book.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec {sys.executable} -m kithbook.cli check --staged\n")
    hook.chmod(0o755)
    book.person("ada-byrne").write_text(BROKEN)
    book.type_into("bo-chen", "- 2026-11-01 call: tides")
    env = {**os.environ, "GIT_EDITOR": "true"}
    one = ["git", "-C", str(book.root), "commit", "-m", "one"]
    part = subprocess.run(
        [*one, "people/bo-chen.md"], env=env, capture_output=True, text=True, check=False
    )
    assert part.returncode == 0, part.stderr
    every = subprocess.run([*one, "-a"], env=env, capture_output=True, text=True, check=False)
    assert every.returncode == 1
    assert "people/ada-byrne.md:3:7" in every.stdout + every.stderr


def test_a_private_folder_that_is_a_repository_of_its_own_is_read_from_its_own_index(
    tmp_path: Path,
) -> None:
    book = GitBook.made(tmp_path / "book")
    inner = book.root / "journal"
    inner.mkdir()
    (inner / "2026-11.md").write_text("- 2026-11-03 coffee with [[Nobody There]]: tides\n")
    for words in (("init", "--quiet"), ("add", "-A")):
        subprocess.run(["git", "-C", str(inner), *words], capture_output=True, check=True)
    assert "journal/2026-11.md:1" in book.kith("check", "--staged").out


def test_what_is_encrypted_there_is_read_from_the_folder(book: GitBook) -> None:
    path = book.person("ada-byrne")
    whole = path.read_bytes()
    path.write_bytes(b"\0GITCRYPT\0" + whole)
    book.git("add", "-A")
    path.write_bytes(whole)
    done = book.kith("check", "--staged")
    assert done.code == 0
    assert "1 file is encrypted in git" in done.err


def test_a_merge_and_a_folder_without_git_are_told(book: GitBook, tmp_path: Path) -> None:
    book.git("checkout", "--quiet", "-b", "other")
    book.type_into("ada-byrne", "- 2026-11-01 call: one")
    book.git("commit", "--quiet", "-am", "one")
    book.git("checkout", "--quiet", "main")
    book.type_into("ada-byrne", "- 2026-11-01 call: two")
    book.git("commit", "--quiet", "-am", "two")
    book.git("merge", "other", fails=True)
    merging = book.kith("check", "--staged")
    assert (merging.code, "a merge is not finished" in merging.err) == (2, True)
    plain = GitBook(tmp_path / "plain")
    (plain.root / "people").mkdir(parents=True)
    (plain.root / "kithbook.yml").write_text("")
    nothing = plain.kith("check", "--staged")
    assert (nothing.code, "Nothing is staged here" in nothing.err) == (2, True)


def test_the_hook_for_pre_commit_runs_it() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    words = hook["entry"].split()
    assert (words[0], words[1] in COMMANDS, words[2:]) == ("kith", True, ["--staged"])
    assert hook["pass_filenames"] is False
