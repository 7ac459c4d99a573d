"""A promise kept: its box ticked, with the day."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from kithbook.actions.outcome import Edits
from kithbook.book.edit import Edit, edit_of, source_of
from kithbook.book.network import Network
from kithbook.insight.ledger import Promise, account
from kithbook.text.name_links import links_as_names
from kithbook.text.refusal import refuse
from kithbook.text.words import fold

_OPEN_BOX = re.compile(r"\[ \]")
_BULLET = re.compile(r"[ \t]*(?:[-*+\u2022\u2013\u2014]|\d+[.)])[ \t]+[\"']?")
_LINE_ENDS = re.compile(r"\r\n|\n|\r")


def keep_promise(root: Path, network: Network, person: str, text: str, today: date) -> Edits:
    """The promise with these words, or the only open one, ticked as kept today."""
    one = _meant(network, person, text, today)
    return Edits((_ticked(root, one, today),), "done", f"{person}: {one.entry.text[:60]}")


def _meant(network: Network, person: str, text: str, today: date) -> Promise:
    found = account(network, person, today)
    name = network.name_of(person)
    open_ones = (*found.promised, *found.awaited)
    if not open_ones:
        refuse(f"Nothing promised is open between you and {name}.")
    meant = [one for one in open_ones if fold(text) in fold(links_as_names(one.entry.text))]
    if len(meant) == 1:
        return meant[0]
    shown = "\n".join(f"  {links_as_names(one.words(today))}" for one in meant or open_ones)
    if not meant:
        return refuse(f'"{text}" is in no open promise with {name}:\n{shown}')
    return refuse(f"Several are open with {name}. Write some words of the one you mean:\n{shown}")


def _ticked(root: Path, one: Promise, today: date) -> Edit:
    """The line with its box ticked, and the day where the line has one of its own."""
    at = one.entry.at
    source = source_of(root, at.path)
    start = ([0, *(found.end() for found in _LINE_ENDS.finditer(source.text))])[at.line - 1]
    line = source.text[start:].splitlines()[0]
    body = line.rstrip(" \t\"'")
    # A promise that goes on below says at its very end when it was kept.
    whole = one.dated and one.entry.text.split()[-1] in body
    done = f", done {today}" if whole else ""
    if box := _OPEN_BOX.search(line):
        made = f"{body[: box.start()]}[x]{body[box.end() :]}"
    elif bullet := _BULLET.match(line):
        made = f"{body[: bullet.end()]}[x] {body[bullet.end() :]}"
    else:
        refuse(f"{at}: the promise stands in no line with a box. Tick it in your editor.")
    text = f"{source.text[:start]}{made}{done}{source.text[start + len(body) :]}"
    return edit_of(source, text, start)
