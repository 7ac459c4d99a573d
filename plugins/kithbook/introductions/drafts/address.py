"""E-mail addresses and `mailto:` links: only what is safe in a header and after a colon."""

from __future__ import annotations

from urllib.parse import quote

from kithbook.airlock.forms import MAX_MAIL_BYTES
from kithbook.text.addresses import read_address


def is_address(text: str) -> bool:
    """Whether a text is one address as a header wants it, and nothing else."""
    found = read_address(text)
    return found is not None and text.isascii() and found.spec == text


def mailto(to: tuple[str, ...], cc: tuple[str, ...], subject: str, text: str) -> str:
    """A `mailto:` link (RFC 6068); empty where there is no address or it is too long to open."""
    if not to:
        return ""
    fields = [("cc", ",".join(cc))] if cc else []
    fields += [("subject", subject), ("body", text.replace("\n", "\r\n"))]
    query = "&".join(
        f"{name}={quote(value, safe='@,' if name == 'cc' else '')}" for name, value in fields
    )
    made = f"mailto:{','.join(quote(one, safe='@') for one in to)}?{query}"
    return made if len(made) <= MAX_MAIL_BYTES else ""
