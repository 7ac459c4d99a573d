"""Monica's JSON export (version 4): people, who introduced them, and what happened with them.

Each object has `properties`, and `data` with further objects by their type (monicahq/monica,
app/ExportResources). Of conversations the messages are counted, and their words are not kept.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from kithbook.book.roster_tables import Conversation
from kithbook.exchange.contact_card import (
    Beside,
    ContactCard,
    Day,
    Labelled,
    NameParts,
    PostalAddress,
)
from kithbook.exchange.imported import Happening, Imported, NotTaken
from kithbook.text.dates import DateFault, PartialDate, parse_date
from kithbook.text.problems import Location
from kithbook.text.refusal import Refused
from kithbook.text.source import Source

KIND = "monica"
Values = Mapping[str, object]
_COLUMNS = {
    "first_name": "given name", "middle_name": "further given names", "last_name": "family name",
    "nickname": "nickname", "description": "notes", "job": "position", "company": "organisation",
    "tags": "tags", "birthdate": "birthday", "deceased_date": "day of death",
    "is_dead": "day of death", "first_met_date": "day you met",
    "first_met_through": "through whom you met", "addresses": "address",
    "contact_fields": "e-mail, telephone, messengers", "relationships": "somebody close",
    "reminders": "day to remember", "calls": "log", "activities": "log", "notes": "log",
    "life_events": "log", "gifts": "log", "conversations": "counted messages",
}  # fmt: skip
_TAKEN = (
    "first_name", "middle_name", "last_name", "nickname", "description", "job", "company", "tags",
    "birthdate", "deceased_date", "is_dead", "first_met_date", "first_met_through", "is_partial",
)  # fmt: skip
_SAYS_NOTHING = (
    "avatar", "vcard", "distant_etag", "number_of_views", "last_consulted_at",
    "stay_in_touch_trigger_date", "deceased_reminder", "first_met_reminder", "created_at",
    "updated_at", "latitude", "longitude", "emotions", "contact_called", "is_favorited",
    "favorited_at", "frequency_number", "delible", "inactive", "is_active",
    "contact_field_type",
)  # fmt: skip
_PASSED_OVER = {*_TAKEN, *_SAYS_NOTHING} - {"is_active"}
_HAPPENED = {"call": "call", "note": "note", "life_event": "note", "activity": "met"}
_WORDS = {
    "call": ("content",), "note": ("body",), "life_event": ("name", "note"),
    "activity": ("summary", "description"),
}  # fmt: skip
_DATED = {"call": "called_at", "life_event": "happened_at", "activity": "happened_at"}
_GIVEN = {"given": "gave", "offered": "gave", "received": "got"}
_MEETS = ("ate_", "drink", "picnic", "restaurant", "cook", "barbecue")
_HALF = re.compile("[\ud800-\udfff]")
"""Half characters, which JSON can hold and a file cannot."""
_PAPERS = "photographs and documents"


def monica_account(text: str) -> Values | None:
    """The account in an export of Monica; None for any other JSON."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return None
    account = read.get("account") if isinstance(read, dict) else None
    good = isinstance(account, dict) and isinstance(account.get("data"), list)
    return cast("Values", account) if good else None


def read_monica(source: Source, account: Values) -> Imported:
    """The people of an export, what happened with them, and the counts of messages.

    Raises:
        Refused: nobody is in it.
    """
    reading = _Account(source.path, account)
    contacts = list(_objects(account, "contact"))
    if not contacts:
        hint = "Export it again under Settings, Export, as JSON"
        raise Refused(Location(source.path), "Nobody is in this export of Monica", hint)
    cards = tuple(card for one in contacts if (card := reading.card(one)))
    papers = sum(_count(account, kind) for kind in ("photo", "document"))
    journal = _properties(account).get("journal_entries")
    told = reading.left + Counter(
        {_PAPERS: papers, "journal entries": len(journal) if isinstance(journal, list) else 0}
    )
    return Imported(
        KIND,
        KIND,
        cards,
        tuple(reading.conversations),
        tuple(reading.happenings),
        tuple(NotTaken(what, count, source.path) for what, count in told.items()),
        tuple(_COLUMNS),
        (*_SAYS_NOTHING, *sorted(reading.kept)),
        taken=tuple(_COLUMNS.items()),
    )


