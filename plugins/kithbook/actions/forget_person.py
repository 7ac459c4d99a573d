"""Somebody forgotten: their file, and every word in the book that tells of them.

Nothing takes it back, and nothing is kept of it. Their own file goes last, so that a run which was
broken off finds them again and goes on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path

from kithbook.airlock.disclosed import FILE as AIRLOCK
from kithbook.airlock.disclosed import DisclosedItem
from kithbook.airlock.private_places import OWN_FOLDERS
from kithbook.book.contact import Contact
from kithbook.book.copies import copies_in
from kithbook.book.edit import Edit, digest, edit_of
from kithbook.book.file_steps import Gone, Step
from kithbook.book.folder_names import names_by_folder
from kithbook.book.forgotten_rows import rows_of, without_rows
from kithbook.book.forgotten_text import Forgetting, forgotten
from kithbook.book.model import Person
from kithbook.book.network import Network, writes_as
from kithbook.book.other_words import first_difference
from kithbook.book.request import Request
from kithbook.book.roster_links import called, link_contacts, names_agree, profiles
from kithbook.book.roster_places import ROSTER_ENDINGS
from kithbook.book.traces import Traces, traces_of, ways_of
from kithbook.disclosure.airlock_writer import current, items_of, render, render_published
from kithbook.disclosure.published import FILE as PUBLISHED
from kithbook.disclosure.published import read_published
from kithbook.language.small_words import words_in
from kithbook.text.addresses import address_key
from kithbook.text.decoding import read_export
from kithbook.text.nodes import oddity
from kithbook.text.problems import Location, Problem
from kithbook.text.refusal import refuse
from kithbook.text.source import Source, decode
from kithbook.text.words import fold

BUILT = "build"
_LAST = "rosters/.last/"
_FOLDERS = (*OWN_FOLDERS, "content")
_SETTINGS = ("kithbook.yml", "mkdocs.yml", "mkdocs.private.yml")
_MOST_BYTES = 60_000_000
_TEXTS = (".yml", ".yaml", ".md", ".txt", ".csv", ".tsv", ".vcf", ".vcard", ".json", ".markdown")


@dataclass(frozen=True, slots=True)
class InDoubt:
    """A word that may mean them, or something else: it stays until the owner says what it is."""

    word: str
    at: Location
    line: str


@dataclass(frozen=True)
class Forgotten:
    """What forgetting somebody comes to.

    `rows` are what goes of address books, in words; `left` files that still tell of them and that
    kith does not write, `unread` those it does not look into; `published` pages that show something
    of theirs.
    """

    person: str
    steps: tuple[Step, ...]
    traces: Traces
    in_doubt: tuple[InDoubt, ...] = ()
    rows: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass
class _Plan:
    root: Path
    network: Network
    who: Person
    words: Forgetting
    theirs: tuple[Contact, ...]
    keys: frozenset[str]
    steps: list[Step] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    in_doubt: list[InDoubt] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def forget(
    root: Path,
    network: Network,
    person: str,
    also: tuple[str, ...] = (),
    keep: tuple[str, ...] = (),
) -> Forgotten:
    """What forgetting somebody, by id, would do; who has no path stands in address books alone.

    `also` are single words that mean them wherever they stand, `keep` ones that do not, and rows
    `rosters/x.csv:12` that are of somebody else.
    """
    who = network.people.get(person)
    if who is None or who.torn:
        refuse(f"The file of {person} cannot be read. Mend it first, so that all of it is known.")
    plan = _begun(root, network, who, also, keep)
    going = set(_going(network, plan))
    looked = {one for one in _all(root) if _is_read(root, one)}
    for path in sorted(looked):
        if path in going:
            plan.steps.append(Gone(path, digest((root / path).read_bytes())))
        elif path not in (who.path, AIRLOCK, PUBLISHED):
            _without(plan, path, (*also, *keep))
    plan.steps += _airlock(root, who, plan)
    shown = tuple(_published(root, who, plan))
    if who.path:
        plan.steps.append(Gone(who.path, digest((root / who.path).read_bytes())))
    else:
        # What finds them again goes last, so that a run which was broken off goes on.
        last = {one.at.path for one in plan.theirs}
        plan.steps.sort(key=lambda step: step.path in last)
    return Forgotten(
        person, tuple(plan.steps), plan.words.traces, tuple(plan.in_doubt), tuple(plan.rows),
        tuple(plan.left), shown, tuple(sorted(set(_all(root)) - looked)),
    )  # fmt: skip


def _begun(
    root: Path, network: Network, who: Person, also: tuple[str, ...], keep: tuple[str, ...]
) -> _Plan:
    """A plan without steps: what tells of them, and which rows are theirs."""
    contacts = tuple(_contacts_of(network, who, keep))
    others = others_of(network, who)
    shared = shared_ways(network, who, contacts)
    traces = traces_of(who, contacts, others, shared)
    if not who.path:
        traces = replace(traces, ids=())
    instead = somebody_in(network)
    words = Forgetting(who.id, network.index, network.settings, traces, instead, also)
    return _Plan(root, network, who, words, contacts, table_keys(who, contacts, others, shared))


def somebody_in(network: Network) -> str:
    """The word for somebody in the language of a book."""
    code = network.settings.language
    return next(iter((*words_in(code, "somebody"), *words_in("en", "somebody")))).replace("_", " ")


def others_of(network: Network, who: Person) -> dict[str, str]:
    """The names and ids of everybody else, folded, with the id of each; empty for contacts."""
    found: dict[str, str] = {}
    for one in network.people.values():
        if one.id != who.id:
            found |= {fold(name): one.id for name in (one.id, one.name, *one.aliases)}
    # Of two in address books with one name, neither has it alone.
    namesakes = (one for one in network.contacts if not who.path and one.person != who.id)
    return {fold(one.name): "" for one in namesakes} | found


def shared_ways(network: Network, who: Person, theirs: Iterable[Contact]) -> frozenset[str]:
    """By what others are reached, so that it tells of nobody: a mailbox, a number, an address."""
    mine = set(theirs)
    people = (one for one in network.people.values() if one.id != who.id)
    rows = (one for one in network.contacts if one not in mine and one.person != who.id)
    return ways_of(people, rows)


def _contacts_of(network: Network, who: Person, keep: tuple[str, ...]) -> Iterator[Contact]:
    """Their rows in address books; one of their whole name that is nobody else's is theirs too."""
    names = {fold(one) for one in (who.name, *who.aliases) if " " in one.strip()}
    shared = names & others_of(network, who).keys()
    for one in network.contacts:
        alike = bool(who.path) and one.person is None and fold(one.name) in names - shared
        if one.person == who.id or (alike and f"{one.at.path}:{one.at.line}" not in keep):
            yield one


