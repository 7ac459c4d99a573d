"""What the public site is made of on one day, and where its pages and files stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from kithbook.airlock.catalogue import Catalogue
from kithbook.airlock.disclosed import DisclosedItem
from kithbook.public import advice, identity
from kithbook.public.intake import Intake
from kithbook.public.options import PageOptions
from kithbook.public.page_assets import FOLDER, FONT, PageAssets


@dataclass(frozen=True)
class Setting:
    """Options, words, look and what was disclosed.

    `address` is where the site will stand, ending in a slash, or empty; with `policy_tag` each
    page carries its policy.
    """

    options: PageOptions
    catalogues: Mapping[str, Catalogue]
    assets: PageAssets
    disclosed: tuple[DisclosedItem, ...]
    address: str = ""
    policy_tag: bool = True

    def folder(self, language: str) -> str:
        """Where a language begins below the site's root: empty for the first, else `de/`."""
        return "" if language == self.options.language else f"{language}/"

    def language_of(self, uri: str) -> str:
        """The language of the page at an address below the root."""
        first = uri.partition("/")[0]
        return first if first in self.options.languages[1:] else self.options.language

    @property
    def card(self) -> str:
        """Where the address card stands."""
        return identity.card_name(self.options.owner)

    @property
    def has_introductions(self) -> bool:
        """Whether strangers may ask for an introduction."""
        return self.options.introductions and self.options.status != "closed"

    @property
    def has_form(self) -> bool:
        """Whether there is a form to write in."""
        return self.options.status != "closed" and self.options.intake.mode != "none"

    @cached_property
    def coaches(self) -> Mapping[str, tuple[str, bytes]]:
        """Place and content of the coach's script for each language that it speaks."""
        if not self.has_form:
            return {}
        made = advice.scripts(self.options.languages)
        return {language: (f"{FOLDER}/{name}", script) for language, name, script in made}

    @cached_property
    def policy(self) -> str:
        """The policy of every page."""
        parts = urlsplit(self.address)
        origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
        return content_policy(self.options.intake, origin)

    @cached_property
    def previews(self) -> Mapping[str, tuple[str, bytes]]:
        """Place and content of the picture for each language whose words our font can write.

        A picture is found by its full address only, so without one there is none.
        """
        if not self.address:
            return {}
        from kithbook.public.preview import preview  # noqa: PLC0415 - Pillow only where drawn

        owner = self.options.owner
        made = {}
        for language in self.options.languages:
            words = owner.sentence.within(language), owner.place.within(language)
            png = preview(FONT, self.assets.accent.light, owner.name, *words)
            if png:
                made[language] = (f"{FOLDER}/preview.{language}.png", png)
        return made


def content_policy(intake: Intake, thanks: str) -> str:
    """The Content-Security-Policy: our own files, and the one place that the form is sent to.

    `thanks` is the origin to which a form service sends people back, for browsers hold the
    redirect after a form to the same rule.
    """
    places = ("'self'", intake.origin, thanks) if intake.mode == "post" else ("'none'",)
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "base-uri 'none'",
            f"form-action {' '.join(dict.fromkeys(filter(None, places)))}",
        )
    )
