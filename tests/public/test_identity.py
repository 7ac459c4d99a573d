"""vobject, mf2py and a reader of JSON-LD read from the page exactly the owner's public facts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import mf2py
import pytest
import vobject
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from kithbook.public import identity
from kithbook.public.option_reader import ANY, WordsByLanguage
from kithbook.public.options import Owner, read_options
from tests.public.letters import ADDRESS, json_ld, letter, sample_options

SENTENCE = sample_options()["owner"]["sentence"]["en"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return letter(tmp_path_factory.mktemp("identity"))


def test_a_microformats_reader_finds_the_public_facts_and_nothing_else(site: Path) -> None:
    html = (site / "index.html").read_text(encoding="utf-8")
    read = mf2py.parse(html, url=ADDRESS)
    assert [(item["type"], item["properties"]) for item in read["items"]] == [
        (
            ["h-card"],
            {
                "name": ["Vera Lindholm"],
                "locality": ["Galveston, Texas"],
                "pronouns": ["she/her"],
                "note": [SENTENCE],
                "email": ["mailto:hello@example.org"],
                "tel": ["+1 409 555 0117"],
                "url": ["https://library.example.org/", ADDRESS],
                "uid": [ADDRESS],
            },
        )
    ]


@pytest.mark.parametrize("page, language", [("index.html", "en"), ("de/index.html", "de")])
def test_a_json_ld_reader_finds_the_public_facts_and_nothing_else(
    site: Path, page: str, language: str
) -> None:
    html = (site / page).read_text(encoding="utf-8")
    owner = sample_options()["owner"]
    # Neither microdata nor RDFa: the facts stand once.
    assert BeautifulSoup(html, "html.parser").select("[itemscope], [itemprop], [typeof]") == []
    assert json_ld(html) == [
        {
            "@context": "https://schema.org",
            "@type": "Person",
            "name": "Vera Lindholm",
            "description": owner["sentence"][language],
            "homeLocation": {"@type": "Place", "name": "Galveston, Texas"},
            "pronouns": owner["pronouns"][language],
            "email": "hello@example.org",
            "telephone": "+1 409 555 0117",
            "url": ADDRESS,
            "sameAs": ["https://library.example.org/"],
        }
    ]


def test_only_the_letter_speaks_to_machines(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) >= 8
    speaking = [p.relative_to(site).as_posix() for p in pages if "ld+json" in p.read_text("utf-8")]
    assert speaking == ["de/index.html", "index.html"]


def test_vobject_reads_the_address_card(site: Path) -> None:
    raw = (site / "vera-lindholm.vcf").read_bytes()
    card: Any = vobject.readOne(raw.decode())
    assert raw.endswith(b"END:VCARD\r\n")
    assert card.version.value == "3.0"
    assert card.fn.value == "Vera Lindholm"
    assert (card.n.value.family, card.n.value.given) == ("Lindholm", "Vera")
    assert card.email.value == "hello@example.org"
    assert card.tel.value == "+1 409 555 0117"
    assert card.adr.value.city == "Galveston, Texas"
    assert card.note.value == SENTENCE
    assert [url.value for url in card.contents["url"]] == [ADDRESS, "https://library.example.org/"]
    assert set(card.contents) == {
        "version", "uid", "fn", "n", "email", "tel", "adr", "url", "note", "x-pronouns",
    }  # fmt: skip


def owner_named(name: str, sentence: str) -> Owner:
    read = read_options({"owner": {"name": "x", "email": "a@example.org"}})[0].owner
    return replace(
        read, name=name, given=name, family="", sentence=WordsByLanguage({ANY: sentence})
    )


@given(st.text(min_size=1).filter(str.strip), st.text())
def test_any_name_and_sentence_make_a_whole_card(name: str, sentence: str) -> None:
    raw = identity.vcard(owner_named(name, sentence), "en", ADDRESS)
    lines = raw.decode("utf-8", "strict").split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCARD", "END:VCARD", "")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert not [line for line in lines if any(ord(letter) < 32 for letter in line)]
    assert vobject.readOne(raw.decode()).uid.value.startswith("urn:uuid:")


@given(st.text())
def test_no_text_ends_the_script_that_holds_it(sentence: str) -> None:
    made = identity.person(owner_named("Ann", sentence), "en", ADDRESS, "")
    assert not set("<>&\u2028\u2029") & set(made)


def test_a_name_without_latin_letters_still_has_a_card() -> None:
    assert identity.card_name(owner_named("佐藤 遥", "")) == "card.vcf"


def test_the_qr_code_is_an_svg_that_runs_nothing(site: Path) -> None:
    raw = (site / "qr.svg").read_text(encoding="utf-8")
    assert raw.startswith("<?xml")
    assert "<script" not in raw
    assert raw == identity.qr_code(f"{ADDRESS}?via=card").decode()
