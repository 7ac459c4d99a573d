"""What is written against a page's direction is isolated, and nothing else of the page changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.text.bidi import isolated

LAYLA = "ليلى حداد"
CASES = {
    f"<p>{LAYLA} 2 months ago</p>": f"<p><bdi>{LAYLA}</bdi> 2 months ago</p>",
    f"<a href='x'>{LAYLA}</a> (3)": f"<a href='x'><bdi>{LAYLA}</bdi></a> (3)",
    f"“{LAYLA}, 3 שלום!” 5": f"“<bdi>{LAYLA}, 3 שלום</bdi>!” 5",
    f"{LAYLA} and {LAYLA}": f"<bdi>{LAYLA}</bdi> and <bdi>{LAYLA}</bdi>",
    "שלום &amp; עולם &quot;4": "<bdi>שלום &amp; עולם</bdi> &quot;4",
    f"<bdi>{LAYLA}</bdi> 2": f"<bdi>{LAYLA}</bdi> 2",
    f"<code>kith about '{LAYLA}'</code>": f"<code>kith about '{LAYLA}'</code>",
    f'<p dir="auto">{LAYLA} 2</p> {LAYLA}': f'<p dir="auto">{LAYLA} 2</p> <bdi>{LAYLA}</bdi>',
    f'<p dir="auto">a<p>{LAYLA}</p>{LAYLA}</p>': f'<p dir="auto">a<p>{LAYLA}</p>{LAYLA}</p>',
    f'<p dir="ltr">{LAYLA}</p>': f'<p dir="ltr"><bdi>{LAYLA}</bdi></p>',
    f"<svg><text>{LAYLA}</text></svg>{LAYLA}": (
        f"<svg><text>{LAYLA}</text></svg><bdi>{LAYLA}</bdi>"
    ),
    f'<p title="{LAYLA}"><!-- {LAYLA} --><br>x': f'<p title="{LAYLA}"><!-- {LAYLA} --><br>x',
    "Zoë Müller, 山田 2": "Zoë Müller, 山田 2",
}


@pytest.mark.parametrize("html", CASES)
def test_each_stretch_is_isolated_once(html: str) -> None:
    assert isolated(html) == CASES[html]
    assert isolated(isolated(html)) == isolated(html)


def test_in_a_page_from_right_to_left_the_others_are() -> None:
    html = '<html dir="rtl"><body><p>2 Ada Byrne חודשים</p></body></html>'
    assert isolated(html, rtl=True) == html.replace("Ada Byrne", "<bdi>Ada Byrne</bdi>")
    assert isolated(f"<p>{LAYLA} 2</p>", rtl=True) == f"<p>{LAYLA} 2</p>"


@given(st.text("ab ليا שע123.,&;<>/\"'=bdi\n", max_size=60), st.booleans())
def test_only_the_element_is_added(text: str, rtl: bool) -> None:  # noqa: FBT001 - drawn
    done = isolated(text, rtl=rtl)
    bare = re.sub(r"</?bdi>", "", text)
    assert re.sub(r"</?bdi>", "", done) == bare
