"""Monica's JSON: people with who introduced them, and what happened; messages only as counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.exchange.contact_card import ContactCard, Labelled
from kithbook.exchange.imported import Imported
from kithbook.exchange.monica_file import monica_account, read_monica
from kithbook.exchange.recognition import recognise, recognise_text
from kithbook.text.refusal import Refused
from kithbook.text.source import Source

WHEN = {"created_at": "2020-01-02T10:00:00Z", "updated_at": "2020-01-03T10:00:00Z"}


def thing(uuid: str = "", **properties: object) -> dict[str, object]:
    return {**({"uuid": uuid} if uuid else {}), **WHEN, "properties": properties}


def many(kind: str, *values: object) -> dict[str, object]:
    return {"count": len(values), "type": kind, "values": list(values)}


def day(date: str, *, yearless: bool = False, aged: bool = False) -> dict[str, object]:
    return thing("d", is_age_based=aged, is_year_unknown=yearless, date=f"{date}T00:00:00.000000Z")


ADA = thing(
    "ada-1", first_name="Ada", middle_name="M.", last_name="Byrne", nickname="Addie",
    description="Prints maps.\nLives by the quay.", job="Printer", company="Lone Heron",
    food_preferences="no fish", last_talked_to="2025-06-01", stay_in_touch_frequency=30,
    is_starred=True, is_partial=False, is_active=True, is_dead=False, number_of_views=9,
    vcard="BEGIN:VCARD", tags=["rowing", "quay"], gender="F",
    birthdate=day("2020-05-31", yearless=True), first_met_date=day("2019-06-12"),
    first_met_through="cleo-1", avatar={"avatar_source": "default"},
) | {"data": [
    many("call", thing("c", called_at="2025-02-03T00:00:00Z", content="About boats",
                       contact_called=True)),
    many("contact_field", thing(type="t-mail", data="ada@example.org"),
         thing(type="t-phone", data="+1 555 0100"), thing(type="t-wa", data="15550100"),
         thing(type="t-odd", data="https://ada.example.org")),
    many("note", thing(body="Likes thin paper", is_favorited=False)),
    many("reminder", thing("r1", initial_date="2021-09-01", title="Opening day",
                           frequency_type="year", frequency_number=1),
         thing("r2", initial_date="2021-09-01", title="Return the press",
               frequency_type="one_time")),
    many("task", thing("k", title="Send the atlas", completed=False)),
    many("debt", thing("b", in_debt="yes", amount=20, reason="ink")),
    many("pet", thing("p", name="Rex")),
    many("gift", thing("g", name="A spade", status="offered", date="2024-04-01")),
    many("address", thing(name="Home", street="1 Quay", city="Port", province="West",
                          postal_code="0123", country="NO", latitude=1.5)),
    many("conversation", thing("v", happened_at="2024-01-01", messages=[
        thing(content="secret one", written_at="2024-01-01T00:00:00Z", written_by_me=True),
        thing(content="secret two", written_at="2024-01-05T00:00:00Z", written_by_me=False)])),
    many("life_event", thing("l", name="Moved", note="to the quay", happened_at="2018-03-04")),
    many("activity", "act-1", "act-gone"), many("photo", "ph-1"), many("document", "do-1"),
]}  # fmt: skip
CLEO = thing("cleo-1", first_name="Cleo", last_name="Dunn", is_partial=False, is_dead=True,
             deceased_date=day("2021-03-04"), birthdate=day("1950-01-01", aged=True)) | {"data": [
    many("activity", "act-1")]}  # fmt: skip
TOM = thing("tom-1", first_name="Tom", is_partial=True) | {"data": []}
EXPORT = {
    "version": "1.0-preview.1", "app_version": "4.0.0", "export_date": "2026-01-01",
    "account": thing("acc", journal_entries=[{"date": "2020-01-01"}]) | {
        "data": [
            many("user", thing("u", first_name="Vera")), many("contact", ADA, CLEO, TOM),
            many("relationship", thing(type="child", contact_is="tom-1", of_contact="ada-1"),
                 thing(type="friend", contact_is="nobody", of_contact="ada-1")),
            many("activity", thing("act-1", summary="Dinner", description="by the water",
                                   happened_at="2025-05-06T00:00:00Z", type="at-1")),
            many("photo", thing("ph-1")),
        ],
        "instance": {
            "contact_field_types": [
                {"uuid": "t-mail", "properties": {"name": "Email", "type": "email"}},
                {"uuid": "t-phone", "properties": {"name": "Phone", "type": "phone"}},
                {"uuid": "t-wa", "properties": {"name": "Whatsapp", "protocol": "whatsapp:"}},
            ],
            "activity_types": [
                {"uuid": "at-1", "properties": {"translation_key": "ate_at_restaurant"}}
            ],
        },
    },
}  # fmt: skip


def imported(folder: Path) -> Imported:
    path = folder / "monica.json"
    path.write_text(json.dumps(EXPORT), encoding="utf-8")
    return recognise(path)


def ada(found: Imported) -> ContactCard:
    return next(card for card in found.cards if card.uid == "ada-1")


def test_a_person_comes_with_all_fields(tmp_path: Path) -> None:
    found = imported(tmp_path)
    assert (found.kind, found.stem) == ("monica", "monica")
    card = ada(found)
    assert (card.name, card.nicknames) == ("Ada M. Byrne", ("Addie",))
    assert (card.organization, card.title) == (("Lone Heron",), "Printer")
    assert card.emails == (Labelled("ada@example.org"),)
    assert card.phones == (Labelled("+1 555 0100"),)
    assert card.messengers == (Labelled("15550100", ("whatsapp",)),)
    assert card.urls == (Labelled("https://ada.example.org"),)
    assert (card.addresses[0].code, card.addresses[0].labels) == ("0123", ("Home",))
    assert card.born
    assert str(card.born.on) == "--05-31"
    assert str(card.connected) == "2019-06-12"
    assert card.through == "Cleo Dunn"
    assert card.categories == ("rowing", "quay")
    assert card.related == (Labelled("Tom", ("child",)),)
    assert [(str(one.on), one.what) for one in card.days] == [("2021-09-01", "Opening day")]
    beside = {one.name: one.value for one in card.beside}
    assert beside["food_preferences"] == "no fish"
    assert beside["stay_in_touch_frequency"] == "30"
    assert "Return the press" in beside["reminder"]
    assert {"task", "debt", "pet", "gift", "gender"} <= beside.keys()


def test_people_are_kept_as_cards_that_say_the_same(tmp_path: Path) -> None:
    found = imported(tmp_path)
    again = recognise_text(Source("rosters/monica.vcf", found.roster))
    before, after = ada(found), ada(again)
    for name in ("name", "parts", "uid", "nicknames", "emails", "phones", "messengers", "urls",
                 "organization", "title", "notes", "categories", "born", "days", "related",
                 "connected", "through"):  # fmt: skip
        assert getattr(after, name) == getattr(before, name), name
    assert [one.value for one in after.beside] == [one.value for one in before.beside]


def test_a_death_and_a_guessed_age(tmp_path: Path) -> None:
    cleo = next(card for card in imported(tmp_path).cards if card.uid == "cleo-1")
    assert cleo.died
    assert cleo.born
    assert (str(cleo.died.on), str(cleo.born.on)) == ("2021-03-04", "1950")


def test_what_happened_has_its_day(tmp_path: Path) -> None:
    told = {(one.key, str(one.on), one.kind, one.text) for one in imported(tmp_path).happenings}
    assert told == {
        ("ada-1", "2025-02-03", "call", "About boats"),
        ("ada-1", "2020-01-02", "note", "Likes thin paper"),
        ("ada-1", "2018-03-04", "note", "Moved\nto the quay"),
        ("ada-1", "2025-05-06", "meal", "Dinner\nby the water"),
        ("ada-1", "2024-04-01", "gave", "A spade"),
        ("cleo-1", "2025-05-06", "meal", "Dinner\nby the water"),
    }


def test_messages_are_counted_and_not_kept(tmp_path: Path) -> None:
    found = imported(tmp_path)
    (one,) = found.conversations
    assert (one.name, one.key, one.sent, one.received) == ("Ada M. Byrne", "ada-1", 1, 1)
    assert (str(one.first), str(one.last)) == ("2024-01-01", "2024-01-05")
    assert "secret" not in repr(found)


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    assert {each.what: each.count for each in imported(tmp_path).left_out if each.count} == {
        "people who are there only as somebody's relative": 1,
        "relations to people who are not in the export": 1,
        "activities that are not in the export": 1,
        "photographs and documents of somebody": 2,
        "photographs and documents": 1,
        "journal entries": 1,
    }


def words_in(value: object) -> list[str]:
    """Each text of an export, with a number for each."""
    if isinstance(value, dict):
        return [word for one in value.values() for word in words_in(one)]
    if isinstance(value, list):
        return [word for one in value for word in words_in(one)]
    return [value] if isinstance(value, str) else []


def test_each_property_is_taken_kept_or_named(tmp_path: Path) -> None:
    """Of each object of a person no property is passed over in silence."""
    found = imported(tmp_path)
    days = {"called_at", "happened_at", "initial_date"}
    named = {*found.columns, *found.kept, *days, "type"}
    held = repr((found.cards, found.happenings))
    for kind in ADA["data"] if isinstance(ADA["data"], list) else []:
        for one in kind["values"]:
            for name, value in (one["properties"] if isinstance(one, dict) else {}).items():
                words = words_in(value)
                inside = bool(words) and all(word[:10] in held for word in words)
                assert inside or name in named or kind["type"] == "conversation" or not words


@pytest.mark.parametrize(
    "text", ["{}", '{"account": 1}', '{"account": {"data": []}}', "{" * 9_000, '{"account": {']
)
def test_other_json_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    for kind in (None, "monica"):
        with pytest.raises(Refused):
            recognise(path, kind)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["contact", "ada-1", "2020-01-01", "\ud800", "email", "year"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["data", "type", "values", "properties", "uuid", "first_name", "tags",
                         "birthdate", "date", "messages", "instance", "account"]), inner,
        max_size=5),
    max_leaves=30,
)  # fmt: skip


@given(JSON, JSON, JSON)
@settings(max_examples=300, deadline=None)
def test_an_export_of_any_kind_is_read_or_refused(a: object, b: object, c: object) -> None:
    contact = {"uuid": "x", "properties": {"first_name": "A", "birthdate": a, "tags": b}}
    data = [many("contact", contact | {"data": c}, a), many("relationship", b), c, many("call", a)]
    text = json.dumps({"account": {"data": data, "properties": a, "instance": b}})
    account = monica_account(text)
    assert account is not None
    found = read_monica(Source("x.json", text), account)
    assert found.cards[0].name == "A"
    repr(found).encode()
