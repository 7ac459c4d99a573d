"""Copies change nothing, changed copies revise, answers join their thread."""

from __future__ import annotations

import mailbox
from datetime import date
from email import message_from_bytes
from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.disclosure.checking import check_book
from kithbook.insight.inbox import threads
from tests.requests.books import TODAY, book, contents, take_in
from tests.requests.mangling import ANSWERS, LOST, WHOLE, mail, note, quoted

CHANGED = mail(
    note({**ANSWERS, "ask": "Five sentences would do."}), headers={"Message-ID": "<b@example.org>"}
)


def outcomes(root: Path, *came: bytes) -> list[str]:
    return [one.outcome for one in take_in(root, *came).filings]


def test_a_request_is_filed_with_all_it_says(tmp_path: Path) -> None:
    root = book(tmp_path)
    assert outcomes(root, mail(note())) == ["new"]
    (path,) = (root / "requests").iterdir()
    assert path.name.startswith("2026-11-21-zoe-muller-lukasz-")
    network = load_book(root)
    (made,) = network.requests
    assert made.id == path.stem
    assert (made.sender, made.email) == (ANSWERS["name"], ANSWERS["email"])
    assert {
        name: " ".join(getattr(made, name).split()) for name in ("how_found", "why", "ask")
    } == {name: " ".join(ANSWERS[name].split()) for name in ("how_found", "why", "ask")}
    assert (made.source.type, made.via, made.language, made.revision) == (
        "mail",
        "talk-may",
        "en",
        1,
    )
    assert check_book(root, network, TODAY) == ()


def test_importing_again_changes_no_file(tmp_path: Path) -> None:
    root = book(tmp_path)
    raws = [mail(note()), CHANGED, mail("Just words.", headers={"Message-ID": "<w@example.org>"})]
    take_in(root, *raws)
    before = contents(root)
    assert take_in(root, *raws).edits == ()
    assert take_in(root, *reversed(raws)).edits == ()
    assert contents(root) == before
    assert len(before) == 2


def test_every_copy_of_a_note_is_the_same_request(tmp_path: Path) -> None:
    root = book(tmp_path)
    take_in(root, mail(note()))
    before = contents(root)
    count = 0
    for shape, (raw, answers) in WHOLE.items():
        if answers == ANSWERS:
            name = "x.eml" if isinstance(raw, bytes) else "-"
            made = take_in(root, raw if isinstance(raw, bytes) else raw.encode(), name=name)
            assert [one.outcome for one in made.filings] == ["known"], shape
            count += 1
    assert count >= 40
    assert contents(root) == before


@pytest.mark.parametrize("shape", LOST)
def test_a_poorer_copy_changes_nothing(tmp_path: Path, shape: str) -> None:
    root = book(tmp_path)
    take_in(root, mail(note()))
    raw, _ = LOST[shape]
    name = "x.eml" if isinstance(raw, bytes) else "-"
    data = raw if isinstance(raw, bytes) else raw.encode()
    made = take_in(root, data, name=name)
    assert made.edits == () or (made.filings[0].outcome == "new" and b"[email]" not in data)


def test_a_changed_copy_is_a_revision_in_the_same_file(tmp_path: Path) -> None:
    root = book(tmp_path)
    take_in(root, mail(note()))
    (path,) = (root / "requests").iterdir()
    path.write_text(path.read_text().replace("kind:", "x_mine: kept  # a remark\nkind:"))
    assert outcomes(root, CHANGED) == ["revision"]
    (made,) = load_book(root).requests
    assert (made.ask, made.revision) == ("Five sentences would do.", 2)
    assert "<20261121091502.7f3a9c@example.org>" in made.source.earlier
    assert "x_mine: kept  # a remark" in path.read_text()
    assert check_book(root, load_book(root), TODAY) == ()


def test_a_revision_keeps_the_former_words(tmp_path: Path) -> None:
    root = book(tmp_path)
    take_in(root, mail(note()))
    other = {**ANSWERS, "why": 'My sister: "a room", [in] {Houston}\n# and more', "ask": "A room"}
    third = {**other, "ask": "Two rooms"}
    for number, answers in enumerate((other, third)):
        came = mail(note(answers), headers={"Message-ID": f"<{number}@example.org>"})
        assert outcomes(root, came) == ["revision"]
    (made,) = load_book(root).requests
    assert (made.ask, made.revision, str(made.revised)) == ("Two rooms", 3, str(TODAY))
    flat = [" ".join(text.split()) for text in (ANSWERS["why"], ANSWERS["ask"])]
    assert made.before == (f"why: {flat[0]}", f"ask: {flat[1]}", "ask: A room")
    assert check_book(root, load_book(root), TODAY) == ()


def test_more_of_the_same_words_keeps_none_twice(tmp_path: Path) -> None:
    root = book(tmp_path)
    take_in(root, mail(note()))
    longer = {**ANSWERS, "ask": f"{ANSWERS['ask']} And thank you."}
    assert outcomes(root, mail(note(longer), headers={"Message-ID": "<c@example.org>"})) == [
        "revision"
    ]
    (made,) = load_book(root).requests
    assert made.before == ()


def test_a_file_that_revisions_would_fill_is_left_and_another_begun(tmp_path: Path) -> None:
    root = book(tmp_path)
    take_in(root, mail(note()))
    (path,) = (root / "requests").iterdir()
    kept = "".join(f"  - '{number} {'x' * 15_000}'\n" for number in range(18))
    path.write_text(path.read_text().replace("kind:", f"before:\n{kept}kind:"))
    assert outcomes(root, CHANGED) == ["answer"]
    assert len(load_book(root).requests) == 2
    assert load_book(root).problems == ()


