"""The lists of common words that ship, from the counts of wordfreq.

wordfreq keeps a language as MessagePack: a head, then one list of words for each hundredth of a
decade, so that a word of the list n is written once in 10^(n/100) words.
"""

from __future__ import annotations

import gzip
import math
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from kithbook.text.words import fold
from scripts.static_model.message_pack import unpacked
from scripts.static_model.write import lines

SIZES = {"de": 60_000, "en": 30_000}
_THOUSAND_MILLION = 9


def shares(path: Path) -> dict[str, float]:
    """Each word of a file of wordfreq as it stands there, and its share of all words."""
    _, *steps = unpacked(gzip.decompress(path.read_bytes()))
    return {word: 10 ** (-step / 100) for step, words in enumerate(steps) for word in words}


def folded(found: Mapping[str, float]) -> dict[str, float]:
    """The words of plain letters, folded, the commonest first; those that fold together are one."""
    sums: defaultdict[str, float] = defaultdict(float)
    for word, share in found.items():
        plain = fold(word)
        if plain.isascii() and plain.isalpha():
            sums[plain] += share
    return dict(sorted(sums.items(), key=lambda each: (-each[1], each[0])))


def as_written(found: Mapping[str, float]) -> dict[str, str]:
    """How each folded word is mostly written, in small letters."""
    most: dict[str, str] = {}
    for word, share in found.items():
        if share > found.get(most.get(fold(word), ""), 0.0):
            most[fold(word)] = word
    return most


def write(found: Mapping[str, float], most: int, path: Path) -> Path:
    """Writes the first of the folded words; the result is the path."""
    words = list(found)[:most]
    zipf = [math.log10(found[word]) + _THOUSAND_MILLION for word in words]
    np.savez_compressed(path, words=lines(words), often=np.array(zipf, dtype=np.float16))
    return path
