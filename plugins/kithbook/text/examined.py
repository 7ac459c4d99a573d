"""What was looked at of a book's place: how it stands, and the next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

About = Literal[
    "git",
    "remotes",
    "guard",
    "ignored",
    "airlock",
    "leftovers",
    "disk",
    "sync",
    "versions",
    "sites",
]
Standing = Literal["ok", "unknown", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was looked at; `then` is the step that mends it, or makes it known."""

    about: About
    standing: Standing
    said: str
    then: str = ""
