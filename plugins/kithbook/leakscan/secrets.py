"""What must not be found: the words of a book that point to somebody.

Always looked for: full names, ids, addresses, numbers, handles and the codes of answers. A phrase
counts from four words and twenty letters on, wherever in a private file it stands, so that no key
is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from kithbook.book.address_books import contacts_of
from kithbook.book.contact import Contact
from kithbook.book.roster_columns import find_header
from kithbook.book.roster_links import called, profile_slug
from kithbook.leakscan.canon import words
from kithbook.leakscan.cells import shown_names
from kithbook.leakscan.contact_values import emails_in, handles_in, phone_forms, phones_in, ways_in
from kithbook.leakscan.lenient import looks_like_a_name, part_of_a_name
from kithbook.leakscan.name_secrets import name_secrets, of_name
from kithbook.leakscan.private_files import PrivateFile
from kithbook.leakscan.secret import Secret
from kithbook.text.answer_code import codes_in
from kithbook.text.csv_rows import csv_rows
from kithbook.text.source import Source

_MOST_COLUMNS, _MOST_ABOVE = 40, 12
_WITH_CODES = ("introductions/", "requests/")


def secrets_of(files: Iterable[PrivateFile]) -> Iterator[Secret]:
    """Every name, address, number and handle of a book."""
    files = tuple(files)
    return chain(name_secrets(files), *(secrets_in(file) for file in files))


def secrets_in(file: PrivateFile) -> Iterator[Secret]:
    """Addresses, numbers, handles, codes and the name of one private file."""
    yield from _of_address_book(file)
    yield from _of_file_name(file.path)
    path, firm = file.path, file.firm
    for text in file.readings():
        for at, local, domain in emails_in(text):
            yield Secret("e-mail", tuple(words(f"{local}@{domain}")), path, at, firm)
        for at, key, written in handles_in(text):
            kind = "link" if key in ("web", "url", "URL") else "handle"
            handle = tuple(words(written))
            if len(handle) > (2 if kind == "link" else 0):
                yield Secret(kind, handle, path, at, firm)
            if key == "mastodon":
                yield from _of_profile(written, path, at, firm=firm)
        for at, written in ways_in(text):
            yield Secret("handle", tuple(words(written)), path, at, firm)
        for at, digits in phones_in(text):
            yield Secret("phone", (digits,), path, at, firm)
        for code in codes_in(text) if path.startswith(_WITH_CODES) else ():
            yield Secret("code", tuple(words(code)), path, max(text.find(code), 0), firm)
            yield Secret("code", (code.replace("-", "").lower(),), path, firm=firm)


def _of_profile(written: str, path: str, at: int, *, firm: bool) -> Iterator[Secret]:
    """The pages of somebody who is known as @user@server."""
    user, _, server = written.strip().lstrip("@").partition("@")
    if server:
        for page in (f"{server}/@{user}", f"{server}/users/{user}"):
            yield Secret("handle", tuple(words(page)), path, at, firm)


def _of_file_name(path: str) -> Iterator[Secret]:
    folder, _, name = path.partition("/")
    if folder == ".git":
        return
    stem, _, ending = name.rpartition("/")[2].rpartition(".")
    told = folder in ("people", "introductions", "requests") or ending not in ("md", "yml", "csv")
    parts = tuple(words(stem))
    if told and sum(not part.isdigit() for part in parts) > 1:
        yield Secret("file name", parts, path)
        family, comma, given = stem.partition(",")
        if comma:
            yield Secret("file name", (*words(given), *words(family)), path)


def _of_address_book(file: PrivateFile) -> Iterator[Secret]:
    """Names and addresses of the contacts in a table or in cards.

    Where no header says which column has whole names, those of the one that reads so; the first
    row counts where it has an e-mail address.
    """
    if not (file.is_table or file.is_cards):
        return
    contacts, _ = contacts_of(Source(file.path, file.text))
    for contact in contacts:
        yield from _of_contact(contact)
    for line, name in shown_names(file.text) if file.is_table else ():
        yield from of_name("name", name, file.path, firm=False, line=line)
    header = find_header(csv_rows(file.text)) if contacts else None
    if file.is_table and not (header and header.names_people):
        for line, name in (*_of_two_columns(file.text), *_column_of_names(file.text)):
            yield from of_name("name", name, file.path, firm=False, line=line)


def _of_two_columns(text: str) -> Iterator[tuple[int, str]]:
    """The names of a table that has a column for each part of them."""
    sign = max("\t;,", key=text[:2000].count)
    first = last = -1
    for line, written in enumerate(text.splitlines(), 1):
        cells = [cell.strip(" \"'\ufeff") for cell in written.split(sign)]
        if first >= 0 and len(cells) > max(first, last):
            yield line, f"{cells[first]} {cells[last]}"
        elif first < 0 and line <= _MOST_ABOVE:
            parts = [part_of_a_name(cell) for cell in cells]
            if "given" in parts and "family" in parts:
                first, last = parts.index("given"), parts.index("family")


def _column_of_names(text: str) -> list[tuple[int, str]]:
    """The cells of the first column in which most are names, and few are there twice."""
    sign = max("\t;,", key=text[:2000].count)
    rows = [line.split(sign) for line in text.splitlines()]
    above = 0 if any("@" in cell for cell in (rows or [[]])[0]) else 1
    for number in range(min(len(max(rows, key=len, default=[])), _MOST_COLUMNS)):
        cells = [
            (line, row[number].strip(" \"'"))
            for line, row in enumerate(rows, 1)
            if line > above and len(row) > number and row[number].strip(" \"'")
        ]
        names = [cell for cell in cells if looks_like_a_name(cell[1])]
        if len(names) > len(cells) / 2 and len({name for _, name in names}) > len(names) / 2:
            return names
    return []


def _of_contact(contact: Contact) -> Iterator[Secret]:
    path, line = contact.at.path, contact.at.line
    for name in called(contact):
        if " " in name:
            yield from of_name("name", name, path, firm=False, line=line)
    for email in contact.emails:
        yield Secret("e-mail", tuple(words(email)), path, firm=False, line=line)
    for phone in contact.phones:
        for digits in phone_forms(phone):
            yield Secret("phone", (digits,), path, firm=False, line=line)
    for page in filter(None, (contact.url, *contact.pages)):
        slug = tuple(words(profile_slug(page)))
        if len(slug) > 1:
            yield Secret("handle", slug, path, firm=False, line=line)
