"""The commonest words of a language, and how often each is written (see data/README.md)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_FILE = "words-{}.npz"


@dataclass(frozen=True, slots=True, eq=False)
class WordList:
    """Folded words, the commonest first, each with its row and its Zipf value."""

    words: Mapping[str, int]
    zipf: NDArray[np.float32]
    """The logarithm to ten of how often in a thousand million words; 3 is once in a million."""
    code: str = ""
    """Which language it is of."""

    @property
    def digest(self) -> str:
        """What tells this list from every other."""
        text = "\n".join((self.code, *self.words)).encode()
        return hashlib.sha256(text + self.zipf.tobytes()).hexdigest()

    def zipf_of(self, word: str) -> float:
        """How common a folded word is; 0 where the list does not have it."""
        row = self.words.get(word)
        return 0.0 if row is None else float(self.zipf[row])


@cache
def listed_languages() -> tuple[str, ...]:
    """The codes of the languages that have a list, in order."""
    start, end = _FILE.split("{}")
    names = (place.name for place in files(__package__).joinpath("data").iterdir())
    found = (name.removeprefix(start).removesuffix(end) for name in names if name.startswith(start))
    return tuple(sorted(found))


@cache
def word_list(code: str) -> WordList | None:
    """The list of a language by its code, `de` or `en`; None where the package has none."""
    place = files(__package__).joinpath("data", _FILE.format(code))
    if not code.isalpha() or not place.is_file():
        return None
    with as_file(place) as path:
        return read_word_list(path, code)


def read_word_list(path: Path, code: str = "") -> WordList:
    """Reads `words` (lines of UTF-8) and `often` (Zipf values)."""
    with np.load(path, allow_pickle=False) as stored:
        lines = bytes(stored["words"]).decode("utf-8").split("\n")
        often = stored["often"].astype(np.float32)
    return WordList(dict(zip(lines, range(len(lines)), strict=True)), often, code)
