"""`kith introduction`: how introductions stand, and each step of them, written down."""

from __future__ import annotations

import click

from kithbook.cli.introduction_aside import aside
from kithbook.cli.introduction_list import list_, show
from kithbook.cli.introduction_steps import answer, asked, made, met, nudged, outcome, thank
from kithbook.cli.request import InOrder


@click.group(cls=InOrder)
def introduction() -> None:
    """Record introductions step by step, and see how they stand."""


for _command in (list_, show, asked, answer, nudged, made, met, outcome, thank, aside):
    introduction.add_command(_command)
