"""The second process: `python -m kithbook.leakscan BOOK SITE DAY` writes its report as JSON."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from kithbook.airlock.disclosed import AirlockFault
from kithbook.leakscan.process import as_json
from kithbook.leakscan.scan import scan
from kithbook.text.garbage import no_collection


def main(arguments: list[str]) -> int:
    """Scans, and says on stderr why it could not."""
    book, site, day = arguments
    with no_collection(keep=True):  # nothing that the scan makes lies in a cycle
        try:
            report = scan(Path(book), Path(site), date.fromisoformat(day))
        except (AirlockFault, OSError) as reason:
            sys.stderr.write(f"{reason}\n")
            return 2
        sys.stdout.write(as_json(report))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
