"""What an import read, whichever program it came from, and where each of its lines went."""

from __future__ import annotations

from dataclasses import dataclass

from kithbook.book.roster_tables import Conversation
from kithbook.exchange.contact_card import ContactCard
from kithbook.text.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that the source has on record with somebody on a day: a call, a visit, a note."""

    key: str
    """The `uid` of the card it belongs to."""
    on: PartialDate
    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """What of a source is not taken over, in words for its owner, with how often and where."""

    what: str
    count: int
    file: str = ""
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """All that was read of one source; `kind` is that of `kith import --as`.

    `stem` names the roster it goes to (`linkedin`, `contacts`) and `ending` its kind; `roster` is
    the text of that file: as it came, or the cards as one where it was no address book. `columns`
    are the columns or properties that have a field, `kept` those that stay in the roster alone.
    """

    kind: str
    stem: str
    cards: tuple[ContactCard, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    happenings: tuple[Happening, ...] = ()
    left_out: tuple[NotTaken, ...] = ()
    columns: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    roster: str = ""
    ending: str = ".vcf"
    taken: tuple[tuple[str, str], ...] = ()
    """Each column of a table with what it was taken for, in words; nothing where it is kept."""
    column_map: str = ""
    """What the columns of a table hold, to be confirmed and kept as `rosters/columns/STEM.yml`."""
    places: tuple[tuple[str, str], ...] = ()
    """The columns that stand in no map of the owner yet, or otherwise, each with its field."""
    asked: tuple[str, ...] = ()
    """Those of them of which nobody knows what they hold."""
    unanswered: tuple[Conversation, ...] = ()
    """With those who wrote and were not written to: counted of whom the book knows already."""
    threads: int = 0
    """How many conversations the messages stand in; several may be with one other."""
    source: str = ""
    """The name of the file, the folder or the zip."""
    why: str = ""
    """Why it goes to that roster, in a clause, where the name alone does not say it."""
