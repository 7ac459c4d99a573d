"""Mailboxes as counts of who wrote to whom; no word of a mail is ever kept."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kithbook.exchange.imported import Imported
from kithbook.exchange.owners_side import OwnersSide, owners_side
from kithbook.exchange.recognition import recognise
from kithbook.text.refusal import Refused

ME = "Vera Lindqvist <vera@example.org>"
MINE = OwnersSide(addresses=("Vera@Example.org", "v.lindqvist@work.example.org"))
BODY = "the harbour is sold"
MAILS = (
    (ME, "Ada Byrne <ada@example.org>", "", "Mon, 2 Jun 2025 14:03:22 +0200", "<1@x>"),
    ("=?utf-8?Q?Byrne=2C_Ad=C3=A4?= <ADA@example.org>", ME, "", "3 Jun 2025 09:00:00 GMT", "<2@x>"),
    ("v.lindqvist@work.example.org", '"Chen, Bo" <bo@example.org>, olu@example.org',
     "Ada <ada@example.org>", "Tue, 08 Jul 2025 08:00:00 -0700", "<3@x>"),
    ("bo@example.org (Bo Chen)", "v.lindqvist@work.example.org", "", "no day at all", "<4@x>"),
    ("News <news@shop.example.org>", ME, "", "Tue, 08 Jul 2025 08:00:00 -0700", "<5@x>"),
    ("a@list.example.org", "list@list.example.org", "", "Tue, 08 Jul 2025 08:00:00 -0700", "<6@x>"),
    ("undisclosed-recipients:;", ME, "", "Tue, 08 Jul 2025 08:00:00 -0700", "<7@x>"),
    (ME, "Ada Byrne <ada@example.org>", "", "Mon, 2 Jun 2025 14:03:22 +0200", "<1@x>"),
)  # fmt: skip


def mail(number: int) -> str:
    sender, to, copy, day, identity = MAILS[number]
    lines = [f"From: {sender}", f"To: {to}", f"Date: {day}", f"Message-ID: {identity}",
             f"Subject: {BODY}"]  # fmt: skip
    return "\n".join([*lines, *([f"Cc: {copy}"] if copy else []), "", f"From here {BODY}", ""])


def mbox(path: Path) -> Path:
    text = "".join(
        f"From x@example.org Mon Jun  2 14:03:22 2025\n{mail(number)}\n"
        for number in range(len(MAILS))
    )
    path.write_text(text, encoding="utf-8")
    return path


def maildir(path: Path) -> Path:
    for number in range(len(MAILS)):
        folder = path / (".Sent/cur" if number % 2 else "cur")
        for each in ("cur", "new", ".Sent/cur", ".Sent/new"):
            (path / each).mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.host:2,S").write_text(mail(number), encoding="utf-8")
    return path


def loose(path: Path) -> Path:
    path.mkdir()
    for number in range(len(MAILS)):
        (path / f"{number}.eml").write_bytes(mail(number).replace("\n", "\r\n").encode())
    return path


def conversations(found: Imported) -> dict[str, tuple[str, int, int, str, str]]:
    return {
        one.key: (one.name, one.sent, one.received, str(one.first), str(one.last))
        for one in found.conversations
    }


@pytest.mark.parametrize("made", [mbox, maildir, loose])
def test_who_wrote_to_whom_is_counted(tmp_path: Path, made: object) -> None:
    assert callable(made)
    found = recognise(made(tmp_path / "box"), own=MINE)
    assert (found.kind, found.stem, found.ending) == ("mail", "mail", ".vcf")
    assert found.roster.count("BEGIN:VCARD") == 2
    assert conversations(found) == {
        "ada@example.org": ("Adä Byrne", 2, 1, "2025-06-02", "2025-07-08"),
        "bo@example.org": ("Bo Chen", 1, 1, "2025-07-08", "2025-07-08"),
        "olu@example.org": ("olu@example.org", 1, 0, "2025-07-08", "2025-07-08"),
    }
    assert {card.name: card.emails[0].value for card in found.cards} == {
        "Adä Byrne": "ada@example.org", "Bo Chen": "bo@example.org"
    }  # fmt: skip
    assert {each.what: each.count for each in found.left_out} == {
        "mails that are there twice": 1,
        "mails without a sender that can be read": 1,
        "mails without a day that can be read, counted all the same": 1,
        "mails that neither come from you nor name you": 1,
        "people who wrote and never got a mail of yours": 1,
    }
    assert BODY not in repr(found)


def test_the_owner_is_whom_most_mails_are_from_or_to(tmp_path: Path) -> None:
    folder = tmp_path / "mails"
    folder.mkdir()
    for number in (0, 1, 4, 5):
        (folder / f"{number}.eml").write_text(mail(number), encoding="utf-8")
    found = recognise(folder)
    assert "vera@example.org" not in conversations(found)
    assert "ada@example.org" in conversations(found)


def test_an_owner_who_cannot_be_told_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "one.eml"
    path.write_text(mail(0), encoding="utf-8")
    with pytest.raises(Refused, match=r"as addresses: \[you@example\.org\]"):
        recognise(path)
    (tmp_path / "kithbook.yml").write_text("addresses: [vera@example.org]\n", encoding="utf-8")
    found = recognise(path, own=owners_side(tmp_path))
    assert [one.sent for one in found.conversations] == [1]


def test_a_folder_without_mail_is_none(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no mail in it"):
        recognise(tmp_path, "mail", MINE)


HEADERS = st.sampled_from(
    ["From: <[abc@x]>", "From: A <a@example.org", "To: =?xx?Q?=FF?= <b@example.org>", "Date: x",
     "Date: Mon, 99 Foo 99999 99:99:99 +9999", "Message-ID: <[abc@x]>", "Cc: a:b;,,@,<>",
     "From: vera@example.org", "To: =?utf-8?B?////?=", "\xff: \xfe", "To: g: a@example.org, ;",
     " folded", "Content-Type: ;;", "From:", "To: " + "x" * 3_000 + "@example.org"]
)  # fmt: skip


@given(st.lists(HEADERS, max_size=8), st.text(max_size=30))
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_headers_of_any_kind_are_read_or_counted(
    tmp_path: Path, headers: list[str], body: str
) -> None:
    path = tmp_path / "odd.eml"
    text = "\n".join([*headers, "Subject: x", "", body])
    path.write_bytes(text.encode("latin-1", "replace"))
    found = None
    with suppress(Refused):
        found = recognise(path, "mail", MINE)
    counted = found.conversations if found else ()
    assert sum(one.sent + one.received for one in counted) <= 1 + 8 * 2
