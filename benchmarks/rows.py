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
    def user_ratio(self) -> float | None:
        """CPU outside the kernel, as a share of what plain MkDocs takes."""
        return self.cost.user / self.beside.user if self.beside else None

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
    ratios = ("cpu_ratio", "user_ratio", "peak_ratio")
    return [{**asdict(row), **{ratio: getattr(row, ratio) for ratio in ratios}} for row in rows]


def table(rows: Sequence[Row]) -> str:
    """The rows as a table of text, the growth of each step below it."""
    head = f"{'step':22}{'people':>7}{'CPU s':>8}{'user s':>8}{'peak MB':>9}"
    head += f"{'plain MkDocs':>24}{'ratios':>18}"
    lines = [head, "-" * len(head), *(_line(row) for row in rows)]
    for growth in growths(rows):
        slopes = ", ".join(f"{slope:.2f}" for slope in growth.per_person)
        sizes = ", ".join(f"{size:,}" for size in growth.sizes)
        kind = "linear" if growth.linear else "more than linear"
        lines.append(f"{growth.step}: {slopes} ms for each further person ({sizes}): {kind}")
    return "\n".join(lines)


def _line(row: Row) -> str:
    cost, beside = row.cost, row.beside
    line = f"{row.step:22}{row.people:7,}{cost.cpu:8.2f}{cost.user:8.2f}{cost.peak / 1e6:9.0f}"
    if beside is None:
        return line
    plain = f"{beside.cpu:.2f} {beside.user:.2f} {beside.peak / 1e6:.0f}"
    return (
        f"{line}{plain:>24}{f'{row.cpu_ratio:.2f} {row.user_ratio:.2f} {row.peak_ratio:.2f}':>18}"
    )
