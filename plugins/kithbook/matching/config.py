"""The one configuration: what was measured to rank well on needs of many kinds.

`python -m benchmarks matching` prints how well; change a number only with its figures beside it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Config:
    """The constants of the engine.

    `k1` and `b` are BM25's. What a query says w times counts w ** `repeat` times, and how often a
    word stands in general texts, taken as passages of `prior_words` words, counts like `prior`
    passages. Near-words count from a cosine of
    `near_from` on, `near_most` to a word, with `near_weight` times the cosine. `rarity` is the
    power of a word's inverse frequency in a vector, and `words_share` the share of words against
    vectors. Words spread documents by no less than `whole` documents would that held a
    whole query. A near-word is shown as evidence from a cosine of `evidence_from` on.
    """

    k1: float = 1.5
    b: float = 0.5
    repeat: float = 0.5
    prior: float = 300.0
    prior_words: float = 12.0
    near_from: float = 0.35
    near_most: int = 16
    near_weight: float = 0.3
    synonym_weight: float = 0.8
    rarity: float = 0.5
    words_share: float = 0.4
    whole: float = 0.9
    evidence_from: float = 0.48


SHIPPED = Config()
