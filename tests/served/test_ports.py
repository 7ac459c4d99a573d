"""Each book is served on a port of its own, on a book that cannot be written too."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kithbook.served.ports import port_of


def test_each_book_keeps_a_port_of_its_own(tmp_path: Path) -> None:
    ports = set()
    for number in range(20):
        book = tmp_path / str(number)
        book.mkdir()
        port = port_of(book)
        assert 20_000 <= port < 30_000
        assert port_of(book) == port
        assert (book / ".kith" / ".gitignore").read_text(encoding="utf-8") == "*\n"
        ports.add(port)
    assert len(ports) > 10
    for other in ("", "80", "port", "\xff", "9" * 5000):
        (tmp_path / "0" / ".kith" / "port").write_text(other, encoding="latin-1")
        assert 20_000 <= port_of(tmp_path / "0") < 30_000


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_book_that_cannot_be_written_has_a_port_all_the_same(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert 20_000 <= port_of(tmp_path) < 30_000
