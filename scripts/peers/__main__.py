"""Runs the trial: what each program says, a line each; ends with 1 where one lost something."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.peers.address_server import address_server
from scripts.peers.environment import NotThereError, Peers, installed
from scripts.peers.programs import (
    Verdict,
    by_calendars,
    by_ical_js,
    by_khard,
    by_radicale,
    by_vdirsyncer,
)
from scripts.peers.trial_book import CORPUS, kith, make_book

_MOST = 5


def verdicts(peers: Peers, scratch: Path) -> Iterator[Verdict]:
    """What each program makes of the book."""
    book, folder = make_book(scratch), scratch / "cards"
    files = {"vcard": scratch / "old.vcf", "vcard4": scratch / "new.vcf"}
    along = ("--contacts", "--with", "notes", "--with", "needs")
    for form, file in files.items():
        kith(book, "export", file, "--as", form, *along)
        yield by_ical_js(peers, file, {"vcard": "vCard 3.0", "vcard4": "vCard 4.0"}[form])
    kith(book, "export", folder, "--as", "vdir", *along)
    yield by_khard(peers, folder, scratch)
    feed = scratch / "kith.ics"
    kith(book, "calendar", feed, "--full", "--keep-in-touch")
    yield from by_calendars(peers, feed)
    with address_server(peers, scratch / "radicale") as server:
        yield by_radicale(server, folder)
        kith(book, "export", folder, "--as", "vdir", "--contacts")
        yield by_vdirsyncer(peers, server, book, folder, scratch)


def main() -> int:
    """Runs everything, and says what came of it."""
    try:
        peers = installed()
    except NotThereError as fault:
        print(fault, file=sys.stderr)
        return 1
    if not CORPUS.is_dir():
        print("../shared/corpora/vcard is not there: our own cards alone.", file=sys.stderr)
    fine = True
    with tempfile.TemporaryDirectory(prefix="kith-peers-") as scratch:
        for one in verdicts(peers, Path(scratch)):
            fine = fine and one.fine
            print(f"{'ok ' if one.fine else 'NOT'} {one.program}: {one.said}", flush=True)
            for line in one.odd[:_MOST]:
                print(f"      {line[:300]}")
            if len(one.odd) > _MOST:
                print(f"      and {len(one.odd) - _MOST} more")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
