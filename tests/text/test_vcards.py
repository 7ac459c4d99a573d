"""Cards as programs write them: folded, soft, encoded, nested, broken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.text.vcards import CardProperty, read_cards


def only(text: str) -> CardProperty:
    (card,) = read_cards(f"BEGIN:VCARD\n{text}\nEND:VCARD\n").cards
    (one,) = card.properties
    return one


@pytest.mark.parametrize(
    "written, text",
    [
        ("FN:Ada\n  Byrne", "Ada Byrne"),
        ("FN:Ad\r\n\ta Byrne", "Ada Byrne"),
        ("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=AB=20=\nM=C3=BCller", "Zoë Müller"),
        ("FN;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Zo=EB", "Zoë"),
        ("FN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=88=C0=93=A1", "安藤"),
        ("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=no-such:Zo=C3=AB", "Zoë"),
        ("FN;ENCODING=QUOTED-PRINTABLE:Zo=EB", "Zoë"),
        ("FN;ENCODING=b:Wm/Dqw==", "Zoë"),
        ("FN;ENCODING=BASE64:no base64!", "no base64!"),
        ('item1.FN;X-A="a:b;c";TYPE=x:Ada', "Ada"),
        ("fn:Ada\\, the \\nfirst\\; really\\\\", "Ada, the \nfirst; really\\"),
        ("NOTE:one\\\ntwo\nthree", "one\ntwo\nthree"),
        ("FN:", ""),
    ],
)  # fmt: skip
def test_a_value_is_read_as_it_was_meant(written: str, text: str) -> None:
    assert only(written).text() == text


def test_parts_and_items_keep_what_a_backslash_protects() -> None:
    name = only(r"N:Byrne\;Doe;Ada,Mae;;Dr\,;a\\;b")
    assert name.parts() == ("Byrne;Doe", "Ada,Mae", "", "Dr,", "a\\", "b")
    assert only(r"NICKNAME:Ada\, Lady,Addie").items() == ("Ada, Lady", "Addie")


def test_a_property_has_its_lines_group_and_parameters() -> None:
    tel = only('item2.TEL;CELL;type=pref,"work";X-N=a^nb:+1\n 713')
    assert (tel.line, tel.end, tel.name, tel.group) == (2, 3, "TEL", "ITEM2")
    assert tel.types == ("CELL", "PREF", "WORK")
    assert tel.parameters["X-N"] == ("a\nb",)
    assert tel.text() == "+1713"


def test_a_picture_is_kept_in_one_piece_and_left_alone() -> None:
    picture = only("PHOTO;ENCODING=BASE64;JPEG:AAAA\n BBBB\nCCCC\n  \nDDDD=")
    assert picture.is_data
    assert picture.written == "AAAABBBBCCCC DDDD="


def test_cards_that_are_broken_are_cards_all_the_same() -> None:
    text = (
        "nothing\nBEGIN:VCARD\nFN:A\nbegin:vcard\nFN:B\nEND:VCARD\nTEL:1\nend:vcard\nEND:VCARD\n"
        "# said\nBEGIN:VCARD\njunk\nFN:C\n"
    )
    file = read_cards(text)
    assert [(one.line, one.end) for one in file.cards] == [(2, 8), (4, 6), (11, 0)]
    names = [[each.name for each in one.properties] for one in file.cards]
    assert names == [["FN", "TEL"], ["FN"], ["FN"]]
    assert (file.comments, file.strays) == ([10], [1, 9, 12])


PIECES = st.sampled_from(
    ["BEGIN:VCARD", "END:VCARD", "FN:Ada", " on", "\tin", "=", "N;QUOTED-PRINTABLE:a=", "#x", "",
     "junk", "PHOTO;ENCODING=b:AA", 'item1.TEL;a="b:c', "A;B", ";", ":", "\\", "N:a\\;b;c\\", "é"]
)  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(PIECES, max_size=14), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_line_is_of_a_card_a_comment_or_stray(pieces: list[str], stop: str) -> None:
    file = read_cards(stop.join(pieces))
    told = {*file.comments, *file.strays}
    for card in file.cards:
        told |= {card.line, card.end}
        for one in card.properties:
            told.update(range(one.line, one.end + 1))
            assert (one.text(), one.parts(), one.items()) is not None
    lost = [line for line, text in enumerate(pieces, 1) if text and line not in told]
    # Only what goes on from a line outside of any card has no place of its own.
    assert all(pieces[line - 1] in (" on", "\tin") or file.strays for line in lost)
