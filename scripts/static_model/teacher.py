"""The teacher of English: all-MiniLM-L6-v2 (Apache-2.0), from its weights as safetensors."""

from __future__ import annotations

import json
import struct
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.wordpiece import WordPieces
from scripts.static_model.encoder import Encoder

Floats = NDArray[np.float32]
LAYERS = 6
START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
MOST_TOKENS = 96


class Teacher:
    """Sentence vectors of 384 numbers, of length 1."""

    def __init__(self, archive: Path) -> None:
        """Reads the weights and the vocabulary out of a zip file."""
        with zipfile.ZipFile(archive) as files:
            weights = _tensors(files.read("model.safetensors"))
            tokens = json.loads(files.read("tokenizer.json"))["model"]["vocab"]
        self._encoder = Encoder(weights, LAYERS)
        self.vocabulary: list[str] = sorted(tokens, key=tokens.__getitem__)
        self._rows = {piece: row for row, piece in enumerate(self.vocabulary)}
        self._pieces = WordPieces(self.vocabulary)
        self.start, self.end = self._rows[START], self._rows[END]

    def rows(self, text: str) -> list[int]:
        """The rows of a text's pieces, with the marks of beginning and end."""
        found = [self.start]
        for word in _words(text):
            found += self._pieces.rows(word) or (self._rows[UNKNOWN],)
        return [*found[: MOST_TOKENS - 1], self.end]

    def vectors(self, rows: Sequence[Sequence[int]]) -> Floats:
        """The vectors of texts given as rows, (texts, 384), in their order."""
        return self._encoder.vectors(rows)


def _words(text: str) -> list[str]:
    """Words and marks apart, lower case and without accents, as the vocabulary has them."""
    plain = unicodedata.normalize("NFD", text.lower())
    kept = "".join(each for each in plain if unicodedata.category(each) != "Mn")
    apart = "".join(f" {each} " if _alone(each) else each for each in kept)
    return apart.split()


def _alone(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS" or "\u4e00" <= letter <= "\u9fff"


def _tensors(blob: bytes) -> dict[str, Floats]:
    """The tensors of a safetensors file: eight bytes of length, a JSON header, then the numbers."""
    (size,) = struct.unpack("<Q", blob[:8])
    header: dict[str, Any] = json.loads(blob[8 : 8 + size])
    header.pop("__metadata__", None)
    found = {}
    for name, entry in header.items():
        if entry["dtype"] == "F32":
            start, end = (8 + size + each for each in entry["data_offsets"])
            found[name] = np.frombuffer(blob[start:end], dtype="<f4").reshape(entry["shape"])
    return found
