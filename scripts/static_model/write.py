"""The file that ships: the pieces that a text can hold, eight bits a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.stems import folded_words
from kithbook.matching.wordpiece import INSIDE, split_words
from scripts.static_model.bags import Floats

_STEPS = 127


def reachable(pieces: Sequence[str]) -> list[int]:
    """The rows of the pieces that folded words can be cut into, in their order."""
    return [row for row, piece in enumerate(pieces) if _plain(piece)]


def how_often(pieces: Sequence[str], texts: Iterable[str]) -> Floats:
    """In which share of the texts each piece stands as a whole word, (pieces,)."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        counts.update(set(folded_words(text)))
        total += 1
    return np.array([counts[piece] / max(total, 1) for piece in pieces], dtype=np.float32)


def write(pieces: Sequence[str], table: Floats, often: Floats, path: Path) -> int:
    """Writes the model; the result is its size in bytes."""
    rows = reachable(pieces)
    kept = table[rows] / np.median(np.linalg.norm(table[rows], axis=1))
    vectors, scales = in_eight_bits(kept)
    np.savez_compressed(
        path,
        pieces=lines(pieces[row] for row in rows),
        vectors=vectors,
        scales=scales,
        often=often[rows].astype(np.float16),
    )
    return path.stat().st_size


def write_words(words: Sequence[str], table: Floats, path: Path) -> None:
    """Writes the vectors of whole words, as long as they are."""
    vectors, scales = in_eight_bits(table)
    np.savez_compressed(path, words=lines(words), vectors=vectors, scales=scales)


def in_eight_bits(table: Floats) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """The numbers of a table as whole ones, and what those of each row are multiplied by."""
    scales = (np.abs(table).max(axis=1) / _STEPS).astype(np.float16)
    divisors = np.where(scales > 0, scales, 1).astype(np.float32)
    return np.clip(np.rint(table / divisors[:, None]), -_STEPS, _STEPS).astype(np.int8), scales


def lines(words: Iterable[str]) -> NDArray[np.uint8]:
    """Words as lines of UTF-8."""
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _plain(piece: str) -> bool:
    body = piece.removeprefix(INSIDE)
    return split_words(body) == [body]
