"""What the student learns from: glosses and phrases of WordNet, occupations and skills of ESCO.

WordNet's data files: `wndb(5WN)`, wordnet.princeton.edu. ESCO's texts as one CSV each, in which
names, other names and description follow each other.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

WORDNET = ("data.noun", "data.verb", "data.adj", "data.adv")
ESCO = ("occupations.csv", "skills.csv")
_EXAMPLE = re.compile(r'"([^"]+)"')
_MARKER = re.compile(r"\(\w+\)$")
_FEWEST_WORDS_OF_EXAMPLE = 4


def wordnet(folder: Path) -> Iterator[str]:
    """Each meaning as its words with the definition, its phrases alone, and its examples."""
    for name in WORDNET:
        with (folder / name).open(encoding="utf-8") as lines:
            for line in lines:
                if not line.startswith(" "):
                    yield from _of_synset(line)


def esco(folder: Path) -> Iterator[str]:
    """Each occupation and each skill, whole."""
    for name in ESCO:
        with (folder / name).open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table):
                yield " ".join(row["description"].split())


def _of_synset(line: str) -> Iterator[str]:
    head, _, gloss = line.partition(" | ")
    parts = head.split()
    count = int(parts[3], 16)
    lemmas = [_MARKER.sub("", each).replace("_", " ") for each in parts[4 : 4 + 2 * count : 2]]
    definition = gloss.split(' "')[0].strip().rstrip(";")
    yield f"{', '.join(lemmas)}: {definition}"
    yield from (lemma for lemma in lemmas if " " in lemma)
    for example in _EXAMPLE.findall(gloss):
        if len(example.split()) >= _FEWEST_WORDS_OF_EXAMPLE:
            yield example
