"""What is one value and what several, who is nobody, what is held when it cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.book.names import read_names
from kithbook.book.network import Network
from tests.book.bookfiles import read_case, write_book

CASES = Path(__file__).parents[1] / "cases" / "check"


def book(root: Path, files: dict[str, str]) -> Network:
    write_book(root, {"files": files})
    return load_book(root)


def test_a_text_is_a_list_where_that_is_certain(tmp_path: Path) -> None:
    write_book(tmp_path, read_case(CASES / "one-text.yml"))
    people = load_book(tmp_path).people
    assert people["ada-byrne"].aliases == ("Adi", "Countess")
    assert people["ada-byrne"].languages == ("Danish", "English")
    assert [need.text for need in people["ada-byrne"].needs] == [
        "a printer, and a quiet room; soon"
    ]
    assert people["bo-chen"].aliases == ("Bobo", "Uncle Chen")
    assert people["dee-eng"].aliases == ("Eng, Dee",)
    named = {who: aliases for who, _, aliases in read_names(tmp_path)}
    assert named == {who: person.aliases for who, person in people.items()}


def test_papers_of_a_repository_are_nobody(tmp_path: Path) -> None:
    write_book(tmp_path, read_case(CASES / "papers-and-forms.yml"))
    network = load_book(tmp_path)
    assert network.apart == ("people/AGENTS.md", "people/CLAUDE.md", "people/Todo.md")
    assert {"License", "GEMINI", "claude.md", "Tessa Template"} <= network.people.keys()
    readable = {who for who, *_ in read_names(tmp_path)} - {"changelog"}
    assert readable == network.people.keys()


@pytest.mark.parametrize("ask", ["never please", "{policy: not now}", "{policy: [never]}", "[no]"])
def test_a_wish_that_cannot_be_read_is_to_be_left_in_peace(tmp_path: Path, ask: str) -> None:
    network = book(tmp_path, {"people/eva-sand.md": f"---\nname: Eva Sand\nask: {ask}\n---\n"})
    assert network.people["eva-sand"].ask.policy == "never"
    assert len(network.problems) == 1


@pytest.mark.parametrize("ask", ["", "{}", "{per_quarter: 2}", "{policy: }"])
def test_no_wish_is_to_be_asked(tmp_path: Path, ask: str) -> None:
    network = book(tmp_path, {"people/eva-sand.md": f"---\nname: Eva Sand\nask: {ask}\n---\n"})
    assert (network.people["eva-sand"].ask.policy, network.problems) == ("ask", ())


def test_one_bad_line_takes_no_request_with_it(tmp_path: Path) -> None:
    text = "---\nreceived: 2026-11-20\nfrom: {name: Noor}\nwhy: I build: boats\nask: a call\n---\n"
    network = book(tmp_path, {"requests/a.md": text, "requests/b.md": "---\nwhy: a: b\n---\n"})
    request, blank = network.requests
    assert (blank.why, blank.received) == ("", None)
    assert (request.sender, str(request.received), request.ask) == ("Noor", "2026-11-20", "a call")
    assert request.why == ""
    assert [one.code for one in network.problems] == ["bad-yaml", "bad-yaml"]


def test_what_is_no_address_in_a_table_is_none(tmp_path: Path) -> None:
    table = "Name,E-mail\nEd,/o=Harbour/cn=Recipients/cn=ed\nFlo,flo@example.org\n"
    network = book(tmp_path, {"rosters/a.csv": table})
    assert [one.emails for one in network.contacts] == [(), ("flo@example.org",)]
