"""What the leak scan makes of every carrier and spelling: `python -m benchmarks.leakscan --matrix`.

Each row is a file that holds a name of the book. It is *found*, or the file is *refused* since it
cannot be looked into, or the owner is *asked*, or it is *missed*, which MISSED knows.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.carriers import CARRIERS, TEXTS
from kithbook.leakscan.scan import Report, scan

TODAY = date(2026, 11, 22)
NAME, OTHER = "Zephyrine Quambush", "Lukas Brightwater"
BOOK = {
    "people/zephyrine-quambush.md": (
        f"---\nname: {NAME}\naliases: [Zephy Q. Quambush]\nreach:\n"
        "  email: zephyrine@quambush.example.org\n  phone: +1 713 555 0142\n---\n"
        "Wants to leave fintech by spring and to learn the hurdy-gurdy.\n"
    ),
    "kithbook.yml": "language: en\n",
}
REFUSED = frozenset(
    (
        "page.html.br", "a.7z", "a.zst", "a.rar", "cut.zip", "cut.gz",
        "locked.zip", "between.zip", "self-extracting.exe", "cut.jpg", "scan.tif", "scan.bmp",
        "end.mp3", "talk.ogg", "talk.flac", "talk.webm", "id3-0.mp3", "id3-1.mp3",
        "id3-2.mp3", "id3-3.mp3", "locked.pdf", "cut.pdf", "font.woff2", "letter.doc",
        "letter.rtf", "letter.ps", "book.sqlite", "code.pyc", "key.gpg", "letter.asc",
        "letter.age", "letter.uu", "folder.DS_Store", "ebcdic.txt", "shift-jis.txt",
    )
)  # fmt: skip
"""Files that stop the site whatever they hold; what reads like a text in them is found as well."""
MISSED = frozenset(("reversed.txt", "rot13.txt", "base32.txt", "utf-7.txt"))
"""What the scan does not look for, as docs/walls.md says."""
SPELLINGS = {
    "small letters": NAME.lower(), "capitals": NAME.upper(), "two spaces": NAME.replace(" ", "  "),
    "a hard space": NAME.replace(" ", "\u00a0"), "a line break": NAME.replace(" ", "\n"),
    "a hyphen": NAME.replace(" ", "-"), "an underscore": NAME.replace(" ", "_"),
    "a dot": NAME.replace(" ", "."), "turned round": "Quambush, Zephyrine",
    "accents": "Zéphyrîne Quambüsh", "accents apart": "Ze\u0301phyrine Quambush",
    "wide letters": "".join(chr(ord(one) + 0xFEE0) if one != " " else one for one in NAME),
    "soft hyphens": "Zephy\u00adrine Quam\u00adbush", "no width": "Zephy\u200brine Quam\u200bbush",
    "address": "zephyrine@quambush.example.org",
    "number": "+1 713 555 0142", "number dialled": "0017135550142",
    "number inland": "(713) 555-0142",
    "note": "Wants to leave fintech by spring", "id": "zephyrine-quambush",
    "in one word": "zephyrinequambush",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A carrier or a spelling, and what the scan makes of it."""

    kind: str
    name: str
    verdict: str


def write_book(root: Path) -> Path:
    """The book against which the rows are scanned."""
    for name, text in BOOK.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def expected(name: str) -> str:
    """What is wanted of a row."""
    return "missed" if name in MISSED else "refused" if name in REFUSED else "found"


def wanted(row: Row) -> bool:
    """Whether a row is as it is wanted: what is refused may be found besides."""
    want = expected(row.name)
    return want in row.verdict.split(" and ")


def rows(place: Path) -> Iterator[Row]:
    """Every carrier with the name, and every spelling in a page."""
    book = write_book(place / "book")
    for kind, carriers in CARRIERS.items():
        for name, carry in carriers.items():
            yield Row(kind, name, verdict(scan_one(book, place, name, carry(NAME))))
    for name, said in SPELLINGS.items():
        raw = TEXTS["a.html"](said)
        yield Row("spelling", name, verdict(scan_one(book, place, "a.html", raw)))


def scan_one(book: Path, place: Path, name: str, raw: bytes) -> Report:
    """A scan of one file, as a site of its own."""
    with tempfile.TemporaryDirectory(dir=place) as folder:
        (Path(folder) / name).write_bytes(raw)
        return scan(book, Path(folder), TODAY)


def verdict(report: Report) -> str:
    """What a scan makes of a site, in a word or two."""
    told = (("found", report.hits), ("refused", report.unread), ("asked", report.questions))
    return " and ".join(word for word, some in told if some) or "missed"


def show() -> int:
    """Prints the matrix; 1 where a row is not as it is wanted."""
    with tempfile.TemporaryDirectory() as folder:
        every = list(rows(Path(folder)))
    for row in every:
        sign = " " if wanted(row) else "!"
        note = ", knowingly" if row.name in MISSED else ""
        print(f"{sign} {row.kind:9} {row.name:28} {row.verdict}{note}")
    counts = Counter(row.verdict for row in every)
    print(f"{len(every)} rows: " + ", ".join(f"{count} {word}" for word, count in counts.items()))
    return int(not all(map(wanted, every)))
