"""How a book lies: its repository, its machine and what builds its sites, each with the next step.

Nothing is written but what every command clears away at its start, and nothing of the net is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kithbook.actions.checkup_machine import Machine, disk, sync_folder
from kithbook.actions.checkup_programs import installed, sites, versions
from kithbook.actions.checkup_repository import guards, ignored, remotes, repository
from kithbook.actions.leftovers import clear_leftovers, half_written
from kithbook.book.network import Network
from kithbook.disclosure.checking import check_airlock
from kithbook.text.examined import Examined, Standing


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a book is looked at with: its machine, and the programs that are installed."""

    machine: Machine = field(default_factory=Machine)
    programs: Mapping[str, str] = field(default_factory=installed)


def checkup(
    root: Path, network: Network, today: date, around: Surroundings
) -> tuple[Examined, ...]:
    """All that can be known of where a book lies and of what builds it."""
    return (
        repository(root),
        *remotes(root, network.settings),
        *guards(root),
        *ignored(root),
        *_airlock(root, network, today),
        *_leftovers(root),
        disk(root, around.machine),
        sync_folder(root),
        *versions(around.programs),
        *sites(root, around.programs, today),
    )


def _airlock(root: Path, network: Network, today: date) -> Iterator[Examined]:
    """Whether the airlock holds what may be public, and no more."""
    found = tuple(check_airlock(root, network, today))
    for one in found:
        standing: Standing = "error" if one.severity == "error" else "warning"
        yield Examined("airlock", standing, f"{one.location.path}: {one.message}.", f"{one.hint}.")
    if not found:
        yield Examined("airlock", "ok", "It holds what people agreed to, and no more.")


def _leftovers(root: Path) -> Iterator[Examined]:
    """What runs that were killed left behind: cleared away here, as by every command."""
    cleared = tuple(clear_leftovers(root))
    yield from (Examined("leftovers", "ok", line) for line in cleared)
    stuck = tuple(half_written(root))
    for path in stuck:
        yield Examined(
            "leftovers",
            "warning",
            f"{path} is half written: a run that goes on has it, or it cannot be deleted.",
            "Wait for the run to end, then delete that file.",
        )
    if not (cleared or stuck):
        yield Examined("leftovers", "ok", "Nothing was left behind.")
