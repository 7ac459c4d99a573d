"""The trial by other programs: what it compares, and the settings that it takes from the pages."""

from __future__ import annotations

import pytest

from scripts.peers.address_server import documented
from scripts.peers.programs import lost_in

ADA = b"BEGIN:VCARD\r\nFN:Ada\r\nUID:u1\r\nTEL:555-0142\r\nX-A:1\r\nX-B:2\r\nEND:VCARD\r\n"


@pytest.mark.parametrize(
    "was, now, lost",
    [
        (b"", b"", 0),
        (b"X-A:1\r\nX-B:2\r\n", b"X-B:2\r\nX-A:1\r\n", 0),
        (b"555-0142", b"555-0143", 1),
        (b"X-B:2\r\n", b"", 1),
        (b"UID:u1\r\n", b"", 1),
        (ADA, ADA + ADA, 1),
    ],
)
def test_a_field_that_is_lost_is_seen(was: bytes, now: bytes, lost: int) -> None:
    assert len(list(lost_in(ADA, ADA.replace(was, now) if was else ADA))) == lost


def test_the_settings_are_those_of_the_page() -> None:
    for sign, held in (("[pair kith]", "~/cards/"), ("[server]", "5232"), ("MKCOL", "<create")):
        assert held in documented(sign)
