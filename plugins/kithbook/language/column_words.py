"""What the columns of a table are called in each language: a field, and what its values are for.

The words are `columns.txt` of each folder; the head of the English one says what a line is for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kithbook.language.small_words import HERE, word_lines
from kithbook.text.words import fold, spelt_out

FILE = "columns.txt"
_WORD = re.compile(r"[^\W\d_]+")
_FOR = "for."
_FILLING, _JOINING = "filling", "joining"
_LABELLED = ("email", "phone", "url", "address")
"""Fields whose values may be for something, as for work."""


_SIGNS = {"&", "+"}
_FAMILY = 2
_OF_PHONES = {"cell", "fax"}


class _Names(NamedTuple):
    """The fields by their names, what values are for by a word, and words that say nothing."""

    fields: Mapping[str, str]
    labels: Mapping[str, str]
    filling: frozenset[str]
    joining: frozenset[str]


@cache
def told_column(name: str) -> str:
    """The field of a card that a column holds by its name, as `phone home`; empty where unknown."""
    known = _names()
    words = _WORD.findall(fold(name))
    if place := known.fields.get(" ".join(words)):
        return place
    labels = dict.fromkeys(known.labels[word] for word in words if word in known.labels)
    bare = [word for word in words if word not in known.labels]
    said = [word for word in bare if word not in known.filling]
    place = known.fields.get(" ".join(said)) or known.fields.get(" ".join(bare), "")
    if not bare and labels.keys() & _OF_PHONES:
        place = "phone"
    if place.split(" ")[0].split(".")[0] not in _LABELLED:
        return ""
    return " ".join((place, *(label for label in labels if label not in place.split(" "))))


def names_two(name: str) -> bool:
    """Whether a name may be that of two people, as of a couple: Zita and Olu Brandt.

    Within a family name, as in Ortega y Gasset, such a word says nothing.
    """
    words = name.split()
    for at, word in enumerate(words[1:-1], 1):
        if word in _SIGNS or word.lower() in _names().joining:
            return at == 1 or len(words) - at > _FAMILY
    return False


@cache
def _names() -> _Names:
    fields: dict[str, str] = {}
    labels: dict[str, str] = {}
    filling: set[str] = set()
    joining: set[str] = set()
    for path in sorted(HERE.glob(f"*/{FILE}")):
        for field, names in word_lines(path):
            for name in names:
                spaced = name.replace("_", " ")
                for spelt in filter(None, (fold(spaced), spelt_out(spaced))):
                    if field in (_FILLING, _JOINING):
                        (filling if field == _FILLING else joining).add(spelt)
                    elif field.startswith(_FOR):
                        labels.setdefault(spelt, field.removeprefix(_FOR).replace("+", " "))
                    else:
                        fields.setdefault(spelt, field.replace("+", " "))
    return _Names(fields, labels, frozenset(filling), frozenset(joining))
