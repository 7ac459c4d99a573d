"""A promise kept: its box ticked, with the day."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from kithbook.actions.outcome import Edits
from kithbook.actions.set_field import WhoseFile, checked
from kithbook.book.document import open_document
from kithbook.book.edit import Edit, edit_of, source_of
from kithbook.book.field_edit import set_field
from kithbook.book.folder_files import is_yaml
from kithbook.book.network import Network
from kithbook.book.yaml_log import is_block
from kithbook.insight.ledger import Promise, account
from kithbook.text.name_links import links_as_names
from kithbook.text.refusal import refuse
from kithbook.text.source import Items, Scalar, Source
from kithbook.text.words import fold

_OPEN_BOX = re.compile(r"\[ \]")
_DONE_BOX = re.compile(r"\s*\[[xX]\]")
_BULLET = re.compile(r"[ \t]*(?:[-*+\u2022\u2013\u2014]|\d+[.)])[ \t]+[\"']?")
_LINE_ENDS = re.compile(r"\r\n|\n|\r")


def keep_promise(root: Path, network: Network, person: str, text: str, today: date) -> Edits:
    """The promise with these words, or the only open one, ticked as kept today."""
    one = _meant(network, person, text, today)
    source = source_of(root, one.entry.at.path)
    edit = _ticked(source, one, today)
    what = one.entry.text[:60]
    if source.path.startswith("people/"):
        return checked(WhoseFile(root, network, person), source, edit, "done", what)
    return Edits((edit,), "done", f"{person}: {what}")


def _meant(network: Network, person: str, text: str, today: date) -> Promise:
    found = account(network, person, today)
    name = network.name_of(person)
    open_ones = (*found.promised, *found.awaited)
    if not open_ones:
        refuse(f"Nothing promised is open between you and {name}.")
    meant = [one for one in open_ones if fold(text) in fold(links_as_names(one.entry.text))]
    exact = [one for one in meant if fold(text) == fold(links_as_names(one.entry.text))]
    meant = exact or meant
    if len(meant) == 1 or (meant and len({one.entry.text for one in meant}) == 1):
        return meant[0]
    shown = "\n".join(f"  {links_as_names(one.words(today))}" for one in meant or open_ones)
    if not meant:
        return refuse(f'"{text}" is in no open promise with {name}:\n{shown}')
    return refuse(f"Several are open with {name}. Write some words of the one you mean:\n{shown}")


def _ticked(source: Source, one: Promise, today: date) -> Edit:
    """The line with its box ticked, and the day where the line has one of its own."""
    if is_yaml(source.path) and (edit := _ticked_item(source, one, today)):
        return edit
    at = one.entry.at
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


def _ticked_item(source: Source, one: Promise, today: date) -> Edit | None:
    """The item of a log in YAML, written anew; None where the log is one text of many lines."""
    doc = open_document(source)
    log = doc.root.get("log")
    if log is None or (isinstance(log, Scalar) and is_block(log, source)):
        return None
    nodes = log.nodes if isinstance(log, Items) else (log,)
    for number, node in enumerate(nodes):
        if not isinstance(node, Scalar) or fold(one.entry.text) not in fold(node.text):
            continue
        box = _OPEN_BOX.search(node.text)
        told = f"[x]{node.text[box.end() :]}" if box else f"[x] {node.text}"
        if box is None and _DONE_BOX.match(node.text):
            continue
        done = f", done {today}" if one.dated and one.entry.on != today else ""
        steps = ("log", number) if isinstance(log, Items) else ("log",)
        return set_field(source, steps, f"{told.rstrip()}{done}")
    return None
