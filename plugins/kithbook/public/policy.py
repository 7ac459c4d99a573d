"""What the page may load and where it may send, said to browsers in a tag and in headers."""

from __future__ import annotations

from kithbook.public.intake import Intake


def policy(intake: Intake, thanks: str) -> str:
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
