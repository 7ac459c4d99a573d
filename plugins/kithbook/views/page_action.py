"""What can be done from a page: for whom, by which command, with which words, in which file.

A page that is served holds each as a mark that the server turns into a form; a built one shows the
command to copy.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Deed = Literal[
    "log", "done", "snooze", "circle", "need", "offer", "know",
    "asked", "nudged", "answer", "made", "met", "outcome", "thank", "aside", "introduce",
    "accept", "more", "decline", "redirect", "undo",
]  # fmt: skip
"""What is done, by the name of its command."""
FieldKind = Literal["line", "day", "choice"]
_ESCAPED = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&"})


class ActionField(NamedTuple):
    """One thing to say with an action: its name, what it asks, and what is proposed.

    `choices` are values with their words; without any they are those of the book's settings. What
    need not be said is no `must`.
    """

    name: str
    asks: str
    value: str = ""
    kind: FieldKind = "line"
    must: bool = True
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> list[object]:
        """What a mark says of it: the rest is as usual."""
        said: list[object] = list(self)
        usual = self._field_defaults
        for name in reversed(self._fields):
            if name not in usual or said[-1] != usual[name]:
                break
            said.pop()
        return said


@dataclass(frozen=True, slots=True)
class PageAction:
    """One thing that the owner can do from a page.

    `title` is what the button says and `whom` for whom, by name; `hint` is when or what for.
    `about` are the ids that it is about, in the order of the command's words, and `file` is the one
    that the page shows of it, by its path in the book: it has to be as it was then. It is empty
    where the action makes a file.
    """

    deed: Deed
    title: str
    whom: str
    about: tuple[str, ...]
    command: str
    hint: str = ""
    fields: tuple[ActionField, ...] = ()
    file: str = ""

    @property
    def mark(self) -> str:
        """All of it but the command, in letters that mean nothing in an HTML comment."""
        fields = [one.told for one in self.fields]
        told = [self.deed, self.title, self.whom, self.about, self.hint, fields, self.file]
        packed = json.dumps(told, separators=(",", ":"))
        return packed.translate(_ESCAPED).replace("--", "\\u002d\\u002d")


def marked_action(mark: str) -> PageAction:
    """The action that a mark was made of; raises ValueError for anything else."""
    try:
        deed, title, whom, about, hint, fields, file = json.loads(mark)
        return PageAction(
            deed, title, whom, tuple(about), "", hint, tuple(map(_field, fields)), file
        )
    except (TypeError, RecursionError) as fault:
        raise ValueError(mark) from fault


def _field(told: list[Any]) -> ActionField:
    asked = ActionField(*told)
    return asked._replace(choices=tuple((value, words) for value, words in asked.choices))