def test_nobody_else_can_revise_a_request(tmp_path: Path) -> None:
    root = book(tmp_path)
    take_in(root, mail(note()))
    before = contents(root)
    evil = note({**ANSWERS, "why": "All yours is mine.", "email": "mallory@example.org"})
    raw = mail(evil, sender="mallory@example.org", headers={"Message-ID": "<m@example.org>"})
    assert outcomes(root, raw) == ["new"]
    after = contents(root)
    assert {name: after[name] for name in before} == before


def test_an_answer_joins_the_thread(tmp_path: Path) -> None:
    root = book(tmp_path)
    take_in(root, mail(note()))
    raw = mail(
        "Gladly: Tuesday at nine.\n\nOn Sun, 22 Nov 2026 Vera wrote:\n"
        + quoted("When?\n" + note()),
        headers={
            "Message-ID": "<r@example.org>",
            "In-Reply-To": "<sent-by-vera@example.org>",
            "References": "<20261121091502.7f3a9c@example.org> <sent-by-vera@example.org>",
        },
    )
    assert outcomes(root, raw) == ["answer"]
    assert outcomes(root, raw) == ["known"]
    (thread,) = threads(load_book(root), TODAY)
    assert [one.why for one in thread.messages][1] == "Gladly: Tuesday at nine."
    assert check_book(root, load_book(root), TODAY) == ()


def test_an_answer_of_ones_own_is_passed_over(tmp_path: Path) -> None:
    root = book(tmp_path)
    take_in(root, mail(note()))
    raw = mail(
        "Gladly, on Tuesday.",
        sender="Vera <vera@example.org>",
        headers={
            "To": "Zoe <zoe.mueller@example.org>",
            "Message-ID": "<mine@example.org>",
            "In-Reply-To": "<20261121091502.7f3a9c@example.org>",
        },
    )
    made = take_in(root, raw)
    assert [one.outcome for one in made.filings] == ["skipped"]
    assert "your own answer" in made.filings[0].why


def test_an_answer_is_known_by_the_note_that_it_quotes(tmp_path: Path) -> None:
    root = book(tmp_path)
    take_in(root, mail(note()))
    text = "Yes, Tuesday.\n\nOn Sunday Vera wrote:\n" + quoted(note())
    assert outcomes(root, mail(text, headers={"Message-ID": "<q@example.org>"})) == ["answer"]


def test_a_second_note_after_a_decision_joins_and_changes_nothing(tmp_path: Path) -> None:
    root = book(tmp_path)
    take_in(root, mail(note()))
    (path,) = (root / "requests").iterdir()
    text = path.read_text().rstrip()
    path.write_text(text.removesuffix("---") + "decision: {on: 2026-11-22, was: declined}\n---\n")
    before = contents(root)
    assert outcomes(root, CHANGED) == ["answer"]
    assert {name: contents(root)[name] for name in before} == before


def test_mailboxes_and_folders(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    root = book(tmp_path / "book")
    raws = [
        mail(note()),
        mail("From the start,\n\nFrom here on.", headers={"Message-ID": "<f@x.yz>"}),
    ]
    mbox = mailbox.mbox(tmp_path / "all.mbox")
    maildir = mailbox.Maildir(tmp_path / "all")
    (tmp_path / "folder").mkdir()
    for number, raw in enumerate(raws):
        mbox.add(message_from_bytes(raw))
        maildir.add(raw)
        (tmp_path / "folder" / f"{number}.eml").write_bytes(raw)
    mbox.close()
    assert len(take_in(root, tmp_path / "all.mbox").edits) == 2
    assert take_in(root, tmp_path / "all").edits == ()
    assert take_in(root, tmp_path / "folder").edits == ()
    words = {request.why for request in load_book(root).requests}
    assert "From the start,\n\nFrom here on." in words


def test_what_is_long_over_is_passed_over(tmp_path: Path) -> None:
    root = book(tmp_path)
    made = take_in(root, mail(note()), today=date(2027, 6, 1))
    assert [one.outcome for one in made.filings] == ["skipped"]
    assert "too long ago" in made.filings[0].why


def test_what_tells_where_somebody_sat_is_not_kept(tmp_path: Path) -> None:
    root = book(tmp_path)
    raw = mail(
        note() + "\nIP: 203.0.113.9\nUser Agent: Mozilla/5.0 (X11)\nReferrer: https://x.example/\n",
        headers={"Received": "from [203.0.113.9] by x", "X-Originating-IP": "203.0.113.9"},
    )
    take_in(root, raw)
    (text,) = contents(root).values()
    assert b"203.0.113" not in text
    assert b"Mozilla" not in text


def test_attachments_are_not_kept(tmp_path: Path) -> None:
    raw = (
        b"From: z@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n"
        b"\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello there\r\n--b\r\n"
        b"Content-Type: text/plain; name=../../evil.txt\r\nContent-Disposition: attachment; "
        b"filename=../../evil.txt\r\n\r\nSECRET ATTACHMENT\r\n--b--\r\n"
    )
    root = book(tmp_path)
    take_in(root, raw)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kithbook.yml", "requests"]
    (text,) = contents(root).values()
    assert b"SECRET" not in text
    assert b"Hello there" in text


def test_words_of_somebody_else_above_a_known_note_are_no_answer_of_the_requester(
    tmp_path: Path,
) -> None:
    root = book(tmp_path)
    take_in(root, mail(note()))
    before = contents(root)
    text = "I know her.\n\nOn Sunday Zoe wrote:\n" + quoted(note())
    headers = {
        "Message-ID": "<bo@example.org>",
        "In-Reply-To": "<20261121091502.7f3a9c@example.org>",
    }
    raw = mail(text, sender="Bo <bo@example.org>", headers=headers)
    assert outcomes(root, raw) == ["known"]
    assert contents(root) == before
