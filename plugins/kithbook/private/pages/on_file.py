"""The introductions on file on one day: where each stands, and what it waits for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path

from kithbook.book.model import Mention
from kithbook.book.network import Network
from kithbook.introductions.drafts import owner_name
from kithbook.introductions.state import Progress, all_progress
from kithbook.introductions.waiting import About, Board, Wait, board, for_today


@dataclass(frozen=True)
class OnFile:
    """All that pages ask of introductions, worked out once."""

    network: Network
    today: date
    root: Path

    @cached_property
    def owner(self) -> str:
        """The owner's name, for the end of a message; empty where it is not written down."""
        return owner_name(self.root)

    @cached_property
    def acts(self) -> tuple[Progress, ...]:
        """Where every introduction stands, in the order of the files."""
        return all_progress(self.network, self.today)

    @cached_property
    def progress(self) -> Mapping[str, Progress]:
        """Where each introduction stands, by its file."""
        return {one.introduction.path: one for one in self.acts}

    @cached_property
    def board(self) -> Board:
        """All that introductions wait for."""
        return board(self.network, self.today, self.acts)

    @cached_property
    def waits(self) -> tuple[Wait, ...]:
        """What introductions wait for and is worth a line today, the owner's own steps first."""
        return for_today(self.board, self.today)

    @cached_property
    def waits_of(self) -> Mapping[str, tuple[Wait, ...]]:
        """What each introduction waits for, by its file."""
        found: dict[str, list[Wait]] = defaultdict(list)
        for list_ in fields(self.board):
            for wait in getattr(self.board, list_.name):
                found[wait.introduction.path].append(wait)
        return {path: tuple(waits) for path, waits in found.items()}

    @cached_property
    def turns(self) -> frozenset[tuple[str, About, Mention | None]]:
        """What is worth a line today, by the file, the step and whom it is about."""
        return frozenset((one.introduction.path, one.about, one.who) for one in self.waits)

    @cached_property
    def to_be_asked(self) -> frozenset[str]:
        """The files of introductions about which it is time to ask one of the two."""
        return frozenset(path for path, about, _ in self.turns if about in ("ask", "ask again"))
