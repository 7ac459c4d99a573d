"""A later export of cards merged into a file that its owner has edited."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from kithbook.exchange.card_merge import merged_cards
from kithbook.exchange.merge_report import RosterMerge
from kithbook.exchange.roster_cards import RosterCards, roster_cards
from kithbook.text.decoding import read_export
from kithbook.text.source import Source

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpora" / "vcard"


def card(*lines: str, name: str = "Ada Byrne", uid: str = "7") -> str:
    every = ("BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", f"UID:{uid}", *lines, "END:VCARD")
    return "".join(f"{line}\r\n" for line in every)


def cards(text: str) -> RosterCards:
    return roster_cards(Source("rosters/a.vcf", text))


def merge(base: str | None, ours: str, theirs: str) -> RosterMerge:
    return merged_cards(cards(base) if base is not None else None, cards(ours), cards(theirs))


def told(merged: RosterMerge) -> Iterable[tuple[str, str, str, str]]:
    return [(one.what, one.was, one.now, one.outcome) for one in merged.fields]


def test_a_property_changes_and_nothing_beside_it() -> None:
    mine = ("ORG:Acme;", "X-MINE:kept as it is", "NOTE:My own words\\, mine")
    merged = merge(
        card("ORG:Acme;"), card("TITLE:Poet", *mine), card("ORG:Beta;", "NOTE:Theirs", "TITLE:CTO")
    )
    assert merged.text == card("TITLE:Poet", "ORG:Beta;", *mine[1:])
    assert told(merged) == [
        ("role", "", "CTO", "conflict"), ("org", "Acme", "Beta", "updated"),
        ("notes", "", "Theirs", "conflict"),
    ]  # fmt: skip
    assert [(one.was, one.now) for one in merged.moves] == [("Acme", "Beta")]


def test_addresses_are_a_list_and_labels_come_with_them() -> None:
    base = card("item1.EMAIL;TYPE=INTERNET:a@example.org", "item1.X-ABLabel:Old")
    ours = card(
        "item1.EMAIL;TYPE=INTERNET:a@example.org", "item1.X-ABLabel:Old", "EMAIL:m@example.org"
    )
    theirs = card(
        "EMAIL;TYPE=INTERNET:A@Example.org", "item1.EMAIL:b@example.org", "item1.X-ABLabel:New",
        "TEL;TYPE=CELL:+1 713 555 0142",
    )  # fmt: skip
    merged = merge(base, ours, theirs)
    assert merged.text == card(
        "EMAIL;TYPE=INTERNET:A@Example.org", "EMAIL:m@example.org",
        "item2.EMAIL:b@example.org", "item2.X-ABLabel:New", "TEL;TYPE=CELL:+1 713 555 0142",
    )  # fmt: skip


def test_a_group_that_the_owner_uses_is_given_another_name() -> None:
    ours = card("item1.URL:https://example.org/mine", "item1.X-ABLabel:Mine")
    theirs = card("item1.EMAIL:b@example.org", "item1.X-ABLabel:Work")
    assert merge(card(), ours, theirs).text == card(
        "item1.URL:https://example.org/mine", "item1.X-ABLabel:Mine",
        "item2.EMAIL:b@example.org", "item2.X-ABLabel:Work",
    )  # fmt: skip


def test_what_was_taken_out_by_hand_stays_out() -> None:
    both = card("TEL:1 713 555 0142") + card(name="Bo Chen", uid="8")
    merged = merge(both, card(), both)
    assert (merged.text, merged.deleted, merged.fields) == (card(), 1, ())
    later = card("TEL:1 713 555 0142", "ORG:Acme") + card(name="Bo Chen", uid="8")
    merged = merge(both + card(name="Cy", uid="9"), card("ORG:Mine"), later)
    assert merged.text == card("ORG:Mine")
    assert merged.deleted == 1
    merged = merge(card("TEL:1 713 555 0142"), card(), card("TEL:1 713 555 0142", "X-NEW:1"))
    assert merged.text == card("X-NEW:1")
    assert told(merged) == [
        ("phone", "1 713 555 0142", "1 713 555 0142", "deleted by hand"),
        ("x-new", "", "1", "added"),
    ]  # fmt: skip


def test_cards_come_at_the_end_and_those_gone_stay() -> None:
    ada, bo, cy = (card(name=n, uid=n[0]) for n in ("Ada Byrne", "Bo Chen", "Cy Dunn"))
    merged = merge(ada + bo, (bo + ada).replace("\r\n", "\n"), bo + cy)
    assert merged.text == (bo + ada + cy).replace("\r\n", "\n")
    assert ([one.called for one in merged.new], [one.called for one in merged.gone]) == (
        ["Cy Dunn"], ["Ada Byrne"],
    )  # fmt: skip


def test_labels_of_a_line_are_a_list() -> None:
    merged = merge(
        card("CATEGORIES:myContacts,Old"), card("CATEGORIES:myContacts,Old,Mine"),
        card("CATEGORIES:myContacts,Choir\\, Bath"),
    )  # fmt: skip
    assert merged.text == card("CATEGORIES:myContacts,Choir\\, Bath,Mine")
    merged = merge(card(), card("NICKNAME:Addy"), card("NICKNAME:Countess"))
    assert merged.text == card("NICKNAME:Addy", "NICKNAME:Countess")


def test_a_card_without_its_end_takes_properties_too() -> None:
    ours = card().removesuffix("END:VCARD\r\n")
    assert merge(card(), ours, card("ORG:Acme")).text == ours + "ORG:Acme\r\n"
    two = ours + card(name="Bo Chen", uid="8")
    assert merge(card(), two, card("ORG:Acme")).text == ours + "ORG:Acme\r\n" + card(
        name="Bo Chen", uid="8"
    )


@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpora/vcard is not there")
def test_each_file_of_the_corpora_imported_again_changes_nothing() -> None:
    read = 0
    for path in sorted(CORPUS.rglob("*.vcf")):
        source = read_export(path.name, path.read_bytes()).source
        if source is None:
            continue
        there = roster_cards(source)
        merged = merged_cards(there, there, there)
        assert merged.text == source.text, path
        assert (merged.new, merged.changed, merged.fields) == ((), 0, ()), path
        fresh = merged_cards(None, cards("X-NOBODY:1\r\n"), there)
        assert len(fresh.new) == sum(bool(one.listed.values) for one in there.cards)
        assert merged_cards(None, cards(fresh.text), there).text == fresh.text, path
        read += len(there.cards)
    assert read > 150
