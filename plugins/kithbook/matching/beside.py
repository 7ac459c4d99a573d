"""What stands beside documents: found and quoted like them, and counted in no statistics.

What is told of somebody every week changes nothing of how telling a word is, of where everyone
else stands for a query, and of the index that is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.config import Config
from kithbook.matching.corpus import Document
from kithbook.matching.evidence import EvidenceFinder
from kithbook.matching.index import Index
from kithbook.matching.matched_words import Evidence
from kithbook.matching.measuring import Measure, ReadQuery
from kithbook.matching.synonyms import Synonyms

Floats = NDArray[np.float32]


class PassagesBeside:
    """Passages beside some of the documents of an index, measured by what that says of words."""

    def __init__(
        self, index: Index, beside: Sequence[Document], synonyms: Synonyms, config: Config
    ) -> None:
        """Takes what stands beside each document, in their order; nothing for most of them."""
        self.places = np.array([at for at, some in enumerate(beside) if some], dtype=np.int64)
        self._passages = tuple(beside[at] for at in self.places)
        self._numbers = {int(at): number for number, at in enumerate(self.places)}
        own = index.beside(self._passages, config)
        self._vectors = own.vectors
        self._measure = Measure(own, synonyms, config)
        self._witness = EvidenceFinder(own, synonyms, config)

    def by_words(self, queries: Sequence[ReadQuery]) -> Floats:
        """What the words of queries are worth to what stands beside, (queries, places)."""
        return self._measure.by_words(queries)

    def by_meaning(self, asked: Floats) -> Floats:
        """The cosines of queries with what stands beside, (queries, places)."""
        result: Floats = asked @ self._vectors.T
        return result

    def evidence(
        self, query: str, document: int, passages: frozenset[int] | None
    ) -> Evidence | None:
        """The passage beside a document that answers best; None without any."""
        number = self._numbers.get(document)
        if number is None:
            return None
        return self._witness.evidence(query, number, self._passages[number], passages)
