"""The Content-Security-Policy of the private site, and the scripts that it lets run."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kithbook.airlock.offences import digest

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
THEME_SCRIPTS = tuple(
    f"partials/javascripts/{name}.html" for name in ("base", "palette", "content", "announce")
)
_LIVE_RELOAD = b"<script>\nvar livereload = "
_REST = (
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
)


def inline_scripts(html: str) -> tuple[str, ...]:
    """The digests of the inline scripts in a piece of the theme's own HTML."""
    return tuple(digest(script) for script in _INLINE.findall(html))


def live_reload_script(page: bytes) -> tuple[str, ...]:
    """The digest of the script that MkDocs puts last into a page that it serves."""
    _, found, rest = page.rpartition(_LIVE_RELOAD)
    script, end, _ = rest.partition(b"</script>")
    return (digest(found.removeprefix(b"<script>") + script),) if found and end else ()


def policy(scripts: Iterable[str]) -> str:
    """The policy that lets the site's own files and these inline scripts run, and nothing else."""
    allowed = " ".join(("script-src 'self'", *sorted(set(scripts))))
    return "; ".join(("default-src 'none'", allowed, *_REST))
