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
    """What is known of words before any document.

    `often` is in which share of general passages each stands. It counts as much as `documents`
    passages more, so that it matters in a small book, where hardly a word is common, and vanishes
    in a large one.
    """

    often: Floats
    documents: float

    def idf(self, df: Integers, count: int) -> Floats:
        """The inverse document frequency of each word, (words,)."""
        held = df + self.often * np.float32(self.documents)
        result: Floats = np.log1p((count + self.documents - held + 0.5) / (held + 0.5))
        return result.astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Occurrences:
    """Each term wherever it stands, (all,): in which document and passage, with what weight.

    `lengths` (documents,) are the words of each document, and `passages` how many there are.
    """

    terms: Integers
    documents: Integers
    passages_of: Integers
    weights: Floats
    lengths: Integers
    passages: int


class Postings:
    """For each term the documents that hold it, with the weight that it has there."""

    def __init__(self, starts: Integers, documents: Integers, weights: Floats, idf: Floats) -> None:
        """Takes the rows of a term as `starts[term]:starts[term + 1]`."""
        self.starts, self.documents, self.weights, self.idf = starts, documents, weights, idf

    @classmethod
    def of(cls, said: Occurrences, idf: Floats, mean: float, k1: float, b: float) -> Postings:
        """Indexes documents by how telling each term is, and how many words one has on average."""
        count = max(len(said.lengths), 1)
        keys, often = _summed(said.terms * count + said.documents, said.weights)
        held, documents = np.divmod(keys, count)
        longer = said.lengths[documents] / max(mean, 1.0)
        share = often * (k1 + 1) / (often + k1 * (1 - b + b * longer))
        df = np.bincount(held, minlength=len(idf))
        starts = np.concatenate(([0], np.cumsum(df))).astype(np.int64)
        return cls(starts, documents, (share * idf[held]).astype(np.float32), idf)

    def add(self, terms: Mapping[int, float], into: Floats) -> None:
        """Adds the weighted terms of a query to the scores of the documents."""
        for term, weight in terms.items():
            rows = slice(self.starts[term], self.starts[term + 1])
            into[self.documents[rows]] += self.weights[rows] * np.float32(weight)


def _distinct(keys: Integers) -> Integers:
    """The numbers in order, each once; quicker than np.unique where there are many."""
    ordered = np.sort(keys)
    return ordered[_changes(ordered)]


def _changes(ordered: Integers) -> NDArray[np.bool_]:
    first = np.ones(len(ordered), dtype=np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return first


def _summed(keys: Integers, weights: Floats) -> tuple[Integers, Floats]:
    """The keys in order, each once, with the sum of its weights."""
    if (weights == 1).all():
        ordered = np.sort(keys)
        starts = np.flatnonzero(_changes(ordered))
        sums = np.diff(np.append(starts, len(ordered))).astype(np.float32)
        return ordered[starts], sums
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(_changes(ordered))
    return ordered[starts], np.add.reduceat(weights[order], starts).astype(np.float32)


def held_by(terms: Integers, places: Integers, count: int, most: int) -> Integers:
    """In how many of so many places each term stands."""
    keys = _distinct(terms * max(count, 1) + places)
    return np.bincount(keys // max(count, 1), minlength=most)
