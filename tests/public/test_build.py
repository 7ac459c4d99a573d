"""The whole public site as MkDocs builds it: its files, its refusals, always the same bytes."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path
from typing import Any, Protocol

import mf2py
import pytest
from mkdocs.exceptions import Abort

from kithbook.airlock.offences import PUBLIC, offences
from kithbook.public import tripwire
from tests.public.letters import (
    ADDRESS,
    build_letter,
    bytes_of,
    json_ld,
    letter,
    letter_book,
    sample_options,
)
from tests.structure.sources import ROOT

pytestmark = pytest.mark.uncounted

POST: dict[str, Any] = {
    "intake": {"mode": "post", "preset": "formspree", "id": "abc"},
    "privacy": {"keepers": [{"who": "Formspree", "what": "your answers", "where": "USA"}]},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return letter(tmp_path_factory.mktemp("site"))


class Refused(Protocol):
    """Builds a site that must not come about; answers with what was said."""

    def __call__(self, config_file: Path) -> str: ...


@pytest.fixture
def refused(caplog: pytest.LogCaptureFixture) -> Refused:
    def build(config_file: Path) -> str:
        caplog.clear()
        with pytest.raises(Abort):
            build_letter(config_file)
        assert not (config_file.parent / "build" / "public").exists()
        return caplog.text

    return build


def words(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def test_the_site_holds_these_files_and_no_others(site: Path) -> None:
    pages = ("index.html", "introduction/index.html", "privacy/index.html", "thanks/index.html")
    assets = ("OFL", "icon.svg", "kithbook-serif.woff2", "preview.de.png", "preview.en.png")
    marked = {name for name in bytes_of(site) if "/letter." in name or "/coach." in name}
    assert [name.split("/")[-1].rpartition(".")[0][:-9] for name in sorted(marked)] == [
        "coach.de",
        "coach.en",
        "letter",
        "letter",
    ]
    named = set(bytes_of(site)) - marked
    assert named == {
        *pages,
        *(f"de/{page}" for page in pages),
        *(f"assets/kithbook/{name}" for name in assets),
        "404.html", "_headers", "qr.svg", "sitemap.xml", "vera-lindholm.vcf",
    }  # fmt: skip


def test_two_builds_are_the_same_byte_for_byte(site: Path, tmp_path: Path) -> None:
    assert bytes_of(letter(tmp_path / "elsewhere")) == bytes_of(site)


def test_the_book_is_not_needed(tmp_path: Path, site: Path) -> None:
    book = letter_book(tmp_path / "book").parent
    for name in ("people", "journal", "introductions", "requests", "rosters"):
        shutil.copytree(ROOT / name, book / name)
    shutil.copy(ROOT / "kithbook.yml", book)
    assert bytes_of(build_letter(book / "mkdocs.yml")) == bytes_of(site)


def test_every_page_has_its_policy_and_its_language(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) == 9
    for page in pages:
        html = words(page)
        assert html.index("Content-Security-Policy") < html.index("<link")
        language = "de" if page.relative_to(site).parts[0] == "de" else "en"
        assert f'<html lang="{language}" dir="ltr">' in html
        assert "form-action &#39;none&#39;" in html
    assert "frame-ancestors 'none'" in words(site / "_headers")


def test_the_people_stand_where_the_letter_says(site: Path, tmp_path: Path) -> None:
    html = words(site / "index.html")
    assert html.index("glad to help") < html.index("A bell founder") < html.index("How I make")
    book = letter_book(tmp_path / "book").parent
    (book / "content/public/index.md").write_text("Hello.", encoding="utf-8")
    moved = words(build_letter(book / "mkdocs.yml") / "index.html")
    assert moved.index("Hello.") < moved.index("A bell founder") < moved.index('id="write"')
    (book / "content/disclosed.yml").unlink()
    alone = words(build_letter(book / "mkdocs.yml") / "index.html")
    assert 'class="people"' not in alone


def test_disclosed_texts_are_never_markup(tmp_path: Path) -> None:
    book = letter_book(tmp_path / "book").parent
    text = "<script>alert(1)</script> & 'more'"
    (book / "content/disclosed.yml").write_text(
        f'version: 1\ndisclosed:\n- kind: introduction\n  text: "{text}"\n  consent: 2026-01-01\n'
        "- kind: number\n  text: 12 people introduced this year\n",
        encoding="utf-8",
    )
    html = words(build_letter(book / "mkdocs.yml") / "index.html")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#39;more&#39;" in html
    assert "12 people introduced this year" in html


def test_the_map_lists_what_may_be_found(site: Path) -> None:
    listed = words(site / "sitemap.xml")
    for uri in ("", "introduction/", "privacy/", "de/"):
        assert f"<loc>{ADDRESS}{uri}</loc>" in listed
    assert "thanks" not in listed
    assert "lastmod" not in listed


def test_without_an_address_nothing_pretends_to_have_one(tmp_path: Path) -> None:
    site = letter(tmp_path, site_url="")
    names = set(bytes_of(site))
    assert not {"sitemap.xml", "qr.svg"} & names
    assert not [name for name in names if "preview" in name]
    html = words(site / "index.html")
    assert "canonical" not in html
    assert "og:image" not in html
    assert "vera.example.org" not in html


def test_the_picture_for_sharing_is_of_the_usual_size(site: Path) -> None:
    png = (site / "assets/kithbook/preview.en.png").read_bytes()
    assert struct.unpack(">II", png[16:24]) == (1200, 630)
    assert len(png) < 60_000


def test_a_name_that_our_font_cannot_write_has_no_picture(tmp_path: Path) -> None:
    site = letter(tmp_path, {"owner": {"name": "佐藤 遥", "email": "haruka@example.org"}})
    assert "og:image" not in words(site / "index.html")


def test_an_own_page_is_set_like_the_letter(tmp_path: Path) -> None:
    book = letter_book(tmp_path / "book").parent
    (book / "content/public/colophon.md").write_text("# Colophon\n\nMade by hand.", "utf-8")
    (book / "content/public/colophon.de.md").write_text("# Impressum\n\nVon Hand.", "utf-8")
    site = build_letter(book / "mkdocs.yml")
    assert "<title>Colophon · Vera Lindholm</title>" in words(site / "colophon/index.html")
    assert '<html lang="de"' in words(site / "de/colophon/index.html")
    assert f"{ADDRESS}colophon/" in words(site / "sitemap.xml")


def test_status_closed_puts_the_forms_away(tmp_path: Path) -> None:
    site = letter(tmp_path, {"status": "closed", "again": {"en": "in March", "de": "im März"}})
    html = words(site / "index.html")
    assert "<form" not in html
    assert "<script src" not in html
    assert html.count("Please try again in March.") == 2
    assert not (site / "introduction").exists()
    assert "introduction/" not in html
    assert "wieder: im März." in words(site / "de/index.html")


def test_status_limited_says_so(tmp_path: Path) -> None:
    html = words(letter(tmp_path, {"status": "limited"}) / "index.html")
    assert "I have little room at the moment" in html
    assert "<form" in html


def test_without_introductions_there_is_one_form(tmp_path: Path) -> None:
    site = letter(tmp_path, {"introductions": False})
    assert not (site / "introduction").exists()
    assert "introduction/" not in words(site / "index.html")


def test_mode_none_shows_words_only(tmp_path: Path) -> None:
    html = words(letter(tmp_path, {"intake": {"mode": "none"}}) / "index.html")
    assert "<form" not in html
    assert "<script src" not in html
    assert "How did you find me?" in html


def test_mode_post_is_an_ordinary_form(tmp_path: Path) -> None:
    site = letter(tmp_path, POST)
    html = words(site / "de/index.html")
    assert 'method="post" action="https://formspree.io/f/abc"' in html
    assert '<input type="hidden" name="_next" value="https://vera.example.org/de/thanks/">' in html
    assert '<input type="hidden" name="_subject" value="Ein Brief an Vera Lindholm">' in html
    assert "form-action &#39;self&#39; https://formspree.io https://vera.example.org" in html
    notice = words(site / "privacy/index.html")
    assert "your answers go to Formspree" in notice
    assert "Formspree keeps your answers, in USA." in notice


def test_netlify_gets_its_own_attributes(tmp_path: Path) -> None:
    changed = {
        "intake": {"mode": "post", "preset": "netlify"},
        "privacy": {"keepers": [{"who": "Netlify", "what": "your answers"}]},
    }
    site = letter(tmp_path, changed)
    html = words(site / "introduction/index.html")
    assert 'name="kith-introduction" data-netlify="true"' in html
    assert '<input type="hidden" name="form-name" value="kith-introduction">' in html
    assert 'action="https://vera.example.org/thanks/"' in html


def test_the_notice_is_made_from_the_options(site: Path) -> None:
    notice = words(site / "privacy/index.html")
    assert "Example Mail keeps the mails between us, in the United States, for as long as" in notice
    assert "If I decline: 90 days, then I delete it." in notice
    assert '<a href="mailto:hello@example.org">' in notice


def test_a_portrait_stands_beside_the_name(tmp_path: Path, refused: Refused) -> None:
    owner = sample_options()["owner"] | {"portrait": "vera.png"}
    book = letter_book(tmp_path / "book", {"owner": owner}).parent
    assert "owner.portrait is vera.png, which is not in public/" in refused(book / "mkdocs.yml")
    (book / "content/public/vera.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    html = words(build_letter(book / "mkdocs.yml") / "de/index.html")
    assert '<img class="u-photo portrait" src="../vera.png" alt="Vera Lindholm"' in html


@pytest.mark.parametrize(
    "changed, config, said",
    [
        ({"status": "opne"}, {}, 'status is "opne"; it can be open or limited or closed'),
        ({"languages": ["en", "tlh"], "reply": "Soon."}, {}, '"tlh"'),
        ({"owner": sample_options()["owner"] | {"accent": "#ffcc00"}}, {}, "has a contrast of"),
        ({}, {"theme": {"name": "mkdocs"}}, 'The theme is "mkdocs"'),
        ({}, {"markdown_extensions": ["pymdownx.snippets"]}, "snippets can read any file"),
        ({}, {"docs_dir": "content"}, "docs_dir touches content/private"),
    ],
)
def test_a_site_that_cannot_be_right_is_not_built(
    tmp_path: Path, refused: Refused, changed: dict[str, Any], config: dict[str, Any], said: str
) -> None:
    assert said in refused(letter_book(tmp_path / "book", changed, **config))


def test_a_language_without_a_letter_is_named(tmp_path: Path, refused: Refused) -> None:
    book = letter_book(tmp_path / "book").parent
    (book / "content/public/index.de.md").unlink()
    assert "There is no index.de.md in public" in refused(book / "mkdocs.yml")


@pytest.mark.parametrize(
    "line",
    ["<script>1</script>", '<p onclick="x()">y</p>', "![pixel](https://example.org/pixel.png)"],
)
def test_a_page_that_would_run_or_fetch_something_is_not_built(
    tmp_path: Path, refused: Refused, line: str
) -> None:
    book = letter_book(tmp_path / "book").parent
    (book / "content/public/index.md").write_text(f"Hello.\n\n{line}\n", encoding="utf-8")
    assert "index.md was not written, for it holds" in refused(book / "mkdocs.yml")


def test_the_tripwire_is_armed_while_the_site_is_built(tmp_path: Path) -> None:
    book = letter_book(tmp_path / "book").parent
    (book / "people").mkdir()
    (book / "people/ada.md").write_text("name: Ada", encoding="utf-8")
    (book / "content/public/ada.md").symlink_to(book / "people/ada.md")
    with pytest.raises(tripwire.PrivateTouched):
        build_letter(book / "mkdocs.yml")
    assert not (book / "build" / "public").exists()
    assert words(book / "people/ada.md") == "name: Ada"


def test_the_private_plugin_is_not_welcome(tmp_path: Path, refused: Refused) -> None:
    plugins = [{"kithbook-public": sample_options()}, "kithbook-private"]
    path = letter_book(tmp_path / "book", plugins=plugins)
    assert "kithbook-private stands beside" in refused(path)


def test_hostile_facts_stay_text(tmp_path: Path) -> None:
    name = '"><img src=x onerror=alert(1)> {email} {{ 7 * 7 }}'
    sentence = "</script><script>alert(1)</script> ]]> %s"
    owner = {"name": name, "sentence": sentence, "email": "a'b@example.org"}
    site = letter(tmp_path, {"owner": owner, "reply": sentence})
    (card,) = mf2py.parse(words(site / "index.html"))["items"]
    assert card["properties"]["name"] == [name]
    assert card["properties"]["note"] == [sentence]
    (person,) = json_ld(words(site / "index.html"))
    assert (person["name"], person["description"]) == (name, sentence)
    for page in site.rglob("*.html"):
        assert offences(words(page), PUBLIC) == ()
        assert "<img src=x" not in words(page)
