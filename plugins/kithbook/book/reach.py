"""How a person can be reached, as the file has it."""

from __future__ import annotations

from dataclasses import dataclass

from kithbook.text.problems import Location


@dataclass(frozen=True, slots=True)
class WrittenReach:
    """An address or number as written, with its key, so that its form can be checked."""

    key: str
    text: str
    at: Location


@dataclass(frozen=True, slots=True)
class Reach:
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
