"""Ids of requests and introductions on the command line, completed from the files of the book."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kithbook.cli.whereabouts import Whereabouts
from kithbook.text.unseen import visible


class StemName(click.types.StringParamType):
    """The id of a file in one folder of the book, or enough of it; completes to those there."""

    folder = ""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Ids that begin so; says nothing where there is no book."""
        try:
            asked = ctx.find_root().params.get("book")
            place = Whereabouts(Path(asked) if asked else None).root() / self.folder
            stems = sorted(path.stem for path in place.glob("*.md"))
            return [CompletionItem(visible(stem)) for stem in stems if stem.startswith(incomplete)]
        except Exception:  # noqa: BLE001 - a shell must not be disturbed while somebody types
            return []


class IntroductionName(StemName):
    """The id of an introduction."""

    name = "introduction"
    folder = "introductions"


class RequestName(StemName):
    """The id of a request."""

    name = "request"
    folder = "requests"
