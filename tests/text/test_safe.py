"""Hostile notes come out harmless, ordinary ones as Markdown, and the quick way equals the slow."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.text import safe
from kithbook.text.safe import Target, line, note, plain

pytestmark = pytest.mark.uncounted

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=data:text/html,x>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>body{display:none}</style>",
    "<form action=//evil.example><input name=q></form>",
    "<a href='javascript:alert(1)'>x</a>",
    "<details ontoggle=alert(1) open>",
    "</p></article></main><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example/x)",
    "[x](/evil)",
    "[x](../../admin/)",
    "[x](\\\\evil.example)",
    "[x](file:///etc/passwd)",
    "[x](kith:ada)",
    "[x](https:evil.example)",
    "[x](<javascript:alert(1)>)",
    '[x](https://example.org "\\" onmouseover=alert(1)")',
    "![x](https://evil.example/pixel.png)",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    '<https://example.org/" onclick=alert(1)>',
    "[x]: javascript:alert(1)\n\n[x]",
    "text {: onclick=alert(1) }",
    "# heading { #x .y onclick=alert(1) }",
    '--8<-- "people/ada.md"',
    "{{ config }} {% include 'x' %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
    "```html onload=alert(1)\n<script>alert(1)</script>\n```",
    "[[<script>alert(1)</script>]]",
    '[["><img src=x onerror=alert(1)>]]',
    "[[ada](javascript:alert(1))]]",
    "| <script> |\n|---|\n| [x](javascript:1) |",
    "template: redirect.html\nlocation: javascript:alert(1)",
    "\u202egnp.exe\u202c \u2066x\u2069 \u200b\ufeff\x00\x1b[31m",
]  # fmt: skip
REL = 'rel="noopener noreferrer nofollow"'
BO = '<a class="kith-person" href="../people/bo-chen/">Bo Chen</a>'
ZED = '<span class="kith-unknown" title="Not the name of one person in the book">Zed</span>'
ALLOWED = {
    "a": {"href", "rel", "class"},
    "ol": {"start"},
    "span": {"class", "title"},
}
TAGS = safe._TAGS


class Reader(HTMLParser):
    """Notes every element and attribute that does not belong."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.bad.append(tag)
        for name, value in attrs:
            if name not in ALLOWED.get(tag, set()):
                self.bad.append(f"{tag} {name}")
            if name == "href" and not re.match(r"(?:https?://|mailto:|\.\./people/)", value or ""):
                self.bad.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.bad.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.bad.append(f"declaration {decl}")


def resolve(name: str) -> Target | None:
    return Target("../people/bo-chen/", "Bo Chen") if name in ("Bo", "bo-chen") else None


def offences(html: str) -> list[str]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.bad


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("frame", ["{}", "- {}", "> {}", "**{}**", "[[Bo]] {}", "a\n\n{}\n\nb"])
def test_a_hostile_note_holds_nothing_that_runs_or_fetches(text: str, frame: str) -> None:
    html = note(frame.format(text) if frame != "{}" else text, resolve)
    assert offences(html) == []
    assert "\u202e" not in html
    assert "\x00" not in html


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_line_is_words_alone(text: str) -> None:
    html = line(text, resolve)
    assert set(re.findall(r"<(\w+)", html)) <= {"a", "span", "em"}
    assert offences(html) == []


def test_there_are_enough_payloads_and_the_reader_sees_them_raw() -> None:
    assert len(HOSTILE) >= 40
    assert sum(bool(offences(text)) for text in HOSTILE) >= 20


