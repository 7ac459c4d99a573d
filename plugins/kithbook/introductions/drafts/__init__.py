"""Drafts of every message that an introduction needs, from asking to thanks; nothing is sent."""

from __future__ import annotations

from kithbook.introductions.drafts.composing import draft
from kithbook.introductions.drafts.letter import Draft, Withheld
from kithbook.introductions.drafts.order import KINDS, kinds_for, onward, readers
from kithbook.introductions.state import Kind

__all__ = [
    "KINDS",
    "Draft",
    "Kind",
    "Withheld",
    "draft",
    "kinds_for",
    "onward",
    "readers",
]
