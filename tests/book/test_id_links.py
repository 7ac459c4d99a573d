"""Links by the id, which is the name of a file: other programs find where they lead."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from kithbook.actions.log import log_line
from kithbook.actions.spoken import said_in
from kithbook.book.file_alone import AloneReader
from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.book.tidying import tidied
from kithbook.text.source import Source, read_source

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
LINK = re.compile(r"\[\[([^\]|#]+)")


def book(root: Path, links: str = "links: id\n") -> Network:
    (root / "people").mkdir()
    (root / "kithbook.yml").write_text(links, encoding="utf-8")
    for person, name in (
        ("ada-byrne", "Ada Byrne"),
        ("bo-chen", "Bo Chen"),
        ("Cy Dunn", "Cy Dunn"),
    ):
        text = f"---\nname: {name}\naliases: [{name.split()[0]}]\n---\n"
        (root / "people" / f"{person}.md").write_text(text, encoding="utf-8")
    return load_book(root)


LINES = (
    ("coffee with Ada and Bo: cake", "2026-11-22 coffee with [[bo-chen|Bo Chen]]: cake"),
    ("coffee with Ada and Cy: cake", "2026-11-22 coffee with [[Cy Dunn]]: cake"),
    ("call with Ada: about [[Bo]]", "2026-11-22 call: about [[bo-chen|Bo]]"),
    ("call with Ada: about [[Bo|him]]", "2026-11-22 call: about [[bo-chen|him]]"),
    ("call with Ada: [[bo-chen]] said so", "2026-11-22 call: [[bo-chen]] said so"),
)


@pytest.mark.parametrize("said, entry", LINES)
def test_a_line_is_written_with_links_by_the_id(said: str, entry: str, tmp_path: Path) -> None:
    network = book(tmp_path)
    (sentence,) = said_in(said, None, network.settings, network.index, TODAY)
    line = log_line(sentence, TODAY, network.index, network.settings, journal=False)
    assert line.entry == entry


def test_without_the_setting_links_are_by_the_name(tmp_path: Path) -> None:
    network = book(tmp_path, "")
    (sentence,) = said_in(
        "call with Ada and Bo: [[Bo]]", None, network.settings, network.index, TODAY
    )
    line = log_line(sentence, TODAY, network.index, network.settings, journal=False)
    assert line.entry == "2026-11-22 call with [[Bo Chen]]: [[Bo]]"


TEXT = """\
---
name: Ada Byrne
met: {through: "[[Bo Chen]]"}
---
Knows [[Bo Chen]] and [[Bo|him]], see [[Bo Chen#Work]], [[Zed]] and [[bo-chen]].

```dataview
LIST FROM [[Bo Chen]]
```

## Log
- 2026-11-03 call with [[Bo Chen]]: hi
"""
WANTED = (
    TEXT.replace("Knows [[Bo Chen]]", "Knows [[bo-chen|Bo Chen]]")
    .replace("[[Bo|him]]", "[[bo-chen|him]]")
    .replace("with [[Bo Chen]]", "with [[bo-chen|Bo Chen]]")
)  # fmt: skip


def tidy(root: Path, path: str, network: Network) -> str:
    source = read_source(root, root / path)
    assert isinstance(source, Source)
    reader = AloneReader(network.index, network.settings, TODAY)
    return tidied(source, reader).source.text


def test_tidy_writes_the_links_of_texts_by_the_id(tmp_path: Path) -> None:
    network = book(tmp_path)
    (tmp_path / "people/ada-byrne.md").write_text(TEXT, encoding="utf-8")
    assert tidy(tmp_path, "people/ada-byrne.md", network) == WANTED


def test_every_link_of_the_sample_leads_to_a_file_then(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "people", tmp_path / "people")
    shutil.copytree(ROOT / "journal", tmp_path / "journal")
    (tmp_path / "kithbook.yml").write_text("links: id\n", encoding="utf-8")
    network = load_book(tmp_path)
    stems = {path.stem for path in tmp_path.rglob("*.*")}
    linked = 0
    for path in sorted(tmp_path.rglob("*.md")):
        text = tidy(tmp_path, path.relative_to(tmp_path).as_posix(), network)
        path.write_text(text, encoding="utf-8")
        names = LINK.findall(text)
        assert set(names) <= stems, path
        linked += len(names)
    assert linked > 40
    after = load_book(tmp_path)
    assert after.problems == network.problems
    for one in network.people:
        assert [entry.ids for entry in after.entries_with(one)] == [
            entry.ids for entry in network.entries_with(one)
        ]
