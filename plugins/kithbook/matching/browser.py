"""What a browser needs to rank as the engine does: constants, lists of words, vectors.

Documents stay where they are; a browser indexes them itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from kithbook.language.small_words import small_words, stemmers
from kithbook.matching.analyzer import COUNTING, Analyzer
from kithbook.matching.compounds import rules_of
from kithbook.matching.config import SHIPPED, Config
from kithbook.matching.languages import languages_of
from kithbook.matching.reading import Document, read
from kithbook.matching.static_model import shipped_model, table
from kithbook.matching.stems import folded_words
from kithbook.matching.word_list import WordList

MODEL = "model.bin"
_LIST, _TABLE = "words-{}.bin", "vectors-{}.bin"
_STEPS = 512  # in one of the Zipf values of a list
_UMLAUT = "ä"


def constants(
    language: str, documents: Sequence[Document], config: Config = SHIPPED
) -> dict[str, object]:
    """All that is no file of its own, as JSON takes it, and the names of the files.

    `documents` are those that the browser will rank; `both` says whether they need a second
    language. Otherwise it is read when somebody asks in it.
    """
    languages = languages_of(language, shipped_model())
    words = sorted({word for texts in documents for text in texts for word in folded_words(text)})
    return {
        "config": asdict(config),
        "model": MODEL if shipped_model() else "",
        "languages": [_language(each, words) for each in languages.analyzers],
        "both": bool(read(documents, languages).spoken.any()),
        "umlauts": languages.marks(_UMLAUT),
        "counting": sorted(COUNTING),
    }


def binary_files(language: str) -> Iterator[tuple[str, bytes]]:
    """The model, the lists and the vectors that the constants name; all little-endian."""
    model = shipped_model()
    languages = languages_of(language, model)
    if model is not None:
        yield MODEL, _vectors(model.rows, model.vectors, model.scales)
    for each in languages.analyzers:
        if each.listed is not None:
            others = [other.listed for other in languages.analyzers if other is not each]
            yield _LIST.format(each.code), _list(each.listed, *filter(None, others))
        rows = table(each.code) if model else None
        if rows is not None:
            yield _TABLE.format(each.code), _vectors(rows.rows, rows.vectors, rows.scales)


def _language(each: Analyzer, words: Sequence[str]) -> dict[str, object]:
    # Languages with a list are those that a browser can stem itself.
    stems = {} if each.listed else {word: each.stem(word) for word in words}
    rules = rules_of(each.code)
    return {
        "stemmer": stemmers().get(each.code, ""),
        "silent": sorted(small_words(each.code, "silent")),
        "stems": stems,
        "list": _LIST.format(each.code) if each.listed else "",
        "table": _TABLE.format(each.code) if each.model and table(each.code) else "",
        "compounds": rules
        and {
            "joints": dict(rules.joints),
            "short": sorted(rules.short),
            "endings": sorted(rules.endings),
            "never": sorted(rules.never),
        },
    }


def _list(words: WordList, *others: WordList) -> bytes:
    """How many words in how many lists (uint32), their Zipf values (uint16), the words as lines."""
    zipf = [[one.zipf_of(word) for word in words.words] for one in (words, *others)]
    often = np.rint(np.array(zipf) * _STEPS).astype("<u2")
    return bytes(_numbers(*often.T.shape) + often.tobytes() + _lines(words.words))


def _vectors(words: Iterable[str], vectors: NDArray[np.int8], scales: NDArray[np.float32]) -> bytes:
    """How many and how wide (uint32), scales (float32), vectors (int8), the words as lines."""
    numbers = _numbers(*vectors.shape) + scales.astype("<f4").tobytes()
    return bytes(numbers + vectors.tobytes() + _lines(words))


def _numbers(*numbers: int) -> bytes:
    return np.array(numbers, dtype="<u4").tobytes()


def _lines(words: Iterable[str]) -> bytes:
    return "\n".join(words).encode()
