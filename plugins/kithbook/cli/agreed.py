"""What the commands about the public page ask of people's consents, and what they say of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kithbook.cli.screen import note

if TYPE_CHECKING:
    from kithbook.book.network import Network
    from kithbook.text.problems import Problem

_FIRST = "kith disclose shows what people agreed to, and writes it with --apply"


def require_agreed(root: Path, network: Network, day: date, *, strict: bool) -> None:
    """Ends the command unless the airlock is what people have agreed to.

    `strict` wants all of it in there; otherwise less than what people agreed to will do.
    """
    from kithbook.disclosure.checking import refusals

    found = refusals(root, network, day, strict=strict)
    for problem in found:
        note(str(problem))
    if any(problem.code == "consent-unclear" for problem in found):
        raise click.ClickException(
            f"Nothing was built. Settle each consent first, at the place named above; {_FIRST}."
        )
    if found:
        raise click.ClickException(
            "Nothing was built. Look at what people agreed to with kith disclose, write it with "
            "kith disclose --apply, then try again."
        )


def consents_to_look_at(root: Path, network: Network, day: date) -> tuple[Problem, ...]:
    """What keeps a text back, or shows one that nobody agrees to now, sorted by place."""
    from kithbook.disclosure.checking import check_disclosure

    unclear = (one for one in network.problems if one.code == "consent-unclear")
    found = (one for one in check_disclosure(root, network, day) if one.code != "stale-airlock")
    return tuple(sorted((*unclear, *found), key=lambda problem: problem.sort_key))
