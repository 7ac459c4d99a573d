"""How a person can be reached, as the file has it."""

from __future__ import annotations

from typing import NamedTuple

from kithbook.text.problems import Location


class WrittenReach(NamedTuple):
    """An address or number as written, with its key, so that its form can be checked."""

    key: str
    text: str
    at: Location


class Reach(NamedTuple):
    """Ways to reach a person; phones and e-mails in the order of preference.

    `others` are further ways by the key that the owner wrote.
    """

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    linkedin: str = ""
    web: str = ""
    mastodon: str = ""
    signal: str = ""
    address: str = ""
    prefer: str = ""
    others: tuple[WrittenReach, ...] = ()
    written: tuple[WrittenReach, ...] = ()
