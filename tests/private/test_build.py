"""What a build writes: every page, nothing of the people elsewhere, the same bytes each time."""

from __future__ import annotations

import filecmp
import re
from html import unescape
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from kithbook.airlock.offences import PRIVATE, offences
from kithbook.private.policy import inline_scripts
from kithbook.private.site import Site
from tests.private.sites import ADA, SMALL, build, configured, html_of, words_of, write_book

pytestmark = pytest.mark.uncounted


def pages(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
    }


def same_folders(one: Path, other: Path) -> list[str]:
    compared = filecmp.dircmp(one, other)
    found = [*compared.left_only, *compared.right_only]
    for folder in (compared, *compared.subdirs.values()):
        found += [*folder.left_only, *folder.right_only]
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert len(files) >= 40
    return found + [
        str(path) for path in files if (one / path).read_bytes() != (other / path).read_bytes()
    ]


def with_own_templates(root: Path) -> None:
    path = root / "mkdocs.private.yml"
    config = path.read_text(encoding="utf-8")
    own = config.replace("  name: material\n", "  name: material\n  custom_dir: over\n")
    path.write_text(own, encoding="utf-8")


def test_every_person_and_every_dashboard_has_a_page(sample: Site, sample_site: Path) -> None:
    found = pages(sample_site)
    expected = {f"{uri}index.html" for uri in sample.addresses}
    assert len(sample.views.network.people) >= 25
    assert expected <= set(found)
    assert not any(
        "kithbook-mark" in name or "kithbook-mark" in text for name, text in found.items()
    )


def test_people_are_never_in_the_navigation(sample_site: Path) -> None:
    for name, html in pages(sample_site).items():
        outside = re.sub(
            r'<article class="md-content__inner.*?</article>\s*</div>', "", html, flags=re.DOTALL
        )
        navigation = re.findall(r"<nav.*?</nav>", outside, flags=re.DOTALL)
        assert navigation, name
        assert not any("people/ada-byrne" in part for part in navigation), name


def test_the_dashboards_come_first_in_the_navigation(sample_site: Path) -> None:
    html = html_of(sample_site, "")
    tabs = re.findall(r"md-tabs__link[^>]*>\s*(.*?)\s*</a>", html, flags=re.DOTALL)
    assert tabs[0] == "Today"
    assert {"People", "Introductions", "Give and take", "Places", "How deep?"} <= set(tabs)
    assert tabs.index("Problems") < tabs.index("About this book")


def test_every_page_is_kept_from_search_engines_and_from_running_anything(
    sample_site: Path,
) -> None:
    found = pages(sample_site)
    assert len(found) >= 30
    for name, html in found.items():
        assert '<meta name="robots" content="noindex, nofollow, noarchive">' in html, name
        assert '<meta name="referrer" content="same-origin">' in html, name
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
        assert policy is not None, name
        rules = unescape(policy[1])
        assert "default-src 'none'" in rules
        assert "unsafe" not in rules
        allowed = set(re.findall(r"'sha256-[^']*'", rules))
        assert set(inline_scripts(html)) <= allowed, name
        assert len(allowed) <= 4
        assert offences(html, PRIVATE, allowed) == (), name


def test_nothing_is_fetched_from_anywhere(sample_site: Path) -> None:
    for name, html in pages(sample_site).items():
        fetched = re.findall(r'<(?:script|img|iframe|source)[^>]*\bsrc="([^"]*)"', html)
        fetched += re.findall(r'<link[^>]*\bhref="([^"]*)"', html)
        assert fetched, name
        assert not [url for url in fetched if re.match(r"[a-z]+:|//", url)], name


def test_there_is_no_sitemap(sample_site: Path) -> None:
    assert list(sample_site.rglob("sitemap*")) == []


def test_the_theme_brings_no_search_of_its_own(sample_site: Path) -> None:
    assert not (sample_site / "search").exists()
    assert "md-search" not in html_of(sample_site, "people/ada-byrne")


def test_what_of_the_theme_nothing_asks_for_is_left_out(sample_site: Path, tmp_path: Path) -> None:
    def found(site: Path) -> list[str]:
        names = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
        return sorted(one for one in names if re.search(r"\.map$|/lunr/|/workers/", one))

    assert found(sample_site) == []
    assert list(sample_site.glob("assets/javascripts/bundle.*.js"))
    book = write_book(tmp_path / "book", {**SMALL, "content/private/own.css.map": "{}"})
    assert found(build(book)) == ["own.css.map"]
    config = book / "mkdocs.private.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("plugins:\n", "plugins:\n  - search\n"), encoding="utf-8")
    own, *theirs = reversed(found(build(book)))
    assert own == "own.css.map"
    assert {one.split("/")[2] for one in theirs} == {"lunr", "workers"}
    assert not [one for one in theirs if one.endswith(".map")]


def test_two_builds_are_the_same_to_the_byte(
    sample_book: Path, sample_site: Path, tmp_path: Path
) -> None:
    first = tmp_path / "first"
    sample_site.rename(first)
    second = build(sample_book, strict=True)
    assert same_folders(first, second) == []


REQUEST = """---
id: r1
kind: connect
received: 2026-11-21
from: {name: "Zoe <b>&amp; 'Q'", email: zoe@example.org}
why: her talk on marmalade
---
"""


