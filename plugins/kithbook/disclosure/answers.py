"""The owner's answers to what the leak scan asked: `content/private/answers.yml`, written by hand.

public:                     # these words may stand on the public page
- soup on Thursdays
unread:                     # nobody can look into these; publish all the same
- people/old-letters.doc
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kithbook.text.problems import Problem
from kithbook.text.source import Items, Keys, Scalar, Source, blank_controls, compose, read_source
from kithbook.text.words import did_you_mean

FILE = "content/private/answers.yml"
MOST_WORDS = 7
_KEYS = ("public", "unread")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Answers:
    """Words that may be public, and private files that nobody has to look into."""

    public: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def read_answers(root: Path) -> tuple[Answers, tuple[Problem, ...]]:
    """The answers of a book, with every slip in them; what cannot be read answers nothing."""
    path = root / FILE
    if not path.exists():
        return Answers(), ()
    source = read_source(root, path)
    if isinstance(source, Problem):
        return Answers(), () if source.code == "empty-file" else (source,)
    clean, problems = blank_controls(source)
    keys, found = compose(clean, int(clean.text.startswith("\ufeff")), len(clean.text))
    if keys is None:
        return Answers(), (*problems, *found)
    slips: list[Problem] = []
    public = tuple(_public(clean, _listed(clean, keys, "public", slips), slips))
    unread = tuple(_unread(root, clean, _listed(clean, keys, "unread", slips), slips))
    slips += _unknown(clean, keys)
    return Answers(public, unread), (*problems, *found, *slips)


def _listed(source: Source, keys: Keys, key: str, slips: list[Problem]) -> list[Scalar]:
    entries: list[Scalar] = []
    for name, node in keys.pairs:
        if name.text != key or (isinstance(node, Scalar) and node.empty):
            continue
        for one in node.nodes if isinstance(node, Items) else (node,):
            if isinstance(one, Scalar) and one.text.strip():
                entries.append(one)
            else:
                at = one.start
                message = "Words were expected here" if key == "public" else "A path was expected"
                slips.append(source.problem(at, "bad-answer", message, "Write one a line, after -"))
    return entries


def _public(source: Source, entries: list[Scalar], slips: list[Problem]) -> Iterator[str]:
    for one in entries:
        count = len(_WORD.findall(one.text))
        if 0 < count <= MOST_WORDS:
            yield one.text
            continue
        message = (
            f"An answer has at most {MOST_WORDS} words, and this one has {count}"
            if count
            else "There is no word in this answer"
        )
        hint = "List longer words under disclose: {allow: [...]} in kithbook.yml" if count else ""
        slips.append(source.problem(one.start, "bad-answer", message, hint or "Delete the line"))


def _unread(
    root: Path, source: Source, entries: list[Scalar], slips: list[Problem]
) -> Iterator[str]:
    for one in entries:
        if (root / one.text).is_file():
            yield one.text
            continue
        message = f'"{one.text}" is no file of the book'
        slips.append(
            source.problem(one.start, "bad-answer", message, "Mend the path, or delete the line")
        )


def _unknown(source: Source, keys: Keys) -> Iterator[Problem]:
    for name, _ in keys.pairs:
        if name.text not in _KEYS:
            near = did_you_mean(name.text, _KEYS) or "Write public: or unread:"
            yield source.problem(
                name.start, "bad-answer", f'"{name.text}" is no kind of answer', near
            )
