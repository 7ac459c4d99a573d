"""The secret of one start: it comes with the printed address, becomes a cookie, and signs forms.

Nothing of it is written anywhere; with the next start it is another.
"""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie
from secrets import token_bytes, token_urlsafe
from urllib.parse import parse_qs

from kithbook.served.access import HOST, Asked, Response


class StartKey:
    """Who came by the address that was printed at the start, and which forms went out since."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._key, self._pass, self._signing = token_urlsafe(32), token_urlsafe(32), token_bytes(32)

    @property
    def address(self) -> str:
        """The address to open: whoever comes by it may write."""
        return f"http://{HOST}:{self._port}/?key={self._key}"

    @property
    def cookie(self) -> str:
        """The name of the cookie: each port has its own, for browsers send them to all ports."""
        return f"kith-{self._port}"

    def way_in(self, asked: Asked) -> Response | None:
        """The answer to an address with a key: the page without it, and the cookie if it fits."""
        path, _, query = asked.target.partition("?")
        if path != "/" or "key" not in query:
            return None
        try:
            said = parse_qs(query, max_num_fields=5).get("key", [])
        except ValueError:
            said = []
        if len(said) != 1:
            return None
        kept = f"{self.cookie}={self._pass}; Path=/; HttpOnly; SameSite=Strict"
        more = (("Set-Cookie", kept),) if _same(said[0], self._key) else ()
        return Response(303, "text/plain; charset=utf-8", b"", (("Location", "/"), *more))

    def admits(self, asked: Asked) -> bool:
        """Whether a request has the cookie of this start."""
        try:
            found = SimpleCookie(asked.says("cookie")).get(self.cookie)
        except CookieError:
            return False
        return found is not None and _same(found.value, self._pass)

    def sign(self, *said: str) -> str:
        """The token of a form that says this."""
        told = b"".join(len(one).to_bytes(8, "big") + one for one in map(_bytes, said))
        return hmac.digest(self._signing, told, "sha256").hex()

    def signed(self, token: str, *said: str) -> bool:
        """Whether a token is that of a form which says this."""
        return _same(token, self.sign(*said))


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(_bytes(one), _bytes(other))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
