"""What the student learns from: glosses and phrases of WordNet, occupations and skills of ESCO.

WordNet's data files: `wndb(5WN)`, wordnet.princeton.edu. ESCO's texts as one CSV each, in which
names, other names and description follow each other.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WORDNET = ("data.noun", "data.verb", "data.adj", "data.adv")
ESCO = ("occupations.csv", "skills.csv")
_EXAMPLE = re.compile(r'"([^"]+)"')
_MARKER = re.compile(r"\(\w+\)$")
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Meaning:
    """A meaning of WordNet: its words, what they mean, and examples."""

    words: tuple[str, ...]
    gloss: str
    examples: tuple[str, ...]

    def texts(self) -> Iterator[str]:
        """The words with the gloss, the phrases alone, and the longer examples."""
        yield f"{', '.join(self.words)}: {self.gloss}"
        yield from (word for word in self.words if " " in word)
        yield from (one for one in self.examples if len(one.split()) >= _FEWEST_WORDS)


def wordnet(folder: Path) -> Iterator[Meaning]:
    """Each meaning, in the order of the files."""
    for name in WORDNET:
        with (folder / name).open(encoding="utf-8") as lines:
            for line in lines:
                if not line.startswith(" "):
                    yield _meaning(line)


def esco(folder: Path) -> Iterator[str]:
    """Each occupation and each skill, whole."""
    for name in ESCO:
        with (folder / name).open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table):
                yield " ".join(row["description"].split())


def _meaning(line: str) -> Meaning:
    head, _, gloss = line.partition(" | ")
    parts = head.split()
    count = int(parts[3], 16)
    words = [_MARKER.sub("", each).replace("_", " ") for each in parts[4 : 4 + 2 * count : 2]]
    meant = gloss.split(' "')[0].strip().rstrip(";")
    return Meaning(tuple(words), meant, tuple(_EXAMPLE.findall(gloss)))
