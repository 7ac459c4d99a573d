"""The static model: for each piece of a word a short vector and how much it says.

A text's vector is the weighted sum of its pieces (after Arora et al. 2017, "A Simple but Tough-to-
Beat Baseline for Sentence Embeddings"), of length 1. Whole words of another language may stand in a
table of their own, in the same space. `scripts/static_model` builds the files.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from zipfile import ZipFile

import numpy as np
from numpy.typing import NDArray

from kithbook.language.small_words import words_in
from kithbook.matching.wordpiece import WordPieces

Floats = NDArray[np.float32]
FILE = "model.npz"


class Model:
    """Vectors of words; pieces without a row add nothing."""

    def __init__(self, path: Path) -> None:
        """Reads `pieces` (lines), `vectors` (pieces, width; int8), `scales` and `often`."""
        with np.load(path, allow_pickle=False) as stored:
            self.pieces = tuple(bytes(stored["pieces"]).decode("utf-8").split("\n"))
            self.vectors = stored["vectors"]
            self.scales = stored["scales"].astype(np.float32)
            often = stored["often"].astype(np.float32)
        self.digest = _digest_of(path)
        self.width = int(self.vectors.shape[1])
        self._pieces = WordPieces(self.pieces)
        self.rows = {piece: row for row, piece in enumerate(self.pieces)}
        self._often = dict(zip(self.pieces, often.tolist(), strict=True))

    def words(self, words: Sequence[str]) -> Floats:
        """A row for each folded word, (words, width): the sum of its pieces, not of length 1."""
        cut = [self._pieces.rows(word) for word in words]
        found = np.zeros((len(words), self.width), dtype=np.float32)
        rows = np.fromiter((row for each in cut for row in each), np.int64)
        whose = np.repeat(np.arange(len(words)), [len(each) for each in cut])
        if len(rows):
            np.add.at(found, whose, self.vectors[rows] * self.scales[rows, None])
        return found

    def whole(self, word: str) -> bool:
        """Whether a folded word has a vector of its own and is not put together from pieces."""
        return word in self.rows

    def often(self, word: str) -> float:
        """In which share of general texts a folded word stands; 0 for a word not in the model."""
        found: float = self._often.get(word, 0.0)
        return found


class Table:
    """Vectors of whole words of another language, in the space of the model."""

    def __init__(self, path: Path) -> None:
        """Reads `words` (lines), `vectors` (words, width; int8) and `scales`."""
        with np.load(path, allow_pickle=False) as stored:
            words = bytes(stored["words"]).decode("utf-8").split("\n")
            self.vectors = stored["vectors"]
            self.scales = stored["scales"].astype(np.float32)
        self.rows = {word: row for row, word in enumerate(words)}

    def words(self, words: Sequence[str]) -> Floats:
        """A row for each folded word, (words, width); of zeros for one that the table has not."""
        known = np.array([self.rows.get(word, -1) for word in words], dtype=np.int64)
        found: Floats = self.vectors[known] * self.scales[known, None]
        found[known < 0] = 0
        return found


@cache
def table(code: str) -> Table | None:
    """The vectors of a language beside English by its code; None where the package has none."""
    place = _place_of(code)
    if place is None:
        return None
    with as_file(place) as path:
        return Table(path)


@cache
def digest_of_table(code: str) -> str:
    """What tells the vectors of a language from others, without reading them; empty without any."""
    place = _place_of(code)
    if place is None:
        return ""
    with as_file(place) as path:
        return _digest_of(path)


def _place_of(code: str) -> Traversable | None:
    for name in words_in(code, "called")[:1]:
        place = files(__package__).joinpath("data", f"{name}.npz")
        if place.is_file():
            return place
    return None


def _digest_of(path: Path) -> str:
    # The checks of an archive's parts stand in its list, so that nothing has to be unpacked.
    with ZipFile(path) as archive:
        return " ".join(f"{one.filename} {one.CRC:08x}" for one in archive.infolist())


@cache
def shipped_model() -> Model | None:
    """The model that comes with the package, or None when its file is not there."""
    place = files(__package__).joinpath("data", FILE)
    if not place.is_file():
        return None
    with as_file(place) as path:
        return Model(path)


def unit(vectors: Floats) -> Floats:
    """The rows at length 1; a row of zeros stays."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    result: Floats = (vectors / np.where(length > 0, length, 1)).astype(np.float32)
    return result
