"""Learns the whole-number weights by which the coach says that a message is ready.

The signs stand in `coach/rules/logic.yml`; the messages in `tests/coach/sets`: `learning.jsonl`
in full, `tuning.jsonl` for less, as it knows the habits of one hand alone. A logistic regression
with a pull towards zero; its weights are stretched and rounded. `measuring.jsonl` and
`apart.jsonl` are not learnt from.

Run as `python -m scripts.coach_weights` to write `coach/rules/weights.yml` (then compile with
`python -m scripts.coach_rules`); with --by-hand it writes nothing and says how well the weights
learnt without the messages of one hand do on those of that hand.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import yaml

from kithbook.coach import Wish, coach
from kithbook.coach.weighing import Expression, value
from scripts.coach_rules import FOLDER, expression

OUTPUT = FOLDER / "rules" / "weights.yml"
LOGIC = FOLDER / "rules" / "logic.yml"
SETS = FOLDER.parents[2] / "tests" / "coach" / "sets"
LESS = 0.5  # what a message of the old set counts for
PULL, STRETCH, LARGEST = 1.5, 4, 12
_STEPS = 30
Signs = Mapping[str, Expression]
Numbers = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each language starts from, and what each sign adds."""

    start: Mapping[str, int]
    signs: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A message as it is learnt from: all that the coach counts in it, and what is true of it."""

    counts: Mapping[str, int]
    lang: str
    good: bool
    hand: int
    share: float
    text: str


def rows() -> list[Row]:
    """The messages of both sets."""
    return [*_read("learning", 1.0), *_read("tuning", LESS)]


def _read(name: str, share: float) -> list[Row]:
    lines = (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_row(json.loads(line), share) for line in lines]


def _row(message: dict[str, Any], share: float) -> Row:
    content = message.get("fields") or message["text"]
    lang = str(message["lang"])
    counts = coach().counts(content, Wish(lang=lang))
    hand = int(message.get("hand", 0))
    return Row(counts, lang, bool(message["good"]), hand, share, str(content))


def signs() -> Signs:
    """The signs by name, compiled."""
    logic = yaml.safe_load(LOGIC.read_text(encoding="utf-8"))
    return {name: expression(text) for name, text in logic["signs"].items()}


def learnt(known: Sequence[Row], names: Signs) -> Weights:
    """The start of each language and the weight of each sign, from these messages."""
    langs = sorted({row.lang for row in known})
    seen = _seen(known, names, langs)
    pull = np.array([0.01] + [3 * PULL] * len(langs) + [PULL] * len(names))
    wanted = np.array([float(row.good) for row in known])
    share = np.array([row.share for row in known])
    at = np.zeros(seen.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-seen @ at))
        slope = seen.T @ (share * (likely - wanted)) + pull * at
        bend = (seen * (share * likely * (1 - likely))[:, None]).T @ seen + np.diag(pull)
        at = at - np.linalg.solve(bend, slope)
    whole = [max(-LARGEST, min(LARGEST, int(np.rint(STRETCH * one)))) for one in at]
    start = {lang: int(np.rint(STRETCH * (at[0] + at[1 + i]))) for i, lang in enumerate(langs)}
    return Weights(start, dict(zip(names, whole[1 + len(langs) :], strict=True)))


def _seen(known: Sequence[Row], names: Signs, langs: Sequence[str]) -> Numbers:
    table = [
        [1.0, *(float(row.lang == lang) for lang in langs)]
        + [float(value(sign, row.counts) > 0) for sign in names.values()]
        for row in known
    ]
    return np.array(table)


def judged(row: Row, weights: Weights, names: Signs) -> bool:
    """Whether a message is ready by these weights."""
    if row.counts["vetoed"]:
        return False
    total = sum(weights.signs[name] for name, sign in names.items() if value(sign, row.counts))
    return weights.start.get(row.lang, 0) + total > 0


def main(words: Sequence[str]) -> int:
    """Writes the weights, or says how they do hand by hand."""
    known, names = rows(), signs()
    if "--by-hand" in words:
        _tell(known, names, show="--show" in words)
        return 0
    found = learnt(known, names)
    lines = [
        "# Written by `python -m scripts.coach_weights`: what each sign of `logic.yml` adds.",
        f"start: {{{', '.join(f'{lang}: {at}' for lang, at in found.start.items())}}}",
        "signs:",
        *(f"  {name}: {found.signs[name]}" for name in names),
    ]
    OUTPUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _tell(known: Sequence[Row], names: Signs, *, show: bool) -> None:
    every: list[tuple[Row, bool]] = []
    for hand in sorted({row.hand for row in known} - {0}):
        weights = learnt([row for row in known if row.hand != hand], names)
        found = [(row, judged(row, weights, names)) for row in known if row.hand == hand]
        every += found
        print(f"hand {hand}: {_figures(found)}")
    print(f"all: {_figures(every)}")
    for lang in ("en", "de", "fr"):
        print(f"{lang}: {_figures([one for one in every if one[0].lang == lang])}")
    for row, ready in every if show else ():
        if ready != row.good:
            print("good held" if row.good else "bad passed", row.hand, row.lang, row.text)


def _figures(found: Sequence[tuple[Row, bool]]) -> str:
    good = [ready for row, ready in found if row.good]
    bad = [not ready for row, ready in found if not row.good]
    passed, caught = sum(good) / len(good), sum(bad) / len(bad)
    return (
        f"balanced {(passed + caught) / 2:.3f}, good passed {sum(good)}/{len(good)} {passed:.3f}, "
        f"bad caught {sum(bad)}/{len(bad)} {caught:.3f}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
