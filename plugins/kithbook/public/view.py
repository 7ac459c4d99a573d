"""How a template is filled, and what it asks about the page.

Everything is escaped except HTML that was handed over as such.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from kithbook.airlock import forms
from kithbook.airlock.catalogue import Catalogue
from kithbook.airlock.disclosed import DisclosedItem
from kithbook.public import identity
from kithbook.public.options import PageOptions
from kithbook.public.setting import Setting
from kithbook.text.bidi import isolated

_TURNED = re.compile(r'<html\b[^<>]* dir="rtl"')


@dataclass(frozen=True)
class View:
    """One page in one language; `root` leads from it to the site's root."""

    site: Setting
    language: str
    uri: str
    root: str

    @property
    def options(self) -> PageOptions:
        """The options of the page."""
        return self.site.options

    @property
    def catalogue(self) -> Catalogue:
        """The page's own words."""
        return self.site.catalogues[self.language]

    @property
    def home(self) -> str:
        """From here to the letter."""
        return self.at(self.site.folder(self.language))

    @property
    def first_direction(self) -> str:
        """Where lines begin in the first language, in which disclosed texts are written."""
        return self.site.catalogues[self.options.language].direction

    def at(self, uri: str) -> str:
        """From here to a place in the site."""
        return f"{self.root}{uri}" or "./"

    def near(self, name: str) -> str:
        """From here to a page in the same language."""
        return self.at(f"{self.site.folder(self.language)}{name}/")

    @property
    def canonical(self) -> str:
        """The full address of this page; empty when the site has none."""
        return f"{self.site.address}{self.uri}" if self.site.address else ""

    @property
    def letter_address(self) -> str:
        """The full address of the letter in this language."""
        folder = self.site.folder(self.language)
        return f"{self.site.address}{folder}" if self.site.address else ""

    def languages(self) -> Iterator[tuple[str, str, str]]:
        """The letter in the other languages: code, name, way there."""
        for code in self.options.languages:
            if code != self.language:
                yield code, self.site.catalogues[code].name, self.at(self.site.folder(code))

    def alternates(self) -> Iterator[tuple[str, str]]:
        """The letter in every language, with full addresses."""
        if self.site.address:
            for code in self.options.languages:
                yield code, f"{self.site.address}{self.site.folder(code)}"

    @property
    def coach(self) -> str:
        """From here to the coach's script; empty where it does not speak the language."""
        name, _ = self.site.coaches.get(self.language, ("", b""))
        return self.at(name) if name else ""

    @property
    def preview(self) -> str:
        """The full address of the picture for this language."""
        name, _ = self.site.previews.get(self.language, ("", b""))
        return f"{self.site.address}{name}" if name else ""

    @property
    def person(self) -> Markup:
        """The owner as JSON-LD."""
        portrait = self.options.owner.portrait
        image = f"{self.site.address}{portrait}" if portrait and self.site.address else ""
        made = identity.person(self.options.owner, self.language, self.site.address, image)
        return trusted(made)

    @property
    def email(self) -> Markup:
        """The owner's e-mail address as a link."""
        address = escape(self.options.owner.email)
        return Markup('<a href="mailto:{0}">{0}</a>').format(address)

    def linked(self, key: str, **values: str) -> Markup:
        """A text of the catalogue with the e-mail address as a link in it."""
        return Markup(escape(self.catalogue.say(key))).format(email=self.email, **values)  # noqa: S704 - escaped just here

    def introductions(self) -> tuple[DisclosedItem, ...]:
        """Whom I can introduce, without those that only recommend."""
        return tuple(item for item in self.site.disclosed if item.kind == "introduction")

    def recommendations(self) -> tuple[DisclosedItem, ...]:
        """Whom I may speak of by name."""
        return tuple(item for item in self.site.disclosed if item.kind == "recommendation")

    def numbers(self) -> tuple[DisclosedItem, ...]:
        """Counts that the owner shows."""
        return tuple(item for item in self.site.disclosed if item.kind == "number")

    def questions(self, kind: forms.Kind) -> tuple[forms.FormQuestion, ...]:
        """The questions of a form."""
        return forms.questions(kind, small=bool(self.small))

    @property
    def small(self) -> str:
        """The owner's own small question; empty where there is none."""
        return self.options.question.ask.within(self.language)

    def label(self, question: forms.FormQuestion) -> str:
        """How a question is asked."""
        own = self.small if question == forms.SMALL else ""
        return own or self.catalogue.say(f"question.{question.name}.label")

    def subject(self, kind: forms.Kind) -> str:
        """The subject of a note."""
        return forms.subject(kind, self.catalogue, self.options.owner.name)

    def blank_mail(self, kind: forms.Kind) -> str:
        """The address of a mail with the questions of a form."""
        owner = self.options.owner
        names = owner.name, owner.email
        return forms.blank_mail_address(kind, self.catalogue, *names, self.small)

    @property
    def via(self) -> str:
        """What each `?via=` stands for, for the script."""
        known = {code: words.within(self.language) for code, words in self.options.via}
        return json.dumps(known, ensure_ascii=False)

    def filled(self, text: str, kind: forms.Kind) -> str:
        """A setting of the form service with its braces filled in."""
        return text.replace("{kind}", kind).replace("{thanks}", self.thanks)

    @property
    def thanks(self) -> str:
        """Where a form service sends people back to."""
        folder = self.site.folder(self.language)
        if self.site.address:
            return f"{self.site.address}{folder}thanks/"
        return self.near("thanks")

    def hidden(self, kind: forms.Kind) -> Iterator[tuple[str, str]]:
        """What a posted form says beside the answers."""
        intake = self.options.intake
        yield "kith_version", str(forms.VERSION)
        yield "kith_kind", kind
        yield "kith_language", self.language
        yield from ((name, self.filled(value, kind)) for name, value in intake.fixed)
        if intake.subject:
            yield intake.subject, self.subject(kind)
        if intake.redirect and self.site.address:
            yield intake.redirect, self.thanks


def fill(template: str, **values: object) -> str:
    """The HTML of a template; raises UndefinedError for a name that was not given."""
    page = _environment().get_template(template).render(values)
    return isolated(page, rtl=_TURNED.search(page) is not None)


def trusted(html: str) -> Markup:
    """HTML that MkDocs made of the owner's own Markdown, or a template of ours."""
    return Markup(html)  # noqa: S704 - see above; the gate looks at the whole page once more


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kithbook.public"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
