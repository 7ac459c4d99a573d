"""The type of a key that holds the name of one of the owner's circles."""

from __future__ import annotations

from dataclasses import dataclass

from kithbook.book.reading import Reading
from kithbook.book.types import Json, named_in, one_value
from kithbook.text.source import Node
from kithbook.text.words import did_you_mean, fold


@dataclass(frozen=True, slots=True)
class Circle:
    """The name of one of the owner's circles."""

    words: str = "one of your circles"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The circle, when the settings know it."""
        scalar = one_value(node, reading, "A circle")
        if scalar is None:
            return None
        circles = tuple(name for name, _ in reading.settings.circles)
        if (word := scalar.text.strip()) in circles:
            return word
        alike = [name for name in circles if fold(name) == fold(word)]
        if len(alike) == 1:
            return alike[0]
        message = f'"{scalar.text}" is not one of your circles ({", ".join(circles)})'
        hint = did_you_mean(scalar.text, circles) or _circle_in(scalar.text, circles)
        if reading.settings.stands_unread("circles", word):
            message = f'"{word}" is not read as a circle, since circles in kithbook.yml has a slip'
            hint = "Mend it there"
        reading.report(node.start, "unknown-circle", message, hint)
        return None

    def json(self) -> Json:
        """Text: which circles there are is the owner's choice."""
        return {"type": "string"}


def _circle_in(text: str, circles: tuple[str, ...]) -> str:
    """The one circle that a text names, or what else to do."""
    named = named_in(text, circles)
    return f"Write {named[0]}" if len(named) == 1 else "Take one of them, or add it to kithbook.yml"
