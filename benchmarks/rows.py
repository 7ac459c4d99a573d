"""Measured steps as rows: what each costs, beside what, and how it grows with the book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

from benchmarks.measure import Cost

# Up to here growth counts as linear: each further person may cost this much more than the first.
TOLERANCE = 1.25


@dataclass(frozen=True, slots=True)
class Row:
    """A step on a book of so many people; `beside` is plain MkDocs in the same run."""

    step: str
    people: int
    cost: Cost
    beside: Cost | None = None

    @property
    def cpu_ratio(self) -> float | None:
        """CPU as a share of what plain MkDocs takes."""
        return self.cost.cpu / self.beside.cpu if self.beside else None

    @property
    def peak_ratio(self) -> float | None:
        """Peak memory as a share of what plain MkDocs takes."""
        return self.cost.peak / self.beside.peak if self.beside else None


@dataclass(frozen=True, slots=True)
class Growth:
    """Milliseconds of CPU for each further person, from each size to the next."""

    step: str
    sizes: tuple[int, ...]
    per_person: tuple[float, ...]

    @property
    def factor(self) -> float:
        """How much more a person costs at the end than in the beginning; linear is 1."""
        return self.per_person[-1] / self.per_person[0] if self.per_person[0] > 0 else 0.0

    @property
    def linear(self) -> bool:
        """Whether a person costs about the same however many there are."""
        return self.factor <= TOLERANCE


def growths(rows: Iterable[Row]) -> tuple[Growth, ...]:
    """The growth of each step that was measured at three sizes or more."""
    by_step: dict[str, list[Row]] = {}
    for row in rows:
        by_step.setdefault(row.step, []).append(row)
    return tuple(_growth(step, found) for step, found in by_step.items() if len(found) > 2)


def _growth(step: str, rows: Sequence[Row]) -> Growth:
    sized = sorted(rows, key=lambda row: row.people)
    slopes = (
        1000 * (more.cost.cpu - less.cost.cpu) / (more.people - less.people)
        for less, more in pairwise(sized)
    )
    return Growth(step, tuple(row.people for row in sized), tuple(slopes))


def as_json(rows: Iterable[Row]) -> list[dict[str, object]]:
    """The rows with their ratios, for other programs."""
    return [
        {**asdict(row), "cpu_ratio": row.cpu_ratio, "peak_ratio": row.peak_ratio} for row in rows
    ]


def table(rows: Sequence[Row]) -> str:
    """The rows as a table of text, the growth of each step below it."""
    head = f"{'step':24}{'people':>8}{'CPU s':>9}{'peak MB':>9}{'plain MkDocs':>20}{'ratios':>14}"
    lines = [head, "-" * len(head), *(_line(row) for row in rows)]
    for growth in growths(rows):
        slopes = ", ".join(f"{slope:.2f}" for slope in growth.per_person)
        sizes = ", ".join(f"{size:,}" for size in growth.sizes)
        kind = "linear" if growth.linear else "more than linear"
        lines.append(f"{growth.step}: {slopes} ms for each further person ({sizes}): {kind}")
    return "\n".join(lines)


def _line(row: Row) -> str:
    line = f"{row.step:24}{row.people:8,}{row.cost.cpu:9.2f}{row.cost.peak / 1e6:9.0f}"
    if row.beside is None:
        return line
    beside = f"{row.beside.cpu:.2f} s, {row.beside.peak / 1e6:.0f} MB"
    return f"{line}{beside:>20}{f'{row.cpu_ratio:.2f}, {row.peak_ratio:.2f}':>14}"
