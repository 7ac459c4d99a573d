"""The public site: its pages and files, in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from kithbook.public import identity
from kithbook.public.advice import remarks
from kithbook.public.notes import ExampleNote, set_notes
from kithbook.public.page_assets import FOLDER
from kithbook.public.setting import Setting
from kithbook.public.view import View, fill, trusted

PEOPLE = "<!-- people -->"
"""Where in the owner's letter the people stand; at its end when it is nowhere."""
_UNLISTED = ("thanks/",)


@dataclass(frozen=True, slots=True)
class PublicSite:
    """All pages of one setting."""

    setting: Setting

    def letter(self, language: str, body: str) -> str:
        """The first page of a language around the owner's words."""
        folder = self.setting.folder(language)
        people = self._fill("people.html", language, folder)
        said = self._noted(language, folder, body)
        whole = said.replace(PEOPLE, people, 1) if PEOPLE in said else said + people
        return self._fill("letter.html", language, folder, body=trusted(whole), kind="connect")

    def plain(self, language: str, uri: str, title: str, body: str) -> str:
        """Another page of the owner's."""
        said = self._noted(language, uri, body)
        return self._fill("plain.html", language, uri, title=title, body=trusted(said))

    def pages(self) -> Iterator[tuple[str, str]]:
        """The pages that are made without the owner's Markdown, each with its address."""
        names = ("thanks", "privacy", "introduction")
        for language in self.setting.options.languages:
            for name in names if self.setting.has_introductions else names[:2]:
                uri = f"{self.setting.folder(language)}{name}/"
                yield uri, self._fill(f"{name}.html", language, uri, kind="introduction")

    def files(self) -> Iterator[tuple[str, bytes]]:
        """All files beside the owner's, by their place in the site."""
        setting, owner = self.setting, self.setting.options.owner
        for uri, html in self.pages():
            yield f"{uri}index.html", html.encode()
        yield "404.html", self._lost().encode()
        yield from setting.assets.files()
        yield f"{FOLDER}/icon.svg", identity.icon(owner, setting.assets.accent.light)
        yield "_headers", headers(setting.policy).encode()
        yield setting.card, identity.vcard(owner, setting.options.language, setting.address)
        if setting.address:
            yield "qr.svg", identity.qr_code(f"{setting.address}?via=card")
        yield from setting.previews.values()
        yield from dict(setting.coaches.values()).items()

    def _noted(self, language: str, uri: str, body: str) -> str:
        """The owner's words, in which the coach speaks beside each example of a note."""
        coaching = self.setting.options.coach

        def write(notes: tuple[ExampleNote, ...]) -> str:
            said = [
                (trusted(note.title), trusted(note.quote), remarks(note.text, language, coaching))
                for note in notes
            ]
            return self._fill("notes.html", language, uri, notes=said)

        return set_notes(body, write)

    def _lost(self) -> str:
        # It is shown at any depth, so it counts from the top of the host.
        root = urlsplit(self.setting.address).path or "/"
        view = View(self.setting, self.setting.options.language, "404.html", root)
        return _filled("lost.html", view)

    def _fill(self, template: str, language: str, uri: str, **more: object) -> str:
        view = View(self.setting, language, uri, "../" * uri.count("/"))
        return _filled(template, view, **more)


def _filled(template: str, view: View, **more: object) -> str:
    return fill(template, view=view, t=view.catalogue.say, owner=view.options.owner, **more)


def headers(built: str) -> str:
    """A `_headers` file for hosts that read one; only a header can forbid frames."""
    return (
        "/*\n"
        f"  Content-Security-Policy: {built}; frame-ancestors 'none'\n"
        "  Cross-Origin-Opener-Policy: same-origin\n"
        "  Permissions-Policy: camera=(), geolocation=(), microphone=()\n"
        "  Referrer-Policy: no-referrer\n"
        "  X-Content-Type-Options: nosniff\n"
    )


def sitemap(address: str, uris: Iterable[str]) -> bytes:
    """A sitemap of pages below an address, in the order of their addresses."""
    listed = sorted({uri for uri in uris if not uri.endswith(_UNLISTED)})
    lines = "".join(f"<url><loc>{escape(address + uri)}</loc></url>\n" for uri in listed)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{lines}</urlset>\n"
    ).encode()
