"""What the coach counts in a message, conditions over the counts, and the sum that says ready."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from kithbook.coach.letters import Words
from kithbook.coach.patterns import SignalsFound

Expression = int | str | list[Any]
"""A condition of a rule as it is compiled: nested lists with a sign first, names and numbers."""

_LONG = 9  # letters


class Sum(TypedDict):
    """How ready is weighed: a start for each language, and what each sign that is seen adds."""

    start: Mapping[str, int]
    signs: Sequence[tuple[Expression, int]]


@dataclass(slots=True)
class Part:
    """One field of a message, read."""

    field: str
    words: Words
    found: SignalsFound


def counted(parts: Sequence[Part]) -> dict[str, int]:
    """How often each signal is found: in the whole message, and as `field.signal`."""
    counts: dict[str, int] = {"words": 0, "letters": 0, "long": 0, "sentences": 0}
    for part in parts:
        tokens = part.words.tokens
        single = sum(token.single for token in tokens)
        words = len(tokens) - single + single // 2
        counts["words"] += words
        counts["letters"] += sum(len(token.word) for token in tokens)
        counts["long"] += sum(len(token.word) >= _LONG for token in tokens)
        counts["sentences"] += len({token.sentence for token in tokens})
        counts[f"{part.field}.words"] = words
        for signal, spans in part.found.spans.items():
            counts[signal] = counts.get(signal, 0) + len(spans)
            counts[f"{part.field}.{signal}"] = len(spans)
    return counts


def weighed(rules: Sum, counts: Mapping[str, int], lang: str) -> int:
    """The sum over the signs that are seen; whole numbers, so that both engines agree."""
    seen = sum(weight for sign, weight in rules["signs"] if value(sign, counts))
    return rules["start"].get(lang, 0) + seen


def value(expression: Expression, counts: Mapping[str, int]) -> int:
    """The value of a compiled condition; a name that nothing was counted for is 0."""
    if isinstance(expression, int | str):
        return counts.get(expression, 0) if isinstance(expression, str) else expression
    sign, *operands = expression
    if sign == "and":
        return int(all(value(one, counts) for one in operands))
    if sign == "or":
        return int(any(value(one, counts) for one in operands))
    left, right = value(operands[0], counts), value(operands[-1], counts)
    return {"not": int(not left), "lt": int(left < right), "mul": left * right}.get(
        sign, left + right if sign == "add" else left - right
    )
