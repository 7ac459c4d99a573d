"""Forms of a page without a browser: what they do is whole or not at all, and taken back whole."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from kithbook.actions.writes import content_digest
from kithbook.book.load import load_book
from kithbook.book.settings import settings_in
from kithbook.private.page_forms import BookForms
from kithbook.served.current import ServedSite
from kithbook.served.snapshot import NONE, Snapshot, seen
from kithbook.served.told_once import FormAnswer
from kithbook.views.page_action import ActionField, PageAction
from kithbook.views.person_actions import about_person
from tests.private.sites import TODAY, write_book

TEXT = ActionField("text", "What")
GIT = ("-c", "user.name=Vera", "-c", "user.email=vera@example.org")


def forms_of(root: Path) -> BookForms:
    forms = BookForms(root)
    forms.settings = settings_in(root)[0]
    return forms


def done(root: Path, action: PageAction, said: Mapping[str, str]) -> FormAnswer:
    was = content_digest(root, action.file) if action.file else ""
    return forms_of(root).write(action.mark, was or "", said)


def all_of(root: Path) -> dict[str, bytes]:
    folders = ("people", "introductions", "requests", "journal")
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in folders
        for path in (root / folder).glob("*")
    }


def need(who: str, file: str) -> PageAction:
    return PageAction("need", "Add", "", (who,), "", "", (TEXT,), file)


@pytest.mark.parametrize(
    "action",
    [
        need("nobody", "people/ada.md"),
        need("../ada", "people/ada.md"),
        need("Ada Byrne", "people/ada.md"),
        need("ada", "people/../kithbook.yml"),
        need("ada", "/etc/hostname"),
        need("ada", "people/bo.md"),
        PageAction("aside", "x", "", ("ada", "nobody"), "", "", ()),
        PageAction("aside", "x", "", ("ada", "ada"), "", "", ()),
        PageAction("introduce", "x", "", ("ada", "zed"), "", "", ()),
        PageAction("made", "x", "", ("2026",), "", "", ()),
        PageAction("accept", "x", "", ("a",), "", "", ()),
        PageAction("undo", "x", "", ("0",), ""),
    ],
)
def test_what_the_book_does_not_have_is_not_acted_on(tmp_path: Path, action: PageAction) -> None:
    root = write_book(tmp_path)
    before = all_of(root)
    was = content_digest(root, "people/ada.md") or ""
    told = forms_of(root).write(action.mark, was if action.file else "", {"text": "x"})
    assert not told.done
    assert told.words
    assert all_of(root) == before


@pytest.mark.parametrize(
    "field, text",
    [
        ("text", "a\u202eb"),
        ("text", "a\x00b"),
        ("text", " "),
        ("text", "\u200b"),
        ("day", "2026-11-22"),
        ("day", "2026-02-30"),
        ("day", "soon"),
        ("circle", "closest"),
        ("on", "2026-11-23"),
        ("kind", "sabotage"),
    ],
)
def test_what_cannot_be_so_is_refused_and_comes_back(tmp_path: Path, field: str, text: str) -> None:
    root = write_book(tmp_path)
    before = all_of(root)
    network = load_book(root)
    actions = about_person(network.people["ada"], network.settings, TODAY)
    deed = {"text": "need", "day": "snooze", "circle": "circle"}.get(field, "log")
    action = next(one for one in actions if one.deed == deed)
    said = {one.name: one.value for one in action.fields} | {field: text}
    told = done(root, action, said)
    assert not told.done
    assert (told.mark, told.said) == (action.mark, said)
    assert all_of(root) == before


def test_a_page_has_a_form_for_each_mark_and_no_other(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    network = load_book(root)
    (action, *_) = about_person(network.people["ada"], network.settings, date(2026, 11, 22))
    page = (
        f"<!--kithbook-told--><!--kith {action.mark} main--><details>kith log</details><!--/kith-->"
        "<!--kith [1]-->as it was<!--/kith-->&lt;!--kith []--&gt;"
    ).encode()
    site = ServedSite(root, "", "", "", made_from=Snapshot(seen((root / "people",)), 0))
    asked: list[tuple[str, str]] = []

    def sign(mark: str, was: str) -> tuple[str, str]:
        asked.append((mark, was))
        return "/people/ada/", "secret"

    made = forms_of(root).filled(page, site, sign, None).decode()
    assert asked == [(action.mark, content_digest(root, "people/ada.md"))]
    assert made.count("<form") == 1
    assert "kith log" not in made
    assert made.endswith("as it was&lt;!--kith []--&gt;")
    hidden = re.search(r'name="kith-do" value="([^"]*)"', made)
    assert hidden
    assert unescape(hidden[1]) == action.mark
    # A file that changed since the page was made has a form that is refused.
    (root / "people" / "ada.md").write_text("---\nname: Ada\n---\n", encoding="utf-8")
    asked.clear()
    forms_of(root).filled(page, site, sign, None)
    assert asked == [(action.mark, "")]
    assert not forms_of(root).write(action.mark, "", {}).done
    old = ServedSite(root, "", "", "", made_from=NONE)
    forms_of(root).filled(page, old, sign, None)
    assert asked[1:] == [(action.mark, "")]


def test_what_is_no_choice_of_a_field_is_refused(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    one = ActionField("text", "What", "a", "choice", choices=(("a", "A"), ("b", "B")))
    action = PageAction("need", "Add", "", ("ada",), "", "", (one,), "people/ada.md")
    assert "none of the choices" in done(root, action, {"text": "c"}).words[0]
    assert done(root, action, {"text": "b"}).done


def test_words_that_are_too_many_are_refused_and_not_cut(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    before = all_of(root)
    action = PageAction(
        "need", "Add", "", ("ada",), "", "", (ActionField("text", "What"),), "people/ada.md"
    )
    told = done(root, action, {"text": "a" * 2_001})
    assert "more than 2,000 characters" in told.words[0]
    assert told.said["text"] == "a" * 2_001
    assert all_of(root) == before
    assert done(root, action, {"text": "a" * 2_000}).done


def undo(forms: BookForms, told: FormAnswer) -> FormAnswer:
    return forms.write(told.undo, "", {})


def test_what_was_done_is_taken_back_unless_something_was_written_since(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    forms = forms_of(root)
    before = all_of(root)
    aside = PageAction("aside", "x", "", ("ada", "bo"), "", "", ())
    told = forms.write(aside.mark, "", {})
    assert told.done, told.words
    assert set(all_of(root)) - set(before)
    assert undo(forms, told).done
    assert all_of(root) == before
    assert not undo(forms, told).done
    action = need("ada", "people/ada.md")
    told = forms.write(action.mark, content_digest(root, action.file) or "", {"text": "rope"})
    with (root / action.file).open("a", encoding="utf-8") as file:
        file.write("An edit.\n")
    between = all_of(root)
    back = undo(forms, told)
    assert "changed since" in back.words[0]
    assert all_of(root) == between


def git(root: Path, *words: str) -> str:
    run = ["git", *GIT, *words]
    return subprocess.run(run, cwd=root, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("commits", ["true", "false"])
def test_in_git_an_undo_leaves_the_files_and_the_history_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commits: str
) -> None:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Vera")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "vera@example.org")
    root = write_book(tmp_path)
    (root / "kithbook.yml").write_text(f"today: {TODAY}\ncommit: {commits}\n", encoding="utf-8")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Begin")
    before, forms = all_of(root), forms_of(root)
    action = need("ada", "people/ada.md")
    one = forms.write(action.mark, content_digest(root, action.file) or "", {"text": "rope"})
    two = forms.write(PageAction("aside", "x", "", ("ada", "bo"), "").mark, "", {})
    assert one.done
    assert two.done
    # Neither is put back where the other stands: each goes alone, the older one first.
    for told in (one, two):
        assert undo(forms, told).done
    assert all_of(root) == before
    assert git(root, "status", "--porcelain", "people", "introductions") == ""
    assert len(git(root, "log", "--format=%s").splitlines()) == (5 if commits == "true" else 1)


KILLED = """
import os, shutil, sys
from pathlib import Path
from kithbook.private.page_forms import BookForms
from kithbook.actions.writes import content_digest
from kithbook.book.settings import settings_in
from kithbook.views.page_action import marked_action
import json

