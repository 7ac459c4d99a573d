"""`kith agent`: lets an assistant read the book over stdio, without what is not for it."""

from __future__ import annotations

import click

from kithbook.cli.chosen_book import ChosenBook, the_day, today_option
from kithbook.cli.screen import mistake

_EXTRA = (
    "kith agent speaks the Model Context Protocol, for which a part is not installed. "
    "Install it with: {}"
)


@click.command()
@click.option("--reach", is_flag=True, help="Give addresses and telephone numbers too.")
@today_option
@click.pass_obj
def agent(book: ChosenBook, reach: bool, today: str | None) -> None:
    """Let an assistant read the book: a server of the Model Context Protocol over stdio.

    It answers find, about, brief, today, suggest, way_to, introductions and requests. Addresses
    and numbers are left out wherever they stand, unless --reach lets them through; whoever has
    assistants: no in their file is not there at all. What it would write it proposes: kith inbox
    shows that, and --apply writes it.

    A program that reads from here sends what it reads to its maker.
    """
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        from kithbook.text.installing import install_line

        mistake(_EXTRA.format(install_line("kithbook[agent]")))
    from kithbook.agent.agent_server import serve_over_stdio
    from kithbook.agent.opened_book import BookReader

    root = book.root()
    serve_over_stdio(BookReader(root, lambda settings: the_day(settings, today), reach=reach))
