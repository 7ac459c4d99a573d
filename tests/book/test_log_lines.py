"""Log lines as people type them: each is read, or reported with the line to write; none is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from kithbook.book.load import load_book
from kithbook.book.log_edit import add_to_log
from kithbook.book.model import Entry
from kithbook.text.dates import PartialDate
from kithbook.text.source import Source

TABLE = Path(__file__).parent.parent / "cases/log-lines.txt"
ABOVE, BELOW = "2026-01-02 call: above", "2025-01-01 call: below"


class Shape(NamedTuple):
    """Lines as typed, and what is wanted of them."""

    typed: str
    entries: list[str]
    asides: list[str]
    findings: list[str]


def shapes() -> list[Shape]:
    """Every shape of the table."""
    found = []
    for block in TABLE.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        by_sign = {sign: [line[2:] for line in lines if line.startswith(sign)] for sign in "|=~!"}
        if by_sign["|"]:
            typed = "\n".join(by_sign["|"])
            found.append(Shape(typed, by_sign["="], by_sign["~"], by_sign["!"]))
    return found


def book(root: Path, log: str) -> Path:
    """Two people, one of them with a log."""
    (root / "people").mkdir()
    (root / "people/bo-chen.md").write_text("---\nname: Bo Chen\n---\n", encoding="utf-8")
    text = f"---\nname: Ada Byrne\n---\n## Log\n{log}\n"
    (root / "people/ada-byrne.md").write_text(text, encoding="utf-8")
    return root


def written(one: Entry) -> str:
    """An entry as the table writes it."""
    box = {"open": "[ ] ", "ticked": "[x] ", None: ""}[one.box]
    by = f", by {one.by}" if one.by else ""
    done = f", done {one.done}" if one.done else ""
    if one.kind == "promised" and not box:
        box = "[ ] "
    return f"{box}{one.on} {one.kind}: {one.text}{by}{done}".rstrip()


def test_the_table_has_its_size() -> None:
    assert len(shapes()) >= 120


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.typed[:60])
def test_a_line_as_typed_is_read_or_named(shape: Shape, tmp_path: Path) -> None:
    network = load_book(book(tmp_path, f"- {ABOVE}\n{shape.typed}\n- {BELOW}"))
    ada = network.people["ada-byrne"]
    assert list(map(written, ada.log)) == [ABOVE, *shape.entries, BELOW]
    assert [_aside(one.on, one.text) for one in ada.asides] == shape.asides
    found = [f"{one.location.line - 5} {one.sentence}" for one in network.problems]
    assert len(found) == len(shape.findings), found
    for told, wanted in zip(found, shape.findings, strict=True):
        line, _, words = wanted.partition(" ")
        assert told.startswith(f"{line} "), found
        assert told.endswith(f"{words}.") or words in told, found


def _aside(on: PartialDate | None, text: str) -> str:
    return f"{on} {text}" if on else text


JOURNAL = """\
Up early, the tide was out.

call with [[Bo Chen]]: by the sea
- lunch with [[Ada Byrne]]: eel
- note to self: buy nets
  for the summer
Saw [[Bo Chen]] pass by, and [[The Old Pier]].
"""


def test_a_journal_named_for_a_day_gives_it_to_its_lines(tmp_path: Path) -> None:
    root = book(tmp_path, f"- {BELOW}")
    (root / "journal").mkdir()
    (root / "journal/2026-11-20.md").write_text(JOURNAL, encoding="utf-8")
    network = load_book(root)
    assert network.problems == ()
    assert [written(one) for one in network.journal] == [
        "2026-11-20 call: by the sea",
        "2026-11-20 meal: eel",
    ]
    assert [one.text for one in network.journal_asides] == [
        "Up early, the tide was out.",
        "note to self: buy nets\n  for the summer",
        "Saw [[Bo Chen]] pass by, and [[The Old Pier]].",
    ]
    assert [one.at.line for one in network.asides_of("bo-chen")] == [7]
    assert network.asides_of("ada-byrne") == ()


def test_dated_lines_of_a_file_without_a_log_are_entries(tmp_path: Path) -> None:
    root = book(tmp_path, f"- {BELOW}")
    head = "---\nname: Bo Chen\n---\nLikes figs.\n\n# Met\n- 2026-11-20 lunch: eel\n  and bread\n"
    (root / "people/bo-chen.md").write_text(f"{head}- 3/4 of a cake\n", encoding="utf-8")
    network = load_book(root)
    assert network.problems == ()
    bo = network.people["bo-chen"]
    assert [written(one) for one in bo.log] == ["2026-11-20 meal: eel and bread"]
    assert bo.notes == "Likes figs.\n\n# Met\n- 3/4 of a cake"


def test_a_log_in_yaml_may_keep_its_dashes(tmp_path: Path) -> None:
    root = book(tmp_path, f"- {BELOW}")
    text = 'name: Cy\nlog:\n  - "- 2026-11-20 call: a"\n  - "• [ ] 2026-11-19 promised: b"\n'
    (root / "people/cy.yml").write_text(text, encoding="utf-8")
    network = load_book(root)
    assert network.problems == ()
    assert [written(one) for one in network.people["cy"].log] == [
        "2026-11-20 call: a",
        "[ ] 2026-11-19 promised: b",
    ]


@pytest.mark.parametrize(
    "log, wanted",
    [
        ("• 2026-11-03 call: a", "• NEW\n• 2026-11-03 call: a"),
        ("1. 2026-11-03 call: a", "1. NEW\n1. 2026-11-03 call: a"),
        ("  - 2026-11-03 call: a\n    - b", "  - NEW\n  - 2026-11-03 call: a\n    - b"),
        (
            "– 2026-01-03 call: a\n– 2026-11-03 call: b\n  more\nan aside",
            "– 2026-01-03 call: a\n– 2026-11-03 call: b\n  more\nan aside\n– NEW",
        ),
        (
            "- 20 Nov 2026 call: a\n- 3 Nov 2026 call: b",
            "- 20 Nov 2026 call: a\n- NEW\n- 3 Nov 2026 call: b",
        ),
        (
            "### 2026-11-03\n* call: a\n  * b\n\n### 2026-10-03\n* call: c",
            (
                "### 2026-11-10\n* NEW\n\n"
                "### 2026-11-03\n* call: a\n  * b\n\n### 2026-10-03\n* call: c"
            ),
        ),
        (
            "### 2026-11-10 coffee\n* a\n\n### 2026-10-03\n* call: c",
            "### 2026-11-10 coffee\n* a\n* NEW\n\n### 2026-10-03\n* call: c",
        ),
    ],
)
def test_a_new_line_goes_where_it_belongs(log: str, wanted: str) -> None:
    entry = "2026-11-10 coffee: the ride"
    head = "---\nname: Ada\n---\n## Log\n"
    source = Source("people/ada.md", f"{head}{log}\n")
    made = add_to_log(source, entry, date(2026, 11, 10)).content.decode()
    assert made == f"{head}{wanted.replace('NEW', entry)}\n"


def test_a_new_line_goes_where_it_belongs_among_dashes_in_yaml() -> None:
    text = 'name: Ada\nlog:\n  - "- 2026-11-20 call: a"\n  - "- 2026-10-03 call: b"\n'
    entry = "2026-11-10 coffee: the ride"
    made = add_to_log(Source("people/ada.yml", text), entry, date(2026, 11, 10)).content.decode()
    assert made == text.replace('  - "- 2026-10', f'  - "{entry}"\n  - "- 2026-10')
