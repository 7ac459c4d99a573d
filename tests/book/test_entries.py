"""Log entries: what stands in a line, and who took part."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.book.model import Entry

BO = "---\nname: Bo Chen\naliases: [Bo]\n---\n"
CY = "---\nname: Cy Doe\n---\n"


def entry(root: Path, line: str) -> Entry:
    (root / "people").mkdir()
    (root / "people/bo-chen.md").write_text(BO, encoding="utf-8")
    (root / "people/cy.md").write_text(CY, encoding="utf-8")
    text = f"---\nname: Ada Byrne\n---\n\n## Log\n{line}\n"
    (root / "people/ada.md").write_text(text, encoding="utf-8")
    network = load_book(root)
    assert network.problems == ()
    (found,) = network.people["ada"].log
    return found


@pytest.mark.parametrize(
    "line, expected",
    [
        ("- 2026-11-03 call: hello", ("2026-11-03", "call", "hello", ("ada",))),
        ("* 2026-11 meal: hello: there", ("2026-11", "meal", "hello: there", ("ada",))),
        ("- 2026 Coffee with [[Bo]]: a", ("2026", "coffee", "a", ("ada", "bo-chen"))),
        (
            "- 2026-11-03 met with [[bo-chen]], [[Cy Doe]]: a",
            ("2026-11-03", "met", "a", ("ada", "bo-chen", "cy")),
        ),
        (
            "- 2026-11-03 event with [[Bo Chen]] and [[Cy Doe]]: a",
            ("2026-11-03", "event", "a", ("ada", "bo-chen", "cy")),
        ),
        ("- 2026-11-03 got from [[Bo]]: a", ("2026-11-03", "got", "a", ("ada", "bo-chen"))),
        (
            "- 2026-11-03 meal with [[bo-chen|Bo]] and [[cy#Log|Cy]]: a",
            ("2026-11-03", "meal", "a", ("ada", "bo-chen", "cy")),
        ),
        ("- 2026-11-03 note", ("2026-11-03", "note", "", ("ada",))),
        ("- 2026-11-03 call:", ("2026-11-03", "call", "", ("ada",))),
        (
            "- 2026-11-03 call: one\n  two\n\tthree",
            ("2026-11-03", "call", "one two three", ("ada",)),
        ),
        ("- 2026-11-03 call: one\n  - inner", ("2026-11-03", "call", "one - inner", ("ada",))),
    ],
)
def test_an_entry_reads_as(
    line: str, expected: tuple[str, str, str, tuple[str, ...]], tmp_path: Path
) -> None:
    found = entry(tmp_path, line)
    assert (str(found.on), found.kind, found.text, found.ids) == expected


@pytest.mark.parametrize(
    "line, expected",
    [
        (
            "- [ ] 2026-10-12 promised: the survey by 2026-11-30",
            ("open", "the survey", "2026-11-30", None),
        ),
        ("- 2026-10-12 promised: the survey", ("open", "the survey", None, None)),
        (
            "- [x] 2026-10-12 promised: a call, done 2026-10-20",
            ("ticked", "a call", None, "2026-10-20"),
        ),
        (
            "- [X] 2026-10-12 awaiting: the deck by 2026-11, done 2026-10-20.",
            ("ticked", "the deck", "2026-11", "2026-10-20"),
        ),
        (
            "- [ ] 2026-10-12 promised: to be there by the pier",
            ("open", "to be there by the pier", None, None),
        ),
        ("- [x] 2026-10-12 awaiting: the deck", ("ticked", "the deck", None, None)),
        ("- 2026-10-12 call: all done 2026", (None, "all done 2026", None, None)),
    ],
)
def test_a_promise_reads_as(
    line: str, expected: tuple[str | None, str, str | None, str | None], tmp_path: Path
) -> None:
    found = entry(tmp_path, line)
    by, done = (str(date) if date else None for date in (found.by, found.done))
    assert (found.box, found.text, by, done) == expected


def test_a_favour_has_a_size(tmp_path: Path) -> None:
    found = entry(tmp_path, "- 2026-10-12 gave: reviewed her talk (twice) (1h)")
    assert (found.text, found.size) == ("reviewed her talk (twice)", "1h")


def test_names_in_the_text_are_mentions_with_their_place(tmp_path: Path) -> None:
    found = entry(
        tmp_path, "- 2026-11-03 call: her sister [[Bo Chen]]\n  met [[cy#Work|the baker]] there"
    )
    assert found.ids == ("ada",)
    assert [(m.person, m.at.line, m.at.column) for m in found.mentions] == [
        ("bo-chen", 6, 31),
        ("cy", 7, 7),
    ]


def test_the_log_ends_at_the_next_heading(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    text = (
        "---\nname: Ada\n---\nBefore.\n\n## Log\n### 2026\n- 2026-11-03 call: a\n\n"
        "## Ideas\nAfter.\n\n## log\n- 2026-11-04 call: b\n"
    )
    (tmp_path / "people/ada.md").write_text(text, encoding="utf-8")
    network = load_book(tmp_path)
    ada = network.people["ada"]
    assert [one.text for one in ada.log] == ["a", "b"]
    assert ada.notes.startswith("Before.")
    assert "## Ideas\nAfter." in ada.notes
    assert network.problems == ()


def test_a_journal_entry_belongs_to_everyone_named(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "journal").mkdir()
    (tmp_path / "people/bo.md").write_text(BO, encoding="utf-8")
    (tmp_path / "people/cy.md").write_text(CY, encoding="utf-8")
    text = "# November\n\nA good month.\n\n- 2026-11-05 meal with [[Bo]] and [[Cy Doe]]: soup\n"
    (tmp_path / "journal/2026-11.md").write_text(text, encoding="utf-8")
    network = load_book(tmp_path)
    assert network.problems == ()
    assert network.entries_with("bo") == network.entries_with("cy") == network.journal


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "line, people, mentions",
    [
        ("- 2026-11-20 call: her sister [[Bo", (), ("bo",)),
        ("- 2026-11-20 call with [[Bo", ("bo",), ()),
        ("A thought about [[Bo", (), ("bo",)),
    ],
)
def test_a_name_wrapped_over_two_lines_is_one(
    tmp_path: Path, line: str, people: tuple[str, ...], mentions: tuple[str, ...], end: str
) -> None:
    rest = f"  Chen]]: moving{end}" if people else f"  Chen]] is moving{end}"
    people_folder = tmp_path / "people"
    people_folder.mkdir()
    (people_folder / "bo.md").write_text("---\nname: Bo Chen\n---\n", "utf-8")
    text = f"---{end}name: Ada{end}---{end}{end}## Log{end}{line}{end}{rest}"
    (people_folder / "ada.md").write_bytes(text.encode())
    network = load_book(tmp_path)
    assert network.problems == ()
    ada = network.people["ada"]
    found = ada.log[0] if ada.log else ada.asides[0]
    assert tuple(who.person for who in found.mentions) == mentions
    if ada.log:
        assert ada.log[0].ids == ("ada", *people)
