"""`kith find`: whom a query matches, and why; a question in a sentence is answered by ranking."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kithbook.book.contact import Contact
from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.cli.chosen_book import ChosenBook, answering_options
from kithbook.cli.screen import block, cut, mistake, note, say, say_json
from kithbook.insight.ask import QueryFault, parse
from kithbook.insight.find import PersonFound
from kithbook.insight.find import find as find_in
from kithbook.insight.query import EVERYONE, Query
from kithbook.insight.unlinked import LineFound, find_unlinked
from kithbook.suggestions.elsewhere import Elsewhere, elsewhere
from kithbook.suggestions.question import Question, is_question, question_in, several_words
from kithbook.text.words import counted

_FEW = 3
_NEAR = 5
_RANKED = 10


@click.command(
    # Without -h, so that -tag:hr is a word of the query and not a row of options.
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
)
@click.argument("query", nargs=-1, required=True)
@click.option("--ranked", "way", flag_value="ranked", help="Rank everyone, best answer first.")
@click.option("--exact", "way", flag_value="exact", help="Only those whom all of the words match.")
@click.option("--mutt", is_flag=True, help="Addresses for a mail program, a line each.")
@answering_options
def find(
    book: ChosenBook,
    query: tuple[str, ...],
    way: str | None,
    mutt: bool,
    as_json: bool,
    today: str | None,
) -> int:
    """Find people and contacts by words and fields, or by a question.

    \b
    kith find cfo place:houston
    kith find 'needs:"seed money" or offers:office' -tag:family
    kith find circle:close 'last:>6m'
    kith find 'who do I know who can mend an accordion?'
    kith find --mutt byrne

    A contact is a row of a roster, an address book kept in rosters/. A question is answered by
    ranking, each answer with the line that it rests on. Several words that
    hardly anyone matches are ranked as well, as near.
    """
    if query == ("-h",):
        say(click.get_current_context().get_help())
        return 0
    text = " ".join(query)
    root, network, day = book.read(today)
    if mutt:
        return _addresses(network, text, as_json=as_json)
    _answer(network, root, text, way, day, as_json=as_json)
    return 0


def _answer(
    network: Network, root: Path, text: str, way: str | None, day: date, *, as_json: bool
) -> None:
    """Answers a query, or a question."""
    asked = parse(text)
    question = _question(text, asked, way, network.settings.language)
    if question is None and isinstance(asked, QueryFault):
        mistake(f"{text}\n{' ' * asked.position}^ {asked}")
    if question is not None and (instead := elsewhere(network, question.text, day)):
        _point(text, instead, as_json=as_json)
    elif question is not None:
        among = find_in(network, question.among, day) if question.among != EVERYONE else None
        _rank(network, root, text, question.text, among, as_json=as_json)
    elif not isinstance(asked, QueryFault):
        found = find_in(network, asked, day)
        lines = find_unlinked(network, asked, day)
        alone = way == "exact" or len(found) >= _FEW or not several_words(asked)
        _look_up(network, text, found, lines, None if alone else root, as_json=as_json)


def _addresses(network: Network, text: str, *, as_json: bool) -> int:
    """Answers a mail program, which takes the first line for a remark; 1 where nobody is found."""
    from kithbook.exchange.mail_query import address_lines

    found = address_lines(network, text)
    if as_json:
        from kithbook.shapes.pieces import shape

        lines = [shape(line, "address name beside") for line in found]
        say_json({"query": text, "addresses": lines})
        return int(not found)
    say(f"{counted(len(found), 'address', 'addresses')} in the book")
    for line in found:
        say(str(line))
    return int(not found)


def _question(
    text: str, asked: Query | QueryFault, way: str | None, language: str
) -> Question | None:
    if way == "ranked" or (way is None and is_question(text, language)):
        return question_in(text, asked)
    return None


def _point(text: str, instead: Elsewhere, *, as_json: bool) -> None:
    """Says what ranking cannot answer, and what does."""
    if as_json:
        told = {"why": instead.why, "command": instead.command}
        say_json({"query": text, "found": [], "journal": [], "near": [], "instead": told})
    else:
        say(f"{instead.why}\n  {instead.command}")


def _rank(
    network: Network,
    root: Path,
    text: str,
    question: str,
    among: tuple[PersonFound, ...] | None,
    *,
    as_json: bool,
) -> None:
    from kithbook.cli.answers import RankedAnswers

    found = RankedAnswers.to(network, question, _RANKED, root, among=among)
    if as_json:
        say_json(
            {"query": text, "found": [], "journal": [], "near": found.as_json(), "instead": None}
        )
    else:
        found.show()
    note(found.in_words())


def _look_up(
    network: Network,
    text: str,
    found: tuple[PersonFound, ...],
    lines: tuple[LineFound, ...],
    root: Path | None,
    *,
    as_json: bool,
) -> None:
    """Shows whom a query matches; with the folder of the book also who comes near."""
    near = None
    if root is not None:
        from kithbook.cli.answers import RankedAnswers

        near = RankedAnswers.to(network, text, _NEAR, root, besides=found)
    if as_json:
        from kithbook.shapes.of_finds import found_shape, line_shape

        listed = [found_shape(one) for one in found]
        told = {"found": listed, "journal": [line_shape(one) for one in lines]}
        say_json({"query": text, **told, "near": near.as_json() if near else [], "instead": None})
    else:
        _show(network, found)
        block("In journals", cut(map(_line, lines)))
        if near and near.found:
            say(f"{chr(10) if found else ''}Near: {text}")
            near.show()
    people = sum(one.person is not None for one in found)
    count = people_and_contacts(people, len(found) - people)
    count += f", {counted(len(lines), 'line')} of journals" if lines else ""
    note(f"{count}. {near.says if near else ''}".rstrip())


def _show(network: Network, found: tuple[PersonFound, ...]) -> None:
    for one in found:
        say(name_and_work(network, one.name, one.person, one.contact))
        for hit in one.hits:
            if hit.field != "name":
                say(f"  {hit.field}: {hit.quote}{f'  {hit.at}' if hit.at else ''}")


def _line(one: LineFound) -> str:
    """A line of a journal: its day, the words around what was asked, and its place."""
    on = f"{one.line.on}: " if one.line.on else ""
    return f"{on}{one.hits[0].quote}  {one.line.at}"


def name_and_work(network: Network, name: str, person: str | None, contact: Contact | None) -> str:
    """The name, where it is kept, and the work and place."""
    who: Person | Contact | None = contact if person is None else network.people[person]
    if who is None:
        return name
    about = ", ".join(part for part in (who.role, who.org, who.place) if part)
    kept = person or (contact.at.path if contact else "")
    return f"{name} ({kept}){f': {about}' if about else ''}"


def people_and_contacts(people: int, contacts: int) -> str:
    """How many of both: `2 people, 1 contact`."""
    thin = f", {counted(contacts, 'contact')}" if contacts else ""
    return f"{counted(people, 'person', 'people')}{thin}"
