"""What is held on a person as one text that they can be given, each line with where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kithbook.text.kept import keep

_OTHERS = (
    "Other people stand here as [person 1], [person 2] and so on, without their addresses and "
    "numbers, since what is held on them is theirs."
)
_NOT_IN_IT = (
    "Lines that mean you without naming you cannot be found by a program. The notebook is kept "
    "with its history and in copies, which hold earlier states of these lines; both pages that "
    "are made from it hold nothing further."
)


BEGINNING = b"What is held on "
"""What such a text begins with, by which a file of ours is known again."""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One thing that is held, and where: a place in a file, which may be that of somebody else."""

    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class HeldPart:
    """What is held in one kind of place; `told` says what that place is."""

    title: str
    told: str
    lines: tuple[HeldLine, ...]


@dataclass(frozen=True, slots=True)
class HeldOn:
    """All that is held on a person on a day; `others` is how many people were taken out of it."""

    name: str
    today: date
    parts: tuple[HeldPart, ...]
    others: int

    @property
    def marked(self) -> int:
        """In how many lines somebody else stood."""
        return sum("[person " in line.text for part in self.parts for line in part.lines)

    def text(self) -> str:
        """The whole as text, for a file or a letter."""
        title = f"What is held on {self.name}"
        head = (title, "=" * len(title), "", f"Made on {self.today} from the files of a notebook.")
        paragraphs = [*head, *(["", _OTHERS] if self.others else [])]
        for part in self.parts:
            paragraphs += ["", part.title, "-" * len(part.title), "", part.told, ""]
            paragraphs += map(_line, part.lines)
        if not self.parts:
            paragraphs += ["", "Nothing is held."]
        return "\n".join(
            (*paragraphs, "", "What is not here", "----------------", "", _NOT_IN_IT, "")
        )


def part_of(title: str, told: str, lines: Iterable[HeldLine]) -> tuple[HeldPart, ...]:
    """A part, or none where nothing is held there."""
    there = tuple(lines)
    return (HeldPart(title, told, there),) if there else ()


def _line(one: HeldLine) -> str:
    # Indented, so that no line of a notebook can pass for one of ours.
    lead = " " * (len(one.text) - len(one.text.lstrip(" ")))
    first, *rest = keep(one.text).text.split("\n") or [""]
    place = f"{one.place}: " if one.place else ""
    below = (f"      {line}".rstrip() for line in rest)
    return "\n".join((f"  {place}{lead}{first}".rstrip(), *below))