@dataclass
class _Account:
    """One export while it is read."""

    path: str
    account: Values
    left: Counter[str] = field(default_factory=Counter)
    conversations: list[Conversation] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.names = {
            uid: _name(_properties(one))
            for one in _objects(self.account, "contact")
            if (uid := _text(one, "uuid"))
        }
        self.activities = {_text(one, "uuid"): one for one in _objects(self.account, "activity")}
        self.field_types = self._instance("contact_field_types")
        self.activity_types = self._instance("activity_types")
        self.related: dict[str, list[Labelled]] = {}
        for one in _objects(self.account, "relationship"):
            told = _properties(one)
            name = self.names.get(_text(told, "contact_is"), "")
            if name:
                close = Labelled(name, (_text(told, "type"),))
                self.related.setdefault(_text(told, "of_contact"), []).append(close)
            else:
                self.left["relations to people who are not in the export"] += 1

    def card(self, contact: Values) -> ContactCard | None:
        """The card of a contact; None for one who is there only as somebody's relative."""
        told, uid = _properties(contact), _text(contact, "uuid")
        name = _name(told)
        if told.get("is_partial") is True:
            self.left["people who are there only as somebody's relative"] += 1
            return None
        if not name:
            self.left["people without a name"] += 1
            return None
        self._log(contact, uid, name)
        fields = [self._field(_properties(one)) for one in _objects(contact, "contact_field")]
        born, died = _special(told.get("birthdate")), _special(told.get("deceased_date"))
        met = _special(told.get("first_met_date"))
        return ContactCard(
            Location(self.path), name,
            NameParts(*(_one(_text(told, f"{part}_name")) for part in ("last", "first", "middle"))),
            uid, _one(_text(told, "nickname")),
            _of(fields, "email"), _of(fields, "phone"),
            tuple(_address(_properties(one)) for one in _objects(contact, "address")),
            _one(_text(told, "company")), _text(told, "job"), "",
            _of(fields, "url"), _of(fields, "messenger"), _one(_text(told, "description")),
            _texts(told.get("tags")), born, None,
            died or (Day(None, "yes") if told.get("is_dead") is True else None),
            self._days(contact), tuple(self.related.get(uid, ())), (),
            met.on if met else None, self.names.get(_text(told, "first_met_through"), ""),
            tuple(self._beside(contact, told)),
        )  # fmt: skip

    def _instance(self, kind: str) -> dict[str, Values]:
        """What the account names by a number: kinds of addresses, of activities."""
        found = self.account.get("instance")
        listed = _list(found.get(kind)) if isinstance(found, dict) else []
        return {_text(one, "uuid"): _properties(one) for one in listed if isinstance(one, dict)}

    def _field(self, told: Values) -> tuple[str, Labelled]:
        """An address or a number, and under which field of a card it goes."""
        kind = self.field_types.get(_text(told, "type"), {})
        name, value = _text(kind, "name"), _text(told, "data")
        which = _text(kind, "type").lower()
        if which in ("email", "phone"):
            return which, Labelled(value)
        if "@" in value[1:] and not name:
            return "email", Labelled(value)
        if value.startswith(("http://", "https://")):
            return "url", Labelled(value, _one(name))
        return "messenger", Labelled(value, _one(name.lower()))

    def _days(self, contact: Values) -> tuple[Day, ...]:
        """Reminders that come back each year; others are kept beside."""
        found = []
        for one in _objects(contact, "reminder"):
            told = _properties(one)
            on = _day(told.get("initial_date"))
            if on and _text(told, "frequency_type") == "year":
                found.append(Day(on, "", _text(told, "title")))
        return tuple(found)

    def _beside(self, contact: Values, told: Values) -> Iterator[Beside]:
        """What has no field: further properties, debts, tasks, pets, reminders of another kind."""
        for name, value in told.items():
            usual = name == "is_active" and value is True
            if name not in _PASSED_OVER and not usual and (text := _said(value)):
                self.kept.add(name)
                yield Beside(name, text)
        for kind in ("reminder", "debt", "task", "pet", "gift"):
            for one in _objects(contact, kind):
                text = " / ".join(filter(None, map(_said, _properties(one).values())))
                yearly = kind == "reminder" and _text(_properties(one), "frequency_type") == "year"
                if text and not (yearly and _day(_properties(one).get("initial_date"))):
                    self.kept.add(kind)
                    yield Beside(kind, text)
        papers = sum(_count(contact, kind) for kind in ("photo", "document"))
        self.left["photographs and documents of somebody"] += papers

    def _log(self, contact: Values, uid: str, name: str) -> None:
        """What happened with somebody, and how many messages went each way."""
        for kind in ("call", "note", "life_event"):
            for one in _objects(contact, kind):
                self._happened(uid, kind, one)
        for number in _uuids(contact, "activity"):
            if number in self.activities:
                self._happened(uid, "activity", self.activities[number])
            else:
                self.left["activities that are not in the export"] += 1
        for one in _objects(contact, "gift"):
            told = _properties(one)
            way, on = _GIVEN.get(_text(told, "status"), ""), _day(told.get("date"))
            if way and on:
                self.happenings.append(Happening(uid, on, way, _text(told, "name")))
        self._messages(contact, uid, name)

    def _happened(self, uid: str, kind: str, one: Values) -> None:
        told = _properties(one)
        on = _day(told.get(_DATED.get(kind, ""))) or _day(one.get("created_at"))
        text = "\n".join(filter(None, (_text(told, word) for word in _WORDS[kind])))
        if on is None:
            self.left["calls, activities and notes without a day"] += 1
            return
        how = _HAPPENED[kind]
        if kind == "activity":
            named = _said(self.activity_types.get(_text(told, "type"), {})).lower()
            how = "meal" if any(word in named for word in _MEETS) else how
        self.happenings.append(Happening(uid, on, how, text))

    def _messages(self, contact: Values, uid: str, name: str) -> None:
        sent, days = Counter[bool](), list[PartialDate]()
        for one in _objects(contact, "conversation"):
            for message in _list(_properties(one).get("messages")):
                told = _properties(message) if isinstance(message, dict) else {}
                sent[told.get("written_by_me") in (True, 1, "1")] += 1
                on = _day(told.get("written_at")) or _day(_properties(one).get("happened_at"))
                days += [on] if on else []
        if sent.total():
            first, last = min(days, key=str, default=None), max(days, key=str, default=None)
            self.conversations.append(Conversation(name, uid, sent[True], sent[False], first, last))


