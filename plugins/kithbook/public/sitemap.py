"""The map of the site for search engines: public pages, and no dates that change."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

_UNLISTED = ("thanks/",)


def sitemap(address: str, uris: Iterable[str]) -> bytes:
    """A sitemap of pages below an address, in the order of their addresses."""
    listed = sorted({uri for uri in uris if not uri.endswith(_UNLISTED)})
    lines = "".join(f"<url><loc>{escape(address + uri)}</loc></url>\n" for uri in listed)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{lines}</urlset>\n"
    ).encode()
