"""How well the coach tells good messages from others, and how long hostile ones keep it.

Run as `python -m benchmarks.coaching [SET]`; the sets are `tests/coach/sets/*.jsonl`. The weights
are learnt from two of them, `learning` and `tuning`; `measuring` and `apart` are only measured.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kithbook.coach import Wish, coach

SETS = Path(__file__).resolve().parent.parent / "tests" / "coach" / "sets"
HOSTILE_LENGTH = 60_000
_HOSTILE = (
    "a", "i ", "we ", "you told me ", "? ", "\n", '"a ', "[name ", "pick your brain ", "your talk ",
    "Ada Bo ", "one two minutes ", "加", "\U0001f600", "e\u0301", "du hast mir ihr ", "x1 y2 ",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Message:
    """A message with what is to be said of it: good, or the rules that should speak."""

    content: str | Mapping[str, str]
    lang: str
    good: bool
    labels: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the coach found; false alarms are good messages that are not ready."""

    good: int
    good_ready: int
    others: int
    others_found: int
    labelled: Mapping[str, int]
    labels_found: Mapping[str, int]
    alarms: Mapping[str, int]

    @property
    def balanced_accuracy(self) -> float:
        """The mean of the shares judged rightly among good messages and among the others."""
        return (self.good_ready / self.good + self.others_found / self.others) / 2

    @property
    def false_alarms(self) -> float:
        """The share of good messages that are held up."""
        return 1 - self.good_ready / self.good


def messages(name: str) -> tuple[Message, ...]:
    """The messages of a set."""
    lines = (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(
        Message(
            row.get("fields") or row["text"],
            row["lang"],
            row["good"],
            tuple(row.get("labels", ())),
            row.get("why", ""),
        )
        for row in map(json.loads, lines)
    )


@cache
def measure(name: str, lang: str = "") -> Measured:
    """The coach put to a set, or to its messages in one language; kind and language guessed."""
    ready: Counter[bool] = Counter()
    total: Counter[bool] = Counter()
    labelled: Counter[str] = Counter()
    found: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    for message in messages(name):
        if lang and message.lang != lang:
            continue
        advice = coach().look(message.content)
        said = {finding.rule for finding in advice.findings if finding.level != "good"}
        total[message.good] += 1
        ready[message.good] += advice.ready
        labelled.update(message.labels)
        found.update(said.intersection(message.labels))
        if message.good:
            alarms.update(said)
    others = total[False] - ready[False]
    return Measured(
        total[True], ready[True], total[False], others, dict(labelled), dict(found), dict(alarms)
    )


def hostile() -> Iterator[tuple[str, str]]:
    """Texts of 60,000 characters made to keep a reader busy, each with its beginning."""
    for part in _HOSTILE:
        yield part, (part * HOSTILE_LENGTH)[:HOSTILE_LENGTH]
    # Many patterns are possible where many words stand, so these come before one said again.
    words = dict.fromkeys(word for one in messages("tuning") for word in str(one.content).split())
    various = " ".join(words)[:1500]
    for part in ("i ", "we ", "your "):
        yield f"many words, {part}", f"{various} {part * HOSTILE_LENGTH}"[:HOSTILE_LENGTH]


def slowest() -> tuple[float, str]:
    """The longest time in milliseconds that one of the hostile texts takes, best of three."""
    times = []
    for part, text in hostile():
        best = min(_milliseconds(text) for _ in range(3))
        times.append((best, part))
    return max(times)


def _milliseconds(text: str) -> float:
    start = time.perf_counter()
    coach().look(text, Wish())
    return 1000 * (time.perf_counter() - start)


def report(name: str) -> str:
    """The measurements of a set as a table."""
    one = measure(name)
    summary = (
        f"coach, {name} set: balanced accuracy {one.balanced_accuracy:.3f}; "
        f"{one.good_ready} of {one.good} good messages may go out "
        f"({one.false_alarms:.1%} false alarms), {one.others_found} of {one.others} others found"
    )
    lines = [
        summary,
        f"{'rule':20}{'labelled':>10}{'found':>8}{'on good messages':>20}",
    ]
    for rule in sorted({*one.labelled, *one.alarms}):
        counts = (one.labelled.get(rule, 0), one.labels_found.get(rule, 0), one.alarms.get(rule, 0))
        lines.append(f"{rule:20}{counts[0]:10}{counts[1]:8}{counts[2]:20}")
    return "\n".join(lines)


if __name__ == "__main__":
    for chosen in sys.argv[1:] or ("learning", "tuning", "measuring", "apart"):
        print(report(chosen))
    took, _ = slowest()
    count = len(list(hostile()))
    print(f"slowest of {count} hostile texts of {HOSTILE_LENGTH:,} characters: {took:.0f} ms")
