"""What reads private and public text reads it in one go, however odd it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.leakscan import contact_values
from kithbook.leakscan.canon import unbroken, words
from kithbook.leakscan.contact_values import emails_in, handles_in, phones_in, ways_in
from kithbook.leakscan.lenient import first_heading, names_in_lines
from kithbook.leakscan.phrases import _keyed_tokens
from kithbook.leakscan.private_files import text_of
from kithbook.leakscan.quoted import quoted_words

pytestmark = pytest.mark.uncounted

SIZE = 100_000
# The definition of an address, tried at every sign of a text: slow, and not to be doubted.
_ADDRESS = re.compile(r"[^\s<>\"'(),;:\[\]{}|`@]+@[^\s<>\"'(),;:\[\]{}|`@]+\.\w+")
# A reader that begins anew at each character of these would be at it for hours.
ODD = {
    "signs": "a@", "signs and dots": "a@b.", "dots": "a.", "letters": "a",
    "digits": "1", "digits apart": "1 ", "keys": "web:", "telephones": "phone: 1-", "tel": "TEL;",
    "quotes": '"', "opened": ' "a', "cited": "> ", "curly": "“", "hyphens": "a-", "broken": "a-\n",
    "names": "name:", "names below": "name:\n ", "lists": "name: [", "aliases": "{aliases:",
    "headings": "# ", "underlined": "a\n=", "tags": "<name>", "opened tags": "<name", "spaces": " ",
    "from": "From: ", "semicolons": "N;", "vcard": "BEGIN:VCARD\n ", "pins": "pin ",
    "backslashes": "\\", "reached": "reach: {\n", "reached below": "reach:\n a: b\n",
    "blocks": "name: |\n", "armour": "-----BEGIN PGP ", "tabs": "\t", "nothing seen": "\u200b",
}  # fmt: skip
READERS: dict[str, Callable[[str], Iterable[object]]] = {
    "e-mail": emails_in,
    "handles": handles_in,
    "ways": ways_in,
    "telephones": phones_in,
    "words": words,
    "unbroken": unbroken,
    "names": names_in_lines,
    "heading": first_heading,
    "tokens": _keyed_tokens,
    "quoted": lambda text: quoted_words(text, len(text) // 2),
    "bytes": lambda text: [text_of(text.encode())],
}


@pytest.mark.uncounted
@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("reader", READERS)
def test_odd_text_of_any_length_is_read_to_its_end(reader: str, odd: str) -> None:
    text = ODD[odd] * (SIZE // len(ODD[odd]))
    assert sum(1 for _ in READERS[reader](f"{text}é")) <= 3 * SIZE


def test_around_each_sign_only_so_much_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """The steps are counted by the characters that are handed to the two expressions."""
    looked: list[int] = []

    class Counting:
        def __init__(self, pattern: re.Pattern[str]) -> None:
            self._pattern = pattern

        def search(self, text: str) -> re.Match[str] | None:
            looked.append(len(text))
            return self._pattern.search(text)

        def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
            looked.append(end - start)
            return self._pattern.match(text, start, end)

    monkeypatch.setattr(contact_values, "_LOCAL", Counting(contact_values._LOCAL))
    monkeypatch.setattr(contact_values, "_DOMAIN", Counting(contact_values._DOMAIN))
    signs = SIZE // 2
    assert list(emails_in("a@" * signs)) == []
    assert len(looked) <= 2 * signs
    assert max(looked) <= 255
    assert list(emails_in(f"{'a@' * 50}b.org x@y.org"))[-1][1:] == ("x", "y.org")


@settings(max_examples=400)
@given(st.text(st.sampled_from(list("ab.@ ,<\n-é")), max_size=40))
def test_addresses_are_those_of_the_definition(text: str) -> None:
    found = {f"{local}@{domain}" for _, local, domain in emails_in(text)}
    defined = {one[0] for at in range(len(text)) if (one := _ADDRESS.match(text, at))}
    longest = {
        one for one in defined if not any(other != one and other.endswith(one) for other in defined)
    }
    assert longest <= found <= defined


@settings(max_examples=400)
@given(
    st.text(st.sampled_from(list("aZ9 .\u0301\u00e9\u0130ßł\u200b\u00ad東\uac00ﬁ_-")), max_size=30)
)
def test_words_do_not_depend_on_where_a_text_is_cut_at_a_space(text: str) -> None:
    before, space, after = text.partition(" ")
    assert words(text) == words(before) + words(after) if space else True
