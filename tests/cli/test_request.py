"""Importing requests: one at once, more after a look; every writing step can be a commit."""

from __future__ import annotations

import json
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

from kithbook.book.edit import Edit
from kithbook.book.load import load_book
from tests.cli.transcript import Session
from tests.requests.mangling import ANSWERS, mail, note

OTHER = mail(
    note({**ANSWERS, "name": "Ann Lee", "email": "ann@example.org"}, id_="0a0a0a0a"),
    sender="ann@example.org",
    headers={"Message-ID": "<ann@example.org>"},
)


def files(session: Session) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (session.book / "requests").iterdir()}


@pytest.fixture
def mails(session: Session) -> Path:
    folder = session.book.parent / "mails"
    folder.mkdir()
    (folder / "zoe.eml").write_bytes(mail(note()))
    (folder / "ann.eml").write_bytes(OTHER)
    return folder


def test_one_request_is_filed_at_once(session: Session, mails: Path) -> None:
    done = session.run(f"kith request import {mails}/zoe.eml")
    assert (done.code, done.err) == (0, "1 new. Next: kith request list")
    assert done.out.startswith("requests/2026-11-21-zoe-muller-lukasz-")
    assert len(files(session)) == 2
    again = session.run(f"kith request import {mails}/zoe.eml")
    assert (again.out, again.err) == ("", "1 here already. Nothing to write.")


def test_more_are_shown_first(session: Session, mails: Path) -> None:
    before = files(session)
    shown = session.run(f"kith request import {mails}")
    assert shown.err == "2 new. Nothing is written yet; add --apply."
    assert len(shown.out.splitlines()) == 2
    assert files(session) == before
    session.run(f"kith request import {mails} --apply")
    assert len(files(session)) == 3
    assert session.run("kith check").err.endswith("nothing to mend.")


def test_a_revision_is_shown_as_a_diff(session: Session, mails: Path) -> None:
    session.run(f"kith request import {mails} --apply")
    for path, raw, words in (("zoe", mail, {}), ("ann", mail, {"name": "Ann Lee"})):
        changed = {**ANSWERS, **words, "ask": "One sentence would do."}
        address = ANSWERS["email"] if path == "zoe" else "ann@example.org"
        text = note({**changed, "email": address}, id_="7f3a9c01" if path == "zoe" else "0a0a0a0a")
        headers = {"Message-ID": f"<{path}-2@example.org>"}
        (mails / f"{path}.eml").write_bytes(raw(text, sender=address, headers=headers))
    shown = session.run(f"kith request import {mails}")
    assert shown.err == "2 revision. Nothing is written yet; add --apply."
    assert "\n+ask: One sentence would do." in shown.out
    assert shown.out.count("\n+revision: 2") == 2


def test_pasted_text_comes_through_a_pipe(session: Session) -> None:
    done = session.kith(["request", "import", "-", "--json"], stdin=note())
    answer = json.loads(done.out)
    assert answer["applied"] is True
    assert [one["outcome"] for one in answer["requests"]] == ["new"]
    assert load_book(session.book).requests[-1].source.type == "paste"


def test_what_came_before_a_day_is_passed_over(session: Session, mails: Path) -> None:
    done = session.run(f"kith request import {mails} --since 2026-11-22")
    assert done.err.count("too long ago") == 2
    assert session.run("kith request import nothing").code == 1


def test_a_namesake_is_asked_about(session: Session) -> None:
    session.kith(
        ["request", "import", "-"], stdin="From: Ada Byrne <other@example.org>\nDate: x\n\nhi"
    )
    done = session.run("kith request accept ada")
    assert done.code == 2
    assert (
        done.err
        == "This may be ada-byrne. Say so with --as PERSON, or take --new for somebody else."
    )
    assert session.run("kith request accept ada --new --apply").code == 0
    assert (session.book / "people" / "ada-byrne-2.md").exists()


def test_a_sender_in_the_book_gets_a_line_in_their_own_file(session: Session) -> None:
    before = (session.book / "people" / "ada-byrne.md").read_text()
    session.kith(
        ["request", "import", "-"],
        stdin="From: A. B. <ada@example.org>\nSubject: x\n\nMay I ask?\n",
    )
    session.run("kith request accept may --apply")
    (name,) = [one for one in files(session) if "7f3a9c" not in one]
    done = session.run(f"kith request accept {name.removesuffix('.md')} --apply --anyway")
    assert done.code == 0
    after = (session.book / "people" / "ada-byrne.md").read_text()
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert len(added) == 2
    assert added[0].startswith("- 2026-11-22 email: answered request 2026-11-22-a-b-")
    assert added[1].startswith("- 2026-11-22 email: request 2026-11-22-a-b-")
    assert load_book(session.book).requests[-1].decision is not None


def test_two_with_one_mailbox_are_asked_about(session: Session) -> None:
    """A letter of his at her address goes into her file only where the owner says so."""
    ada = (session.book / "people" / "ada-byrne.md").read_text()
    session.kith(
        ["request", "import", "-"],
        stdin="From: Peter Byrne <ada@example.org>\nSubject: x\n\nMay I ask?\n",
    )
    asked = session.run("kith request accept peter --apply")
    assert asked.code == 2
    assert asked.err == (
        "ada@example.org is the address of Ada Byrne, and the name is another: Peter Byrne. If it "
        "is the same person, add --as ada-byrne; if two have one mailbox, add --new for a file of "
        "their own."
    )
    assert "by e-mail, under another name" in session.run("kith request show peter").out
    assert session.run("kith request accept peter --new --apply").code == 0
    made = (session.book / "people" / "peter-byrne.md").read_text()
    assert "email: ada@example.org" in made
    assert (session.book / "people" / "ada-byrne.md").read_text() == ada
    assert session.run("kith check").err.endswith("nothing to mend.")
    both = session.run("kith find ada@example.org").out
    assert "Ada Byrne" in both
    assert "Peter Byrne" in both


