"""Ways to reach a person: the preferred first, a link only where it is sure and safe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.book.reach import Reach, WrittenReach
from kithbook.insight.channels import (
    account_url,
    channels,
    email_url,
    linkedin_url,
    mastodon_url,
    phone_url,
    preferred,
    signal_url,
    web_url,
)
from kithbook.text.problems import Location

LINKS = (phone_url, email_url, web_url, linkedin_url, mastodon_url, signal_url)


@pytest.mark.parametrize(
    "phone, url",
    [
        ("+1 713 555 0142", "tel:+17135550142"),
        ("+49 (30) 555-0142", "tel:+49305550142"),
        ("713.555.0142", "tel:7135550142"),
        ("+1 713 555 0142 ext. 12", "tel:+17135550142;ext=12"),
        ("+1 713 555 0142 x12", "tel:+17135550142;ext=12"),
        ("555", ""),
        ("ask Bo", ""),
        ("+1 713 555 0142 0142 0142", ""),
        ("+1\n7135550142;phone-context=x", ""),
        ("", ""),
    ],
)
def test_phones(phone: str, url: str) -> None:
    assert phone_url(phone) == url


@pytest.mark.parametrize(
    "email, url",
    [
        ("ada@example.org", "mailto:ada@example.org"),
        ("ada+kith@example.org", "mailto:ada+kith@example.org"),
        ("a&b?c@example.org", "mailto:a%26b%3Fc@example.org"),
        ("ada@example.org?bcc=x@example.org", ""),
        ("ada@example.org, bo@example.org", ""),
        ("ada", ""),
        ("a\nb@example.org", ""),
    ],
)
def test_emails(email: str, url: str) -> None:
    assert email_url(email) == url


@pytest.mark.parametrize(
    "address, url",
    [
        ("https://example.org/ada?x=1", "https://example.org/ada?x=1"),
        ("example.org/ada", "https://example.org/ada"),
        ("http://example.org", ""),
        ("javascript:alert(1)", ""),
        ("//example.org", ""),
        ("https://user@example.org", ""),
        ("https://[broken", ""),
        ('https://example.org/"><script>', ""),
        ("data:text/html,x", ""),
        ("ada", ""),
    ],
)
def test_websites(address: str, url: str) -> None:
    assert web_url(address) == url


def test_profiles() -> None:
    assert linkedin_url("ada-byrne") == "https://www.linkedin.com/in/ada-byrne"
    profile = "https://www.linkedin.com/in/ada"
    assert linkedin_url(profile) == profile
    assert linkedin_url("http://linkedin.com/in/ada") == "https://linkedin.com/in/ada"
    assert linkedin_url("https://linkedin.com.example.org/in/ada") == ""
    assert linkedin_url("linkedin.com/in/ada") == "https://linkedin.com/in/ada"
    assert mastodon_url("@ada@social.example.org") == "https://social.example.org/@ada"
    assert mastodon_url("ada") == ""
    assert signal_url("+1 713 555 0142") == "https://signal.me/#p/+17135550142"
    assert signal_url("ada.01") == ""


def test_the_preferred_way_stands_first() -> None:
    reach = Reach(
        emails=("ada@example.org", "a@example.org"),
        phones=("+1 713 555 0142",),
        linkedin="ada",
        web="example.org",
        mastodon="@ada@social.example.org",
        signal="ada.01",
        address="1 Main Street",
        prefer="e-mail",
    )
    kinds = [channel.kind for channel in channels(reach)]
    assert kinds == [
        "email", "email", "phone", "signal", "linkedin", "mastodon", "web", "address",
    ]  # fmt: skip
    first = preferred(reach)
    assert first
    assert (first.label, first.url) == ("ada@example.org", "mailto:ada@example.org")


def test_without_a_preference_the_phone_stands_first_and_nobody_is_none() -> None:
    reach = Reach(emails=("ada@example.org",), phones=("555 0142",), prefer="pigeon")
    first = preferred(reach)
    assert first
    assert first.kind == "phone"
    assert preferred(Reach()) is None


@given(st.text(max_size=40))
def test_no_text_becomes_an_unsafe_link(text: str) -> None:
    for link in LINKS:
        url = link(text)
        assert url == "" or url.startswith(("tel:", "mailto:", "https://"))
        assert not set(url) & set("\"'<> \n\t\\")


@pytest.mark.parametrize(
    "kind, name, url",
    [
        ("whatsapp", "+1 713 555 0142", "https://wa.me/17135550142"),
        ("whatsapp", "713 555 0142", ""),
        ("telegram", "@ada_byrne", "https://t.me/ada_byrne"),
        ("telegram", "https://t.me/ada_byrne", "https://t.me/ada_byrne"),
        ("telegram", "https://t.me.example.org/ada", ""),
        ("matrix", "@ada:example.org", "https://matrix.to/#/@ada:example.org"),
        ("bluesky", "@ada.example.org", "https://bsky.app/profile/ada.example.org"),
        ("github", "ada-byrne", "https://github.com/ada-byrne"),
        ("github", "ada/../../x", ""),
        ("github", "javascript:alert(1)", ""),
        ("instagram", "ada.byrne", "https://www.instagram.com/ada.byrne"),
        ("threema", "ABCD1234", ""),
    ],
)
def test_accounts(kind: str, name: str, url: str) -> None:
    assert account_url(kind, name) == url


def test_any_other_way_is_shown_as_text() -> None:
    at = Location("people/ada.md")
    reach = Reach(others=(WrittenReach("threema", "ABCD1234", at),), phones=("555 0142",))
    assert [(one.kind, one.label, one.url) for one in channels(reach)] == [
        ("phone", "555 0142", "tel:5550142"),
        ("threema", "ABCD1234", ""),
    ]
