"""The steps that make the lists of common words, on toys; and the lists that ship."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from kithbook.matching.word_list import read_word_list
from scripts.static_model import word_lists
from scripts.static_model.__main__ import OUT
from scripts.static_model.message_pack import unpacked

SHIPPED = {
    "words-de.npz": "dba9027116f1be9070f97cdf78fc7a7410751f2c129082f3b2332d7a7948758f",
    "words-en.npz": "bc0d9a3dab2aa0e64239a8dfcee5a9e2c10f6202ad0d8e7f4a0687b4e74c2405",
}


@pytest.mark.parametrize("name", SHIPPED)
def test_the_lists_that_ship_are_those_that_were_measured(name: str) -> None:
    file = OUT / name
    assert hashlib.sha256(file.read_bytes()).hexdigest() == SHIPPED[name]
    assert file.stat().st_size < 300_000


@pytest.mark.parametrize(
    "packed, thing",
    [
        (b"\x07", 7),
        (b"\x92\xa1a\xa2\xc3\xa4", ["a", "ä"]),
        (b"\x81\xa1a\x01", {"a": 1}),
        (b"\xd9\x03abc", "abc"),
        (b"\xda\x00\x03abc", "abc"),
        (b"\xdb\x00\x00\x00\x03abc", "abc"),
        (b"\xdc\x00\x02\x01\x02", [1, 2]),
        (b"\xdd\x00\x00\x00\x01\x90", [[]]),
    ],
)
def test_message_pack_is_read(packed: bytes, thing: object) -> None:
    assert unpacked(packed) == thing


@pytest.mark.parametrize("packed, what", [(b"\xc3", "0xc3"), (b"\x01\x01", "1 bytes follow")])
def test_message_pack_of_other_kinds_is_refused(packed: bytes, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        unpacked(packed)


def test_words_that_fold_together_are_one_and_the_commonest_come_first(tmp_path: Path) -> None:
    steps = [b"\x90"] * 300 + [b"\x91\xa3und"] + [b"\x90"] * 99 + [b"\x95\xa4sch\xc3", b"\x90"]
    steps[-2] = b"\x95\xa6schon \xa6sch\xc3\xb6n\xa2e2\xa2a-\xa2\xd0\xb0"
    packed = b"\xdc" + (len(steps) + 1).to_bytes(2, "big") + b"\x80" + b"".join(steps)
    file = tmp_path / "large_de.msgpack.gz"
    file.write_bytes(gzip.compress(packed))
    found = word_lists.folded(word_lists.shares(file))
    assert found == {"und": pytest.approx(1e-3), "schon": pytest.approx(2e-4)}
    path = word_lists.write(found, 1, tmp_path / "words-de.npz")
    kept = read_word_list(path)
    assert dict(kept.words) == {"und": 0}
    assert kept.zipf.tolist() == [6.0]
