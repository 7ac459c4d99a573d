"""A new introduction: its file, with both reasons, named so that the folder sorts well."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from kithbook.book.document import open_document, plain
from kithbook.book.edit import Edit, new_file
from kithbook.book.scalars import reads_plain, scalar_texts
from kithbook.book.steps import SetAside
from kithbook.text.dates import PartialDate
from kithbook.text.problems import Location
from kithbook.text.refusal import Refused
from kithbook.text.slug import free_name, slug
from kithbook.text.source import Source
from kithbook.text.words import fold

FOLDER = "introductions"
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of an introduction when its file is made; people by their ids.

    `because` is in the order of `between`; `forwardable` and `note` may have several lines;
    `codes` are for the answers of those who are to be asked.
    """

    between: tuple[str, str]
    because: tuple[str, str] = ("", "")
    asked_by: str = ""
    asked: tuple[tuple[str, PartialDate], ...] = ()
    set_aside: SetAside | None = None
    forwardable: str = ""
    note: str = ""
    codes: tuple[tuple[str, str], ...] = ()


def begin(made: Beginning, taken: Collection[str], today: date) -> Edit:
    """The file of a new introduction; `taken` are the ids that are there. Raises Refused."""
    path = f"{FOLDER}/{_free_id(made.between, taken, today)}.md"
    body = "\n\n".join(part for part in (_forwardable(made.forwardable), made.note) if part)
    front = "".join(f"{line}\n" for line in _lines(made))
    text = f"---\n{front}---\n" + (f"{body}\n" if body else "")
    _require_reads_back(path, text, made)
    return new_file(path, text)


def _free_id(between: tuple[str, str], taken: Collection[str], today: date) -> str:
    names = "-".join(_short(person) for person in between)
    there = {fold(one) for one in taken}
    return free_name(f"{today:%Y-%m}-{names}", lambda one: fold(one) in there)


def _short(person: str) -> str:
    """An id as part of a file name, whose length systems limit in bytes."""
    return (slug(person) or "person").encode()[:_LONGEST].decode(errors="ignore").strip("-")


def _lines(made: Beginning) -> Iterator[str]:
    yield f"between: [{', '.join(_flow(person) for person in made.between)}]"
    if any(made.because):
        yield "because:"
        for person, reason in zip(made.between, made.because, strict=True):
            yield f"  {_flow(person)}: {_block(reason)}"
    if made.asked_by:
        yield f"asked_by: {_block(made.asked_by)}"
    if made.asked:
        yield f"asked: {{{', '.join(f'{_flow(who)}: {on}' for who, on in made.asked)}}}"
    if made.codes:
        asks = (f"{_flow(who)}: {{ask: {code}}}" for who, code in made.codes)
        yield f"codes: {{{', '.join(asks)}}}"
    if made.set_aside:
        yield f"set_aside: {{{', '.join(_aside(made.set_aside))}}}"


def _aside(one: SetAside) -> Iterator[str]:
    yield f"on: {one.on}"
    if one.because:
        yield f"because: {_flow(one.because)}"
    if one.until:
        yield f"until: {one.until}"


def _flow(text: str) -> str:
    return text if reads_plain(text, flow=True) else next(scalar_texts(text, flow=True))


def _block(text: str) -> str:
    return next(scalar_texts(text, flow=False))


def _forwardable(text: str) -> str:
    if not text:
        return ""
    quoted = (f"> {line}".rstrip() for line in text.strip().splitlines())
    return "\n".join(("Forwardable:", "", *quoted))


def _require_reads_back(path: str, text: str, made: Beginning) -> None:
    """Refuses a file that would say something else than was meant."""
    doc = open_document(Source(path, text))
    said = plain(doc.root)
    if said.get(("between", 0)) != list(made.between) or not _reasons_stand(said, made):
        raise Refused(Location(path), "The words cannot be written into a file", "Type them again")


def _reasons_stand(said: dict[tuple[str, int], object], made: Beginning) -> bool:
    wanted = {
        (person, 0): reason or None
        for person, reason in zip(made.between, made.because, strict=True)
    }
    return not any(made.because) or said.get(("because", 0)) == wanted