@pytest.mark.parametrize(
    "text, html",
    [
        ("planned the ride", "<p>planned the ride</p>\n"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>\n"),
        ("*so* **very** `plain`", "<p><em>so</em> <strong>very</strong> <code>plain</code></p>\n"),
        ("# High", "<h3>High</h3>\n"),
        ("#### Low\n# High", "<h3>Low</h3>\n<h3>High</h3>\n"),
        ("## A\n#### B", "<h3>A</h3>\n<h4>B</h4>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("[x](https://example.org/t)", f'<p><a href="https://example.org/t" {REL}>x</a></p>\n'),
        ("see [[Bo]]", f"<p>see {BO}</p>\n"),
        ("see [[Zed]] *there*", f"<p>see {ZED} <em>there</em></p>\n"),
        ("`[[Bo]]`", "<p><code>[[Bo]]</code></p>\n"),
        ("see [[bo-chen|B & Co]]", f"<p>see {BO.replace('>Bo Chen', '>B &amp; Co')}</p>\n"),
        ("see [[Bo#Said]], [[zed|Zed]]", f"<p>see {BO}, {ZED}</p>\n"),
        ("", ""),
    ],
)
def test_a_note_is_markdown(text: str, html: str) -> None:
    assert note(text, resolve) == html


@pytest.mark.parametrize(
    "text, html",
    [
        ("with [[Zed]] & <friends>", f"with {ZED} &amp; &lt;friends&gt;"),
        ("with [[bo-chen#Log|Bo]]", f"with {BO.replace('Bo Chen', 'Bo')}"),
        ("the *Sanctus*, twice", "the <em>Sanctus</em>, twice"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("**loud**", "**loud**"),
    ],
)
def test_a_line_has_names_and_stress(text: str, html: str) -> None:
    assert line(text, resolve) == html


WORDS = st.text(alphabet="abc XYZ,.;?'()[]-*_#>é\n 1", max_size=60)


BRICKS = (
    "*b c*",
    "[[Bo]]",
    "[[Bo#a *b*|*B* c]]",
    "[[Zed]]",
    "\n\n",
    "\n",
    "- ",
    "# ",
    "### ",
    "*",
    "**",
    "`",
    "a",
    "b 1",
    " ",
    ".",
)


@settings(max_examples=600)
@given(st.lists(st.one_of(WORDS, st.sampled_from(BRICKS), st.sampled_from(BRICKS)), max_size=14))
def test_the_quick_way_gives_what_the_slow_way_gives(parts: list[str]) -> None:
    text = "".join(parts)
    slow = safe._Markdown(resolve).render(plain(text, len(text)).expandtabs(4))
    assert note(text, resolve) == slow


@pytest.mark.parametrize(
    "piece", ["[", "![", "[[a", "[a*", "[](", "> ", "- ", "* ", "`a``", "<", "**a ", "_a", "~~a",
              "|a|b|\n|-|-|\n", "[a](<b ", "\\[", "[a][", "a\n=\n", "&#x", "(", "1. ", "\t"],
)  # fmt: skip
def test_a_wall_of_signs_is_rendered_like_anything_else(piece: str) -> None:
    assert offences(note((piece * 20_000)[:20_000], resolve)) == []


def test_a_wall_of_brackets_never_reaches_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(safe, "_Markdown")
    assert note("[" * 20_000, resolve) == f"<pre>{'[' * 20_000}</pre>\n"
    assert note("![" * 5_000, resolve).startswith("<pre>")


def test_a_very_long_note_is_cut_and_says_so() -> None:
    html = note("word " * 10_000, resolve)
    assert len(html) < 25_000
    assert "The rest stands in the file." in html


@pytest.mark.parametrize(
    "text, shown",
    [
        ("Zoë Müller", "Zoë Müller"),
        ("佐藤 春香", "佐藤 春香"),
        ("\u202eevil\u202c", "evil"),
        ("a\x00b\x1b[0m", "ab[0m"),
        ("line\r\nline\rline", "line\nline\nline"),
        ("Z" + "\u0301" * 40, "Z" + "\u0301" * 4),
        ("\U0001f469\u200d\U0001f33e", "\U0001f469\u200d\U0001f33e"),
        ("\ud800x", "x"),
    ],
)
def test_plain_text_keeps_its_letters_and_loses_its_tricks(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_plain_text_is_cut_at_its_length() -> None:
    assert plain("x" * 50, 10) == "x" * 10 + "\u2026"


@given(st.text(max_size=200))
def test_no_text_at_all_gets_through_as_anything_else(text: str) -> None:
    assert offences(note(text, resolve)) == []
    assert offences(line(text, resolve)) == []
    assert "<" not in safe.escaped(text)


@pytest.mark.parametrize("name", ['<img src=x onerror="alert(1)">', '"><b>x', "A & B <c>"])
def test_the_name_that_a_link_shows_is_escaped(name: str) -> None:
    target = safe.Target('../people/x/?"><script>', name)
    shown = (safe.line("with [[Zed]]", lambda _: target), safe.note("[[Zed]]", lambda _: target))
    for html in shown:
        assert escape(name) in html or escape(name, quote=False) in html
        assert not re.search("<(?:img|b|script)[ >]", html)


@pytest.mark.parametrize("address", ["../own/", "/people/", "x.html", "//example.org/", "?q=1"])
def test_a_link_of_a_note_leads_out_or_nowhere(address: str) -> None:
    assert "href" not in safe.note(f"See [this]({address}) *now* `a` ~b", lambda _: None)
    assert "href" in safe.note("See [this](https://example.org/) ~b", lambda _: None)
