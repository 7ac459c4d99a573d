"""A book with one file read anew groups its entries as one that is grouped from the beginning."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.book.read_again import read_again
from tests.insight.books import TODAY

FILES = {
    "people/ada.md": "---\nname: Ada\n---\n\n## Log\n- 2026-05-02 call with [[Bo]]: one\n"
    "- 2026-05-02 call: [[Cy]] came up\n- 2026-05-01 note: two\n",
    "people/bo.md": "---\nname: Bo\n---\n\n## Log\n- 2026-05-02 meal with [[Ada]]: three\n",
    "people/cy.md": "---\nname: Cy\n---\n\n## Log\n- 2026-05-01 call with [[Ada]]: four\n",
    "journal/2026.md": "- 2026-05-02 meal with [[Ada]], [[Bo]]: five\n",
}
LOGS = (
    "",
    "- 2026-05-02 call with [[Cy]]: six\n",
    "- 2026-05-03 call: [[Bo]] again\n- 2026-05-02 call: seven\n- 2026-04-30 call with [[Bo]]: 8\n",
    "- 2026-05-02 call: [[Cy]], [[Cy]] and [[Ada]]\n- 2026-05-02 note: nine\n",
)


def grouped(network: Network) -> list[object]:
    people = network.people
    return [
        [network.entries_with(one) for one in people],
        [network.entries_mentioning(one) for one in people],
        network.entries,
    ]


@pytest.mark.parametrize("log", LOGS)
@pytest.mark.parametrize("name", ["ada", "bo", "cy"])
@pytest.mark.parametrize("is_grouped", ["grouped", "not yet"])
def test_entries_stand_where_they_would(
    tmp_path: Path, name: str, log: str, is_grouped: str
) -> None:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    network = load_book(tmp_path)
    if is_grouped == "grouped":
        grouped(network)
    file = tmp_path / "people" / f"{name}.md"
    file.write_text(f"---\nname: {name.title()}\n---\n\n## Log\n{log}", encoding="utf-8")
    again = read_again(tmp_path, network, TODAY, name)
    assert again is not None
    assert grouped(again.network) == grouped(load_book(tmp_path))
    assert grouped(again.network) == grouped(replace(again.network))
    assert again.network.state == ""
