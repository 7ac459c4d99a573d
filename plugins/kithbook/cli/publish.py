"""`kith publish`: builds the public site, looks through it, shows what changes, hands it over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from kithbook.actions.building import BuiltAside
from kithbook.actions.publishing import Publication, PublishWish, some
from kithbook.actions.publishing import publish as publish_site
from kithbook.actions.site_comparison import in_words
from kithbook.actions.site_scan import ScannedSite
from kithbook.cli.check_public import remark, tell_of
from kithbook.cli.chosen_book import ChosenBook, answering_options
from kithbook.cli.screen import note, say, say_json
from kithbook.cli.site_builder import MkDocsBuilder
from kithbook.text.words import counted


@click.command()
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Put it into this folder, which holds nothing else.",
)
@click.option("--git", "remote", metavar="REMOTE", help="Push it to this git remote or address.")
@click.option("--branch", metavar="NAME", help="The remote's branch for it; otherwise gh-pages.")
@click.option(
    "--without-past",
    is_flag=True,
    help="Replace the branch by this one commit, so that no older one shows what is gone.",
)
@click.option("--apply", "write", is_flag=True, help="Publish it; otherwise only show it.")
@answering_options
def publish(
    book: ChosenBook,
    *,
    to: Path | None,
    remote: str | None,
    branch: str | None,
    without_past: bool,
    write: bool,
    as_json: bool,
    today: str | None,
) -> int:
    """Show what the public site would say, compared with last time, and publish it.

    It is built strictly and searched for anything private first; there is no way round that.
    Without --to and --git it goes where `publish` in kithbook.yml says. What a page shows of people
    is remembered in content/published.yml, so that it is told when somebody takes back a consent.
    """
    root, network, day = book.read(today)
    wish = PublishWish(Path.cwd(), to, remote, branch, without_past, write)
    hearer = _JsonHearer() if as_json else _Hearer()
    return int(not publish_site(root, network, day, wish, MkDocsBuilder(), hearer))


class _Hearer:
    """Writes each step as it is done."""

    def tell(self, remark: str) -> None:
        note(remark)

    def built(self, site: BuiltAside) -> None:
        say(site.summary)

    def looked_through(self, found: ScannedSite) -> None:
        tell_of(found)

    def compared(self, done: Publication) -> None:
        if done.found:
            say(f"\nCompared with {done.outlet.shown} as it {'was' if done.write else 'is'}:")
            say("\n".join(in_words(done.found)))
        for line in _last_words(done):
            note(line)


class _JsonHearer(_Hearer):
    """Keeps stdout for the answer."""

    def built(self, site: BuiltAside) -> None:
        note(site.summary)

    def looked_through(self, found: ScannedSite) -> None:
        if found.clean:
            remark(found)
        else:
            tell_of(found, as_json=True)

    def compared(self, done: Publication) -> None:
        say_json(_as_json(done))


def _last_words(done: Publication) -> Iterator[str]:
    shown = done.outlet.shown
    signed = f", in a commit by {done.author}" if done.author else ""
    gone = done.handed_over and done.dropped
    if done.past and not gone:
        yield (
            f"Older commits of {shown} keep {counted(len(done.past), 'text')} about people "
            f"that the page does not show: {some(tuple(map(_quoted, done.past)))}."
        )
        if not done.dropped:
            yield "To replace the branch by one commit without that past, add --without-past."
    if done.dropped:
        yield (
            f"Its {counted(done.dropped, 'commit')} {'gave' if gone else 'would give'} way to one. "
            "A host may keep the old ones for a while, for whoever knows their address."
        )
    if not done.found and not done.dropped:
        yield f"{shown} holds this site already; there is nothing to publish."
    elif done.write:
        yield f"Published: {shown}{signed}."
    else:
        yield f"Nothing is published yet. To put it into {shown}{signed}, add --apply."


def _quoted(text: str) -> str:
    return f'"{text}"'


def _as_json(done: Publication) -> dict[str, Any]:
    outlet = done.outlet
    return {
        "to": outlet.shown if outlet.folder else None,
        "git": outlet.remote or None,
        "branch": outlet.branch or None,
        "author": done.author or None,
        "published": done.handed_over,
        "commit": done.commit or None,
        **asdict(done.found),
        "past": list(done.past),
        "dropped": done.dropped,
    }
