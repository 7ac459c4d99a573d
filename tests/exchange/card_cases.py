"""Made-up cards for properties: those that a card can hold to the letter, and hostile ones."""

from __future__ import annotations

from hypothesis import strategies as st

from kithbook.exchange.contact_card import (
    Beside,
    ContactCard,
    Day,
    Labelled,
    NameParts,
    Photo,
    PostalAddress,
)
from kithbook.exchange.vcard_words import clean
from kithbook.text.dates import PartialDate
from kithbook.text.problems import Location

AT = Location("made.vcf", 1)
_SIGNS = ";,:\\\"^'=\n\t%#.@<>/|&?* _-~!$()[]{}"
_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn"))
texts = (
    st.text(st.one_of(_LETTERS, st.sampled_from(_SIGNS)), min_size=1, max_size=90)
    .map(clean)
    .filter(bool)
)
lines = texts.map(lambda text: " ".join(text.split())).filter(bool)
_owners_words = st.sampled_from(
    ["Choir", "HomePage", "Grandma's", "été; hiver, à 2", "x^n\\n", "5"]
)
_uses = st.lists(st.sampled_from(["HOME", "WORK", "CELL", "FAX", "VOICE"]), unique=True, max_size=2)
numbers = st.from_regex(r"\+[1-9][0-9]{6,12}(;ext=[0-9]{2})?", fullmatch=True)
mails = st.from_regex(r"[a-z][a-z.+_']{0,9}[a-z]@example\.org", fullmatch=True)
pages = st.from_regex(r"https://[a-z]{1,9}\.example\.org/[a-z0-9?=&#~/%+-]{0,20}", fullmatch=True)


@st.composite
def labels(draw: st.DrawFn) -> tuple[str, ...]:
    """What a value is for: uses, then the owner's words."""
    own = draw(st.lists(_owners_words, unique=True, max_size=2))
    return (*draw(_uses), *own)


def _ranked(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Labelled, ...]]:
    made = st.lists(st.builds(Labelled, values, labels()), unique=True, max_size=3)
    return st.builds(_with_first, made, first=st.booleans())


def _with_first(many: list[Labelled], *, first: bool) -> tuple[Labelled, ...]:
    if not (many and first):
        return tuple(many)
    uses = tuple(one for one in many[0].labels if one.isupper() and one.isalpha())
    rest = many[0].labels[len(uses) :]
    return (Labelled(many[0].value, (*uses, "PREF", *rest)), *many[1:])


_dates = st.one_of(
    st.dates().filter(lambda day: day.year >= 1000 and day.year != 1604).map(PartialDate.of),
    st.sampled_from([PartialDate(2019), PartialDate(2019, 5), PartialDate(None, 2, 29)]),
    st.sampled_from([PartialDate(None, 7), PartialDate(None, 7, 14)]),
)
_days = st.one_of(
    st.builds(Day, _dates),
    st.sampled_from(
        [
            Day(None, "circa 1800, or; later"),
            Day(PartialDate(1953, 10, 15), "19531015T231000Z"),
            Day(None, "1990-13-45"),
        ]
    ),
)
_services = st.sampled_from(["Skype", "AIM", "Matrix", "9gag", "Häuschen", "a;b, c"])
_names = st.from_regex(r"[a-z0-9._-]{1,12}", fullmatch=True)
_messengers = st.one_of(
    st.builds(lambda service, name: Labelled(name, (service,)), _services, _names),
    st.builds(lambda page: Labelled(page, ("linkedin", "HOME")), pages),
    st.builds(lambda page: Labelled(page, ("My net",)), pages),
    st.builds(Labelled, _names),
)
_relations = st.sampled_from(["friend", "spouse", "mother", "Godchild; second", "assistant"])
_related = st.builds(
    lambda who, what: Labelled(who, (what,) if what else ()),
    texts,
    st.one_of(_relations, st.none()),
).filter(lambda one: not one.value.startswith(("urn", "http", "mailto", "tel")))
_photos = st.sampled_from(
    [
        Photo("iVBORw0KGgo=", "PNG"),
        Photo("AAAA" * 60, ""),
        Photo(address="https://photos.example.org/a.jpg", kind="JPEG"),
        Photo(address="https://photos.example.org/b"),
    ]
)
_beside = st.sampled_from(
    [
        Beside("X-COLOUR", "blue\\, green"),
        Beside("GENDER", "O\\;it's complicated"),
        Beside("TZ", "+01:00", parameters=(("VALUE", ("utc-offset",)), ("X-WHY", ("a, b", "c;d")))),
        Beside("KEY", "AAAA", parameters=(("ENCODING", ("B",)), ("TYPE", ("X509",)))),
    ]
)


