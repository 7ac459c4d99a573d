"""E-mail addresses are one, however they are written, and none is made of what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.text.addresses import Address, address_fault, address_key, read_address

SAME = {
    "ada@example.org": (
        "Ada@Example.ORG", " ada@example.org ", "<ada@example.org>", "Ada Byrne <ada@example.org>",
        '"Byrne, Ada" <ada@example.org>', "Byrne, Ada <ada@example.org>", "Zoë <ada@example.org>",
        "mailto:ada@example.org", "ada@example.org (at work)", '"ada"@example.org',
        "Ada < ada@example.org >",
    ),
    "ada@xn--bcher-kva.example": (
        "ada@bücher.example", "ADA@BÜCHER.example", "Ada <ada@bücher.example>",
        "ada@bu\u0308cher.example", "ada@XN--BCHER-KVA.example",
    ),
    "zoë@example.org": ("Zoë <zoë@example.org>", "ZOË@example.org", "zoe\u0308@example.org"),
    '"ada byrne"@example.org': ('Ada <"ada byrne"@example.org>', '"ADA byrne"@example.org'),
    "ada@[192.0.2.1]": ("Ada <ada@[192.0.2.1]>",),
    "я@почта.example": ("Я <я@xn--80a1acny.example>",),
}  # fmt: skip
NONE = (
    "", "Ada", "@", "ada@", "@example.org", "ada@example.org, bo@example.org", "ada @example.org",
    "ada@exam\u202eple.org", "ada@example.org\nBcc: bo@example.org", "a..b@example.org",
    "a" * 65 + "@example.org", "a@" + "b." * 130 + "org", '"a\r\nBcc: x"@example.org',
    "Ada <ada@example.org> <bo@example.org>", '"a\0b"@example.org', "ada@-example.org",
    "<script>@example.org", "Ada <>",
)  # fmt: skip


@pytest.mark.parametrize("address", SAME)
def test_an_address_is_the_same_however_it_is_written(address: str) -> None:
    for written in SAME[address]:
        assert address_key(written) == address_key(address), written
        assert read_address(written) is not None


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_single_address_is_none(text: str) -> None:
    assert read_address(text) is None


def test_different_addresses_stay_different() -> None:
    keys = {address_key(one) for one in (*SAME, *NONE, "ada.b@example.org", "ada@example.com")}
    assert len(keys) == len(SAME) + len({one.strip().casefold() for one in NONE}) + 2


def test_a_header_gets_quotes_and_an_ascii_domain() -> None:
    assert read_address("Zoë <zoë@bücher.example>") == Address("zoë", "xn--bcher-kva.example")
    quoted = read_address('"a \\"b\\" c"@example.org')
    assert quoted == Address('a "b" c', "example.org")
    assert quoted.spec == '"a \\"b\\" c"@example.org'


@given(st.text(max_size=80))
def test_no_text_breaks_it_or_gives_a_second_line(text: str) -> None:
    found = read_address(text) or read_address(f"{text}@example.org")
    assert found is None or (found.spec.isprintable() and read_address(found.spec) == found)


@pytest.mark.parametrize("address", SAME)
def test_what_is_an_address_has_no_fault(address: str) -> None:
    assert [address_fault(written) for written in (address, *SAME[address])] == [""] * (
        1 + len(SAME[address])
    )


@pytest.mark.parametrize("text", [*NONE, "ada@example", "ada@example.org1"])
def test_what_is_no_address_is_told_why(text: str) -> None:
    assert address_fault(text)