def table_keys(
    who: Person,
    contacts: Iterable[Contact],
    others: Mapping[str, str],
    shared: AbstractSet[str] = frozenset(),
) -> frozenset[str]:
    """What finds them in the tables beside the address books; no name that somebody else has.

    `shared` are ways by which others are reached too, as `shared_ways` has them: no key of theirs.
    """
    found = {who.id, *(name for name in (who.name, *who.aliases) if " " in name.strip())}
    found |= {*who.reach.emails, *map(address_key, who.reach.emails), who.reach.linkedin or ""}
    for one in contacts:
        found |= {one.name, *one.emails, *map(address_key, one.emails), *profiles(one), one.url}
    mails = {address_key(one) for one in shared if "@" in one}
    keys = frozenset(fold(one) for one in found if one and address_key(one) not in mails)
    return keys if who.path else keys - others.keys()


def _going(network: Network, plan: _Plan) -> Iterator[str]:
    """The files that go whole: introductions and requests of theirs, and copies of their file."""
    person = plan.who.id
    for act in network.introductions:
        if person in act.ids:
            yield act.path
    requests = [one for one in network.requests if _is_theirs(one, plan)]
    threads = {name for one in requests for name in (one.id, one.thread) if name}
    for one in network.requests:
        if one in requests or {one.id, one.thread} & threads:
            yield one.path
    of = copies_in(names_by_folder(plan.root), network.settings.people_except).of
    yield from (copy for copy, original in of.items() if original == plan.who.path)


def _is_theirs(one: Request, plan: _Plan) -> bool:
    became = one.decision.person if one.decision else None
    if became and became.person == plan.who.id:
        return True
    mails = {address_key(each) for each in plan.who.reach.emails}
    mails |= {address_key(each) for contact in plan.theirs for each in contact.emails}
    if one.email and address_key(one.email) in mails and writes_as(plan.who, one.sender):
        return True
    return " " in one.sender.strip() and plan.words.means(one.sender)


