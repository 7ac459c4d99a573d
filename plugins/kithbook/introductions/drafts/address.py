"""E-mail addresses and `mailto:` links: only what is safe in a header and after a colon."""

from __future__ import annotations

import re
from urllib.parse import quote

from kithbook.public.forms import MAX_MAIL_BYTES

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")
_LONGEST = 254
_LONGEST_LOCAL = 64


def is_address(text: str) -> bool:
    """Whether a text is one plain address (RFC 5321, without quoted local parts)."""
    whole = _ADDRESS.fullmatch(text) is not None and len(text) <= _LONGEST
    return whole and len(text.partition("@")[0]) <= _LONGEST_LOCAL


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
