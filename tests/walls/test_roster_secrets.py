"""Whoever is in an address book is looked for, however the book is written."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from kithbook.leakscan.private_files import private_files
from kithbook.leakscan.secrets import secrets_of

CARD = (
    "BEGIN:VCARD\nVERSION:{version}\nFN{how}:{name}\nNICKNAME:{also}\nEMAIL:{email}\n"
    "TEL:{phone}\nURL:https://www.linkedin.com/in/zoe-muller\nEND:VCARD\n"
)
WHO = {
    "name": "Zoë Müller", "also": "Zizi Mull", "email": "zoe@example.org",
    "phone": "+1 713 555 0142", "how": "", "version": "3.0",
}  # fmt: skip
SOFT = "Zo=C3=\n=AB=20M=C3=BC=\nller"
DATA = base64.b64encode("Zoë Müller".encode()).decode()
BOOKS = {
    "a.vcf": CARD.format(**WHO).encode(),
    "folded.vcf": CARD.format(**WHO).replace("ller", "l\n ler").encode(),
    "soft.vcf": CARD.format(**WHO | {"name": SOFT, "how": ";QUOTED-PRINTABLE"}).encode(),
    "data.vcf": CARD.format(**WHO | {"name": DATA, "how": ";ENCODING=b"}).encode(),
    "latin.vcf": CARD.format(**WHO).encode("latin-1"),
    "wide.vcf": CARD.format(**WHO).encode("utf-16-le"),
    "marked.VCF": CARD.format(**WHO).encode("utf-16"),
    "torn.vcf": CARD.format(**WHO).replace("END:VCARD", "").encode(),
    "old/nested.vcard": CARD.format(**WHO).encode(),
    "google.csv": (
        "First Name,Last Name,Nickname,E-mail 1 - Value,Phone 1 - Value,Website 1 - Value\n"
        "Zoë,Müller,Zizi Mull,x@example.org ::: zoe@example.org,55501 ::: +1 713 555 0142,"
        "https://zoe.example.org ::: https://www.linkedin.com/in/zoe-muller\n"
    ).encode(),
    "excel.csv": (
        "Vorname;Nachname;Spitzname;E-Mail;Telefon;LinkedIn\n"
        'Zoë;Müller;Zizi Mull;zoe@example.org;"+1 713 555 0142";'
        "https://www.linkedin.com/in/zoe-muller\n"
    ).encode("utf-16"),
    "strange.tsv": (
        "Kontaktperson\tE-mail\tPhone\tURL\tAlso known as\n"
        "Zoë Müller\tzoe@example.org\t+1 713 555 0142\t"
        "https://www.linkedin.com/in/zoe-muller\tZizi Mull\n"
    ).encode(),
}  # fmt: skip
LOOKED_FOR = {
    "name": ("zoe", "muller"), "nickname": ("zizi", "mull"), "e-mail": ("zoe", "example", "org"),
    "phone": ("17135550142",), "phone at home": ("7135550142",), "profile": ("zoe", "muller"),
}  # fmt: skip


@pytest.mark.parametrize("book", BOOKS)
def test_all_that_an_address_book_holds_is_looked_for(tmp_path: Path, book: str) -> None:
    place = tmp_path / "rosters" / book
    place.parent.mkdir(parents=True)
    place.write_bytes(BOOKS[book])
    files = private_files(tmp_path)
    assert files.unknown == ()
    known = {secret.words for secret in secrets_of(files.read)}
    assert [what for what, words in LOOKED_FOR.items() if words not in known] == []
