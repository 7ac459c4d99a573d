"""The log of a `.yml` file, in a list or as one text: read, written into, and tidied alike."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kithbook.book.log_edit import add_to_log
from kithbook.book.tidying import tidied
from kithbook.text.source import Source
from tests.book.test_log_lines import ABOVE, BELOW, Shape, shapes, written
from tests.book.test_tidying import READER, is_settled, person

DAY = date(2026, 11, 10)
NEW = "2026-11-10 coffee: the ride"


def yaml(log: str, end: str = "place: Lisbon\n") -> Source:
    return Source("people/ada-byrne.yml", f"name: Ada Byrne\nlog:{log}\n{end}")


def block(log: str, head: str = "|") -> Source:
    lines = (f"  {line}" if line else "" for line in log.split("\n"))
    return yaml(f" {head}\n" + "\n".join(lines))


def said(source: Source) -> tuple[list[str], list[str], list[str]]:
    read = READER.read(source)
    ada = person(read)
    assert (ada.name, ada.place) == ("Ada Byrne", "Lisbon")
    # The same line has another number in the other file.
    told = [re.sub(r"\bline \d+", "line N", one.sentence) for one in read.problems]
    return list(map(written, ada.log)), [one.text for one in ada.asides], told


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.typed[:60])
def test_one_text_is_read_as_the_log_of_a_md_file(shape: Shape) -> None:
    log = f"- {ABOVE}\n{shape.typed}\n- {BELOW}"
    head = "---\nname: Ada Byrne\nplace: Lisbon\n---\n## Log\n"
    plain = Source("people/ada-byrne.md", f"{head}{log}\n")
    source = block(log)
    assert said(source) == said(plain)
    made, other = tidied(source, READER), tidied(plain, READER)
    assert [(one.old, one.new) for one in made.changes] == [
        (one.old, one.new) for one in other.changes
    ]
    assert said(made.source) == said(other.source)
    assert is_settled(made.source)


@pytest.mark.parametrize(
    "log, read",
    [
        ('\n  - "2026-11-03 call: a"', ["2026-11-03 call: a"]),
        ("\n  - 2026-11-03 call: a", ["2026-11-03 call: a"]),
        ("\n- 2026-11-03 call with [[Bo Chen]]: a\n- 3 Nov 2026 Anruf", None),
        ('\n  - "- 2026-11-03 call: a"', ["2026-11-03 call: a"]),
        (' "2026-11-03 call: a"', ["2026-11-03 call: a"]),
        (" |\n  - 2026-11-03 call: a\n    goes on\n\n  * 2026-11-02 call: b", None),
        (" >-\n  - 2026-11-03 call: a\n  - 2026-11-02 call: b", None),
        (" |\n  ### 2026-11-03\n  - call: a", ["2026-11-03 call: a"]),
    ],
)
def test_every_writing_of_a_log_is_read(log: str, read: list[str] | None) -> None:
    entries, asides, problems = said(yaml(log))
    assert (asides, problems) == ([], [])
    assert entries == read or (read is None and len(entries) == 2)


def test_what_is_no_line_is_reported() -> None:
    _, _, problems = said(yaml("\n  - {on: 2026-11-03, what: call}\n  - a: b"))
    assert problems == [
        'An entry is one line, and keys stand here. Write - "2026-11-03 call: "',
        'Text was expected, and keys in { } stands here. Write "a: b"',
    ]
    assert said(yaml(" {a: b}"))[2] == ["Lines were expected here. Write them as - lines"]


@pytest.mark.parametrize(
    "log, wanted",
    [
        (" |\n  - 2026-11-20 call: a\n  - 2026-11-03 call: b",
         " |\n  - 2026-11-20 call: a\n  - NEW\n  - 2026-11-03 call: b"),
        (" |\n    * 2026-01-20 call: a\n      more\n    * 2026-02-03 call: b",
         " |\n    * 2026-01-20 call: a\n      more\n    * 2026-02-03 call: b\n    * NEW"),
        (" |\n  likes figs", " |\n  - NEW\n  likes figs"),
        (" |", " |\n  - NEW"),
        ("\n  - 2026-11-20 call: a\n  - 2026-10-03 call: b",
         '\n  - 2026-11-20 call: a\n  - "NEW"\n  - 2026-10-03 call: b'),
        (' "2026-11-20 call: a"', ' ["2026-11-20 call: a", "NEW"]'),
    ],
)  # fmt: skip
def test_a_new_line_goes_where_it_belongs(log: str, wanted: str) -> None:
    made = add_to_log(yaml(log), NEW, DAY)
    assert made.content.decode() == yaml(wanted.replace("NEW", NEW)).text
    assert NEW in made.content.decode().splitlines()[made.line - 1]


@pytest.mark.parametrize(
    "log, wanted",
    [
        ("\n  - 2026-11-20 call: a  # so", '\n  - "2026-11-20 call: a"  # so'),
        ("\n  - '* 20 Nov 2026 Anruf: a'", '\n  - "2026-11-20 call: a"'),
        ("\n  - 20 Nov 2026 call", "\n  - 2026-11-20 call"),
        ('\n  - "2026-11-20 call with Bo Chen: \\"a\\""',
         '\n  - "2026-11-20 call with [[Bo Chen]]: \\"a\\""'),
        ('\n  - "- 2026-11-20 call: a"', '\n  - "- 2026-11-20 call: a"'),
        ('\n  - "03/04/2026 call: a"', '\n  - "03/04/2026 call: a"'),
        (" |\n  * 20 Nov 2026 Anruf: a  \n", " |\n  - 2026-11-20 call: a  \n"),
    ],
)  # fmt: skip
def test_what_tidy_makes_of_a_line(log: str, wanted: str) -> None:
    made = tidied(yaml(log), READER).source
    assert made.text == yaml(wanted).text
    assert is_settled(made)
