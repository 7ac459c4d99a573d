"""The person that an accepted request becomes: a file of their own, or a line in one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kithbook.actions.new_person import NewPerson, new_person
from kithbook.book.edit import Edit, edit_of, new_file, source_of
from kithbook.book.log_edit import add_to_log
from kithbook.book.names import path_of
from kithbook.book.network import Network
from kithbook.book.request import Request
from kithbook.insight.referrers import referrers
from kithbook.requests.triage import senders
from kithbook.requests.wording import keep_line
from kithbook.text.addresses import read_address
from kithbook.text.refusal import refuse
from kithbook.text.source import Source

_LONGEST_HOW, _LONGEST_WHY = 400, 280
_BRACKETS = re.compile(r"\[(?=\[)|\](?=\])")


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What the owner said about the person: who it is, or that it is somebody new, how close."""

    person: str | None = None
    fresh: bool = False
    circle: str = ""


def person_edit(
    root: Path, network: Network, request: Request, said: Acceptance, today: date
) -> tuple[str, Edit]:
    """The id of the person, and the edit that makes or changes the file."""
    if done := _logged(network, request):
        source = _source(root, done)
        return done, edit_of(source, source.text, 0)
    who = said.person or (None if said.fresh else _known(network, request))
    entry = log_entry(request, today)
    if who is not None:
        return who, add_to_log(_source(root, who), entry, today)
    known = _facts(network, request, said.circle)
    made = new_person(root, network, known, today, anyway=said.fresh)
    logged = add_to_log(made.made, entry, today)
    return Path(made.path).stem, new_file(made.path, logged.content.decode())


def _logged(network: Network, request: Request) -> str:
    """Who has the line of this request in their log already, from a run that was broken off."""
    said = re.compile(rf"request {re.escape(request.id)}(?=:|$)")
    entries = ((one.id, entry.text) for one in network.people.values() for entry in one.log)
    return next((who for who, text in entries if said.match(text)), "")


def log_entry(request: Request, today: date) -> str:
    """The line by which the request is found again: `2026-11-22 note: request ID: why`."""
    why = next((text for text in (request.why, request.why_them, request.ask) if text), "")
    said = _short(why, _LONGEST_WHY)
    return f"{today} note: request {request.id}{f': {said}' if said else ''}"


def _known(network: Network, request: Request) -> str | None:
    """Whose address it is; the same name alone is refused."""
    matches = [one for one in senders(network, request) if one.person]
    sure = {one.person for one in matches if one.sure}
    if len(sure) == 1:
        return sure.pop()
    if matches:
        names = ", ".join(str(one.person) for one in matches)
        refuse(f"This may be {names}.", wants="which")
    return None


def _facts(network: Network, request: Request, circle: str) -> NewPerson:
    name = keep_line(request.sender, 120)
    if not any(letter.isalnum() for letter in name):
        refuse(
            f"The request does not say who wrote. Write the name under from in {request.path},",
            wants="name",
        )
    through = referrers(network, request)
    email = request.email if read_address(request.email) else ""
    met = (
        ("on", str(request.received or "")),
        ("where", ""),
        ("through", through[0] if len(through) == 1 else ""),
        ("how", _short(request.how_found or request.via, _LONGEST_HOW)),
    )
    return NewPerson(name, met, (("email", email),), (("circle", circle),))


def _short(text: str, most: int) -> str:
    """A stranger's text on one line, naming nobody of the book."""
    line = _BRACKETS.sub(lambda found: f"{found.group()} ", keep_line(text, 4_000))
    line = "".join(letter if letter.isprintable() else " " for letter in line)
    if len(line) <= most:
        return line
    return f"{line[:most].rpartition(' ')[0] or line[:most]} …"


def _source(root: Path, person: str) -> Source:
    return source_of(root, path_of(root, person) or f"people/{person}.md")
