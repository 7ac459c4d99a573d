"""The owner's own synonyms: words that stand for each other, whichever of them is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kithbook.matching.stems import Stems, folded_words

Phrase = tuple[str, ...]


class Synonyms:
    """Groups of words and short phrases, as stems."""

    def __init__(self, groups: Sequence[tuple[str, tuple[str, ...]]], stems: Stems) -> None:
        """Takes each group as its first word and the others."""
        self._stems = stems
        self._groups = tuple(
            tuple(dict.fromkeys(self._phrase(text) for text in (main, *others)))
            for main, others in groups
        )

    def beside(self, words: Sequence[str]) -> Iterator[str]:
        """The stems that stand for something in a query given as folded words."""
        asked = tuple(self._stems.of(word) for word in words)
        for group in self._groups:
            if any(_stands_in(phrase, asked) for phrase in group):
                yield from (stem for phrase in group for stem in phrase if stem not in asked)

    def partners(self, word: str) -> frozenset[str]:
        """The stems that stand for a folded word, alone or as part of a phrase."""
        asked = (self._stems.of(word),)
        return frozenset(
            stem
            for group in self._groups
            if any(_stands_in(asked, phrase) for phrase in group)
            for phrase in group
            if not _stands_in(asked, phrase)
            for stem in phrase
        )

    def _phrase(self, text: str) -> Phrase:
        words = folded_words(text)
        told = [word for word in words if not self._stems.silent(word)]
        return tuple(self._stems.of(word) for word in told or words)


def _stands_in(phrase: Phrase, asked: Phrase) -> bool:
    size = len(phrase)
    return bool(size) and any(
        asked[at : at + size] == phrase for at in range(len(asked) - size + 1)
    )
