"""How often the leak scan is wrong about ordinary pages: `python -m benchmarks.false_alarms`.

A book of 500 people whose names are words (Will Read, Rose Field) is held against pages that nobody
wrote for it: the project's own documents, and texts from outside where ../shared/corpora is there.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks.made_up import TODAY
from kithbook.leakscan.allowed import allowed_in
from kithbook.leakscan.built_site import Output, read_output
from kithbook.leakscan.canon import row
from kithbook.leakscan.canon import words as canon_words
from kithbook.leakscan.private_files import private_files
from kithbook.leakscan.scan import look
from kithbook.leakscan.secrets import secrets_of

ROOT = Path(__file__).parents[1]
PEOPLE, PAGE_WORDS = 500, 250
_FIRST = """
    Will May Rose Grace Mark Bill Jack Frank Rich Drew Pat Chase Summer Hope Faith Joy Dawn Art
    Gene Ray Guy Max Sunny River Brook Heather Ivy Holly Olive Ginger Amber Ruby Pearl Crystal
    Penny Victor Miles Lane Reed Wade Clay Cliff Dale Glen Rod Buck Bob Sandy Robin Jean
""".split()  # noqa: SIM905 - a paragraph reads better than a column of strings
_LAST = """
    Hill Wood Stone Brown Green White Black Young Long Short King Bishop Cook Baker Price Day
    Field Ford Banks Rivers Waters Park Church Hall House Street Lane Bridge Marsh Frost Snow
    Winter Sharp Swift Strong Best Good Wise Small Little Case Page Word Read Wright Power Cash
    Love Light Major Noble Moon Rain Reader Sales Singer Speed Steel Temple Walker Ward Wells
""".split()  # noqa: SIM905 - a paragraph reads better than a column of strings
_NOTES = (
    "Met at the harbour talk and spoke about the book that we both liked.",
    "Would like to find somebody for the accounts of the small choir.",
    "Knows how to ask for permission to use the old hall on weekends.",
    "Moved house last year and looks for a good garden tool.",
    "Wants to learn how to bake bread and to write better letters.",
)


class Alarms(NamedTuple):
    """Of how many pages how many had a hit, how many a question, how many neither."""

    pages: int
    hits: int
    questions: int
    quiet: int
    said: tuple[tuple[str, int], ...]


def write_book(root: Path, count: int = PEOPLE) -> Path:
    """A book of people whose names are words."""
    dice = random.Random(7)
    names = dice.sample([(first, last) for first in _FIRST for last in _LAST], count)
    (root / "people").mkdir(parents=True)
    for first, last in names:
        notes = " ".join(dice.sample(_NOTES, 2))
        where = root / "people" / f"{first}-{last}.md".lower()
        where.write_text(
            f"---\nname: {first} {last}\naliases: [{first}]\nplace: {dice.choice(_LAST)}ton\n---\n"
            f"{notes}\n\n## Log\n- 2026-11-0{dice.randint(1, 9)} call: {dice.choice(_NOTES)}\n",
            encoding="utf-8",
        )
    return root


def own_pages() -> Iterator[str]:
    """The project's own documents, cut into pages."""
    for path in sorted((ROOT / "docs").rglob("*.md")):
        yield from _cut(path.read_text(encoding="utf-8"))


def pages_from_outside() -> Iterator[str]:
    """Questions and answers, where they are at hand."""
    place = ROOT.parent / "shared" / "corpora" / "matching" / "se_experts"
    for name in ("corpus.jsonl", "queries.jsonl") if place.is_dir() else ():
        for line in (place / name).read_text(encoding="utf-8").splitlines():
            yield from _cut(json.loads(line)["text"])


def _cut(text: str) -> Iterator[str]:
    said = text.split(" ")
    for start in range(0, len(said) - PAGE_WORDS // 2, PAGE_WORDS):
        yield " ".join(said[start : start + PAGE_WORDS])


def alarms(book: Path, pages: Iterable[str]) -> Alarms:
    """Holds each page against a book, as the owner's own page."""
    files = private_files(book).read
    secrets = tuple(secrets_of(files))
    allowed = allowed_in(book, TODAY, files)
    count, said = Counter[str](), Counter[str]()
    for text in pages:
        count["pages"] += 1
        words = replace(allowed, page=row(canon_words(text)))
        found = tuple(look(secrets, files, _output_of(text), words))
        count.update({str(one.verdict) for one in found} or {"quiet"})
        said.update(f"{one.verdict} {one.secret.kind}:{one.place.sought}" for one in found)
    often = tuple(said.most_common(25))
    return Alarms(count["pages"], count["hit"], count["question"], count["quiet"], often)


def _output_of(text: str) -> Output:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "index.html").write_text(f"<p>{text}</p>", encoding="utf-8")
        return read_output(Path(folder))


def main() -> int:
    """Prints a line for each kind of page, and what was said."""
    with tempfile.TemporaryDirectory(prefix="kith-alarms-") as folder:
        book = write_book(Path(folder) / "book")
        for kind, pages in (("own", own_pages()), ("outside", pages_from_outside())):
            found = alarms(book, pages)
            print(f"{kind:<8} {found.pages} pages, {found.hits} hits, {found.questions} questions")
            for what, times in found.said:
                print(f"  {times:>4} {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
