"""Pairs of texts that mean the same: ESCO's names and descriptions, WordNet's words and glosses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from kithbook.matching.stems import folded_words
from scripts.static_model.texts import Meaning

Pieces = Callable[[str], tuple[int, ...]]
Pair = tuple[list[int], list[int]]
# The description begins with the first capital after the names, which are in small letters.
_BEGINS = re.compile(r"(?<=[a-z0-9)/] )(?=[A-Z][a-z]+)")
_SHORTEST = 40
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Trade:
    """An occupation or skill: its names, word by word, and its description, all as pieces."""

    names: tuple[tuple[int, ...], ...]
    description: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """A meaning: its words, its gloss and its examples, all as pieces."""

    words: tuple[tuple[int, ...], ...]
    gloss: tuple[int, ...]
    examples: tuple[tuple[int, ...], ...]


def trades(texts: Sequence[str], pieces: Pieces) -> tuple[Trade, ...]:
    """The texts of ESCO in which names and description can be told apart."""
    found = []
    for text in texts:
        begins = (each.start() for each in _BEGINS.finditer(text))
        cut = next((each for each in begins if len(text) - each > _SHORTEST), None)
        if cut is not None:
            names = tuple(row for word in folded_words(text[:cut]) if (row := pieces(word)))
            described = _rows(text[cut:], pieces)[:_LONGEST]
            if len(names) > 1 and described:
                found.append(Trade(names, described))
    return tuple(found)


def senses(meanings: Sequence[Meaning], pieces: Pieces) -> tuple[Sense, ...]:
    """The meanings of WordNet, as far as the vocabulary has them."""
    found = []
    for each in meanings:
        words = tuple(rows for text in each.words if (rows := _rows(text, pieces)))
        examples = tuple(rows for text in each.examples if (rows := _rows(text, pieces)))
        gloss = _rows(each.gloss, pieces)[:_LONGEST]
        if words and gloss:
            found.append(Sense(words, gloss, examples))
    return tuple(found)


def newer(text: str, pieces: Pieces) -> tuple[Pair, ...]:
    """The pairs of a list of newer words: `word: what it stands for; also that`."""
    found = []
    for line in text.splitlines():
        word, colon, meant = line.partition(":")
        if colon and not line.startswith("#"):
            sides = ((_rows(word, pieces), _rows(each, pieces)) for each in meant.split(";"))
            found += [(list(one), list(other)) for one, other in sides if one and other]
    return tuple(found)


def of_trade(trade: Trade, chance: np.random.Generator) -> Pair:
    """A few words of the names with the description, or a part of the description with the rest."""
    described = list(trade.description)
    if chance.random() < 0.7:
        size = min(len(trade.names), int(chance.integers(2, 6)))
        start = int(chance.integers(0, len(trade.names) - size + 1))
        some = [row for word in trade.names[start : start + size] for row in word]
        others = trade.names[:start] + trade.names[start + size :]
        beside = [row for word in others for row in word] if chance.random() < 0.5 else []
        return some, (described + beside)[: _LONGEST + 16]
    size = int(chance.integers(5, 20))
    start = int(chance.integers(0, max(1, len(described) - size)))
    rest = described[:start] + described[start + size :]
    names = [row for word in trade.names for row in word][:30]
    return described[start : start + size], rest + names


def of_sense(sense: Sense, chance: np.random.Generator) -> Pair:
    """An example or a word with the gloss, or a word with another and the gloss."""
    if sense.examples and chance.random() < 0.4:
        example = sense.examples[int(chance.integers(len(sense.examples)))]
        return list(example), [*sense.gloss, *sense.words[0]]
    one = int(chance.integers(len(sense.words)))
    if len(sense.words) > 1 and chance.random() < 0.4:
        other = sense.words[(one + 1) % len(sense.words)]
        return list(sense.words[one]), [*other, *sense.gloss]
    return list(sense.words[one]), list(sense.gloss)


def _rows(text: str, pieces: Pieces) -> tuple[int, ...]:
    return tuple(row for word in folded_words(text) for row in pieces(word))
