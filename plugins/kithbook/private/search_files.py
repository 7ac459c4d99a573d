"""What the directory and the search read in a browser: the book as compact files.

People keep the passages that `kith find` looks through; entries stand once and name who took part
by place; the other pages say what can be found on them. What ranking needs beside them, to answer
"who do I know who…", is read once somebody asks. The same book gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from html import unescape
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from kithbook.book.contact import Contact
from kithbook.book.network import Network
from kithbook.insight.find import Subject, reached_in_roster, subjects
from kithbook.insight.person_texts import row_texts
from kithbook.insight.unlinked import unlinked_lines
from kithbook.language.meant_words import codes_by_name, meanings, names_beside, tongues
from kithbook.language.small_words import in_any_language
from kithbook.matching.browser import binary_files, constants, spoken_in
from kithbook.private.links import Links
from kithbook.private.render import RenderedPage
from kithbook.private.searched_texts import Cuts, SearchedTexts, told_of_all
from kithbook.suggestions.answering import ALONE, MORE, NEAR, PLACE_ALONE, TROUBLE, WORTH
from kithbook.suggestions.who_knows import (
    BESIDE_THE_BEST,
    CROWD,
    FIELDS,
    FINDING,
    LOOKED_AT,
    TELLING,
    THIN,
)
from kithbook.text.name_links import links_as_names
from kithbook.text.unseen import json_of

BOOK = "find/book.json"
CONTACTS = "find/contacts.json"
QUESTIONS = "find/questions.json"
JOURNAL = "journal"
VENDORED = "assets/kithbook/vendor/minisearch.js"
_FIELDS = (
    "name", "org", "role", "place", "circle", "vouch", "tag", "interest", "knows", "needs",
    "offers", "born", "how we met", "through", "notes",
)  # fmt: skip
_LIBRARY = Path(__file__).parent / "vendor" / "minisearch" / "index.js"


class Findable(NamedTuple):
    """A place that is nobody's own: its group, title, plain text, and its address or nothing."""

    group: str
    title: str
    text: str
    address: str


def search_files(
    network: Network, today: date, places: Iterable[Findable], texts: SearchedTexts
) -> Iterator[tuple[str, bytes]]:
    """The files, and the library that searches them, by their place in the site."""
    yield BOOK, _bytes(_book(network, today, places))
    yield CONTACTS, _bytes([_row(contact) for contact in network.strangers])
    yield VENDORED, _LIBRARY.read_bytes()
    people = texts.of_people(network)
    told = [*told_of_all(network, people)]
    languages = spoken_in(network.settings.language, told)
    apart = [one.cuts for one in people]
    yield QUESTIONS, _bytes(constants(languages, told, FINDING) | _questions(network, apart))
    for name, content in binary_files(languages):
        yield f"find/{name}", content


def places_on(pages: Iterable[RenderedPage]) -> Iterator[Findable]:
    """What can be found on finished pages; a group is the page's, or `pages`."""
    for page in pages:
        folder = page.uri.partition("/")[0]
        for entry in page.search:
            single = entry.anchor or page.uri.count("/") > 1
            group = folder if single and folder in ("introductions", "requests") else "pages"
            anchor = f"#{quote(entry.anchor)}" if entry.anchor else ""
            yield Findable(group, entry.title, unescape(entry.text), f"{quote(page.uri)}{anchor}")


def lines_in(links: Links) -> Iterator[Findable]:
    """The lines of journals that belong to nobody, each with where it stands."""
    for line in unlinked_lines(links.network):
        on = f"{line.on}, " if line.on else ""
        text = links_as_names(" ".join(line.text.split()))
        where = f"{on}{line.at.path}, line {line.at.line}"
        yield Findable(JOURNAL, where, text, links.edit(line.at))


def _book(network: Network, today: date, places: Iterable[Findable]) -> dict[str, object]:
    numbers = {who.id: place for place, who in enumerate(network.everyone)}
    known = takewhile(lambda who: who.contact is None, subjects(network, today))
    people = sorted((numbers[who.person or ""], _person(who)) for who in known)
    return {
        "today": today.isoformat(),
        "synonyms": [[main, *others] for main, others in network.settings.synonyms],
        "fields": _FIELDS,
        "people": [person for _, person in people],
        "entries": [
            [str(entry.on), entry.kind, entry.text, sorted(numbers[who] for who in with_)]
            for entry in network.entries
            if (with_ := [who for who in dict.fromkeys(entry.ids) if who in numbers])
        ],
        "places": list(places),
    }


def _person(who: Subject) -> tuple[object, ...]:
    """Id, name, when met, last contact, state, passages and ways as field and text by turns."""
    passages = [
        part
        for one in who.texts
        if one.field != "log"
        for part in (_FIELDS.index(one.field), one.phrase.text)
    ]
    last = who.last.isoformat() if who.last else ""
    reached = [part for one in who.reached for part in (one.field, one.phrase.text)]
    return (who.person, who.name, who.met, last, who.state, passages, reached)


def _row(contact: Contact) -> tuple[object, ...]:
    connected = str(contact.connected or "")
    reached = [part for one in reached_in_roster(contact) for part in (one.field, one.phrase.text)]
    more = [part for one in row_texts(contact) for part in (one.field, one.phrase.text)]
    row = (contact.name, contact.org, contact.role, contact.place, connected)
    return (*row, reached, more) if more else (*row, reached) if reached else row


def _questions(network: Network, apart: list[list[Cuts | int]]) -> dict[str, object]:
    return {
        "asking": {
            "worth": list(WORTH.items()),
            "near": NEAR,
            "more": MORE,
            "alone": ALONE,
            "place_alone": PLACE_ALONE,
            "trouble": TROUBLE,
            "thin": THIN,
            "beside_the_best": BESIDE_THE_BEST,
            "crowd": CROWD,
            "looked_at": LOOKED_AT,
            "telling": TELLING,
        },
        "fields": FIELDS,
        "quiet": [place for place, who in enumerate(network.everyone) if who.quiet],
        "introduce": [
            [phrase.text for offer in who.introduce for _, phrase in offer.phrases]
            for who in network.everyone
        ],
        "languages": [
            [[written, names_beside(written)] for written in who.languages]
            for who in network.everyone
        ],
        "apart": apart,
        "meant": {
            "meanings": list(meanings().items()),
            "names": list(codes_by_name().items()),
            "tongues": dict(tongues()),
            "speaking": sorted(in_any_language("speaking")),
            "asking": sorted(in_any_language("asking")),
        },
    }


def _bytes(data: object) -> bytes:
    return json_of(data, tight=True).encode()
