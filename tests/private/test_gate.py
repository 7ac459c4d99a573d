"""The gate sees what could run or leave, and lets everything else by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.airlock.offences import PRIVATE, digest, offences
from kithbook.private.gate import Gate
from kithbook.private.policy import inline_scripts, live_reload_script, policy
from kithbook.private.render import fill
from kithbook.private.stamp import MARKED, Shell, UnknownMarkError

GOOD = "__md_scope=1"
_KNOWING = Gate()


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        "<script type=module>alert(1)</script>",
        "<script>alert(1)",
        '<script src="//evil.example/x.js"></script>',
        '<script src="https://evil.example/x.js"></script>',
        "<script src=data:text/javascript,alert(1)></script>",
        "<p onclick=alert(1)>",
        '<p title="x"onclick=alert(1)>',
        "<svg/onload=alert(1)>",
        '<img src="x" ONERROR="alert(1)">',
        '<a href="javascript:alert(1)">',
        '<a href=" \tjavascript:alert(1)">',
        '<a href="&#106;avascript:alert(1)">',
        '<a href="java\nscr&Tab;ipt:alert(1)">',
        '<a href="vbscript:x">',
        '<a href="data:text/html,x">',
        '<form action="javascript:x">',
        '<button formaction="javascript:x">',
        '<iframe src="x"></iframe>',
        '<p style="color:red">',
        "<style>p{}</style>",
        '<base href="/">',
        '<object data="x"></object>',
    ],
)
def test_what_runs_or_leaves_is_seen(html: str) -> None:
    assert offences(f"<p>before</p>{html}<p>after</p>", PRIVATE)
    assert Gate().offences_in_part(f"<p>before</p>{html}<p>after</p>")


@pytest.mark.parametrize(
    "html",
    [
        "<p>On Monday = a good day. javascript: and style= are words.</p>",
        '<p title="call her onmonday=yes">x</p>',
        '<a href="https://example.org/onload=1">x</a>',
        '<a href="vscode://file/x:1">x</a>',
        '<img src="data:image/png;base64,x">',
        '<script type="application/json">{"a": "</p>"}</script>',
        '<script src="../assets/x.js"></script>',
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_words_are_let_by(html: str) -> None:
    assert offences(html, PRIVATE) == ()
    assert Gate().offences_in_part(html) == ()


def test_the_themes_own_scripts_are_let_by_and_no_other() -> None:
    html = f"<script>{GOOD}</script>"
    assert offences(html, PRIVATE, inline_scripts(html)) == ()
    assert offences(html.replace("1", "2"), PRIVATE, inline_scripts(html))


def test_a_page_without_its_policy_is_not_let_out() -> None:
    assert Gate().offences("<p>x</p>")
    assert Gate(wants_policy=False).offences("<p>x</p>") == ()


@given(st.text(alphabet="<>/ \"'=onclickstyedaimg:&;\t\n", max_size=80))
def test_the_quick_look_never_misses_what_the_close_look_sees(html: str) -> None:
    if offences(html, PRIVATE):
        assert Gate().offences_in_part(html)
        assert _KNOWING.offences_in_part(html)
    _KNOWING.offences_in_part(html)


def test_a_gate_that_let_a_script_by_in_the_theme_refuses_it_in_a_part() -> None:
    script = f"<script>{GOOD}</script>"
    gate = Gate(frozenset(inline_scripts(script)), wants_policy=False)
    assert gate.offences(f"<body>{script}<p>x</p></body>", "<p>x</p>") == ()
    assert gate.offences_in_part(script) == ("line 1: a script that stands in the page",)
    assert gate.offences(f"{script}<p>x</p>{script}", f"<p>x</p>{script}")


@pytest.mark.parametrize("opening", ['<p title="', "<!-- ", "<script>", "<textarea>", "<p "])
def test_what_a_gate_knows_to_be_harmless_is_looked_at_again_where_something_is_open(
    opening: str,
) -> None:
    gate, known = Gate(wants_policy=False), '<img src="x"><input type="text">'
    assert gate.offences(known) == ()
    html = f'{opening}{known}"-->{known}</script><b onclick="x">'
    assert gate.offences(html) == offences(html, PRIVATE)


def test_a_policy_names_the_scripts_by_digest_and_allows_nothing_else() -> None:
    rules = policy((digest("b"), digest("a"), digest("a")))
    assert rules.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert rules.count("sha256-") == 2
    assert "unsafe" not in rules


def test_only_the_last_script_of_the_server_is_taken_for_live_reload() -> None:
    page = b"<body><script>evil()</script><script>\nvar livereload = 1\n</script></body>"
    assert live_reload_script(page) == (digest("\nvar livereload = 1\n"),)
    assert live_reload_script(b"<body><script>evil()</script></body>") == ()


def test_a_shell_is_filled_where_its_marks_were() -> None:
    title = "kithbook-mark-title&lt;i&gt;&amp;amp;"
    shell = Shell.cut(f"<title>{title}</title><b>{title}</b>{MARKED.html}<i>{title}</i>")
    html = shell.fill(type(MARKED)("people/x/", "A & B", "<p>text</p>"))
    assert html == "<title>A &amp; B</title><b>A &amp; B</b><p>text</p><i>A &amp; B</i>"


@pytest.mark.parametrize(
    "html",
    [
        f"<title>KITHBOOK-MARK-TITLE</title>{MARKED.html}",
        f"<title>x</title>{MARKED.html}",
        "<title>kithbook-mark-title&lt;i&gt;&amp;amp;</title>",
        f"<title>kithbook-mark-title&lt;i&gt;&amp;amp;</title>{MARKED.html}{MARKED.uri}",
    ],
)
def test_a_mark_that_was_changed_is_noticed(html: str) -> None:
    with pytest.raises(UnknownMarkError, match="stamp: false"):
        Shell.cut(html)


def test_templates_escape_and_clean_whatever_they_print() -> None:
    html = fill("unread.html", up="", lost=_Lost(), problems=())
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html


class _Lost:
    id = "<script>\u202e"
    path = "people/x.md"
    reason = "x"
