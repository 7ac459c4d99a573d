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
from kithbook.matching.corpus import Document, corpus_of
from kithbook.matching.languages import Languages, languages_of
from kithbook.matching.static_model import shipped_model, table
from kithbook.matching.stems import folded_words
from kithbook.matching.word_forms import form_rules
from kithbook.matching.word_list import WordList

MODEL = "model.bin"
_LIST, _TABLE = "words-{}.bin", "vectors-{}.bin"
_STEPS = 512  # in one of the Zipf values of a list


def constants(
    languages: Languages, documents: Sequence[Document], config: Config = SHIPPED
) -> dict[str, object]:
    """All that is no file of its own, as JSON takes it, and the names of the files.

    `documents` are those that the browser will rank, in the `languages` that they are in.
    """
    return {
        "config": asdict(config),
        "model": MODEL if shipped_model() else "",
        "analyzers": [_language(each, documents) for each in languages.analyzers],
        "counting": sorted(COUNTING),
    }


def spoken_in(language: str, documents: Sequence[Document]) -> Languages:
    """The languages that passages of the documents are in, that of the book first."""
    languages = languages_of(language, shipped_model())
    both = corpus_of(documents, languages).spoken.any()
    return languages if both else Languages(languages.analyzers[:1])


def binary_files(languages: Languages) -> Iterator[tuple[str, bytes]]:
    """The model, the lists and the vectors that the constants name; all little-endian."""
    model = shipped_model()
    if model is not None:
        yield MODEL, _vectors(model.rows, model.vectors, model.scales)
    for each in languages.analyzers:
        if each.listed is not None:
            yield _LIST.format(each.code), _list(each.listed)
        rows = table(each.code) if model else None
        if rows is not None:
            yield _TABLE.format(each.code), _vectors(rows.rows, rows.vectors, rows.scales)


def _language(each: Analyzer, documents: Sequence[Document]) -> dict[str, object]:
    # Languages with a list are those that a browser can stem itself.
    texts = [] if each.listed else [text for passages in documents for text in passages]
    words = sorted({word for text in texts for word in folded_words(text)})
    stems = {word: each.stem(word) for word in words}
    rules, forms = rules_of(each.code), form_rules(each.code)
    return {
        "stemmer": stemmers().get(each.code, ""),
        "letters": each.letters,
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
        "forms": forms and asdict(forms),
    }


def _list(words: WordList) -> bytes:
    """How many words (uint32), their Zipf values (uint16, in steps), the words as lines."""
    often = np.rint(words.zipf * _STEPS).astype("<u2")
    return _numbers(len(often)) + often.tobytes() + _lines(words.words)


def _vectors(words: Iterable[str], vectors: NDArray[np.int8], scales: NDArray[np.float32]) -> bytes:
    """How many and how wide (uint32), scales (float32), vectors (int8), the words as lines."""
    numbers = _numbers(*vectors.shape) + scales.astype("<f4").tobytes()
    return bytes(numbers + vectors.tobytes() + _lines(words))


def _numbers(*numbers: int) -> bytes:
    return np.array(numbers, dtype="<u4").tobytes()


def _lines(words: Iterable[str]) -> bytes:
    return "\n".join(words).encode()
