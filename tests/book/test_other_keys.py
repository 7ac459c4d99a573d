"""Keys that others write: the right hint for each, none that is wrong, and none that does harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.book.other_keys import words_like

# Written down before the table in the code: the key, a value, and what is to be written instead.
FOREIGN = (
    ("birthday", "1984-03-09", "born: 1984-03-09"),
    ("dob", "1984-03-09", "born: 1984-03-09"),
    ("Date of Birth", "--03-09", "born: --03-09"),
    ("bday", "1984", "born: 1984"),
    ("company", "Fernway", "org: Fernway"),
    ("employer", "Fernway", "org: Fernway"),
    ("Organization", "Fernway", "org: Fernway"),
    ("workplace", "Fernway", "org: Fernway"),
    ("city", "Houston", "place: Houston"),
    ("location", "Houston", "place: Houston"),
    ("lives_in", "Houston", "place: Houston"),
    ("title", "Joiner", "role: Joiner"),
    ("job title", "Joiner", "role: Joiner"),
    ("Occupation", "Joiner", "role: Joiner"),
    ("position", "Joiner", "role: Joiner"),
    ("profession", "Joiner", "role: Joiner"),
    ("nickname", "Tobbe", "aliases: Tobbe"),
    ("alias", "[Tobbe, Tobi]", "aliases: [Tobbe, Tobi]"),
    ("also known as", "Tobbe", "aliases: Tobbe"),
    ("maiden name", "Berg", "aliases: Berg"),
    ("spouse", '"[[Klara Lind]]"', "ties: [{to: Klara Lind, kind: spouse}]"),
    ("partner", "Klara Lind", "ties: [{to: Klara Lind, kind: partner}]"),
    ("husband", "Kurt", "ties: [{to: Kurt, kind: husband}]"),
    ("children", "[Ann, Bo]", "ties: [{to: Ann, kind: child}, {to: Bo, kind: child}]"),
    ("sister", "[[Mae]]", "ties: [{to: Mae, kind: sister}]"),
    ("email", "t@example.org", "reach: {email: t@example.org}"),
    ("E-mail 1 - Value", "t@example.org", "reach: {email: t@example.org}"),
    ("phone", "+1 713 555 0142", "reach: {phone: +1 713 555 0142}"),
    ("mobile", "+1 713 555 0142", "reach: {phone: +1 713 555 0142}"),
    ("Tel", "+1 713 555 0142", "reach: {phone: +1 713 555 0142}"),
    ("website", "https://example.org", "reach: {web: https://example.org}"),
    ("url", "https://example.org", "reach: {web: https://example.org}"),
    ("linkedin", "tobias-lind", "reach: {linkedin: tobias-lind}"),
    ("address", "12 Elm Road, Houston", 'reach: {address: "12 Elm Road, Houston"}'),
    ("how we met", "at the mill", "met: {how: at the mill}"),
    ("first met", "2019-05", "met: {on: 2019-05}"),
    ("introduced by", "Bo Chen", "met: {through: Bo Chen}"),
    ("frequency", "monthly", "every: 1 month"),
    ("keep in touch", "6 weeks", "every: 6 weeks"),
    ("skills", "[joinery, clocks]", "knows: [joinery, clocks]"),
    ("whatsapp", "+1 713 555 0142", "reach: {whatsapp: +1 713 555 0142}"),
    ("deceased", "2024-05", "died: 2024-05"),
    ("hobbies", "[clocks]", "interests: [clocks]"),
    ("Hobby", "clocks", "interests: clocks"),
    ("labels", "[wood]", "tags: [wood]"),
    ("full name", "Tobias Lind", "name: Tobias Lind"),
    ("FN", "Tobias Lind", "name: Tobias Lind"),
    (
        "relationship",
        "best of friends",
        "circle: …, with one of inner, close, casual, warm or dormant",
    ),
    ("birthday", "9 March 1984", "born: 1984-03-09"),
    ("TEL;TYPE=CELL", "0170 1234567", "reach: {phone: 0170 1234567}"),
    ("EMAIL[WORK]", "t@example.org", "reach: {email: t@example.org}"),
    ("TEL[1:CELL]", "+1 713 555 0142", "reach: {phone: +1 713 555 0142}"),
    ("ADR[HOME].LOCALITY", "Houston", "place: Houston"),
    ("ADR[HOME].STREET", "12 Elm Road", "reach: {address: 12 Elm Road}"),
    ("BDAY", "--0229", "born: --02-29"),
    ("jobTitle", "Joiner", "role: Joiner"),
)
BELOW = (("bio", "second line ---"), ("notes", "second line ---"), ("last contact", "## Log"))
OWN = (
    "photo", "gender", "type", "cause", "status", "rating", "pronouns",
    "favourite_colour", "phase", "source", "cover", "locker number",
)  # fmt: skip
SLIPS = (
    ("paus", "pause"),
    ("plcae", "place"),
    ("knwos", "knows"),
    ("Naem", "name"),
    ("ruole", "role"),
)


def hint(root: Path, key: str, value: str, first: str = "x_a: 1") -> str:
    (root / "people").mkdir(exist_ok=True)
    text = f"---\n{first}\n{key}: {value}\n---\n"
    (root / "people" / "tobias-lind.md").write_text(text, encoding="utf-8")
    codes = ("unknown-key", "other-key")
    found = [one for one in load_book(root).problems if one.code in codes]
    assert len(found) == 1, found
    return found[0].hint


@pytest.mark.parametrize("key, value, ours", FOREIGN)
def test_a_foreign_key_leads_to_ours(key: str, value: str, ours: str, tmp_path: Path) -> None:
    assert hint(tmp_path, key, value) == f"Write {ours}"


@pytest.mark.parametrize("key, value, ours", FOREIGN)
def test_what_is_proposed_is_read(key: str, value: str, ours: str, tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    name = "" if ours.startswith("name:") else "name: Tobias Lind\n"
    text = f"---\n{name}{ours}\n---\n"
    (tmp_path / "people" / "tobias-lind.md").write_text(text, encoding="utf-8")
    found = {one.code for one in load_book(tmp_path).problems}
    wanted = {"unknown-person"} if "to:" in ours or "through:" in ours else set()
    assert "…" in ours or found == wanted, (key, value)


@pytest.mark.parametrize("key, where", BELOW)
def test_what_stands_below_the_keys_is_led_there(key: str, where: str, tmp_path: Path) -> None:
    assert where in hint(tmp_path, key, "2026-10-01")


@pytest.mark.parametrize("key", OWN)
def test_what_has_no_place_here_stays_their_own(key: str, tmp_path: Path) -> None:
    own = f"Begin it with x_ to make it your own: x_{key.replace(' ', '_')}"
    assert hint(tmp_path, key, "red") == own


@pytest.mark.parametrize("key, ours", SLIPS)
def test_a_slip_of_the_pen_is_still_one(key: str, ours: str, tmp_path: Path) -> None:
    assert hint(tmp_path, key, "x") == f'Did you mean "{ours}"?'


def test_what_is_there_already_takes_it_in(tmp_path: Path) -> None:
    said = hint(tmp_path, "nickname", "Tobbe", first="aliases: [Tobi]")
    assert said == "Put Tobbe into aliases, which is there"
    said = hint(tmp_path, "mobile", "1", first="reach: {email: t@example.org}")
    assert said == "Put it into reach, which is there, as phone: 1"


@pytest.mark.parametrize(
    "key, near",
    [
        ("brithday", "birthday"),
        ("Geburstag", "geburtstag"),
        ("telefone", "telefon"),
        ("nemail", ""),
        ("tel1x", ""),
        ("cty", ""),
        ("relatoin", ""),
    ],
)
def test_a_slip_in_a_key_of_another_program_is_seen(key: str, near: str) -> None:
    assert next(iter(words_like("a person", key)), "") == near
