"""The person that an accepted request becomes: a file of their own, or lines in one."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kithbook.actions.new_person import NewPerson, new_person
from kithbook.book.edit import Edit, digest, new_file, source_of
from kithbook.book.field_edit import append_item
from kithbook.book.log_edit import add_to_log
from kithbook.book.names import path_of
from kithbook.book.network import Network
from kithbook.book.people import PersonSource, open_person, read_person
from kithbook.book.reading import Reading
from kithbook.book.request import Request
from kithbook.book.scalars import Pairs
from kithbook.insight.days import first_day
from kithbook.insight.referrers import referrers
from kithbook.requests.asked import asked, gift_of, introduction_wish, told
from kithbook.requests.triage import senders
from kithbook.requests.wording import keep_line
from kithbook.text.addresses import read_address
from kithbook.text.refusal import refuse
from kithbook.text.source import Source
from kithbook.text.words import fold

_LONGEST_HOW, _LONGEST_WHY, _LONGEST_ITEM = 400, 280, 200
_BY_LETTER = frozenset(("letter", "post", "paper"))
_BRACKETS = re.compile(r"\[(?=\[)|\](?=\])")


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What the owner said about the person: who it is, or that it is somebody new, how close.

    `need` and `offer` are the owner's words instead of the sender's: empty ones leave it out.
    """

    person: str | None = None
    fresh: bool = False
    circle: str = ""
    need: str | None = None
    offer: str | None = None


def person_edit(
    root: Path, network: Network, request: Request, said: Acceptance, today: date
) -> tuple[str, Edit]:
    """The id of the person, and the edit that makes or changes the file."""
    done = _logged(network, request)
    who = done or said.person or (None if said.fresh else _known(network, request))
    if who is not None:
        source = _source(root, who)
        if done:
            return done, Edit(source.path, digest(source.text.encode()), source.text.encode())
        made = _with_letter(source, network, request, said, today)
        return who, replace(made, before=digest(source.text.encode()))
    known = _facts(network, request, said.circle)
    begun = new_person(root, network, known, today, anyway=said.fresh)
    whole = _with_letter(begun.made, network, request, said, today)
    return Path(begun.path).stem, new_file(begun.path, whole.content.decode())


def with_person(network: Network, edit: Edit) -> Network:
    """The network as it is once the person of an edit is written."""
    opened = open_person(edit.made)
    if not isinstance(opened, PersonSource):
        return network
    person = read_person(opened, Reading(edit.made, network.settings, network.index))
    return replace(network, people={**network.people, person.id: person})


def _with_letter(
    source: Source, network: Network, request: Request, said: Acceptance, today: date
) -> Edit:
    """The file with the letter and its answer in the log, and what was wished and offered."""
    edit = add_to_log(source, log_entry(request, today), first_day(request.received) or today)
    answer = f"{today} {_kind(request)}: answered request {request.id}"
    edit = add_to_log(edit.made, answer, today)
    line = edit.line
    known = next((one for one in network.people.values() if one.path == source.path), None)
    there = {fold(one.text) for one in (*known.needs, *known.offers)} if known else set()
    for key, words, own in (
        ("needs", wish_of(request), said.need),
        ("offers", gift_of(request), said.offer),
    ):
        text = _short(words if own is None else own, _LONGEST_ITEM)
        if text and fold(text) not in there:
            item = Pairs((("what", text), ("request", request.id))) if own is None else text
            edit = append_item(edit.made, (key,), item)
    return replace(edit, line=line)


def wish_of(request: Request) -> str:
    """What whoever wrote would like to have of it."""
    wish = introduction_wish(request)
    if request.kind == "introduction" or (wish and not request.ask):
        return wish or request.ask
    found = asked(request)
    return request.ask or ("" if found.time and found.time.proposed else found.wish)


def _logged(network: Network, request: Request) -> str:
    """Who has the line of this request in their log already, from a run that was broken off."""
    said = re.compile(rf"request {re.escape(request.id)}(?=:|$)")
    entries = ((one.id, entry.text) for one in network.people.values() for entry in one.log)
    return next((who for who, text in entries if said.match(text)), "")


def log_entry(request: Request, today: date) -> str:
    """The line by which the request is found again: `2026-11-21 email: request ID: why`."""
    said = _short(told(request), _LONGEST_WHY)
    day = first_day(request.received) or today
    return f"{day} {_kind(request)}: request {request.id}{f': {said}' if said else ''}"


def _kind(request: Request) -> str:
    return "letter" if request.source.type in _BY_LETTER else "email"


def _known(network: Network, request: Request) -> str | None:
    """Whose address it is; the same name alone is refused."""
    matches = [one for one in senders(network, request) if one.person]
    sure = {one.person for one in matches if one.sure}
    if len(sure) == 1:
        return sure.pop()
    if matches and not any(one.named for one in matches):
        owner = " and ".join(network.name_of(str(one.person)) for one in matches)
        same = " or ".join(f"--as {shlex.quote(str(one.person))}" for one in matches)
        refuse(
            f"{request.email} is the address of {owner}, and the name is another: "
            f"{keep_line(request.sender, 120)}. If it is the same person, add {same};",
            wants="mailbox",
        )
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