def _without(plan: _Plan, path: str, known: tuple[str, ...]) -> None:
    """Plans what becomes of a file."""
    raw = (plan.root / path).read_bytes()
    if _is_table(path):
        source = read_export(path, raw).source
    else:
        read = decode(path, raw) if path.endswith(_TEXTS) else None
        source = read if isinstance(read, Source) else None
    if source is None:
        if raw and _tells(raw, path, plan):
            plan.left.append(path)
        return
    made = _rows(source, plan) if path.startswith("rosters/") else forgotten(source, plan.words)
    made = Source(path, plan.words.plain(made.text))
    for at, word in plan.words.traces.doubtful(made.text, known):
        line = made.text[:at].count("\n") + 1
        text = made.text[made.text.rfind("\n", 0, at) + 1 :].partition("\n")[0].strip()
        plan.in_doubt.append(InDoubt(word, Location(path, line), text))
    if made.text != source.text:
        edit = edit_of(source, made.text, first_difference(source.text, made.text))
        plan.steps.append(Edit(path, digest(raw), edit.content, edit.line))
    if plan.words.traces.holds(path):
        plan.left.append(path)


def _rows(source: Source, plan: _Plan) -> Source:
    if not _is_table(source.path):
        return source
    known = {(one.path, one.line) for contact in plan.theirs for one in contact.places}
    people = plan.network.people.values()

    def theirs(contacts: tuple[Contact, ...]) -> Iterator[Contact]:
        linked = link_contacts(contacts, people) if source.path.startswith(_LAST) else ()
        yield from (one for one in contacts if (one.at.path, one.at.line) in known)
        for one in linked:
            named = is_row_of(one, (plan.who, *plan.theirs), plan.keys)
            if one.person == plan.who.id or (one.person is None and named):
                yield one

    lines = rows_of(source, theirs, plan.keys)
    plan.rows += [f"{source.path}:{line}" for line in sorted(lines)]
    return without_rows(source, lines)


def is_row_of(one: Contact, theirs: Iterable[Person | Contact], keys: AbstractSet[str]) -> bool:
    """Whether a row has one of somebody's `keys`; a mailbox says so only where names agree."""
    named = (one.name,) if " " in one.name else ()
    if keys & {fold(each) for each in (*profiles(one), *named)}:
        return True
    own, names = called(one), [name for each in theirs for name in (each.name, *each.aliases)]
    mails = {fold(each) for email in one.emails for each in (email, address_key(email))}
    return bool(keys & mails) and (not own or names_agree(own, names))


def _is_table(path: str) -> bool:
    """Whether a file has rows or cards of people."""
    return path.startswith("rosters/") and path.endswith(ROSTER_ENDINGS)


def _tells(raw: bytes, path: str, plan: _Plan) -> bool:
    """Whether a file that is no text of ours holds anything of them, in bytes or by its name."""
    texts = (path, raw.decode("utf-8", "replace"), raw.decode("utf-16-le", "replace"))
    return any(map(plan.words.traces.holds, texts))


def _all(root: Path) -> Iterator[str]:
    """Every file of the book but what is built and kept beside it, hidden ones and links too."""
    for place in dict.fromkeys(one.partition("/")[0] for one in _FOLDERS):
        if (root / place).is_symlink():
            yield place
            continue
        for folder, inner, names in os.walk(root / place):
            links = (name for name in inner if Path(folder, name).is_symlink())
            yield from (Path(folder, name).relative_to(root).as_posix() for name in names)
            yield from (Path(folder, name).relative_to(root).as_posix() for name in links)
    yield from (name for name in _SETTINGS if os.path.lexists(root / name))


def _is_read(root: Path, path: str) -> bool:
    """Whether a file is one of the book itself, and no larger than an address book may be."""
    at = root / path
    plain = not at.is_symlink() and oddity(root, at) is None
    return plain and at.stat().st_size <= _MOST_BYTES


def _airlock(root: Path, who: Person, plan: _Plan) -> Iterator[Edit]:
    raw = current(root)
    if raw is None:
        return
    items = items_of(raw)
    kept = [one for one in items if not _is_of(one, who)]
    text = render(kept) if len(kept) < len(items) else raw.decode("utf-8", "replace")
    text = plan.words.plain(text)
    if text.encode() != raw:
        yield Edit(AIRLOCK, digest(raw), text.encode())


def _published(root: Path, who: Person, plan: _Plan) -> Iterator[str]:
    """The pages that show something of theirs, which the book forgets to have published."""
    pages = read_published(root)
    if isinstance(pages, Problem) or not pages:
        return
    raw = (root / PUBLISHED).read_bytes()
    now = [
        replace(page, items=tuple(one for one in page.items if not _is_of(one, who)))
        for page in pages
    ]
    text = plan.words.plain(render_published(now))
    yield from (str(was.place) for was, page in zip(pages, now, strict=True) if was != page)
    if text.encode() != raw:
        plan.steps.append(Edit(PUBLISHED, digest(raw), text.encode()))


def _is_of(item: DisclosedItem, who: Person) -> bool:
    if not who.path:
        return False
    texts = {who.public, *(one.public for one in who.introduce)} - {""}
    return item.name == who.name or item.text in texts
