"""Nothing inline that runs and nothing from elsewhere leaves the gate."""

from __future__ import annotations

import pytest

from kithbook.airlock.offences import PUBLIC, offences

FINE = [
    '<script src="a.js" defer></script>',
    '<script type="application/ld+json">{"a": 1}</script>',
    '<a href="https://example.org">x</a><a href="mailto:a@b.org">y</a>',
    '<link rel="canonical" href="https://example.org/"><link rel="alternate" href="https://x.org/">',
    '<img src="a.png" srcset="b.png 2x, c.png 3x" alt="">',
    '<form action="https://formspree.io/f/x" method="post"></form>',
    '<meta property="og:image" content="https://example.org/p.png">',
]
LOUD = [
    ("<script>1</script>", "a script that stands in the page"),
    ('<script type="module">1</script>', "a script that stands in the page"),
    ('<script src="https://cdn.example.org/a.js"></script>', "something from elsewhere"),
    ('<script src="//cdn.example.org/a.js"></script>', "something from elsewhere"),
    ('<p onclick="x()">', "the attribute onclick on <p>"),
    ('<p style="color: red">', "the attribute style on <p>"),
    ('<p srcdoc="x">', "the attribute srcdoc on <p>"),
    ("<style>p {}</style>", "a <style> element"),
    ('<iframe src="a.html"></iframe>', "a <iframe> element"),
    ('<a href=" java script:x">'.replace(" s", "s"), "an address that would run"),
    ('<a href="&#106;avascript:x">', "an address that would run"),
    ('<a href="java&Tab;scr\nipt:x">', "an address that would run"),
    ('<a xlink:href="javascript:x">', "an address that would run"),
    ('<form action="javascript:x">', "an address that would run, on <form>"),
    ('<button formaction="javascript:x">', "an address that would run, on <button>"),
    ('<input formaction="data:text/html,x">', "an address that would run, on <input>"),
    ('<img src="https://example.org/pixel.png" alt="">', "something from elsewhere"),
    ('<img srcset="a.png, https://example.org/b.png 2x" alt="">', "something from elsewhere"),
    ('<link rel="stylesheet" href="https://fonts.example.org/">', "something from elsewhere"),
    ('<link rel="me preload" href="https://fonts.example.org/">', "something from elsewhere"),
    ('<svg><use href="https://example.org/#a"/></svg>', "something from elsewhere"),
    ('<video poster="http://example.org/a.png"></video>', "something from elsewhere"),
    ('<base href="https://example.org">', "a <base> element"),
    ('<object data="a.svg"></object>', "a <object> element"),
    ('<embed src="a.html">', "a <embed> element"),
]


@pytest.mark.parametrize("html", FINE)
def test_what_is_ours_passes(html: str) -> None:
    assert offences(html, PUBLIC) == ()


@pytest.mark.parametrize("html, said", LOUD)
def test_what_would_run_or_fetch_is_named_with_its_line(html: str, said: str) -> None:
    found = offences(f"<p>calm</p>\n{html}", PUBLIC)
    assert len(found) == 1
    assert found[0].startswith(f"line 2: {said}")
