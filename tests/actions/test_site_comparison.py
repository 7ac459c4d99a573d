"""What strangers would read, and how it differs from the last time."""

from __future__ import annotations

from kithbook.actions.site_comparison import Moves, compare, in_words, page_words

PAGE = """<!doctype html><html><head><title>Ada: how to &amp; why</title>
<meta name="description" content="One sentence."><style>p { color: red }</style>
<script>secret()</script></head><body><!-- a note of mine -->
<p>Two <em>words</em>, <a href="https://a.example.org/">one link</a> and
<a href="mailto:ada@example.org?subject=x">ada@example.org</a>.</p>
<img src="a.png" alt="A heron"><section class="people"><h2>People</h2>
<ul class="lines"><li>A bell founder <span>· <a href="/l">Jan</a></span></li>
<li>An HR lead</li></ul>
</section><ul><li>No person</li></ul></body></html>"""


def test_the_words_of_a_page_are_what_can_be_read_in_it() -> None:
    words = page_words(PAGE)
    assert words.lines == (
        "Ada: how to & why",
        "One sentence.",
        "<!-- a note of mine -->",
        "Two words, one link (https://a.example.org/) and ada@example.org.",
        "A heron",
        "People",
        "A bell founder · Jan",
        "An HR lead",
        "No person",
    )
    assert words.people == ("A bell founder · Jan", "An HR lead")


def test_a_page_that_is_no_page_is_read_too() -> None:
    assert page_words("</section></a>loose <b>ends").lines == ("loose ends",)
    assert page_words("").lines == ()


def test_what_is_new_changed_and_gone_is_told() -> None:
    before = {
        "index.html": b"<p>One</p><p>Two</p>",
        "old/index.html": b"<p>Old</p>",
        "a.css": b"1",
        "ada.vcf": b"FN:Ada\n",
    }
    after = {
        "index.html": b"<p>One</p><p>Three</p>",
        "new/index.html": b"<section class=people><li>Text</li></section>",
        "a.css": b"2",
        "ada.vcf": b"FN:Ada\nTEL:1\n",
    }
    found = compare(before, after)
    assert found.pages == Moves(("new/index.html",), ("index.html",), ("old/index.html",))
    assert found.files == Moves((), ("a.css", "ada.vcf"), ())
    assert found.people == Moves(("Text",), (), ())
    assert found.diff.splitlines() == [
        *("--- ada.vcf", "+++ ada.vcf", "@@ -1 +1,2 @@", " FN:Ada", "+TEL:1"),
        *("--- index.html", "+++ index.html", "@@ -1,2 +1,2 @@", " One", "-Two", "+Three"),
        *("--- /dev/null", "+++ new/index.html", "@@ -0,0 +1 @@", "+Text"),
        *("--- old/index.html", "+++ /dev/null", "@@ -1 +0,0 @@", "-Old"),
    ]
    assert list(in_words(found))[1:] == [
        "pages: 1 new, 1 changed, 1 gone",
        "  + new/index.html",
        "  ~ index.html",
        "  - old/index.html",
        "texts about people: 1 new",
        "  + Text",
        "other: 2 changed",
        "  ~ a.css",
        "  ~ ada.vcf",
    ]


def test_a_text_about_somebody_that_goes_is_told() -> None:
    one = {"index.html": b"<section class=people><li>A</li><li>B</li></section>"}
    two = {"index.html": b"<section class=people><li>B</li></section>"}
    assert compare(one, two).people == Moves((), (), ("A",))


def test_the_same_site_is_no_difference() -> None:
    assert not compare({"index.html": b"x", "a.css": b"1"}, {"index.html": b"x", "a.css": b"1"})
    assert compare({}, {"a.css": b"1"})
