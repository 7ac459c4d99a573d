"""Whom a typed name means: one person, never a guess."""

from __future__ import annotations

import shlex
from collections.abc import Callable

from kithbook.book.name_index import NameIndex
from kithbook.book.unknown_names import make_one
from kithbook.insight.reaching import is_way, whom
from kithbook.text.refusal import Declined, refuse
from kithbook.text.words import did_you_mean

_MOST = 9

Find = Callable[[NameIndex, str], str]
"""Gives the id that a name means; a door may have a way of its own to ask which."""


class Several(Declined):
    """A name that could be more than one; the few to choose from, by id."""

    def __init__(self, why: str, text: str, ids: tuple[str, ...], more: str) -> None:
        super().__init__(why, asked=True)
        self.text, self.ids, self.more = text, ids, more


def person_meant(index: NameIndex, text: str) -> str:
    """The id that a name, number or address means; refused where that is nobody, or several."""
    ids = whom(index, text)
    if len(ids) == 1:
        return ids[0]
    if not ids and is_way(text):
        look = shlex.join(("kith", "find", text))
        refuse(f'Nobody in this book is reached at "{text}". Look for a part of it: {look}')
    if not ids:
        near = did_you_mean(text, index.names())
        refuse(f'Nobody in this book is called "{text}". {near or make_one(text)}')
    shown = ids[:_MOST]
    more = f" and {len(ids) - len(shown)} more" if len(ids) > len(shown) else ""
    people = ", ".join(f"{index.display[person]} ({person})" for person in shown)
    why = f'"{text}" could be {people}{more}. Write the id of the one you mean.'
    raise Several(why, text, shown, more)
