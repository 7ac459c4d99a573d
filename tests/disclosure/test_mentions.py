"""A consented text gives nobody else away, by name, address or number: it stays, and is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kithbook.airlock.disclosed import FILE, DisclosedItem, Kind
from kithbook.book.load import load_book
from kithbook.disclosure.airlock_writer import render
from kithbook.disclosure.checking import check_disclosure, refusals
from kithbook.disclosure.projection import project

TODAY = date(2026, 11, 22)
ADA = """\
name: Ada Byrne
aliases: [Adi]
reach: {email: ada@example.org, phone: +1 713 555 0142}
"""
FILES = {
    "people/zephyrine-quambush.md": "---\nname: Zephyrine Quambush\nreach:\n"
    "  email: [zq@example.org, z.quambush@mail.example.org]\n  phone: +1 713 555 0199\n"
    "  address: 12 Elm Road, Houston\naliases: [Zeffi Quam, Zef]\n---\n",
    "people/haruka.md": "---\nname: 佐藤 遥\n---\n",
    "people/jonas-eklund.md": "---\nname: Jonas Eklund\n---\n",
    "people/maria.md": "---\nname: María del Mar\nconsent: {on: 2026-01-01, shows: [name]}\n---\n",
    "people/kasimir.md": "---\nname: Kasimir Tolle\nconsent: {on: 2026-01-01, shows: [name], "
    "withdrawn: 2026-11-01}\n---\n",
    "people/broken-file.md": "---\nname: Broken File\n",
    "requests/2026-11-01-tadeo.md": "---\nfrom: {name: Tadeo Ullmann, email: tu@example.org}\n"
    "received: 2026-11-01\nwhy: x\n---\n",
    "requests/2026-11-02-odd.md": "---\nfrom: {name: Of Bread, email: odd@example.org}\n"
    "received: 2026-11-02\nwhy: x\n---\n",
    "rosters/Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position,"
    "Connected On\nOtto,Varga,https://www.linkedin.com/in/ov,ov@example.org,,,01 Jan 2020\n"
    "María,del Mar,https://www.linkedin.com/in/mm,mm@example.org,,,01 Jan 2020\n",
}
GIVING_AWAY = (
    "A baker who learnt from Zephyrine Quambush",
    "A baker who learnt from zephyrine quambush",
    "A baker and Zephyrine Quambush's neighbour",
    "Bäckerin, Zephyrine Quambushs Nachbarin",
    "Jonas Eklunds Nachbarin, die bäckt",
    "A baker (Quambush, Zephyrine) of bread",
    "A baker with Zephyrine M. Quambush",
    "A baker #ZephyrineQuambush",
    "A baker who learnt from Kasimir Tolle",
    "A baker, see zephyrine-quambush",
    "A baker, see broken-file",
    "A baker, ask zq@example.org",
    "A baker, ask ZQ@Example.org.",
    "A baker, ask z.quambush (at) mail (dot) example (dot) org",
    "A baker, ask zq at example dot org",
    "A baker, ring +1 713 555 0199",
    "A baker, ring (713) 555-0199",
    "A baker, ring 555 0199",
    "A baker, ring 001.713.555.0199",
    "A baker at 12 Elm Road",
    "A baker who met Otto Varga in May",
    "A baker, Otto Vargas Kollegin",
    "A baker, ask ov@example.org",
    "A baker whom Tadeo Ullmann wrote about",
    "A baker and Tadeo Ullmann's cousin",
    "A baker, ask tu@example.org",
    "A baker who learnt from Zeffi Quam",
    "A baker who learnt from Zephy\u200brine Quam\xadbush",
    "A baker, ask zq@\u2060example.org",
    "A baker, ring ５５５０１９９",
    "A baker, ring \u0665\u0665\u0665\u0660\u0661\u0669\u0669",
    "佐藤遥さんの友人",
    "A baker and 佐藤 遥さん",
    "Ada bakes bread",
    "Adas Brot ist gut",
    "Byrne's bread is good",
    "adi bakes bread",
)
FINE = (
    "A baker of bread",
    "A baker of roses and of bread in 2026-11-20",
    "A baker who feeds 5550 people in 1999",
    "A baker who learnt from María del Mar",
    "A baker on Elm Road",
    "A baker, ask ada@example.org or +1 713 555 0142",
    "A baker who writes to otto about vargas",
)
KINDS: tuple[tuple[Kind, str], ...] = (
    ("introduction", "introduce: [{to: cooks, public: TEXT}]"),
    ("recommendation", "public: TEXT"),
)


def book(root: Path, keys: str, text: str) -> None:
    consent = "consent: {on: 2026-10-02, shows: [introduce, public]}"
    quoted = "'" + text.replace("'", "''") + "'"
    whole = f"---\n{ADA}{keys.replace('TEXT', quoted)}\n{consent}\n---\n"
    for name, content in {**FILES, "people/ada-byrne.md": whole}.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")


@pytest.mark.parametrize("kind, keys", KINDS)
@pytest.mark.parametrize("text", GIVING_AWAY)
def test_a_text_that_gives_somebody_away_stays(
    tmp_path: Path, kind: Kind, keys: str, text: str
) -> None:
    book(tmp_path, keys, text)
    network = load_book(tmp_path)
    assert project(network, TODAY) == ()
    found = check_disclosure(tmp_path, network, TODAY)
    assert [one.code for one in found] == ["names-somebody"]
    (tmp_path / "content").mkdir()
    item = DisclosedItem(kind, text, consent=date(2026, 10, 2))
    (tmp_path / FILE).write_text(render([item]), encoding="utf-8")
    stopped = refusals(tmp_path, network, TODAY, strict=False)
    assert [one.code for one in stopped] == ["names-somebody"]


@pytest.mark.parametrize("text", FINE)
def test_a_text_that_gives_nobody_away_is_shown(tmp_path: Path, text: str) -> None:
    book(tmp_path, KINDS[1][1], text)
    assert [one.text for one in project(load_book(tmp_path), TODAY)] == [text]


def test_the_sentence_of_a_number_names_nobody(tmp_path: Path) -> None:
    book(tmp_path, KINDS[1][1], "A baker of bread")
    words = "{number} introduction made, for Zephyrine Quambush"
    (tmp_path / "kithbook.yml").write_text(f"disclose: {{introductions: '{words}'}}\n")
    (tmp_path / "introductions").mkdir()
    (tmp_path / "introductions/one.md").write_text(
        "---\nbetween: [ada-byrne, jonas-eklund]\nmade: 2026-11-04\n---\n"
    )
    network = load_book(tmp_path)
    assert [one.text for one in project(network, TODAY)] == ["A baker of bread"]
    found = check_disclosure(tmp_path, network, TODAY)
    assert "names-somebody" in [one.code for one in found if one.location.path == "kithbook.yml"]
    (tmp_path / "content").mkdir()
    item = DisclosedItem("number", words.replace("{number}", "1"), until=date(2026, 12, 31))
    (tmp_path / FILE).write_text(render([item]), encoding="utf-8")
    stopped = refusals(tmp_path, network, TODAY, strict=False)
    assert [one.code for one in stopped] == ["names-somebody"]


def test_namesakes_with_addresses_of_their_own_are_two_people(tmp_path: Path) -> None:
    book(tmp_path, KINDS[1][1], "A baker of bread")
    other = tmp_path / "people/ada-b.md"
    ended = "consent: {on: 2026-01-01, shows: [name], withdrawn: 2026-11-01}"
    for email, shown in (("other@example.org", 1), ("ada@example.org", 0)):
        other.write_text(f"---\nname: Ada Byrne\nreach: {{email: {email}}}\n{ended}\n---\n")
        network = load_book(tmp_path)
        found = [one.code for one in check_disclosure(tmp_path, network, TODAY)]
        assert ("consent-unclear" in found) == (not shown)


_MERGE = "<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n"
ELSEWHERE = {
    "ours, as a key": (
        "people/ov.md",
        f"---\n{_MERGE.format('name: Odran Vesk', 'name: O.')}---\n",
    ),
    "theirs, as a key": (
        "people/ov.md",
        f"---\n{_MERGE.format('name: O.', 'name: Odran Vesk')}---\n",
    ),
    "ours, as a heading": ("people/ov.md", _MERGE.format("# Odran Vesk", "# Bo")),
    "theirs, as a heading": ("people/ov.md", _MERGE.format("# Bo", "# Odran Vesk")),
    "a card of parts": (
        "rosters/phone.vcf",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Mum\nN:Vesk;Odran;;;\nEND:VCARD\n",
    ),
    "no person by the settings": ("people/archive/Odran Vesk.md", "Met in May.\n"),
    "no person by the folder": ("people/_old/ov.md", "---\nname: Odran Vesk\n---\n"),
    "no person by the name": ("people/_ov.md", "---\naliases: [Odran Vesk]\n---\n"),
    "a copy": ("people/jonas-eklund (1).md", "---\nname: Odran Vesk\n---\n"),
}


@pytest.mark.parametrize("path, text", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_name_that_stands_in_no_file_of_a_person_stays(
    tmp_path: Path, path: str, text: str
) -> None:
    book(tmp_path, KINDS[1][1], "A friend of Odran Vesk")
    (tmp_path / "kithbook.yml").write_text("people_except: [archive]\n")
    assert project(load_book(tmp_path), TODAY) != ()
    (tmp_path / path).parent.mkdir(exist_ok=True, parents=True)
    (tmp_path / path).write_text(text, encoding="utf-8")
    network = load_book(tmp_path)
    assert project(network, TODAY) == ()
    assert "names-somebody" in {one.code for one in check_disclosure(tmp_path, network, TODAY)}


def test_a_file_set_apart_hides_nobody_who_may_be_named_and_can_end_a_consent(
    tmp_path: Path,
) -> None:
    text = "A baker who learnt from María del Mar"
    book(tmp_path, KINDS[1][1], text)
    old = tmp_path / "people/_old/maria-del-mar.md"
    old.parent.mkdir()
    old.write_text("---\nname: María del Mar\n---\n", encoding="utf-8")
    assert [one.text for one in project(load_book(tmp_path), TODAY)] == [text]
    for ended in ("---\nname: Byrne Ada\nconsent: {withdrawn: 2026-11-01}\n---\n",
                  "# Ada Byrne\n\nwithdrawn:: 2026-11-01\n"):  # fmt: skip
        old.write_text(ended, encoding="utf-8")
        network = load_book(tmp_path)
        assert project(network, TODAY) == ()
        assert ("consent-unclear", "people/ada-byrne.md") in {
            (one.code, one.location.path) for one in network.problems
        }
