"""A line that an assistant proposes: kept in a file of its own until the owner takes it in.

Nothing of the book is written here. `kith inbox` reads the file as it reads any note, shows what
each line would become, and writes what the owner applies.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from kithbook.actions.spoken_batch import LineToRead, read_batch
from kithbook.actions.spoken_facts import new_name
from kithbook.book.network import Network
from kithbook.text.locks import locked
from kithbook.text.own_folder import NAME, own_file
from kithbook.text.refusal import refuse
from kithbook.text.unseen import visible

_FILE = "proposals.txt"
PROPOSALS = f"{NAME}/{_FILE}"
_LONGEST, _MOST_BYTES = 500, 200_000
_UNCLEAR = (
    "This is not clear as it stands, so it was not kept. Say what happened with whom in the book, "
    "as in: coffee with Ada: she looks for a desk. Or: Ada needs a desk."
)


def propose(root: Path, network: Network, said: str, today: date) -> tuple[str, ...]:
    """Keeps one line for the owner, and says what kinds of things it would become.

    `network` is the book as whoever proposes may know it: a name that is not in it is nobody's.
    Raises Declined for a line that is not clear, and where too much waits already.
    """
    line = visible(" ".join(said.split()))
    if not line or line.startswith("#") or len(line) > _LONGEST:
        refuse(f"A proposal is one line of at most {_LONGEST} letters.")
    kinds = _kinds(root, network, line, today)
    path = own_file(root, _FILE, make=True)
    if path is None:
        refuse(f"{PROPOSALS} is not a file of its own, so nothing was kept.")
    with locked(root), path.open("a+", encoding="utf-8") as file:
        file.seek(0)
        before = file.read(_MOST_BYTES + 1)
        if len(before) + len(line) > _MOST_BYTES:
            refuse("So much is proposed already that the owner has to look at it first: kith inbox")
        if line not in before.splitlines():
            file.seek(0, os.SEEK_END)
            file.write(f"{'' if before.endswith(chr(10)) or not before else chr(10)}{line}\n")
    return kinds


def _kinds(root: Path, network: Network, line: str, today: date) -> tuple[str, ...]:
    """What a line would become; a new person is not looked up, for somebody may have the name."""
    if new_name(line):
        return ("a new person",)
    (read,) = read_batch((LineToRead(line, today),), root, network, facts=True).lines
    if read.why or not read.parts:
        refuse(_UNCLEAR)
    return tuple(dict.fromkeys(part.kind for part in read.parts))
