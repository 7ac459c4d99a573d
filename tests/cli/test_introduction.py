"""Introductions on the command line: hostile words, terminals, commits, and what is not loaded."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import click
import pytest

from kithbook.actions import begin_introduction
from kithbook.cli import introduce as introduce_command
from kithbook.cli.main import kith
from kithbook.cli.persons import IntroductionName
from kithbook.introductions.drafts.forwardable import forwardable_of
from kithbook.introductions.guards import Code
from tests.cli.test_start import _TELL, BAD_WORDS, calm, process
from tests.cli.transcript import Session
from tests.thoroughness import THOROUGH, share

WHY = ["--because", "bo-chen", "she rides", "--because", "ines", "he builds"]
ID = "2026-11-ada-byrne-bo-lind"
FILE = f"introductions/{ID}.md"
NEW = "introductions/2026-11-bo-chen-ines-ruiz.md"


def text(session: Session, path: str) -> str:
    return (session.book / path).read_text(encoding="utf-8")


def folder(session: Session) -> dict[str, bytes]:
    """Every file of the book with its content."""
    return {str(path): path.read_bytes() for path in session.book.rglob("*") if path.is_file()}


COMMANDS = [["introduce", "bo-chen"], ["introduce", "bo-chen", "ines", "--because", "ines"],
            ["introduce", "bo-chen", "ines", *WHY, "--asked-by"],
            ["introduce", "bo-chen", "ines", *WHY, "--asked"],
            ["introduce", "bo-chen", "ines", *WHY, "--on"],
            ["introduction", "show"], ["introduction", "list", "--state"],
            ["introduction", "list", "--with"], ["introduction", "made"],
            ["introduction", "asked", ID], ["introduction", "asked"],
            ["introduction", "answer", ID, "bo-lind"], ["introduction", "answer"],
            ["introduction", "nudged", ID, "bo-lind", "--on"], ["introduction", "outcome", ID],
            ["introduction", "aside", "bo-chen"], ["introduction", "thank"]]  # fmt: skip


NO_NAMES = [word for word in BAD_WORDS if word != "people/ada-byrne.md"]


def test_no_word_makes_a_traceback_or_writes_anything(session: Session) -> None:
    before, tried = folder(session), 0
    for turn, words in enumerate(COMMANDS):
        for bad in share(NO_NAMES, turn, 8):
            outcome = session.kith([*words, bad])
            tried += 1
            assert (words, bad, calm(outcome)) == (words, bad, [])
            assert outcome.code != 0 or "show" in words or "list" in words, (words, bad)
    assert tried >= (650 if THOROUGH else 75)
    assert folder(session) == before


@pytest.mark.parametrize("bad", BAD_WORDS, ids=repr)
def test_any_words_are_written_as_they_are_or_refused(session: Session, bad: str) -> None:
    """A reason, a note and a text to pass on: each reads back, or nothing is written."""
    before = folder(session)
    words = ["introduce", "bo-chen", "ines", *WHY[:5], bad, "--forwardable", bad]
    outcome = session.kith(words)
    assert calm(outcome) == []
    if outcome.code == 0:
        assert (session.book / NEW).exists()
        said = session.kith(["introduction", "show", "ines", "--json"])
        assert said.code == 0
        assert session.kith(["check"]).code == 0
    else:
        assert folder(session) == before


def test_steps_load_neither_arrays_nor_sites(session: Session) -> None:
    code = _TELL.replace("'babel'", "'babel', 'numpy', 'snowballstemmer'")
    assert "numpy" in code
    for words in (
        ["introduction", "list"],
        ["introduction", "asked", ID, "bo-lind"],
        ["introduce", "bo-chen", "ines", *WHY],
    ):
        done = process(session, *words, code=code)
        assert done.returncode == 0, done.stderr
        assert re.findall("mkdocs|material|jinja2|numpy|snowball", done.stderr) == []


FIRM = {
    "never": ("ask: {policy: never}", "wants no introductions"),
    "vouch": ("vouch: no", "do not vouch for"),
    "unread": ("place: [", "could not be read"),
}


@pytest.mark.parametrize("code", FIRM)
def test_nothing_gets_round_what_is_firm(session: Session, code: str) -> None:
    key, said = FIRM[code]
    path = session.book / "people" / "ines-ruiz.md"
    path.write_text(f"---\nname: Inés Ruiz\ncircle: inner\n{key}\n---\n", encoding="utf-8")
    before = folder(session)
    why = [word.replace("ines", "ines-ruiz") for word in WHY]
    outcome = session.kith(["introduce", "bo-chen", "ines-ruiz", *why, "--anyway", "they asked"])
    assert outcome.code == 2
    assert said in outcome.err
    assert begin_introduction.HINTS[code].partition("{")[0] in outcome.err
    assert folder(session) == before


def test_what_is_not_firm_is_written_down_with_the_reason(session: Session) -> None:
    path = session.book / "people" / "ines-ruiz.md"
    front = "name: Inés Ruiz\ncircle: inner\nask: {per_quarter: 0}\n"
    path.write_text(f"---\n{front}---\n", encoding="utf-8")
    words = ["introduce", "bo-chen", "ines", *WHY]
    refused = session.kith(words)
    assert (refused.code, (session.book / NEW).exists()) == (2, False)
    assert "--anyway REASON" in refused.err
    assert session.kith([*words, "--anyway", "she asked me to"]).code == 0
    assert text(session, NEW).endswith(
        "---\nBegun all the same: she asked me to\n"
        "- Inés Ruiz is not to be asked for introductions (per_quarter: 0).\n"
    )


def test_it_is_settled_of_every_guard_whether_it_is_firm() -> None:
    yielding = {"acquainted", "household", "colleagues", "introduced", "hardly-known", "budget",
                "need-budget"}  # fmt: skip
    assert set(get_args(Code)) == set(begin_introduction.HINTS) | yielding
    assert not set(begin_introduction.HINTS) & yielding


def test_a_reason_is_asked_for_at_a_terminal(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(introduce_command, "can_ask", lambda: True)
    words = ["introduce", "bo-chen", "ines", *WHY[:3]]
    outcome = session.kith(words, stdin="he knows ramps: all of them\n")
    assert outcome.code == 0
    assert "What is in it for Inés Ruiz to meet Bo Chen" in outcome.err
    assert '  ines-ruiz: "he knows ramps: all of them"\n' in text(session, NEW)


def test_an_empty_answer_at_a_terminal_makes_nothing(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(introduce_command, "can_ask", lambda: True)
    before = folder(session)
    outcome = session.kith(["introduce", "bo-chen", "ines", *WHY[:3]], stdin=" \n \n")
    assert outcome.code != 0
    assert calm(outcome) in ([], ["exit 130"])
    assert folder(session) == before


def test_words_to_pass_on_come_from_a_pipe_and_are_all_that_travels(session: Session) -> None:
    words = ["introduce", "ada", "bo-chen", "--because", "ada", "she rides", "--because", "bo-chen",
             "bells", "--anyway", "zq7secret", "--forwardable", "-"]  # fmt: skip
    outcome = session.kith(words, stdin="\ufeffCould I have  ten minutes?\r\n\r\nI bring maps.\n")
    assert outcome.code == 0
    whole = text(session, "introductions/2026-11-ada-byrne-bo-chen.md")
    assert "> Could I have ten minutes?\n>\n> I bring maps.\n" in whole
    passed_on = forwardable_of(whole.partition("---\n")[2].partition("---\n")[2])
    assert "ten minutes" in passed_on
    assert "zq7secret" in whole
    assert "zq7secret" not in passed_on
    assert "met Ada" not in passed_on


def test_who_is_said_twice_to_have_been_asked_is_written_once(session: Session) -> None:
    twice = ["--asked", "bo-chen", "--asked", "bo"]
    assert session.kith(["introduce", "bo-chen", "ines", *WHY, *twice]).code == 0
    assert "asked: {bo-chen: 2026-11-22}\n" in text(session, NEW)


def test_it_is_said_where_words_would_not_be_passed_on(session: Session) -> None:
    words = ["--forwardable", "Could I have ten minutes on ramps?"]
    outcome = session.kith(["introduce", "bo-chen", "ines", *WHY, *words])
    assert outcome.code == 0
    assert "passed on once asked_by in the file names Bo Chen or Inés Ruiz." in outcome.err


def test_each_step_is_a_commit_where_the_book_wants_it(session: Session) -> None:
    settings = session.book / "kithbook.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "commit: true\n", encoding="utf-8")
    for line in (
        "git init --quiet", "git config user.name Nora", "git config user.email nora@example.org",
        "git add --all", "git commit --quiet -m begin", f"kith introduction asked {ID} bo-lind",
        "kith introduction aside bo-chen ines",
    ):  # fmt: skip
        assert session.run(line).code == 0, line
    assert session.run("git log --format=%s").out.splitlines() == [
        "introduction aside: 2026-11-bo-chen-ines-ruiz",
        f"introduction asked: {ID}",
        "begin",
    ]
    assert session.run("git status --porcelain").out == ""


def test_a_file_that_cannot_be_edited_for_certain_is_left_alone(session: Session) -> None:
    path = session.book / FILE
    path.write_text(text(session, FILE) + "more", encoding="utf-8")
    odd = text(session, FILE).replace("answered: {", "asked: {ada-byrne: 2026-11-01}\nanswered: {")
    path.write_text(odd, encoding="utf-8")
    outcome = session.kith(["introduction", "asked", ID, "bo-lind"])
    assert outcome.code == 1
    assert "stands here twice" in outcome.err
    assert text(session, FILE) == odd


def test_ids_are_completed(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(session.book)
    with click.Context(kith, info_name="kith", **kith.context_settings) as context:
        found = IntroductionName().shell_complete(context, click.Argument(["which"]), "2026-11")
        assert [item.value for item in found] == [ID]
    monkeypatch.chdir(Path(session.book).parent)
    with click.Context(kith, info_name="kith", **kith.context_settings) as context:
        assert IntroductionName().shell_complete(context, click.Argument(["which"]), "2") == []
