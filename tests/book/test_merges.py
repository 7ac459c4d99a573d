"""A merge that nobody finished: named at its line, nobody lost, doubled, or asked after a no."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kithbook.airlock.disclosed import FILE as DISCLOSED
from kithbook.book.accounting import accounting
from kithbook.book.load import load_book
from kithbook.book.names import load_names
from kithbook.disclosure.airlock_writer import render
from kithbook.disclosure.checking import check_book
from kithbook.text.merge_marks import unfinished_merge, versions
from kithbook.text.source import Source
from tests.book.bookfiles import write_book

TODAY = date(2026, 11, 29)
BOOK = {
    "kithbook.yml": "circles: {close: 30}\nprivate_remotes: [origin]\n",
    "people/ada-byrne.md": "---\nname: Ada Byrne\ncircle: close\n---\nWants to leave.\n\n"
    "## Log\n- 2026-11-03 call: leaving\n",
    "people/bo-chen.yml": "name: Bo Chen\ncircle: close\n",
    "people/cy-dent.md": "---\nname: Cy Dent\n---\n## Log\n"
    "- 2026-11-01 call: about [[Ada Byrne]] and [[Bo Chen]]\n",
    "introductions/one.md": "---\nbetween: [ada-byrne, bo-chen]\n"
    "because: {ada-byrne: x, bo-chen: y}\n---\nA note.\n",
    "requests/zoe.md": "---\nreceived: 2026-11-21\nfrom: {name: Zoe Muller}\nwhy: rope\n---\n",
    "journal/2026-11.md": "- 2026-11-20 call with [[Ada Byrne]]: the lease\n",
    "rosters/all.csv": "First Name,Last Name\nDee,Eff\nFay,Gee\n",
}


def torn(text: str, line: int, ours: str, theirs: str) -> str:
    """A text with two versions of the line of a number."""
    lines = text.splitlines(keepends=True)
    part = f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> laptop\n"
    return "".join((*lines[: line - 1], part, *lines[line:]))


PLACES = {
    "keys": ("people/ada-byrne.md", 2, "name: Ada Byrne\n", "name: Ada Byrne-Holt\n"),
    "notes": ("people/ada-byrne.md", 5, "Owes me a book.\n", "Owes me two books.\n"),
    "log": ("people/ada-byrne.md", 8, "- 2026-11-03 call: a\n", "- 2026-11-03 call: b\n"),
    "keys alone": ("people/bo-chen.yml", 2, "circle: close\n", ""),
    "introduction": ("introductions/one.md", 3, "because: {bo-chen: y}\n", ""),
    "its notes": ("introductions/one.md", 5, "One note.\n", "Another note.\n"),
    "request": ("requests/zoe.md", 4, "why: rope\n", "why: ropes\n"),
    "journal": ("journal/2026-11.md", 1, "- 2026-11-20 call with [[Ada Byrne]]: a\n", ""),
    "roster": ("rosters/all.csv", 3, "Fay,Gee\n", "Fay,Hee\n"),
    "header of a roster": ("rosters/all.csv", 1, "First Name,Last Name\n", "Name\n"),
    "settings": ("kithbook.yml", 1, "circles: {close: 30}\n", "circles: {near: 30}\n"),
    "airlock": (DISCLOSED, 3, "disclosed: []\n", ""),
}


@pytest.mark.parametrize("path, line, ours, theirs", PLACES.values(), ids=PLACES)
def test_it_is_named_once_at_its_line_and_nobody_is_doubled(
    path: str, line: int, ours: str, theirs: str, tmp_path: Path
) -> None:
    whole = BOOK.get(path) or render(())
    write_book(tmp_path, {"files": BOOK | {path: torn(whole, line, ours, theirs)}})
    network = load_book(tmp_path)
    found = [(str(one.location), one.code) for one in check_book(tmp_path, network, TODAY)]
    assert found == [(f"{path}:{line}:1", "unfinished-merge")]
    everyone = {*network.people, *(lost.id for lost in network.unread)}
    assert sorted(everyone) == ["ada-byrne", "bo-chen", "cy-dent"]
    assert len(network.introductions) == len(network.requests) == 1
    assert len(network.journal) == (path[:7] != "journal")
    assert load_names(tmp_path).display == network.index.display


def test_both_names_lead_to_whoever_has_two(tmp_path: Path) -> None:
    path, line, *sides = PLACES["keys"]
    write_book(tmp_path, {"files": BOOK | {path: torn(BOOK[path], line, *sides)}})
    for names in (load_book(tmp_path).index, load_names(tmp_path)):
        assert names.resolve("Ada Byrne").person == "ada-byrne"
        assert names.resolve("Ada Byrne-Holt").person == "ada-byrne"


def test_whose_merge_is_not_finished_is_there_with_what_both_have(tmp_path: Path) -> None:
    path = "people/ada-byrne.md"
    text = torn(BOOK[path], 3, "needs: a van\nconsent: {on: 2026-01-02}\n", "needs: a cart\n")
    write_book(tmp_path, {"files": BOOK | {path: text}})
    ada = load_book(tmp_path).people["ada-byrne"]
    assert (ada.name, ada.needs, ada.consent, ada.quiet) == ("Ada Byrne", (), None, True)
    assert [str(one.on) for one in ada.log] == ["2026-11-03"]


@pytest.mark.parametrize("never", [0, 1])
def test_what_leaves_somebody_in_peace_stands_on_either_side(never: int, tmp_path: Path) -> None:
    path = "people/ada-byrne.md"
    sides = ["ask: {policy: just-send}\n", "ask: {policy: just-send}\n"]
    sides[never] = "ask: {policy: never}\ndied: 2026-03-04\n"
    text = torn(BOOK[path], 3, *sides)
    write_book(tmp_path, {"files": BOOK | {path: text}})
    ada = load_book(tmp_path).people["ada-byrne"]
    assert (ada.ask.never, ada.dead) == (True, True)


def test_a_line_that_both_sides_have_is_read_once_and_what_one_has_is_an_aside(
    tmp_path: Path,
) -> None:
    both, mine = "2026-11-03 call: the van", "2026-11-04 visit: the loft"
    ours, theirs = f"- {mine}\n- {both}\n", f"- {both}\n- [ ] 2026-11-05 promised: a cart\n"
    path = "people/ada-byrne.md"
    text = torn(BOOK[path], 8, ours, theirs)
    diary = torn("- 2026-10-02 met [[Ada Byrne]]: a\n", 1, *(
        side.replace("call:", "call with [[Ada Byrne]]:") for side in (ours, theirs)
    ))  # fmt: skip
    write_book(tmp_path, {"files": BOOK | {path: text, "journal/2026-11.md": diary}})
    network = load_book(tmp_path)
    ada = network.people["ada-byrne"]
    assert [one.text for one in (*ada.log, *network.journal)] == ["the van", "the van"]
    assert [one.text for one in ada.asides] == [mine, "[ ] 2026-11-05 promised: a cart"]
    assert (ada.loose, network.journal_loose) == ((), ())
    lines = accounting(Source(path, text), network)
    taken = {line.text.strip(): (line.taken, line.codes) for line in lines}
    named = ("unfinished-merge",)
    assert taken["name: Ada Byrne"] == ("key", ())
    assert taken["Wants to leave."] == ("notes", ())
    assert taken[f"- {mine}"] == ("aside", named)
    assert taken["======="] == taken[f"- {both}"] == ("unread", named)
    assert [line.taken for line in lines if line.text == f"- {both}"] == ["entry", "unread"]


@pytest.mark.parametrize(
    "sides, made",
    [
        (("made: 2026-11-10\n", "made: 2026-11-12\n"), "None"),
        (("made: 2026-11-10\n", ""), "None"),
        (("made: 2026-11-10\n", "made: 2026-11-10\nthanked: 2026-11-12\n"), "2026-11-10"),
    ],
)
def test_it_was_made_only_where_both_sides_say_so(
    sides: tuple[str, str], made: str, tmp_path: Path
) -> None:
    path = "introductions/one.md"
    write_book(tmp_path, {"files": BOOK | {path: torn(BOOK[path], 3, *sides)}})
    (act,) = load_book(tmp_path).introductions
    assert (str(act.made), act.thanked, act.torn) == (made, None, True)


NO = "answered: {bo-chen: {said: no, on: 2026-11-12}}\n"


@pytest.mark.parametrize("sides", [(NO, ""), ("", NO), ("thanked: 2026-11-01\n", NO)])
def test_a_no_on_either_side_stands(sides: tuple[str, str], tmp_path: Path) -> None:
    path = "introductions/one.md"
    write_book(tmp_path, {"files": BOOK | {path: torn(BOOK[path], 3, *sides)}})
    (act,) = load_book(tmp_path).introductions
    assert act.torn
    assert [(who.person, answer.said) for who, answer in act.answered] == [("bo-chen", "no")]


@pytest.mark.parametrize("first", [0, 1])
def test_a_request_declined_on_either_side_is_declined(first: int, tmp_path: Path) -> None:
    said = ("decision: {was: accepted}\n", "decision: {was: declined}\n")
    path = "requests/zoe.md"
    text = torn(BOOK[path], 4, said[first], said[1 - first])
    write_book(tmp_path, {"files": BOOK | {path: text}})
    (request,) = load_book(tmp_path).requests
    assert request.decision
    assert request.decision.was == "declined"


def test_settings_keep_the_words_of_both_and_allow_what_both_allow(tmp_path: Path) -> None:
    ours = "circles: {close: 30}\nprivate_remotes: [origin]\n"
    theirs = "circles: {near: 30}\nprivate_remotes: [origin, other]\n"
    marks = f"language: de\n<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> laptop\n"
    write_book(tmp_path, {"files": BOOK | {"kithbook.yml": marks}})
    settings = load_book(tmp_path).settings
    assert sorted(name for name, _ in settings.circles) == ["close", "near"]
    assert (settings.language, settings.private_remotes) == ("de", ())


def test_what_was_read_before_is_kept_till_it_is_settled(tmp_path: Path) -> None:
    path, line, *sides = PLACES["log"]
    write_book(tmp_path, {"files": BOOK})
    before = load_book(tmp_path)
    write_book(tmp_path, {"files": {path: torn(BOOK[path], line, *sides)}})
    now = load_book(tmp_path, before)
    assert now.people["ada-byrne"] == before.people["ada-byrne"]
    assert [lost.id for lost in now.unread] == ["ada-byrne"]


MARKS = "<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> laptop\n"


@pytest.mark.parametrize(
    "text, at",
    [
        (MARKS, 0),
        (f"a\r\n{MARKS}".replace("\n", "\r\n").replace("\r\r", "\r"), 3),
        (f"```\n{MARKS}```\n", None),
        (f"<!--\n{MARKS}-->\n", None),
        (f"```\n{MARKS}```\n{MARKS}", 8 + len(MARKS)),
        ("<<<<<<< HEAD\none\n=======\n", None),
        (">>>>>>> laptop\n<<<<<<< HEAD\n", None),
        (" <<<<<<< HEAD\n>>>>>>> laptop\n", None),
        ("<<<<<<<<< so\n>>>>>>> laptop\n", None),
        ("A heading\n=======\n", None),
        ("<<<<<<< HEAD\n```\none\n=======\n```\n>>>>>>> laptop\n", 0),
    ],
)
def test_marks_in_code_and_half_a_merge_are_text(text: str, at: int | None) -> None:
    assert unfinished_merge(text) == at


def test_versions_keep_every_place() -> None:
    marks = MARKS.replace("=======", "||||||| base\nold\n=======")
    text = f"head\n{marks}a\n=======\n"
    found = versions(text)
    for version, mine in ((found.ours, "one"), (found.theirs, "two"), (found.both, "")):
        assert len(version) == len(text)
        assert version.split() == ["head", *filter(None, [mine]), "a", "======="]
    assert found.ours.index("one") == text.index("one")
    assert found.begins == (5,)
