"""The leak scan against a large book: CPU seconds, `python -m benchmarks.leakscan [PEOPLE]`.

With --matrix it prints what the scan makes of each carrier and spelling instead.

Two books are measured: everybody with a file, and most as rows of a roster. The site is 5 MB of
made-up public pages, search index and images' worth of text, none of it shipped with a package,
so that every byte is read in every way.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.made_up import MOST, TODAY, name_of, write_book

PEOPLE, SITE_BYTES = 30_000, 5_000_000
_FILES_BESIDE_ROSTER = 1_000
_WORDS = (
    "letter", "table", "soup", "harbour", "glad", "reader", "bring", "question", "morning",
    "answer", "between", "öfter", "Menschen", "write", "quiet", "library", "bread", "evening",
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Prints a line for each kind of book, or the matrix."""
    if arguments == ["--matrix"]:
        from benchmarks.matrix import show  # noqa: PLC0415 - it needs more than a measurement

        return show()
    count = int(arguments[0]) if arguments else PEOPLE
    with tempfile.TemporaryDirectory(prefix="kith-leakscan-") as folder:
        site = _site(Path(folder) / "site")
        for kind, book in (
            ("files", _of_files(Path(folder) / "files", count)),
            ("roster", _of_rows(Path(folder) / "roster", count)),
        ):
            print(f"{kind:<8}{_measured(book, site)}")
    return 0


def _of_files(folder: Path, count: int) -> Path:
    """A book with a file for everybody, and a roster for those beyond what can be made up."""
    files = min(count, MOST)
    write_book(folder, files)
    _roster(folder, count - files)
    return folder


def _of_rows(folder: Path, count: int) -> Path:
    files = min(count, _FILES_BESIDE_ROSTER)
    write_book(folder, files)
    _roster(folder, count - files)
    return folder


def _roster(book: Path, count: int) -> None:
    lines = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"]
    for number in range(count):
        first, _, last = name_of(number % MOST).partition(" ")
        slug = f"{first}-{last}-{number:x}".lower()
        url = f"https://www.linkedin.com/in/{slug}"
        lines.append(f"{first},{last},{url},{slug}@example.org,Low Mill,Pilot,19 Nov 2026")
    (book / "rosters").mkdir(exist_ok=True)
    (book / "rosters" / "connections.csv").write_text("\n".join(lines), encoding="utf-8")


def _site(folder: Path) -> Path:
    folder.mkdir()
    dice, size, page = random.Random(1), 0, 0
    index: list[dict[str, str]] = []
    while size < SITE_BYTES:
        said = [" ".join(dice.choices(_WORDS, k=12)) for _ in range(300)]
        body = "\n".join(
            f'<p class="text" title="{one[:20]}">{one} &amp; so on</p>' for one in said
        )
        html = f"<!doctype html><html><body>{body}</body></html>"
        (folder / f"page-{page}.html").write_text(html, encoding="utf-8")
        index.append({"location": f"page-{page}.html", "text": said[0]})
        size, page = size + len(html.encode()), page + 1
    (folder / "search_index.json").write_text(json.dumps(index), encoding="utf-8")
    return folder


def _measured(book: Path, site: Path) -> str:
    command = [sys.executable, "-m", "kithbook.leakscan", str(book), str(site), str(TODAY)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    report = json.loads(done.stdout)
    megabytes = after.ru_maxrss / 1024
    return (
        f"{spent:5.1f} CPU s, {megabytes:,.0f} MB, {report['files']} files of "
        f"{report['size'] / 1e6:.1f} MB, {report['secrets']:,} secrets, {len(report['hits'])} hits"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
