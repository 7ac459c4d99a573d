"""Who is answered: the own host and the own pages, whoever else asks and however."""

from __future__ import annotations

import pytest

from kithbook.served.access import PROTECTION, Asked, Response, own_hosts, refusal, sentence

PORT = 23_456
HOSTS = own_hosts(PORT)
OWN = {"host": f"127.0.0.1:{PORT}"}
TYPED = {"sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
FOLLOWED = {**TYPED, "sec-fetch-site": "cross-site"}


def asked(method: str = "GET", target: str = "/", **headers: str) -> Asked:
    named = {name.replace("_", "-"): (value,) for name, value in {**OWN, **headers}.items()}
    return Asked(method, target, named)


def answer(method: str = "GET", target: str = "/", headers: dict[str, str] | None = None) -> int:
    found = refusal(asked(method, target, **(headers or {})), HOSTS)
    return found.status if found else 200


@pytest.mark.parametrize(
    "host",
    [
        "",
        "127.0.0.1",
        "localhost",
        f"127.0.0.1:{PORT + 1}",
        f"evil.example:{PORT}",
        f"127.0.0.1.evil.example:{PORT}",
        f"localhost.evil.example:{PORT}",
        f"evil-localhost:{PORT}",
        f"0.0.0.0:{PORT}",
        f"127.0.0.2:{PORT}",
        f"[::1]:{PORT}",
        f"2130706433:{PORT}",
        f"127.1:{PORT}",
        f"localhost.:{PORT}",
        f"user@127.0.0.1:{PORT}",
        f"127.0.0.1:{PORT}, evil.example",
        f"127.0.0.1:{PORT}\t",
        f"127.0.0.1:0{PORT}",
    ],
)
def test_another_host_is_refused(host: str) -> None:
    assert answer(headers={"host": host}) == 403
    assert answer("POST", headers={"host": host}) == 403


def test_two_hosts_are_refused() -> None:
    both = Asked("GET", "/", {"host": (f"127.0.0.1:{PORT}", f"127.0.0.1:{PORT}")})
    assert refusal(both, HOSTS) is not None
    assert refusal(Asked("GET", "/", {}), HOSTS) is not None


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"LOCALHOST:{PORT}"])
def test_the_own_host_is_answered(host: str) -> None:
    assert answer(headers={"host": host}) == 200


def test_the_port_that_nobody_writes_may_be_left_out() -> None:
    assert own_hosts(80) >= {"127.0.0.1", "localhost", "127.0.0.1:80"}


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", ""]
)
def test_nothing_is_taken(method: str) -> None:
    found = refusal(asked(method), HOSTS)
    assert found is not None
    assert found.status == 405
    assert dict(found.headers)["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "Cross-Site", "something-new"])
@pytest.mark.parametrize(
    "kind", ["empty", "image", "script", "style", "font", "audio", "document", "report", ""]
)
def test_what_another_site_asks_for_is_refused(site: str, kind: str) -> None:
    mode = {"sec-fetch-mode": "no-cors" if kind != "document" else "navigate"}
    assert answer(headers={"sec-fetch-site": site, "sec-fetch-dest": kind, **mode}) == 403


@pytest.mark.parametrize("site", ["none", "same-origin", ""])
@pytest.mark.parametrize("kind", ["document", "empty", "image", "script", "style", "font", ""])
def test_own_pages_and_typed_addresses_are_answered(site: str, kind: str) -> None:
    named = {"sec-fetch-site": site, "sec-fetch-dest": kind}
    assert answer(headers={name: value for name, value in named.items() if value}) == 200


@pytest.mark.parametrize(
    "kind", ["iframe", "frame", "object", "embed", "fencedframe", "worker", "serviceworker"]
)
def test_nothing_is_embedded_not_even_by_own_pages(kind: str) -> None:
    assert answer(headers={"sec-fetch-site": "same-origin", "sec-fetch-dest": kind}) == 403


@pytest.mark.parametrize("name", ["origin", "referer"])
def test_an_older_browser_names_the_other_page(name: str) -> None:
    own = {"origin": f"http://127.0.0.1:{PORT}", "referer": f"http://localhost:{PORT}/people/"}
    assert answer(headers={name: own[name]}) == 200
    others = ("null", "http://evil.example", "http://127.0.0.1:1", f"https://127.0.0.1:{PORT}")
    for other in (*others, "http://[", f"http://127.0.0.1:{PORT}@evil.example/"):
        assert (other, answer(headers={name: other})) == (other, 403)


def test_whoever_follows_a_link_from_elsewhere_decides() -> None:
    found = refusal(asked(target="/people/?q=secret", **named(FOLLOWED)), HOSTS)
    assert found is not None
    assert found.status == 403
    assert b'href="/people/"' in found.body
    assert b"secret" not in found.body


@pytest.mark.parametrize(
    "target", ['/"><script>alert(1)</script>', "//evil.example/", "///evil.example", "/\\evil"]
)
def test_the_way_in_leads_nowhere_else(target: str) -> None:
    found = refusal(asked(target=target, **named(FOLLOWED)), HOSTS)
    assert found is not None
    assert b"<script" not in found.body
    assert b'href="//' not in found.body
    assert "default-src 'none'" in dict(found.headers)["Content-Security-Policy"]


def named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("-", "_"): value for name, value in headers.items()}


def test_every_answer_is_protected() -> None:
    for one in (sentence(404, "No."), Response(200, "text/html", b"", ())):
        sent = dict(one.headers)
        assert sent.items() >= dict(PROTECTION).items()
        assert sent["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in sent["Content-Security-Policy"]
    page = Response(200, "text/html", b"", (("Content-Security-Policy", "script-src 'self'"),))
    policies = [value for name, value in page.headers if name == "Content-Security-Policy"]
    assert policies == ["script-src 'self'; frame-ancestors 'none'"]
