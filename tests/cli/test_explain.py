"""`kith explain` shows a file with what each of its lines was taken for."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.transcript import Session

LOG = """\
---
name: Cy Dahl
---
Met on the ferry.

## Log
### 2026-11-14 video
- his daughter starts at the ropewalk
- 03/04/2026 call: a guess
"""


def test_each_line_is_shown_with_what_it_was_taken_for(tmp_path: Path) -> None:
    session = Session(tmp_path)
    (session.book / "people/cy-dahl.md").write_text(LOG, encoding="utf-8")
    shown = session.kith(["explain", "people/cy-dahl.md"])
    assert shown.code == 0
    assert [line.split()[1] for line in shown.out.splitlines()] == [
        "fence", "key", "fence", "notes", "blank", "heading", "heading", "continuation", "aside",
    ]  # fmt: skip
    assert shown.out.rstrip().endswith("- 03/04/2026 call: a guess  (almost-entry)")
    answer = json.loads(session.kith(["explain", "people/cy-dahl.md", "--json"]).out)
    assert answer[6] == {"line": 7, "as": "heading", "what": "2026-11-14 video", "codes": []}
    assert answer[8]["codes"] == ["almost-entry"]


def test_a_finding_of_checking_the_whole_book_is_beside_its_line(tmp_path: Path) -> None:
    session = Session(tmp_path)
    for place, name in (("people/one.md", "Tom Web"), ("people/two.md", "Tom Web")):
        text = f"---\nname: {name}\nreach:\n  phone: 030 (evenings)\n---\n"
        (session.book / place).write_text(text, encoding="utf-8")
    found = json.loads(session.kith(["check", "--json"]).out)["findings"]
    told = {(one["line"], one["code"]) for one in found if one["path"] == "people/two.md"}
    lines = json.loads(session.kith(["explain", "people/two.md", "--json"]).out)
    beside = {(line["line"], code) for line in lines for code in line["codes"]}
    assert "same-name" in {code for _, code in told}
    assert told <= beside


def test_each_line_of_an_unfinished_merge_has_its_code(tmp_path: Path) -> None:
    session = Session(tmp_path)
    torn = f"{LOG}<<<<<<< HEAD\n- 2026-11-20 call: mine\n=======\nyours\n>>>>>>> other\n"
    (session.book / "people/cy-dahl.md").write_text(torn, encoding="utf-8")
    lines = json.loads(session.kith(["explain", "people/cy-dahl.md", "--json"]).out)
    said = [(line["as"], *line["codes"]) for line in lines]
    assert said[9:] == [
        ("unread" if line % 2 else "aside", "unfinished-merge") for line in range(1, 6)
    ]
    assert not any("unread" in line for line in said[:9])


def test_what_is_no_file_of_the_book_is_said(tmp_path: Path) -> None:
    session = Session(tmp_path)
    for name in ("people/nobody.md", "kithbook.yml", "../out.md"):
        refused = session.kith(["explain", name])
        assert refused.code == 2
        assert "is no file of people/" in refused.err
