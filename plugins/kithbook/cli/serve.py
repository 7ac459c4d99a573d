"""`kith serve`: the private site on this machine alone, rebuilt while files change."""

from __future__ import annotations

import socket

import click

from kithbook.cli.building import config_of, progress, quiet_theme, why
from kithbook.cli.screen import mistake, note
from kithbook.cli.whereabouts import Whereabouts

HOST = "127.0.0.1"
FIRST_PORT = 8000
_TRIED = 100


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help=f"The port to use; otherwise the first free one from {FIRST_PORT} on.",
)
@click.option("--open", "show", is_flag=True, help="Show the site in the browser.")
@click.pass_obj
def serve(place: Whereabouts, port: int | None, show: bool) -> None:
    """Serve the private site on this machine.

    It listens on 127.0.0.1 alone and is built again when a file changes.
    """
    root = place.root()
    config_file = config_of(root, "private")
    chosen = free_port(port)
    quiet_theme()
    note("Building the private site …")
    from mkdocs.commands.serve import serve as serve_with_mkdocs
    from mkdocs.exceptions import MkDocsException

    with progress(f"http://{HOST}:{chosen}/"):
        try:
            serve_with_mkdocs(
                str(config_file),
                livereload=True,
                dev_addr=f"{HOST}:{chosen}",
                open_in_browser=show,
            )
        except (MkDocsException, click.ClickException) as fault:
            raise click.ClickException(why(fault, "private", "served")) from None


def free_port(asked: int | None) -> int:
    """The port asked for, or the next free one; ends the command where there is none."""
    if asked is not None:
        if not _is_free(asked):
            mistake(f"Port {asked} is taken. Leave --port out, and the next free one is used.")
        return asked
    for port in range(FIRST_PORT, FIRST_PORT + _TRIED):
        if _is_free(port):
            return port
    mistake(
        f"No port from {FIRST_PORT} to {FIRST_PORT + _TRIED - 1} is free. Name one with --port."
    )


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True
