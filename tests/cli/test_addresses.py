"""Addresses with umlauts, quotes and names around them work wherever one is needed."""

from __future__ import annotations

import email
from email.policy import SMTPUTF8

import pytest

from tests.cli.transcript import Session

# As written in the file of a person, and as it stands in a mail and, encoded, in a link.
ADDRESSES = {
    "ada@bücher.example": ("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"),
    "ädä@example.org": ("ädä@example.org", "%C3%A4d%C3%A4@example.org"),
    "Bo Lind <lind@example.org>": ("lind@example.org", "lind@example.org"),
    '"Lind, Bo" <lind@example.org>': ("lind@example.org", "lind@example.org"),
    '"ada byrne"@example.org': ('"ada byrne"@example.org', "%22ada%20byrne%22@example.org"),
    "<lind@example.org>": ("lind@example.org", "lind@example.org"),
    "mailto:lind@example.org": ("lind@example.org", "lind@example.org"),
}


@pytest.fixture(params=ADDRESSES, ids=range(len(ADDRESSES)))
def written(request: pytest.FixtureRequest, session: Session) -> str:
    address: str = request.param
    reach = f"reach:\n  email:\n  - '{address}'\n"
    (session.book / "people" / "bo-lind.yml").write_text(
        f"name: Bo Lind\nmet: {{on: 2026-01-01}}\n{reach}", encoding="utf-8"
    )
    settings = session.book / "kithbook.yml"
    settings.write_text(f"{settings.read_text()}sign_off: Vera\n", encoding="utf-8")
    return address


def test_a_draft_goes_to_it(session: Session, written: str) -> None:
    header, link = ADDRESSES[written]
    draft = "kith draft ask 2026-11-ada-byrne-bo-lind --to bo-lind"
    shown = session.run(draft)
    assert "no e-mail address" not in shown.out + shown.err
    assert f"To: Bo Lind <{header}>" in shown.out
    assert f"mailto:{link}?" in session.run(f"{draft} --mailto").out
    assert session.run(f"{draft} --eml ask.eml").code == 0
    raw = (session.book / "ask.eml").read_bytes()
    mail = email.message_from_string(raw.decode(), policy=SMTPUTF8)
    assert [one.addr_spec for one in mail["To"].addresses] == [header]
    assert not mail.defects


def test_it_is_found_and_nothing_is_to_mend(session: Session, written: str) -> None:
    header, _ = ADDRESSES[written]
    assert "bad-email" not in session.run("kith check").out
    asked = header.replace('"', '\\"')
    found = session.kith(["find", f'"{asked}"']).out
    assert "Bo Lind" in found
    assert "email: " in found


def test_a_request_from_it_is_theirs(session: Session, written: str) -> None:
    header, _ = ADDRESSES[written]
    raw = f"From: Bo Lind <{header}>\nSubject: Bells\nTo: vera@example.org\n\nMay I ask?\n"
    (session.book / "note.eml").write_text(raw, encoding="utf-8")
    assert session.run("kith request import note.eml").code == 0
    done = session.run("kith request accept bo-lind")
    assert "people/bo-lind.yml" in done.out + done.err


def test_an_answer_goes_to_such_a_sender(session: Session) -> None:
    for number, (header, link) in enumerate(sorted(set(ADDRESSES.values()))):
        raw = f"From: Carl Dahl {number} <{header}>\nSubject: Bells\n\nMay I ask you {number}?\n"
        (session.book / "note.eml").write_text(raw, encoding="utf-8")
        session.run("kith request import note.eml")
        name = f"carl-dahl-{number}"
        assert (
            f"mailto:{link}?"
            in session.run(f"kith request decline {name} --because no --mailto").out
        )
        done = session.run(
            f"kith request decline {name} --because no --anyway --eml no.eml --apply"
        )
        assert done.code == 0, done.err
        mail = email.message_from_string((session.book / "no.eml").read_text(), policy=SMTPUTF8)
        assert [one.addr_spec for one in mail["To"].addresses] == [header]
        (session.book / "no.eml").unlink()


def test_an_import_in_another_alphabet_keeps_the_address(session: Session) -> None:
    raw = "From: Zoë <zoë@bücher.example>\r\nSubject: Glocken\r\n\r\nDarf ich fragen?\r\n"
    (session.book / "note.eml").write_bytes(raw.encode("latin-1"))
    session.run("kith request import note.eml")
    (made,) = (p for p in (session.book / "requests").iterdir() if "bücher" in p.read_text())
    assert "email: zoë@bücher.example" in made.read_text()


def test_the_same_person_is_one_however_the_address_is_written(session: Session) -> None:
    for name, address in (("one", "Al <al@bücher.example>"), ("two", "AL@xn--bcher-kva.example")):
        text = f"---\nname: Al Gray\nreach: {{email: '{address}'}}\n---\n"
        (session.book / "people" / f"{name}.md").write_text(text, encoding="utf-8")
    assert "same-person" in session.run("kith check").out
    assert session.run("kith new 'Al Black' --email al@bücher.example").code == 2
