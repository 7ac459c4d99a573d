"""Address books in and out: a file of cards read and written, a book exported, as processes.

Run as `python -m benchmarks.exchanging read|vcard|vcard4|csv FILE COUNT` for one step alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks import made_up
from benchmarks.measure import Cost, UnmeasuredError, measure
from benchmarks.rows import Row
from kithbook.exchange.google_writing import write_google_table
from kithbook.exchange.vcard_reading import read_vcards
from kithbook.exchange.vcard_writing import NEW, OLD, write_vcards

COUNT = 10_000
ROOT = Path(__file__).resolve().parent.parent
_KITH = Path(sys.executable).with_name("kith")
_CARD = r"""BEGIN:VCARD
VERSION:3.0
UID:u{0}@example.org
N:Byrne{0};Ada;Mary;;
FN:Ada Mary Byrne{0}
NICKNAME:Addie
ORG:Fernway;Cloth
TITLE:Head of People
item1.EMAIL;TYPE=INTERNET:ada{0}@example.org
item1.X-ABLabel:Choir
EMAIL;TYPE=HOME,PREF:byrne{0}@example.org
TEL;TYPE=CELL:+1 713 555 0142
ADR;TYPE=HOME:;;{0} Elm Street;Dallas;TX;75201;USA
URL:https://example.org/{0}
BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-02
item2.X-ABRELATEDNAMES:Bo Chen
item2.X-ABLabel:_$!<Spouse>!$_
NOTE:Likes tea\, and rain\nand bells.
CATEGORIES:choir,ride
X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/ada-{0}
END:VCARD
"""


def rows(folder: Path, repeat: int) -> Iterator[Row]:
    """Ten thousand cards read, and read and written in each form; a book of people exported."""
    file = folder / "cards.vcf"
    text = "".join(_CARD.format(number) for number in range(COUNT))
    file.write_bytes(text.replace("\n", "\r\n").encode())
    for step in ("read", "vcard", "vcard4", "csv"):
        command: tuple[str | Path, ...]
        command = (sys.executable, "-m", "benchmarks.exchanging", step, file, str(COUNT))
        cost = Cost.typical(measure(command, ROOT) for _ in range(repeat))
        name = "read cards" if step == "read" else f"read cards, write {step}"
        yield Row(name, COUNT, cost)
    book = made_up.write_book(folder / "exported", COUNT)
    for form in ("vcard", "json"):
        command = (_KITH, "export", folder / f"out.{form}", "--as", form, "--replace")
        exporting = partial(measure, command, book)
        yield Row(f"kith export, {form}", COUNT, Cost.typical(exporting() for _ in range(repeat)))


def main(step: str, file: str, count: str) -> None:
    """Does one step; raises where it is not whole."""
    cards = read_vcards(file, Path(file).read_bytes()).cards
    if len(cards) != int(count):
        raise UnmeasuredError(f"{len(cards)} of {count} cards were read")
    if step == "csv":
        write_google_table(cards)
    elif step != "read":
        write_vcards(cards, NEW if step == "vcard4" else OLD)


if __name__ == "__main__":
    main(*sys.argv[1:])
