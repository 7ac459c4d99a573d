"""Needs and articles with the right people marked by hand, and how well an engine finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kithbook.book.load import load_book
from kithbook.book.model import Person
from kithbook.matching.corpus import Document
from kithbook.matching.ranking import Engine

HERE = Path(__file__).parent
SAMPLE_BOOK = HERE.parent.parent
_WORD = re.compile(r"\w+")
_COMMON = frozenset(
    _WORD.findall(
        "and are but can for from half has her his how into its may not nobody old one our out over"
        " she some someone somewhere that the them there they this two was what when where which"
        " who with would"
    )
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the people that it should find; `because` quotes a line of each."""

    id: str
    text: str
    right: tuple[str, ...]
    because: tuple[tuple[str, str], ...]
    kind: str = ""
    half: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """People as documents, in the order of their ids."""

    documents: tuple[tuple[str, Document], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(person for person, _ in self.documents)

    def passages(self, person: str) -> Document:
        return dict(self.documents)[person]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine put first for a text, and whether a right person is among them."""

    asked: Marked
    found: tuple[str, ...]

    @property
    def hit(self) -> bool:
        return not set(self.asked.right).isdisjoint(self.found)


def read_marked(path: Path) -> tuple[Marked, ...]:
    """The needs or articles of a file, as they stand there."""
    return tuple(
        Marked(
            one["id"],
            one["need"] if "need" in one else one["text"],
            tuple(one["right"]),
            tuple(one["because"].items()),
            one.get("kind", ""),
            one.get("half", ""),
        )
        for one in _listed(path)
    )


def made_up_book(path: Path) -> Book:
    """The people of a compact file."""
    return Book(tuple(sorted((one["id"], _compact(one)) for one in _listed(path))))


def sample_book(*, with_needs: bool = False) -> Book:
    """The sample book, through the reader of books."""
    people = load_book(SAMPLE_BOOK).people
    return Book(tuple(sorted((id_, _passages(people[id_], with_needs)) for id_ in people)))


def answers(book: Book, asked: Sequence[Marked], most: int = 3) -> tuple[Answer, ...]:
    """Whom the engine puts first for each text."""
    engine = Engine.of([document for _, document in book.documents])
    return tuple(
        Answer(one, tuple(book.ids[hit.document] for hit in engine.rank(one.text, most)))
        for one in asked
    )


def share(found: Sequence[Answer]) -> float:
    """The share of texts for which a right person is among the first."""
    return sum(answer.hit for answer in found) / len(found)


def report(found: Sequence[Answer]) -> str:
    """The share by half and by kind, and each text whose right people were not among the first."""
    groups = sorted({value for one in found for value in (one.asked.half, one.asked.kind)} - {""})
    lines = [f"all {len(found)}: {share(found):.3f}"]
    for group in groups:
        of_group = [one for one in found if group in {one.asked.half, one.asked.kind}]
        lines.append(f"{group} {len(of_group)}: {share(of_group):.3f}")
    lines += [
        f"  {one.asked.id}: {', '.join(one.asked.right)} not in {', '.join(one.found)}"
        for one in found
        if not one.hit
    ]
    return "\n".join(lines)


def findings(book: Book, asked: Sequence[Marked]) -> list[str]:
    """What is wrong with marks: unknown people, lines that are not theirs, needs that quote."""
    return [f"{one.id}: {finding}" for one in asked for finding in _careless(book, one)]


def _careless(book: Book, one: Marked) -> Iterator[str]:
    if not 1 <= len(one.right) <= 4 or [who for who, _ in one.because] != list(one.right):
        yield "one to four people, each with a line that answers"
        return
    if strangers := set(one.right) - set(book.ids):
        yield f"nobody is called {', '.join(sorted(strangers))}"
        return
    for who, line in one.because:
        if not any(line in passage for passage in book.passages(who)):
            yield f"{who} has no line {line!r}"
        if _quotes(one.text, book.passages(who)):
            yield f"quotes a line of {who}"
    if one.kind and (one.kind == "word") is not _shares_a_word(book, one):
        yield f"not of the kind {one.kind}"


def _listed(path: Path) -> list[dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    listed: list[dict[str, Any]] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - text only
    return listed


def _compact(one: Mapping[str, Any]) -> Document:
    offered = [text for offer in one.get("introduce", ()) for text in offer.values()]
    listed = [text for key in ("knows", "offers", "interests") for text in one.get(key, ())]
    return _document(one.get("role", ""), one.get("org", ""), *listed, *offered, one["notes"])


def _passages(person: Person, with_needs: bool) -> Document:  # noqa: FBT001 - from one caller
    phrases = (*person.knows, *person.offers, *person.interests)
    if with_needs:
        phrases = (*phrases, *person.needs)
    offered = [text for offer in person.introduce for text in (offer.to, offer.because)]
    listed = [phrase.text for phrase in phrases]
    return _document(person.role, person.org, *listed, *offered, person.notes)


def _document(role: str, org: str, *passages: str) -> Document:
    first = ", ".join(part for part in (role, org) if part)
    return tuple(passage for passage in (first, *passages) if passage)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _quotes(text: str, passages: Document) -> bool:
    """Whether four words in a row stand in one of the passages too."""
    words = _words(text)
    runs = {tuple(words[at : at + 4]) for at in range(len(words) - 3)}
    for passage in passages:
        line = _words(passage)
        if any(tuple(line[at : at + 4]) in runs for at in range(len(line) - 3)):
            return True
    return False


def _shares_a_word(book: Book, one: Marked) -> bool:
    """Whether the text has a plain word of the file (`word`), or of a line that answers."""
    lines = [passage for who in one.right for passage in book.passages(who)]
    if one.kind != "word":
        lines = [line for _, line in one.because]
    theirs = {word for line in lines for word in _words(line)}
    return bool({word for word in _words(one.text) if len(word) > 2} & theirs - _COMMON)
