"""Cards of telephones and address books as records: each line taken, kept, or named."""

from __future__ import annotations

import re

import pytest

from kithbook.exchange.contact_card import ContactCard, Day, Labelled, NameParts, PostalAddress
from kithbook.exchange.vcard_reading import GROUPS, NOBODY, STRAYS, every_card, read_vcards
from kithbook.text.dates import PartialDate
from kithbook.text.decoding import read_export
from kithbook.text.refusal import Refused
from kithbook.text.vcards import read_cards
from tests.exchange.corpora import ABSENT, FILES, LEAST_CARDS, LEAST_FILES, marks

# What stands for itself in a record: schemes of addresses, Android's names of kinds.
FORM = "(tel|xmpp|ymsgr|base64|image(png|jpeg)|vndandroid[a-z]+)$"

APPLE = (
    "VERSION:3.0",
    "N:Byrne;Ada;Mary,Ann;Dr.;",
    "FN:Dr. Ada Byrne",
    "NICKNAME:Addie,A.B.",
    "ORG:Fernway;",
    "item1.EMAIL;type=INTERNET:ada@example.org",
    "item1.X-ABLabel:Choir",
    "EMAIL;type=HOME;type=pref:byrne@example.org",
    "item2.URL:https\\://ada.example.org/a\\,b",
    "item2.X-ABLabel:_$!<HomePage>!$_",
    "item3.ADR;type=HOME:;;12 Elm St\\nBack door;Dallas;TX;75201;USA",
    "item3.X-ABADR:us",
    "item4.X-ABDATE;type=pref:2011-06-18",
    "item4.X-ABLabel:_$!<Anniversary>!$_",
    "item5.X-ABDATE:2001-03",
    "item5.X-ABLabel:Choir began",
    "item6.X-ABRELATEDNAMES:Bo Chen",
    "item6.X-ABLabel:_$!<Brother>!$_",
    "X-SOCIALPROFILE;type=linkedin;x-user=ada:http://www.linkedin.com/in/ada-byrne",
    "IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:ada.b",
    "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-02",
    "X-ABShowAs:COMPANY",
)