def test_a_stamped_page_is_the_page_that_the_pipeline_renders(tmp_path: Path) -> None:
    files = {
        **SMALL,
        "people/cy.md": "---\nname: C <b>&amp; 'Y' \"Z\" {{ x }}\n---\nText.\n",
        "people/łukasz.md": "---\nname: Łukasz Wójcik\n---\n",
        "people/lost.md": "no front matter",
        "requests/2026-11-21-zoe.md": REQUEST,
        "content/private/mine.md": "# Mine\n\nText.\n",
    }
    stamped = build(write_book(tmp_path / "stamped", files))
    whole = build(write_book(tmp_path / "whole", files, options="      stamp: false\n"))
    assert len(list(stamped.glob("people/*/index.html"))) == 5
    assert len(list(stamped.glob("requests/*/index.html"))) == 1
    assert same_folders(stamped, whole) == []


def test_a_title_is_shown_and_never_read_as_html(tmp_path: Path) -> None:
    name = "</title><script>alert(1)</script>"
    site = build(write_book(tmp_path, {"people/x.md": f"---\nname: {name}\n---\n"}))
    html = html_of(site, "people/x/")
    assert "<script>alert" not in html
    assert "&lt;/title&gt;&lt;script&gt;alert(1)" in html


def test_a_theme_that_changes_a_mark_is_told_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    title = "{{ page.meta.kithbook_title | e | replace('i', 'I') if page }}"
    main = (
        '{% extends "kithbook.html" %}{% block htmltitle %}'
        f"<title>{title}</title>{{% endblock %}}"
    )
    root = write_book(tmp_path, {**SMALL, "over/main.html": main})
    config = (root / "mkdocs.private.yml").read_text(encoding="utf-8")
    (root / "mkdocs.private.yml").write_text(
        config.replace("  name: material\n", "  name: material\n  custom_dir: over\n"),
        encoding="utf-8",
    )
    with pytest.raises(Abort):
        build(root)
    assert "set `stamp: false`" in caplog.text
    assert not (root / "build/private").exists()


def test_a_main_template_without_the_policy_is_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = write_book(tmp_path, {**SMALL, "over/main.html": '{% extends "base.html" %}'})
    config = (root / "mkdocs.private.yml").read_text(encoding="utf-8")
    (root / "mkdocs.private.yml").write_text(
        config.replace("  name: material\n", "  name: material\n  custom_dir: over\n"),
        encoding="utf-8",
    )
    with pytest.raises(Abort):
        build(root)
    assert "no Content-Security-Policy" in caplog.text


def test_a_script_in_the_owners_own_page_is_not_let_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    page = "# Mine\n\n<script>alert(1)</script>\n"
    root = write_book(tmp_path, {**SMALL, "content/private/mine.md": page})
    with pytest.raises(Abort):
        build(root)
    assert "mine.md was not written, for it holds line" in caplog.text
    assert not (root / "build/private").exists()


@pytest.mark.parametrize(
    "name", ["index.md", "people.md", "people/index.md", "people/ada.md", "problems.md",
             "keep-in-touch/index.md", "people/ada/index.md"],
)  # fmt: skip
def test_a_page_of_the_owners_in_the_place_of_ours_is_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    root = write_book(tmp_path, {**SMALL, f"content/private/{name}": "# Mine\n"})
    with pytest.raises(Abort):
        build(root)
    assert f"{name} of the private content would stand where Kithbook puts" in caplog.text


def test_the_owners_own_pages_come_after_ours(tmp_path: Path) -> None:
    files = {**SMALL, "content/private/notes/harbour.md": "# Harbour\n\n[Ada](../people/ada/)\n"}
    site = build(write_book(tmp_path, files))
    assert "Harbour" in words_of(html_of(site, "notes/harbour/"))
    assert "Notes" in html_of(site, "")


def test_an_error_in_the_book_counts_for_strict_and_leaves_nothing(tmp_path: Path) -> None:
    files = {**SMALL, "people/cy.md": "---\nname: Cy\ncircle: closest\n---\n"}
    root = write_book(tmp_path, files)
    assert (build(root) / "index.html").exists()
    with pytest.raises(Abort):
        build(root, strict=True)
    assert not (root / "build/private").exists()


def test_a_warning_in_the_book_does_not(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", logger="mkdocs")
    root = write_book(tmp_path, {"people/ada.md": ADA.replace("circle:", "cirkle: x\ncircle:")})
    (root / "people/bo.md").write_text("---\nname: Bo Chen\n---\n", encoding="utf-8")
    assert (build(root, strict=True) / "index.html").exists()
    assert "people/ada.md:3:1: unknown-key" in caplog.text


def test_an_unreadable_file_keeps_its_page_and_shows_why(tmp_path: Path) -> None:
    files = {**SMALL, "people/lost.md": "---\nname: Lost\n"}
    site = build(write_book(tmp_path, files))
    assert "closing" in words_of(html_of(site, "people/lost/"))
    assert "people/lost.md" in words_of(html_of(site, "people/"))
    assert "1 finding in the book" in words_of(html_of(site, ""))
    assert "people/lost.md" in words_of(html_of(site, "problems/"))
    assert "Ada Byrne" in words_of(html_of(site, "people/ada/"))


def test_the_book_is_watched(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    (root / "journal").mkdir()
    # MkDocs' own server stops at a place that is not there.
    assert not (root / "rosters").exists()
    config = configured(root)
    config.plugins.on_config(config)
    names = {Path(path).name for path in config.watch}
    assert {"people", "journal", "kithbook.yml", "public"} <= names
    assert "rosters" not in names


def test_every_page_says_what_it_was_made_from(sample: Site) -> None:
    pages = [*sample.dashboards, *sample.unlisted, *sample.requests, *sample.people()]
    assert len(pages) >= 40
    assert [page.uri for page in pages if not page.made_from.whole] == []
    files = {path for page in pages for path in page.made_from.files}
    assert len(files) >= 40
    assert [path for path in files if not (sample.views.root / path).is_file()] == []
