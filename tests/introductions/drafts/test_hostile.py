"""Names, addresses and texts from elsewhere: no header of theirs, no gap, no hidden mark."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kithbook.book.model import Introduction, Mention, Person, Settings
from kithbook.book.network import Network
from kithbook.book.reach import Reach
from kithbook.book.steps import Answered
from kithbook.insight.letter_ends import owner_name
from kithbook.introductions.drafts import Draft, Kind, Withheld, draft
from kithbook.introductions.drafts.forwardable import forwardable_of, missing_from
from kithbook.introductions.drafts.plain import without_reach
from kithbook.introductions.state import progress
from kithbook.text.addresses import read_address
from kithbook.text.outgoing_mail import OutgoingMail
from kithbook.text.problems import Location
from kithbook.text.slots import Unfilled
from tests.insight.books import TODAY
from tests.introductions.drafts.books import ADA, FROM_KOFI, KOFI, OWNER, Case, book, made, refused

pytestmark = pytest.mark.uncounted


def is_address(text: str) -> bool:
    """Whether a text is one address as a header wants it, and nothing else."""
    found = read_address(text)
    return found is not None and text.isascii() and found.spec == text


AT = Location("x.md")
ATTACKS = (
    "Ada\r\nBcc: all@example.org",
    "Ada\nSubject: other",
    "Ada\u2028Bcc: x@example.org\u2029",
    "Ada \u202egro.elpmaxe@x\u202c Byrne",
    'Ada" <x@example.org>, "B',
    "=?utf-8?q?Ada=0D=0ABcc=3A_x?=",
    "Ada\x00\x1b[31m Byrne",
    "&cc=x@example.org&body=",
    "{why} {other}",
    "Ada, Countess of Lovelace",
    "ليلى حداد",
    "A" * 400,
    " ",
)
TEXTS = st.one_of(st.sampled_from(ATTACKS), st.text(max_size=60))
HIDDEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f\x7f-\x9f]")


def network_of(name: str, because: str, words: str, address: str) -> Network:
    def person(who: str, called: str) -> Person:
        reach = Reach(emails=(address, f"{who}@example.org"))
        return Person(id=who, path=f"people/{who}.md", name=called, at=AT, reach=reach)

    ada, kofi = Mention("ada", AT, "ada"), Mention("kofi", AT, "kofi")
    act = Introduction(
        id="x", path="introductions/x.md", at=AT, between=(ada, kofi), asked_by=kofi,
        because=((ada, because), (kofi, because)), notes=f"Forwardable: {words}",
    )  # fmt: skip
    people = {"ada": person("ada", name), "kofi": person("kofi", f"Kofi {name}")}
    return Network(people=people, introductions=(act,), settings=Settings())


def drafted(network: Network, kind: Kind) -> Draft | None:
    (act,) = network.introductions
    if kind == "introduction":
        act = replace(act, answered=((act.between[0], Answered("yes")),))
    one = draft(network, progress(network, act, TODAY), kind, OWNER, TODAY)
    return one if isinstance(one, Draft) else None


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=TEXTS, because=TEXTS, words=TEXTS, address=TEXTS)
@example(ATTACKS[5], ATTACKS[5], ATTACKS[5], "a@example.org")
@example(ATTACKS[0], ATTACKS[0], ATTACKS[0], "a@example.org\r\nBcc: b@example.org")
@example(ATTACKS[4], "x", "y", '"a b"@example.org')
@example("Ada\u200fByrne", "because of\u202e this", "w", "a@example.org, b@example.org")
def test_no_text_becomes_a_header_or_a_field_of_a_link(
    name: str, because: str, words: str, address: str
) -> None:
    network = network_of(name, because, words, address)
    kinds: tuple[Kind, ...] = ("ask", "introduction", "forwardable")
    for one in (found for kind in kinds if (found := drafted(network, kind))):
        raw = one.as_eml()
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        known = {"To", "Cc", "Subject", "X-Unsent", "Content-Type", "Content-Transfer-Encoding"}
        assert set(mail.keys()) <= known | {"MIME-Version"}
        assert len(mail.keys()) == len(set(mail.keys()))
        assert not mail.defects
        sent_to = [
            a.addr_spec for key in ("To", "Cc") for a in (mail[key].addresses if mail[key] else ())
        ]
        assert tuple(sent_to) == (*one.emails_to, *one.emails_cc)
        assert all(is_address(each) for each in sent_to)
        assert b"\r\n" in raw
        assert not re.search(rb"(?<!\r)\n", raw)
        assert not HIDDEN.search(one.text + one.subject)
        assert "\n" not in one.subject
        assert one.words < 120
        fields = parse_qs(urlsplit(one.mailto()).query, keep_blank_values=True)
        assert set(fields) <= {"cc", "subject", "body"}
        assert all(len(values) == 1 for values in fields.values())
        assert not re.search(r"[^!-~]", one.mailto())


@pytest.mark.parametrize(
    "text, fine",
    [
        ("ada@example.org", True),
        ("ada.b+x@mail.example.org", True),
        ("o'hara@example.org", True),
        ("ada@example.org\n", False),
        ("ada@example.org,b@example.org", False),
        ("Ada <ada@example.org>", False),
        ("ada @example.org", False),
        ("ada@", False),
        ("ada@-example.org", False),
        (".ada@example.org", False),
        ("ädä@example.org", False),
        ("ada@exam\u202eple.org", False),
        ("a" * 65 + "@example.org", False),
        ("a@" + "b." * 130 + "org", False),
        ('"a\r\nBcc: x"@example.org', False),
        ("", False),
    ],
)
def test_an_address_is_one_plain_address(text: str, fine: bool) -> None:  # noqa: FBT001 - a case
    assert is_address(text) == fine


def test_a_link_is_written_as_mail_programs_read_it() -> None:
    cc = (("C", "c@example.org"),)
    to = (("A", "a+b@example.org"),)
    link = OutgoingMail(to, "May I, Ada & Bo?", "One\n\nTwo é +1", cc).link()
    assert link == (
        "mailto:a+b@example.org?cc=c@example.org&subject=May%20I%2C%20Ada%20%26%20Bo%3F"
        "&body=One%0D%0A%0D%0ATwo%20%C3%A9%20%2B1"
    )
    assert unquote(urlsplit(link).path) == "a+b@example.org"
    assert OutgoingMail((), "x", "y").link() == ""
    assert OutgoingMail((("A", "a@example.org"),), "x", "ä" * 400).link() == ""


GAPS = ("[Name]", "{name}", "TODO", "XXX", "XXXX", "TBD", "____", "<company>")


@pytest.mark.parametrize("gap", GAPS)
def test_a_placeholder_of_the_owners_is_refused(gap: str, tmp_path: Path) -> None:
    shown = f"public: '{gap} is kind'\nconsent: {{on: 2026-01-01, shows: [public, name]}}\n"
    places = (
        Case("", "ask", FROM_KOFI, f"Forwardable: We are {gap}, and ask for one hour on pay."),
        Case("", "ask", FROM_KOFI, kofi=KOFI.replace("Kofi Mensah", f"'{gap} Mensah'")),
        Case("", "ask", kofi=KOFI + shown, to="ada"),
    )
    count = 0
    for number, case in enumerate(places):
        place = tmp_path / str(number)
        place.mkdir()
        why = refused(place, case)
        assert "still to be filled in" in why
        assert gap in why
        count += 1
    assert count == 3
    network = book(_new(tmp_path), Case("", "ask", FROM_KOFI))
    (act,) = network.introductions
    act = replace(act, because=tuple((who, f"he has {gap}") for who, _ in act.because))
    one = draft(network, progress(network, act, TODAY), "ask", OWNER, TODAY)
    assert isinstance(one, Withheld)
    assert f'"{gap}" is still to be filled in.' == one.says


def test_an_empty_reason_and_a_missing_name_of_the_owner_are_refused(tmp_path: Path) -> None:
    network = book(tmp_path, Case("", "ask", FROM_KOFI))
    (act,) = network.introductions
    bare = replace(act, because=())
    one = draft(network, progress(network, bare, TODAY), "ask", OWNER, TODAY)
    assert isinstance(one, Withheld)
    assert "Why it is good for Ada is not written yet" in one.says
    both = replace(bare, answered=((act.between[0], Answered("yes")),))
    one = draft(network, progress(network, both, TODAY), "introduction", OWNER, TODAY)
    assert isinstance(one, Withheld)
    assert "Why it is good for Kofi is not written yet" in one.says
    for owner in ("", "  ", "Your Name", "[Name]"):
        one = draft(network, progress(network, act, TODAY), "ask", owner, TODAY)
        assert not isinstance(one, Draft)


def test_what_is_too_long_is_refused_with_what_to_shorten(tmp_path: Path) -> None:
    words = "We make hearing aids. " * 16 + "May I ask two questions about pay?"
    why = refused(tmp_path, Case("", "ask", FROM_KOFI, f"Forwardable: {words}"))
    assert "few people read 120 or more" in why


def test_a_public_text_gives_way_where_the_message_grows_too_long(tmp_path: Path) -> None:
    shows = "consent: {on: 2026-01-01, shows: [public, name]}\n"
    kofi = KOFI + f"public: {'Kofi works with care. ' * 20}\n{shows}"
    one = made(tmp_path, Case("", "ask", kofi=kofi, to="ada"))
    assert "works with care" not in one.text


@pytest.mark.parametrize("agreed, told", [("Kofi works with care", True), ("Kofi works", False)])
def test_a_public_text_is_told_in_the_words_agreed_to_alone(
    tmp_path: Path, agreed: str, *, told: bool
) -> None:
    words = f"agreed: {{on: 2026-01-01, to: [{agreed}]}}"
    consent = f"consent: {{on: 2026-01-01, shows: [public, name], {words}}}\n"
    kofi = f"{KOFI}public: Kofi works with care\n{consent}"
    one = made(tmp_path, Case("", "ask", kofi=kofi, to="ada"))
    assert ("works with care" in one.text) is told


@pytest.mark.parametrize(
    "text, kept",
    [
        ("Write to me at kofi@example.org.", ""),
        ("We make hearing aids. Ring +1 (281) 555-0177 or 281.555.0177.", "We make hearing aids."),
        ("We make hearing aids. tel.281-555-0177", "We make hearing aids. tel.…"),
        ("kofi (at) example (dot) org", ""),
        ("See https://www.linkedin.com/in/kofi-mensah/ for more.", ""),
        ("@kofi@social.example", ""),
        ("On 2026-11-22, from 2019-2024, 1,000,000 people asked.", None),
        ("The project is at https://susu.example.org and free.", None),
        ("Come to Pier 21, on the harbour.", "Come to …, on the harbour."),
    ],
)
def test_ways_to_reach_somebody_do_not_travel(text: str, kept: str | None) -> None:
    reach = Reach(emails=("kofi@example.org",), address="Pier 21")
    found, count = without_reach(text, (reach,))
    assert found in (text if kept is None else kept, "")
    assert (count == 0) == (kept is None)
    assert not re.search(r"555|kofi", found)


def test_the_words_to_pass_on_lose_addresses_and_the_owner_is_told(tmp_path: Path) -> None:
    text = "We make hearing aids in Leeds. May I ask two questions about pay? Ring 281 555 0177."
    one = made(tmp_path, Case("", "ask", FROM_KOFI, f"Forwardable: {text}"))
    assert "“We make hearing aids in Leeds. May I ask two questions about pay?”" in one.text
    assert one.left_out == 1


@pytest.mark.parametrize(
    "body, found",
    [
        ("Forwardable: one line\nand another\n\nprivate", "one line and another"),
        (
            "private\n\nForwardable, by Kofi:\n\n> first\n> part\n>\n> second\n\nprivate",
            "first part\n\nsecond",
        ),
        ("**Forwardable:** text", "text"),
        ("## Forwardable:\n\ntext\n\nprivate", "text"),
        ("forwardable: text", "text"),
        ("not forwardable: text", ""),
        ("Forwardable text without a colon", ""),
        ("Forwardable:", ""),
        ("", ""),
    ],
)
def test_only_what_stands_under_forwardable_is_passed_on(body: str, found: str) -> None:
    assert forwardable_of(body) == found


@pytest.mark.parametrize(
    "words, missing",
    [
        ("", ("who", "ask")),
        ("Please introduce me to Ada.", ("who", "ask")),
        ("I am [Name]. May I ask two questions about pay, twenty minutes?", ("gap",)),
        (
            "Between us, she is the best. We make hearing aids in Leeds. May I ask for one hour?",
            ("travel",),
        ),
        (
            "We make hearing aids in Leeds. May I ask two questions on pay, twenty minutes?",
            (),
        ),
        ("Wir bauen zu dritt in Kiel Hörgeräte. Dürften wir zwei Fragen zu Gehältern stellen?", ()),
    ],
)
def test_better_words_are_asked_for_two_things_at_most(
    words: str, missing: tuple[str, ...]
) -> None:
    assert missing_from(words)[: len(missing)] == missing
    assert len(missing_from(words)) <= 2
    assert bool(missing_from(words)) == bool(missing)


@pytest.mark.parametrize(
    "text, name",
    [
        ("plugins:\n  - kithbook-public:\n      owner: {name: Vera Lindholm}\n", "Vera Lindholm"),
        ("plugins:\n  kithbook-public:\n    owner:\n      name: Vera\n", "Vera"),
        ("plugins:\n  - search\n", ""),
        ("plugins: [kithbook-public]\n", ""),
        ("plugins:\n  - kithbook-public: {owner: Vera}\n", ""),
        ("a: !!python/name:os.system\nplugins:\n  - kithbook-public: {owner: {name: V}}\n", "V"),
        ("[not, a, mapping]", ""),
        ("a: [", ""),
    ],
)
def test_the_owners_name_is_read_where_it_stands(text: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert owner_name(tmp_path) == name
    assert owner_name(tmp_path / "nowhere") == ""


def test_a_mail_without_an_address_is_refused(tmp_path: Path) -> None:
    one = made(
        tmp_path, Case("", "ask", ada=ADA.replace("ada@example.org", "not an address"), to="ada")
    )
    assert one.mailto() == ""
    with pytest.raises(Unfilled, match="Ada Byrne has no e-mail address"):
        one.as_eml()
    with pytest.raises(Unfilled, match="cannot stand in a mail"):
        replace(one, emails_to=("a@b\nBcc: c@d",), names=("Ada",)).as_eml()
    with pytest.raises(Unfilled, match="cannot stand in a mail"):
        replace(one, emails_to=("a@b",), names=("Ada",), subject="x\r\nBcc: c@d").as_eml()


def _new(root: Path) -> Path:
    (root / "new").mkdir()
    return root / "new"


LONG = "as they say in every harbour town of this long and windy coast, and it is true."


@pytest.mark.parametrize("number, kept", [("12 34 56", True), ("12 34 56 7", False)])
def test_seven_digits_are_a_number_and_six_are_none(number: str, kept: bool) -> None:  # noqa: FBT001 - a case
    text = f"I am at {number} most days, {LONG}"
    found, count = without_reach(text, ())
    assert (found == text, count == 0) == (kept, kept)


def test_the_owners_name_may_stand_in_settings_that_are_inherited(tmp_path: Path) -> None:
    shared = "plugins:\n  kithbook-public: {owner: {name: Vera Lindholm}}\n"
    (tmp_path / "shared.yml").write_text(shared, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: shared.yml\n", encoding="utf-8")
    assert owner_name(tmp_path) == "Vera Lindholm"
