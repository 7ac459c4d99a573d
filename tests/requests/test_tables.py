"""Exports of form services, as they come."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kithbook.requests.incoming import Incoming
from kithbook.requests.mailboxes import Unread, read_bytes
from tests.requests.books import TODAY, book, contents, take_in

ROW = {
    "name": "Zoë Müller",
    "email": "zoe@example.org",
    "how_found": "your talk in May",
    "why": "I teach German; to nurses,\nin Kiel.",
}
CSV = (
    "Submitted At;Your name;E-Mail;How did you find me?;"
    "Warum möchten Sie mit mir in Verbindung kommen?;Shoe size;IP Address;user_agent;_gotcha;"
    "kith_elapsed;kith_language\r\n"
    '2026-11-20T10:00:00Z;Zoë Müller;zoe@example.org;your talk in May;"I teach German; to nurses,\n'
    'in Kiel.";38;203.0.113.9;Mozilla/5.0;;2;de\r\n'
)
NETLIFY = {
    "number": 7,
    "title": "x",
    "email": "zoe@example.org",
    "created_at": "2026-11-20T10:00:00Z",
    "data": {
        **ROW,
        "ip": "203.0.113.9",
        "user_agent": "Mozilla/5.0",
        "referrer": "https://x.example",
    },
    "human_fields": {"Name": "Zoë Müller"},
}


def rows(raw: bytes, name: str) -> list[Incoming]:
    made = list(read_bytes(raw, name, TODAY))
    assert all(isinstance(one, Incoming) for one in made), made
    return [one for one in made if isinstance(one, Incoming)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_a_csv_in_any_order_and_encoding(encoding: str) -> None:
    (made,) = rows(CSV.encode(encoding), "export.csv")
    assert (made.name, made.email, made.texts["how_found"]) == (
        ROW["name"], ROW["email"], ROW["how_found"],
    )  # fmt: skip
    assert made.texts["why"] == ROW["why"]
    assert (made.received, made.language, made.type) == (date(2026, 11, 20), "de", "form")
    assert made.rest == "Shoe size: 38"
    assert made.flags == ("too-fast",)


@pytest.mark.parametrize(
    "value",
    [
        [ROW],
        {"submissions": [ROW]},
        {"data": ROW},
        NETLIFY,
        [NETLIFY],
        {"items": [{"fields": "x", **ROW}]},
    ],
    ids=["list", "submissions", "data", "netlify", "netlify list", "items"],
)
def test_json_in_any_shape(value: object) -> None:
    (made,) = rows(json.dumps(value).encode(), "export.json")
    assert made.texts == {"how_found": ROW["how_found"], "why": ROW["why"]}
    assert "203.0.113.9" not in repr(made)
    assert "Mozilla" not in repr(made)


def test_lines_of_json() -> None:
    other = {**ROW, "why": "Something else altogether."}
    raw = "\n".join(json.dumps(one) for one in (ROW, other)).encode()
    assert len(rows(raw, "export.jsonl")) == 2


def test_a_filled_honeypot_is_a_flag_and_no_refusal() -> None:
    for name in ("kith_website", "_gotcha", "_honey", "bot-field"):
        (made,) = rows(json.dumps([{**ROW, name: "x"}]).encode(), "a.json")
        assert made.flags == ("honeypot",)


@pytest.mark.parametrize(
    "raw, name",
    [
        (b"", "a.csv"),
        (b"one,two\n1,2\n", "a.csv"),
        (b'"' + b"x" * 200_000, "a.csv"),
        (b"[" * 100_000, "a.json"),
        (b'{"a":' * 100_000, "a.json"),
        (b"{}", "a.json"),
        (b"nonsense", "a.json"),
        (b"\xff\xfe\x00", "a.json"),
    ],
)
def test_a_table_that_is_none_is_passed_over(raw: bytes, name: str) -> None:
    assert [type(one) for one in read_bytes(raw, name, TODAY)] == [Unread]


def test_an_export_and_its_notification_are_one_request(tmp_path: Path) -> None:
    root = book(tmp_path)
    raw = json.dumps([ROW]).encode()
    assert len(take_in(root, raw, name="a.json").edits) == 1
    before = contents(root)
    header = ",".join(ROW)
    line = ",".join(f'"{value}"' for value in ROW.values())
    made = take_in(root, f"{header}\n{line}\n".encode(), name="again.csv")
    assert [one.outcome for one in made.filings] == ["known"]
    assert contents(root) == before


@pytest.mark.parametrize("address", ["203.0.113.9", " 203.0.113.9 ", "2001:db8::8a2e:370:7334"])
def test_the_address_of_a_machine_is_not_kept_whatever_its_column_is_called(address: str) -> None:
    table = f"name,email,why,Where from,Shoe size\nZoe,z@example.org,Bells,{address},38\n"
    (made,) = rows(table.encode(), "x.csv")
    assert made.rest == "Shoe size: 38"
    (made,) = rows(json.dumps([{**ROW, "note": address, "size": "38"}]).encode(), "x.json")
    assert made.rest == "size: 38"
