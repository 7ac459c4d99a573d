"""One wish written into one file: only its lines change, and it reads as it was meant."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.actions.keep_promise import keep_promise
from kithbook.actions.outcome import Edits
from kithbook.actions.set_field import WhoseFile, add_phrase, drop_phrase, set_value
from kithbook.book.load import load_book
from kithbook.insight.ledger import account
from kithbook.text.refusal import Declined
from tests.actions.conftest import BOOK, Desk

NETWORK = load_book(BOOK)
WRITINGS = (
    "- [ ] 2026-11-01 promised: send cake",
    "- [ ] 2026-11-01 promised: send cake by 2026-11-30",
    "* [ ] **2026-11-01** promised: send cake",
    "1. 2026-11-01 promised: send cake",
    "- [ ] promised: send cake",
    "- [ ] 2026-11-01 awaiting: send cake",
    "- [ ] send cake 📅 2026-11-30",
    "- [ ] 2026-11-01 promised: send\n  cake",
)


def whose(desk: Desk, person: str) -> WhoseFile:
    return WhoseFile(desk.root, desk.network, person)


@pytest.mark.parametrize("line", WRITINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_promise_is_kept_however_it_is_written(desk: Desk, line: str, end: str) -> None:
    path = desk.root / "people" / "zed-cole.md"
    text = f"---\nname: Zed Cole\n---\n\n## Log\n{line}\n- 2026-10-01 call: hello\n"
    path.write_bytes(text.replace("\n", end).encode())
    before = path.read_bytes().decode().split(end)
    assert len(_open(desk)) == 1
    desk.commit(keep_promise(desk.root, desk.network, "zed-cole", "cake", desk.today))
    after = path.read_bytes().decode().split(end)
    assert _open(desk) == ()
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    with pytest.raises(Declined, match="Nothing promised is open"):
        keep_promise(desk.root, desk.network, "zed-cole", "cake", desk.today)


@pytest.mark.parametrize(
    "log",
    [
        "log: ['[ ] 2026-11-03 promised: send cake']\n",
        "log:\n  - '[ ] 2026-11-03 promised: send cake'   # before the feast\n",
        "log: ['[ ] 2026-11-03 promised: send cake',\n  '2026-10-01 call']\n",
        "log:\n  - >\n    [ ] 2026-11-03 promised: send cake\n",
        "log: |\n  - [ ] 2026-11-03 promised: send cake\n  - 2026-10-01 call\n",
        'log: "[ ] 2026-11-03 promised: send cake"\n',
    ],
)
def test_a_promise_in_yaml_is_kept_in_every_form(desk: Desk, log: str) -> None:
    path = desk.root / "people" / "zed-cole.yml"
    path.write_text(f"name: Zed Cole\n{log}", encoding="utf-8")
    assert len(_open(desk)) == 1
    desk.commit(keep_promise(desk.root, desk.network, "zed-cole", "cake", desk.today))
    assert _open(desk) == ()
    assert not [one for one in desk.network.problems if one.location.path.endswith("zed-cole.yml")]
    text = path.read_text(encoding="utf-8")
    assert "done 2026-11-22" in text
    assert ("# before the feast" in text) == ("# before" in log)


def _open(desk: Desk) -> tuple[object, ...]:
    found = account(desk.network, "zed-cole", desk.today)
    return (*found.promised, *found.awaited)


def test_of_several_promises_the_words_say_which(desk: Desk) -> None:
    path = desk.root / "people" / "zed-cole.md"
    lines = "\n".join(f"- [ ] 2026-11-01 promised: send {what}" for what in ("cake", "tea", "oil"))
    path.write_text(f"---\nname: Zed Cole\n---\n\n## Log\n{lines}\n", encoding="utf-8")
    with pytest.raises(Declined, match=r"Several are open with Zed Cole(.|\n)*send tea"):
        keep_promise(desk.root, desk.network, "zed-cole", "", desk.today)
    desk.commit(keep_promise(desk.root, desk.network, "zed-cole", "tea", desk.today))
    assert "- [x] 2026-11-01 promised: send tea, done 2026-11-22" in path.read_text()


@given(
    st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=40).filter(
        lambda text: text.strip() == text and any(letter.isalnum() for letter in text)
    )
)
def test_what_is_written_is_what_is_read(text: str) -> None:
    case = WhoseFile(BOOK, NETWORK, "ada-byrne")
    try:
        (edit,) = add_phrase(case, "needs", text, "need").files
    except Declined:
        return
    before = (BOOK / edit.path).read_text(encoding="utf-8").splitlines()
    after = edit.content.decode().splitlines()
    assert set(before) - set(after) == set() or len(set(before) - set(after)) == 1
    assert len(after) - len(before) in (0, 1, 2)


def test_what_has_a_finding_is_refused_and_nothing_is_written(desk: Desk) -> None:
    before = desk.files()
    wrong = {"born": "1990-13-01", "circle": "closest", "vouch": "maybe", "x": "y"}
    for key, value in (*wrong.items(), ("circle", "close")):
        with pytest.raises(Declined):
            set_value(whose(desk, "ada-byrne"), key, value)
    assert desk.files() == before


def test_a_need_goes_by_a_part_of_its_words(desk: Desk) -> None:
    needs = [one.text for one in desk.network.people["ada-byrne"].needs]
    desk.commit(drop_phrase(whose(desk, "ada-byrne"), needs[0][:12]))
    assert [one.text for one in desk.network.people["ada-byrne"].needs] == needs[1:]
    assert not desk.network.problems


def test_a_wish_is_written_under_the_key_that_the_file_has(desk: Desk) -> None:
    path = desk.root / "people" / "zed-cole.md"
    reach = "reach: {email: 'a@example.org, b@example.org'}"
    keys = f"name: Zed Cole\ncompany: Mill\nlooking for: a van\n{reach}"
    path.write_text(f"---\n{keys}\n---\nNeeds:: a duck\n", encoding="utf-8")
    desk.commit(set_value(whose(desk, "zed-cole"), "org", "Loft"))
    desk.commit(set_value(whose(desk, "zed-cole"), "needs", "a cart"))
    desk.commit(drop_phrase(whose(desk, "zed-cole"), "van"))
    text = path.read_text(encoding="utf-8")
    assert "company: Loft\nlooking for: [a cart]\n" in text
    with pytest.raises(Declined):
        set_value(whose(desk, "zed-cole"), "reach.email", "c@example.org")
    with pytest.raises(Declined):
        drop_phrase(whose(desk, "zed-cole"), "duck")
    assert path.read_text(encoding="utf-8") == text


def test_nothing_is_written_where_one_file_of_several_cannot_be(desk: Desk) -> None:
    ada, bo = (
        add_phrase(whose(desk, who), "offers", "rope", "offer") for who in ("ada-byrne", "bo-chen")
    )
    (desk.root / bo.files[0].path).chmod(0o444)
    before = desk.files()
    with pytest.raises(Declined, match="read-only"):
        desk.commit(Edits((*ada.files, *bo.files), "offer", "rope"))
    assert desk.files() == before


def test_a_file_with_two_names_is_written_under_neither(desk: Desk) -> None:
    (ada,) = add_phrase(whose(desk, "ada-byrne"), "offers", "rope", "offer").files
    (desk.root / "people" / "zed.md").symlink_to("ada-byrne.md")
    before = desk.files()
    with pytest.raises(Declined, match="the same file as people/ada-byrne"):
        desk.commit(Edits((ada, replace(ada, path="people/zed.md")), "offer", "rope"))
    assert desk.files() == before
