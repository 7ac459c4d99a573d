"""A first wording of why one side would be glad of the other, for the two to read.

It stands in the command that begins an introduction, and from there in the drafts; so it speaks
the language of the book, and holds nothing that the command would refuse.
"""

from __future__ import annotations

import shlex

from kithbook.book.network import Network
from kithbook.language.folders import base, languages, texts
from kithbook.suggestions.suggestion import Reason, Suggestion

_MOST_LETTERS, _MOST_OF_A_NAME = 300, 200
# What the owner noted of somebody is for no other eyes: the words are the owner's to find.
_NOTED = frozenset({"notes", "log", "sought"})
TO_BE_WRITTEN = "…"
_OTHERWISE = "{name}: {words}"


def proposed(network: Network, reason: Reason) -> str:
    """What the file of the other says, on one line, in as many words as a message can bear."""
    other = reason.other
    if other.field in _NOTED:
        return TO_BE_WRITTEN
    language = base(network.settings.language)
    says = texts(language, "phrases") if language in languages("phrases") else {}
    return says.get(other.field, _OTHERWISE).format_map(
        {
            "name": on_one_line(network.name_of(other.person), _MOST_OF_A_NAME),
            "words": on_one_line(other.text, _MOST_LETTERS),
        }
    )


def next_command(network: Network, one: Suggestion) -> str:
    """The command that a suggestion leads to, as one types it."""
    if one.thin:
        return shlex.join(("kith", "new", one.pair[1]))
    because = (
        word
        for person, reason in zip(one.pair, one.reasons, strict=True)
        for word in ("--because", person, proposed(network, reason or one.asking))
    )
    return shlex.join(("kith", "introduce", *one.in_turn, *because))


def on_one_line(text: str, most: int) -> str:
    """A text on one line, without what cannot be seen, cut at a length."""
    line = " ".join(text.split())
    seen = line if line.isprintable() else "".join(filter(str.isprintable, line))
    return seen if len(seen) <= most else f"{seen[:most].rstrip()}…"