def card(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD", ""))


def only(*lines: str) -> ContactCard:
    (made,) = read_vcards("a.vcf", card(*lines)).cards
    return made


def test_a_card_of_apples() -> None:
    made = only(*APPLE)
    assert made.parts == NameParts(("Byrne",), ("Ada",), ("Mary", "Ann"), ("Dr.",))
    assert (made.name, made.nicknames) == ("Dr. Ada Byrne", ("Addie", "A.B."))
    assert made.organization == ("Fernway",)
    assert made.emails == (
        Labelled("byrne@example.org", ("HOME", "PREF")),
        Labelled("ada@example.org", ("INTERNET", "Choir")),
    )
    assert made.urls == (Labelled("https://ada.example.org/a,b", ("HomePage",)),)
    assert made.addresses == (
        PostalAddress("", "", "12 Elm St\nBack door", "Dallas", "TX", "75201", "USA", ("HOME",)),
    )
    assert made.anniversary == Day(PartialDate(2011, 6, 18))
    assert made.days == (Day(PartialDate(2001, 3), what="Choir began"),)
    assert made.related == (Labelled("Bo Chen", ("brother",)),)
    assert made.messengers == (
        Labelled("http://www.linkedin.com/in/ada-byrne", ("linkedin",)),
        Labelled("ada.b", ("Skype", "HOME")),
    )
    assert made.born == Day(PartialDate(None, 5, 2))
    assert [(one.name, one.value) for one in made.beside] == [("X-ABSHOWAS", "COMPANY")]


def test_a_year_that_is_only_about_right_stays_in_its_words() -> None:
    assert only("VERSION:4.0", "FN:Ada", "BDAY;VALUE=text:circa 1800").born == Day(
        None, "circa 1800"
    )
    assert only("VERSION:4.0", "FN:Ada", "BDAY:1800").born == Day(PartialDate(1800))


def test_a_card_of_an_old_telephone() -> None:
    made = only(
        "VERSION:2.1",
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller, jr.;Zo=C3=AB;;;",
        "TEL;CELL;PREF:\u202d+1 713 555 0142\u202c",
        "TEL;VALUE=uri:tel:+1-713-555-0143;ext=5",
        "ADR;WORK;ENCODING=QUOTED-PRINTABLE:;;1 Elm=0D=0A2nd floor;Dallas;TX;75201;USA",
        "LABEL;WORK;ENCODING=QUOTED-PRINTABLE:1 Elm=0D=0ADallas",
        "X-AIM:zoe1",
        "BDAY:19900502T231000Z",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Zo;1;;;;;",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2012-08-09;1;;",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Bo;14;;;",
        "X-SPOUSE:Bo Chen",
        "PHOTO;JPEG;ENCODING=BASE64:/9j/4AAQ",
        " SkZJRg==",
        "PHOTO;VALUE=uri:https://photos.example.org/z.jpg",
        "TITLE:Weaver",
        "TITLE;LANGUAGE=xx:Somebody else",
    )
    assert made.name == "Zoë Müller, jr."
    assert made.parts == NameParts(("Müller, jr.",), ("Zoë",))
    assert made.phones == (
        Labelled("+1 713 555 0142", ("CELL", "PREF")),
        Labelled("+1-713-555-0143;ext=5"),
    )
    assert made.addresses[0].street == "1 Elm\n2nd floor"
    assert made.addresses[0].whole == "1 Elm\nDallas"
    assert made.messengers == (Labelled("zoe1", ("AIM",)),)
    assert made.born == Day(PartialDate(1990, 5, 2), "19900502T231000Z")
    assert (made.nicknames, made.anniversary) == (("Zo",), Day(PartialDate(2012, 8, 9)))
    assert made.related == (Labelled("Bo", ("spouse",)), Labelled("Bo Chen", ("spouse",)))
    assert [(one.kind, one.data[:4], one.address) for one in made.photos] == [
        ("JPEG", "/9j/", ""),
        ("", "", "https://photos.example.org/z.jpg"),
    ]
    assert (made.title, made.beside[0].name, made.beside[0].value) == (
        "Weaver", "TITLE", "Somebody else",
    )  # fmt: skip
    assert made.beside[0].parameters == (("LANGUAGE", ("xx",)),)


def test_a_new_card() -> None:
    made = only(
        "VERSION:4.0",
        "FN:Bo Chen",
        "N:Chen;Bo;;;;Lin;III",
        'TEL;VALUE=uri;TYPE="voice,home":tel:+1-713-555-0145',
        "EMAIL;PREF=2:b@example.org",
        "EMAIL;PREF=1:a@example.org",
        'ADR;TYPE=home;LABEL="3 Ash\\nRiverside, a^nb":;;3 Ash;;Bavaria;;Germany',
        "BDAY:--0502",
        "ANNIVERSARY:2009",
        "DEATHDATE;VALUE=text:after the war",
        "RELATED;TYPE=friend:urn:uuid:f81d4fae",
        "RELATED;TYPE=co-worker;VALUE=text:Please ask Ada",
        "IMPP:xmpp:bo@example.org",
        "SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://example.org/@bo",
        "PHOTO:data:image/png;base64,iVBORw0KGgo=",
    )
    assert made.parts == NameParts(("Chen", "Lin"), ("Bo",), suffixes=("III",))
    assert made.phones == (Labelled("+1-713-555-0145", ("VOICE", "HOME")),)
    assert [one.value for one in made.emails] == ["a@example.org", "b@example.org"]
    assert made.addresses[0].whole == "3 Ash\nRiverside, a\nb"
    assert (made.born, made.anniversary) == (Day(PartialDate(None, 5, 2)), Day(PartialDate(2009)))
    assert made.died == Day(None, "after the war")
    assert [one.labels for one in made.related] == [("friend",), ("co-worker",)]
    assert made.messengers == (
        Labelled("bo@example.org", ("Jabber",)),
        Labelled("https://example.org/@bo", ("Mastodon",)),
    )
    assert [(one.kind, one.data) for one in made.photos] == [("PNG", "iVBORw0KGgo=")]


def test_lists_of_others_become_categories_and_agents_cards_of_their_own() -> None:
    ada = card("VERSION:3.0", "FN:Ada", "UID:u1", "AGENT:BEGIN:VCARD\\nFN:Bo\\nEND:VCARD\\n")
    cy = card("FN:Cy", "AGENT:", "BEGIN:VCARD", "FN:Dee", "END:VCARD", "TEL:555-0142")
    group = card(
        "X-ADDRESSBOOKSERVER-KIND:group", "FN:Climbers",
        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:u1", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:gone",
    )  # fmt: skip
    found = read_vcards("My cards.vcf", ada + cy + group)
    assert [one.name for one in found.cards] == ["Ada", "Bo", "Cy", "Dee"]
    assert found.cards[0].categories == ("Climbers",)
    assert found.cards[2].phones == (Labelled("555-0142"),)
    assert (found.kind, found.stem) == ("vcard", "my-cards")
    assert (GROUPS, 1) in [(one.what, one.count) for one in found.left_out]


def test_what_is_left_out_is_named_with_its_lines() -> None:
    text = card("FN:Ada", "PHOTO;ENCODING=b:%%%", "TEL:", "NOTE;LANGUAGE=xx:hi") + "stray\r\n"
    nobody = card("BDAY:1990-05-02")
    found = {one.what: one for one in read_vcards("a.vcf", text + nobody).left_out}
    assert found[STRAYS].lines == (7,)
    assert (found[NOBODY].count, found[NOBODY].lines) == (1, (8, 9))
    assert sorted(one.lines for one in found.values()) == [(3,), (4,), (5,), (7,), (8, 9)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_cards_are_read_in_each_encoding(encoding: str) -> None:
    found = read_vcards("a.vcf", card("FN:Zoë Müller").encode(encoding))
    assert [one.name for one in found.cards] == ["Zoë Müller"]
    assert found.left_out == ()


def test_older_letters_are_read_as_they_say_or_guessed_aloud() -> None:
    raw = card("FN;CHARSET=SHIFT_JIS:安藤").encode("shift_jis") + card("FN:Zoë").encode("cp1252")
    found = read_vcards("a.vcf", raw)
    assert [one.name for one in found.cards] == ["安藤", "Zoë"]
    assert [one.lines for one in found.left_out] == [(5,)]


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Refused, match="encrypted"):
        read_vcards("a.vcf", b"\0GITCRYPT\0\1")


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_head_may_be_folded_before_its_colon(version: str) -> None:
    label = "long words " * 12
    made = only(f"VERSION:{version}", "FN:Ada", f'ADR;LABEL="{label[:50]}', f' {label[50:]}":;;;a')
    assert (made.addresses[0].city, made.addresses[0].whole) == ("a", label.strip())


def test_cards_that_are_made_to_keep_a_reader_busy_are_read() -> None:
    deep = "".join(
        f"{' ' * depth}AGENT:BEGIN:VCARD\n{' ' * depth} FN:{depth}\n" for depth in range(300)
    )
    many = [f"item1.TEL:{number}" for number in range(2000)]
    words = [f"item1.X-ABLabel:word {number}" for number in range(2000)]
    places = ["ADR:;;a", "LABEL;HOME:b"] * 2000
    assert read_vcards("a.vcf", f"BEGIN:VCARD\nFN:Ada\n{deep}").cards[0].name == "Ada"
    made = only("FN:Ada", *many, *words, *places)
    assert (len(made.phones), len(made.phones[0].labels)) == (2000, 9)
    assert len(made.beside) == 0
    assert len(made.addresses) == 4000


@pytest.mark.skipif(not FILES, reason=ABSENT)
def test_every_card_of_other_programs_is_read() -> None:
    read = begun = 0
    for path in FILES:
        raw = path.read_bytes()
        found = read_vcards(path.name, raw)
        others = sum(one.count for one in found.left_out if one.what in (NOBODY, GROUPS))
        assert len(found.cards) + others >= marks(raw), path.name
        assert len(every_card(path.name, raw)) >= marks(raw)
        read += len(found.cards) + others
        begun += marks(raw)
    assert len(FILES) >= LEAST_FILES
    assert read >= begun >= LEAST_CARDS


@pytest.mark.skipif(not FILES, reason=ABSENT)
def test_every_line_of_other_programs_is_taken_kept_or_named() -> None:
    silent: list[str] = []
    lines = 0
    for path in FILES:
        raw = path.read_bytes()
        source, _ = read_export(path.name, raw)
        assert source
        found = read_vcards(path.name, raw)
        named = {line for one in found.left_out for line in one.lines}
        everything = f"{_days(found.cards)} {_squeezed(repr(found.cards))}"
        for one in (each for had in read_cards(source.text).cards for each in had.properties):
            lines += 1
            if one.line not in named and one.name not in ("VERSION", "PROFILE"):
                said = one.written if one.is_data else one.text()
                if gone := [word for word in _words(said) if word not in everything]:
                    silent.append(f"{path.name}:{one.line}: {one.name}: {gone[:3]}")
    assert lines >= 1900
    assert silent == []


def _days(cards: tuple[ContactCard, ...]) -> str:
    days = (day for one in cards for day in (one.born, one.anniversary, one.died, *one.days) if day)
    return " ".join(str(day.on).replace("-", "") for day in days)


def _squeezed(text: str) -> str:
    """A text without what writing it in a record changes."""
    return "".join(filter(str.isalnum, text.replace("\\n", "").lower()))


def _words(text: str) -> list[str]:
    words = (_squeezed(word[:60]) for word in re.split(r"[\s;,:=]+", text))
    return [word for word in words if not re.match(FORM, word)]
