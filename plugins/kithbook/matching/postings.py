"""BM25 over stems, with weights for near-words.

Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond", with the
idf that is never negative: ln(1 + (n - df + .5) / (df + .5)).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Prior:
    """What is known of words before any document: how `often` each stands in general texts.

    It counts as much as `documents` documents more, so that it matters in a small book, where
    hardly a word is common, and vanishes in a large one.
    """

    often: Floats
    documents: float

    def idf(self, df: Integers, count: int) -> Floats:
        """The inverse document frequency of each word, (words,)."""
        held = df + self.often * np.float32(self.documents)
        result: Floats = np.log1p((count + self.documents - held + 0.5) / (held + 0.5))
        return result.astype(np.float32)


class Postings:
    """For each term the documents that hold it, with the weight that it has there."""

    def __init__(self, starts: Integers, documents: Integers, weights: Floats, idf: Floats) -> None:
        """Takes the rows of a term as `starts[term]:starts[term + 1]`."""
        self.starts, self.documents, self.weights, self.idf = starts, documents, weights, idf

    @classmethod
    def of(cls, flat: Integers, lengths: Integers, prior: Prior, k1: float, b: float) -> Postings:
        """Indexes documents: all their terms one after the other, and how many each holds."""
        terms = len(prior.often)
        count = max(len(lengths), 1)
        keys = flat * count + np.repeat(np.arange(len(lengths)), lengths)
        pairs, often = np.unique(keys, return_counts=True)
        held, documents = np.divmod(pairs, count)
        df = np.bincount(held, minlength=terms)
        idf = prior.idf(df, len(lengths))
        longer = lengths[documents] / max(float(lengths.mean()) if len(lengths) else 0.0, 1.0)
        share = often * (k1 + 1) / (often + k1 * (1 - b + b * longer))
        starts = np.concatenate(([0], np.cumsum(df))).astype(np.int64)
        return cls(starts, documents, (share * idf[held]).astype(np.float32), idf)

    def add(self, terms: Mapping[int, float], into: Floats) -> None:
        """Adds the weighted terms of a query to the scores of the documents."""
        for term, weight in terms.items():
            rows = slice(self.starts[term], self.starts[term + 1])
            into[self.documents[rows]] += self.weights[rows] * np.float32(weight)
