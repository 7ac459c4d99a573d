"""Conditions of rules as they are compiled: nested lists with a sign first, names and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Expression = int | str | list[Any]


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
