"""Through whom a request came: the people of the book whom its link or its words name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.book.network import Network
from kithbook.book.request import Request

_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_LONGEST_NAME, _MOST_WORDS = 5, 400


def referrers(network: Network, request: Request) -> tuple[str, ...]:
    """The people of the book through whom a request came: by its link, or by name."""
    found = dict.fromkeys(who for who, _ in names_in(network, request.how_found))
    linked = network.index.resolve(request.via).person if request.via else None
    return tuple(dict.fromkeys([*([linked] if linked else []), *found]))


def names_in(network: Network, text: str, *, single: bool = False) -> Iterator[tuple[str, str]]:
    """The people a text names, each once, longest names first; one word only where `single`."""
    words = [found.group() for found in _WORD.finditer(text)][:_MOST_WORDS]
    taken: set[int] = set()
    given: set[str] = set()
    for length in range(_LONGEST_NAME, 0 if single else 1, -1):
        for at in range(len(words) - length + 1):
            spots = range(at, at + length)
            name = " ".join(words[at : at + length])
            if taken & set(spots) or not name[:1].isupper():
                continue
            person = network.index.resolve(name).person
            if person:
                taken.update(spots)
                if person not in given:
                    given.add(person)
                    yield person, name