def _few(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=3).map(tuple)


_addresses = st.builds(
    PostalAddress,
    *([st.one_of(texts, st.just(""))] * 6),
    texts,
    labels(),
    st.one_of(texts, st.just("")),
)
held = st.builds(
    ContactCard,
    at=st.just(AT),
    name=lines,
    parts=st.builds(NameParts, *([_few(texts)] * 5)),
    uid=texts,
    nicknames=_few(texts),
    emails=_ranked(mails),
    phones=_ranked(numbers),
    addresses=st.lists(_addresses, max_size=2).map(tuple),
    organization=_few(texts),
    title=st.one_of(texts, st.just("")),
    role=st.one_of(texts, st.just("")),
    urls=_ranked(pages),
    messengers=st.lists(_messengers, unique=True, max_size=3).map(tuple),
    notes=_few(texts),
    categories=_few(texts),
    born=st.one_of(st.none(), _days),
    anniversary=st.one_of(st.none(), _days),
    died=st.one_of(st.none(), _days),
    days=st.lists(
        st.builds(lambda on, what: Day(on, "", what), _dates, _owners_words), max_size=2
    ).map(tuple),
    related=st.lists(_related, max_size=2).map(tuple),
    photos=st.lists(_photos, max_size=2).map(tuple),
    connected=st.one_of(st.none(), st.just(PartialDate(2019, 5))),
    through=st.one_of(texts, st.just("")),
    beside=st.lists(_beside, unique_by=lambda one: one.name, max_size=3).map(tuple),
)

_anything = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "a\r\nBEGIN:VCARD\r\nFN:Eve\r\nEND:VCARD",
            "x\nEND:VCARD\nBEGIN:VCARD",
            "\x00\x1b[2J\x9b\u2028\u202e",
            "w" * 5000,
            "é" * 400,
            ";;;,,,\\",
            "=\n= \n=",
            '"^n^^',
            "\\",
        ]
    ),
)
_many = st.lists(_anything, max_size=2).map(tuple)
_any_labels = st.lists(
    st.one_of(_anything, st.sampled_from(["QUOTED-PRINTABLE", "BASE64", "PREF"])), max_size=3
).map(tuple)
_any_labelled = st.lists(st.builds(Labelled, _anything, _any_labels), max_size=2).map(tuple)
_any_day = st.one_of(st.none(), st.builds(Day, st.one_of(st.none(), _dates), _anything, _anything))
hostile = st.builds(
    ContactCard,
    at=st.just(AT),
    name=_anything,
    parts=st.builds(NameParts, _many, _many, _many, _many, _many),
    uid=_anything,
    nicknames=_many,
    emails=_any_labelled,
    phones=_any_labelled,
    addresses=st.lists(
        st.builds(PostalAddress, *([_anything] * 7), _any_labels, _anything),
        max_size=1,
    ).map(tuple),
    organization=_many,
    title=_anything,
    role=_anything,
    urls=_any_labelled,
    messengers=_any_labelled,
    notes=_many,
    categories=_many,
    born=_any_day,
    anniversary=_any_day,
    died=_any_day,
    days=st.lists(st.builds(Day, st.none(), _anything, _anything), max_size=1).map(tuple),
    related=_any_labelled,
    through=_anything,
    beside=st.lists(
        st.builds(
            Beside,
            _anything,
            _anything,
            st.just(0),
            st.lists(st.tuples(_anything, _any_labels), max_size=1).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
)
