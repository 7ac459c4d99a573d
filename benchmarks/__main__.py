"""Measures what is named, or everything: `python -m benchmarks [NAME ...] [--sizes 100,1000]`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import UnmeasuredError
from benchmarks.rows import Row, as_json, table
from benchmarks.suites import SUITES, Run

SIZES = (100, 1_000, 5_000)


def main(words: Sequence[str]) -> int:
    """Prints a table, or JSON; 1 when something could not be measured."""
    options = _options(words)
    rows: list[Row] = []
    whole = True
    with tempfile.TemporaryDirectory(prefix="kith-bench-") as folder:
        run = Run(Path(folder), options.sizes, options.repeat)
        for name in options.names or SUITES:
            try:
                for row in SUITES[name](run):
                    print(f"measured: {row.step}, {row.people:,} people", file=sys.stderr)
                    rows.append(row)
            except UnmeasuredError as error:
                print(f"{name}: not measured to the end: {error}", file=sys.stderr)
                whole = False
    print(json.dumps(as_json(rows), indent=2) if options.json else table(rows))
    return 0 if whole else 1


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(SUITES)}")
    parser.add_argument("--sizes", type=_numbers, default=SIZES, help="people in made-up books")
    parser.add_argument("--repeat", type=int, default=3, help="how often; the median is shown")
    parser.add_argument("--json", action="store_true", help="rows as JSON")
    options = parser.parse_args(words)
    if unknown := [name for name in options.names if name not in SUITES]:
        parser.error(f"there is no {unknown[0]}; there are {', '.join(SUITES)}")
    return options


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted(int(number) for number in text.split(",")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