def _objects(holder: Values, kind: str) -> Iterator[Values]:
    """The objects of a type in what something holds."""
    for each in _list(holder.get("data")):
        if isinstance(each, dict) and each.get("type") == kind:
            yield from (one for one in _list(each.get("values")) if isinstance(one, dict))


def _uuids(holder: Values, kind: str) -> Iterator[str]:
    for each in _list(holder.get("data")):
        if isinstance(each, dict) and each.get("type") == kind:
            yield from (one for one in _list(each.get("values")) if isinstance(one, str))


def _count(holder: Values, kind: str) -> int:
    found = (each for each in _list(holder.get("data")) if isinstance(each, dict))
    return sum(len(_list(each.get("values"))) for each in found if each.get("type") == kind)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _properties(holder: Values) -> Values:
    found = holder.get("properties")
    return found if isinstance(found, dict) else holder


def _text(holder: Values, key: str) -> str:
    value = holder.get(key)
    return _HALF.sub("\ufffd", str(value)).strip() if isinstance(value, (str, int, float)) else ""


def _said(value: object) -> str:
    """A value in words; nothing for what is empty or says no."""
    if isinstance(value, dict):
        return " / ".join(filter(None, map(_said, value.values())))
    if isinstance(value, list):
        return " / ".join(filter(None, map(_said, value)))
    if value is True:
        return "yes"
    return "" if value is None or value is False else _HALF.sub("\ufffd", str(value)).strip()


def _texts(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(_said, _list(value))))


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _name(told: Values) -> str:
    parts = " ".join(_text(told, f"{part}_name") for part in ("first", "middle", "last"))
    return " ".join(parts.split()) or _text(told, "nickname")


def _of(fields: list[tuple[str, Labelled]], which: str) -> tuple[Labelled, ...]:
    return tuple(one for kind, one in fields if kind == which and one.value)


def _address(told: Values) -> PostalAddress:
    return PostalAddress(
        street=_text(told, "street"), city=_text(told, "city"), region=_text(told, "province"),
        code=_text(told, "postal_code"), country=_text(told, "country"),
        labels=_one(_text(told, "name")),
    )  # fmt: skip


def _day(value: object) -> PartialDate | None:
    """The day of a moment: 2020-01-31, or with the time behind it."""
    text = value.strip()[:10] if isinstance(value, str) else ""
    try:
        return parse_date(text) if text else None
    except DateFault:
        return None


def _special(value: object) -> Day | None:
    """A day of which the year may be unknown, or all but the year is guessed from the age."""
    told = _properties(value) if isinstance(value, dict) else {"date": value}
    on = _day(told.get("date"))
    if on is None:
        written = _said(told.get("date"))
        return Day(None, written) if written else None
    if told.get("is_age_based") in (True, 1):
        return Day(PartialDate(on.year))
    return (
        Day(PartialDate(None, on.month, on.day))
        if told.get("is_year_unknown") in (True, 1)
        else Day(on)
    )