book, work, marks = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
POINTS = {"os.rename", "os.link", "os.remove", "os.chmod", "os.mkdir"}

def all_of(root):
    return {p.relative_to(root).as_posix(): p.read_bytes() for folder in ("people", "introductions",
            "requests") for p in (root / folder).glob("*") if not p.name.startswith(".")}

def act(root, mark, said):
    forms = BookForms(root)
    forms.settings = settings_in(root)[0]
    action = marked_action(mark)
    was = content_digest(root, action.file) if action.file else ""
    return forms.write(mark, was or "", said)

def child(root, mark, said, last):
    passed = 0
    def point():
        nonlocal passed
        passed += 1
        if passed == last:
            os._exit(9)
    def hook(event, args):
        writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT
        if event in POINTS or (event == "open" and args[2] & writes):
            point()
    sync = os.fsync
    os.fsync = lambda handle: (point(), sync(handle))[1]
    sys.addaudithook(hook)
    act(root, mark, said)
    os._exit(0)

kills = torn = 0
for mark, said in marks:
    before = all_of(book)
    shutil.copytree(book, work / "whole")
    assert act(work / "whole", mark, said).done
    after = all_of(work / "whole")
    shutil.rmtree(work / "whole")
    for last in range(1, 60):
        root = work / f"{last}"
        shutil.copytree(book, root)
        pid = os.fork()
        if pid == 0:
            child(root, mark, said, last)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        now = all_of(root)
        for path in before.keys() | after.keys():
            if now.get(path) not in (before.get(path), after.get(path)):
                torn += 1
        torn += len(now.keys() - before.keys() - after.keys())
        shutil.rmtree(root)
        if code == 0:
            break
        kills += 1
    assert now == after
print(kills, torn)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="fork")
def test_a_server_that_is_killed_while_it_writes_tears_no_file(tmp_path: Path) -> None:
    request = (
        "---\nid: ann\nkind: connect\nreceived: 2026-11-20\nfrom: {name: Ann Lund, email: "
        "ann@example.org}\nwhy: your bells\nask: a visit\n---\n"
    )
    book = write_book(tmp_path / "book", {"people/ada.md": "---\nname: Ada\n---\n",
        "people/bo.md": "---\nname: Bo\n---\n", "requests/ann.md": request})  # fmt: skip
    (book / "introductions").mkdir()
    marks = [
        (need("ada", "people/ada.md").mark, {"text": "rope"}),
        (PageAction("aside", "x", "", ("ada", "bo"), "").mark, {}),
        (PageAction("accept", "x", "", ("ann",), "", file="requests/ann.md").mark, {}),
    ]
    work = tmp_path / "work"
    work.mkdir()
    words = [sys.executable, "-c", KILLED, str(book), str(work), json.dumps(marks)]
    run = subprocess.run(words, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    kills, torn = map(int, run.stdout.split())
    assert kills >= 20
    assert torn == 0
