"""The introductions on file on one day: where each stands, and what it waits for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from kithbook.book.model import Mention
from kithbook.book.network import Network
from kithbook.insight.letter_ends import owner_mailbox, owner_name
from kithbook.introductions.state import About, Progress, Wait, all_progress, for_today, in_order


@dataclass(frozen=True)
class IntroductionsView:
    """All that pages ask of introductions, worked out once."""

    network: Network
    today: date
    root: Path

    @cached_property
    def owner(self) -> str:
        """The owner's name, for the end of a message; empty where it is not written down."""
        return owner_name(self.root)

    @cached_property
    def mailbox(self) -> str:
        """The owner's address, to which answers by a tap go; empty where none is written down."""
        return owner_mailbox(self.root)

    @cached_property
    def acts(self) -> tuple[Progress, ...]:
        """Where every introduction stands, in the order of the files."""
        return all_progress(self.network, self.today)

    @cached_property
    def progress(self) -> Mapping[str, Progress]:
        """Where each introduction stands, by its file."""
        return {one.introduction.path: one for one in self.acts}

    @cached_property
    def waits(self) -> tuple[Wait, ...]:
        """What introductions wait for and is worth a line today, the owner's own steps first."""
        return for_today(self.acts, self.today)

    @cached_property
    def waits_of(self) -> Mapping[str, tuple[Wait, ...]]:
        """What each introduction waits for, by its file."""
        found: dict[str, list[Wait]] = defaultdict(list)
        for wait in in_order(each for one in self.acts for each in one.waits):
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
