"""A first wording of why one side would be glad of the other, for the two to read.

It stands in the command that begins an introduction, and from there in the drafts; so it speaks
the language of the book, and holds nothing that the command would refuse.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kithbook.book.network import Network
from kithbook.suggestions.model import Field, Reason

_MOST_LETTERS, _MOST_OF_A_NAME = 300, 200
_SAYS: Mapping[str, Mapping[Field, str]] = MappingProxyType(
    {
        "en": {
            "needs": "{name} is looking for {words}",
            "offers": "{name} offers {words}",
            "knows": "{name} knows {words}",
            "interests": "{name} likes {words}",
            "role": "{name} works as {words}",
            "org": "{name} is with {words}",
            "languages": "{name} speaks {words}",
        },
        "de": {
            "needs": "{name} sucht {words}",
            "offers": "{name} bietet an: {words}",
            "knows": "{name} kennt sich aus: {words}",
            "interests": "{name} mag {words}",
            "role": "{name} ist {words}",
            "org": "{name} ist bei {words}",
            "languages": "{name} spricht {words}",
        },
    }
)
_OTHERWISE = "{name}: {words}"


def proposed(network: Network, reason: Reason) -> str:
    """What the file of the other says, on one line, in as many words as a message can bear."""
    other = reason.other
    says = _SAYS.get(network.settings.language.split("-")[0].lower(), {})
    return says.get(other.field, _OTHERWISE).format_map(
        {
            "name": _shown(network.name_of(other.person), _MOST_OF_A_NAME),
            "words": _shown(other.text, _MOST_LETTERS),
        }
    )


def _shown(text: str, most: int) -> str:
    """The text on one line, without what cannot be seen, cut at a length."""
    line = " ".join(text.split())
    seen = line if line.isprintable() else "".join(filter(str.isprintable, line))
    return seen if len(seen) <= most else f"{seen[:most].rstrip()}…"