def test_each_of_two_with_one_mailbox_is_known_by_name(session: Session) -> None:
    (session.book / "people" / "peter-byrne.md").write_text(
        "---\nname: Peter Byrne\nreach: {email: ada@example.org}\n---\n"
    )
    assert session.run("kith check").err.endswith("nothing to mend.")
    for name, path in (("Peter", "peter-byrne"), ("A. Byrne", "ada-byrne")):
        before = set(files(session))
        session.kith(
            ["request", "import", "-"],
            stdin=f"From: {name} <ada@example.org>\nSubject: {path}\n\nMay I ask?\n",
        )
        (filed,) = set(files(session)) - before
        done = session.run(f"kith request accept {filed.removesuffix('.md')}")
        assert f"people/{path}.md" in done.out
        assert not done.code


@pytest.mark.parametrize("again", ["", " --new", " --as ada-byrne"])
def test_an_acceptance_that_was_broken_off_is_finished_and_not_done_twice(
    session: Session, monkeypatch: pytest.MonkeyPatch, again: str
) -> None:
    """Killed between the two files, and run again on another day, in whatever way."""
    before = set((session.book / "people").iterdir())
    sender = "ada@example.org" if "ada" in again else "new@example.org"
    session.kith(
        ["request", "import", "-"], stdin=f"From: N. N. <{sender}>\nSubject: x\n\nMay I ask?\n"
    )
    (name,) = [one.removesuffix(".md") for one in files(session) if "7f3a9c" not in one]
    apply = "kithbook.actions.committing.apply"
    real = import_module("kithbook.actions.committing").apply

    def killed(edit: Edit, root: Path) -> None:
        if edit.path.startswith("requests/"):
            raise KeyboardInterrupt
        real(edit, root)

    monkeypatch.setattr(apply, killed)
    assert session.run(f"kith request accept {name} --apply{again}").code == 130
    monkeypatch.setattr(apply, real)
    words = f"kith request accept {name} --apply{again} --today 2026-11-25"
    assert session.run(words).code == 0
    made = set((session.book / "people").iterdir()) - before
    (person,) = made or {session.book / "people" / "ada-byrne.md"}
    assert person.read_text(encoding="utf-8").count("email: request 2026-") == 1
    (decided,) = (one for one in load_book(session.book).requests if one.sender == "N. N.")
    assert decided.decision is not None
    assert decided.decision.person is not None
    assert decided.decision.person.person == person.stem


def test_a_mail_is_never_written_over(session: Session, tmp_path: Path) -> None:
    target = tmp_path / "answer.eml"
    target.write_text("mine")
    before = files(session)
    done = session.run(f"kith request decline zoe --because no --eml {target} --apply")
    assert done.code == 2
    assert target.read_text() == "mine"
    assert files(session) == before


def test_each_step_is_a_commit_where_the_settings_ask(session: Session, mails: Path) -> None:
    def git(*words: str) -> str:
        who = ("-c", "user.name=Vera", "-c", "user.email=vera@example.org")
        command = ["git", "-C", str(session.book), *who, *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    with (session.book / "kithbook.yml").open("a") as settings:
        settings.write("\ncommit: true\n")
    git("init", "--quiet")
    git("config", "user.name", "Vera")
    git("config", "user.email", "vera@example.org")
    git("add", "--all")
    git("commit", "--quiet", "-m", "begin")
    session.run(f"kith request import {mails}/zoe.eml")
    session.run("kith request accept lukasz --apply")
    session.run("kith request decline 7f3a9c --because no --apply")
    session.run("kith request purge --today 2027-06-01 --apply")
    subjects = git("log", "--format=%s").splitlines()
    assert [subject.partition(":")[0] for subject in subjects] == [
        "request purge", "request decline", "request accept", "request import", "begin",
    ]  # fmt: skip
    assert git("status", "--porcelain") == ""
    assert sorted(git("show", "--format=", "--name-only", "HEAD~2").split()) == [
        "people/zoe-muller-lukasz.md",
        *sorted(f"requests/{name}" for name in files(session)),
    ]


@pytest.mark.parametrize("own", ["people/ada-byrne.md", "people", "requests", "kithbook.yml"])
def test_what_is_in_the_book_already_is_no_request(session: Session, own: str) -> None:
    before = files(session)
    done = session.run(f"kith request import {own}")
    assert done.err.startswith(
        f"{own}: not filed, because it is a file of this book, and no request that comes in."
    )
    assert files(session) == before


def test_the_coach_reads_the_answers_of_a_form_s_mail(session: Session) -> None:
    (session.book / "form.txt").write_bytes(mail(note()))
    told = session.run("kith coach form.txt")
    assert "placeholder" not in told.out
    assert "good: " in told.out
    (session.book / "own.txt").write_text("Dear [name], may I ask for ten minutes?\n", "utf-8")
    assert "stop: placeholder" in session.run("kith coach own.txt").out
