"""Text that somebody wrote, made safe to show: notes as Markdown, everything else as plain words.

A note is the owner's, but may hold whatever was pasted into it, so it passes two sieves:
markdown-it-py without raw HTML, then nh3 with short lists of what may stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kithbook.text.name_links import LINK, NameLink, pieces, read_link
from kithbook.text.unseen import without_unseen

MAX_NOTE = 20_000
MAX_TEXT = 4_000
_MAX_BRACKETS = 400
_CUT = "<p><em>The rest stands in the file.</em></p>\n"
_MARKS = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_MARK = re.compile(_MARKS)
_PILES_OF_MARKS = re.compile(f"({_MARKS}{{4}}){_MARKS}+")
_STRESSED = re.compile(r"(?<![\w*])\*([^\s*<>](?:[^*<>\n]{0,200}[^\s*<>])?)\*(?![\w*])")
_NEEDS_MARKDOWN = re.compile(
    r"[\\`*_\[\]<>&~|#\"\r\t]|^ *(?:[-+=:]|\d)|^ {4}|  | $|^[^\S\n]|\s\Z", re.MULTILINE
)
_MARKED_WORDS = re.compile(r"(?<![\w*`])(\*\*|\*|`)([a-zA-Z0-9]+(?: [a-zA-Z0-9]+)*)\1(?![\w*`])")
_A_NAME = "\ue000"  # stands for a name, and is neither a letter nor a sign of Markdown
_TAG_OF = {"*": "em", "**": "strong", "`": "code"}
_BLOCK_START = re.compile(r"^(?:#{1,6}|-) (?=\S)", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n\n+")
_ABSOLUTE = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s?])", re.IGNORECASE)
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
    "s", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "rel"}, "ol": {"start"}, "span": {"title"}}
_CLASSES = {"a": {"kith-person"}, "span": {"kith-unknown"}}


class Target(NamedTuple):
    """Where a name leads: the address of a page, and the name to show."""

    address: str
    name: str


Resolve = Callable[[str], Target | None]
"""Answers whom a written name means, or None when that is not clear."""


def plain(text: str, limit: int = MAX_TEXT) -> str:
    """Text without invisible, direction-turning and piled-up characters, cut at a length.

    Not escaped: templates do that.
    """
    if not text.isprintable() and not text.replace("\n", "").isprintable():
        text = without_unseen(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.isascii() and _MARK.search(text):
        text = _PILES_OF_MARKS.sub(r"\1", text)
    return text if len(text) <= limit else f"{text[:limit]}\u2026"


def line(text: str, resolve: Resolve) -> str:
    """One line as HTML: words as they are, `[[names]]` as links, `*stress*` as such."""
    text = plain(text)
    if "[[" not in text and "*" not in text:
        return escape(text)
    html = "".join(
        escape(piece) if isinstance(piece, str) else _named(piece, resolve)
        for piece in pieces(text)
    )
    return _STRESSED.sub(r"<em>\1</em>", html) if "*" in html else html


def note(text: str, resolve: Resolve) -> str:
    """A note's Markdown as HTML; its headings begin at h3, its links lead out or to people."""
    shown = plain(text, len(text)).expandtabs(4)
    rest = _CUT if len(shown) > MAX_NOTE else ""
    shown = shown[:MAX_NOTE]
    quick = _quickly(shown, resolve)
    if quick is not None:
        return quick + rest
    if shown.count("[") > _MAX_BRACKETS + 2 * len(LINK.findall(shown)):
        return _as_written(shown) + rest
    return _Markdown(resolve).render(shown) + rest


def escaped(text: str, limit: int = MAX_NOTE) -> str:
    """Plain text as HTML, on one line."""
    return escape(" ".join(plain(text, limit).split()), quote=False)


def words(html: str) -> str:
    """The words of rendered HTML, for searching: tags gone, still escaped."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def _named(link: NameLink, resolve: Resolve) -> str:
    target = resolve(link.name)
    shown = escape(link.shown or (target.name if target else link.name))
    if target is None:
        unknown = "Not the name of one person in the book"
        return f'<span class="kith-unknown" title="{unknown}">{shown}</span>'
    return f'<a class="kith-person" href="{escape(target.address)}">{shown}</a>'


def _quickly(text: str, resolve: Resolve) -> str | None:
    """What nearly every note is made of, without the parser; None when there is more to it.

    Paragraphs, headings and plain lists, with *stress*, **strength**, `code` and names.
    """
    without_marks = _MARKED_WORDS.sub("x", LINK.sub(_A_NAME, text))
    if _NEEDS_MARKDOWN.search(_BLOCK_START.sub("", without_marks)):
        return None
    html, level, after_list = "", 2, False
    for block in _BLANK_LINES.split(text.strip("\n")):
        lines = block.split("\n")
        starts = [line[:2] == "- " for line in lines]
        if block[:1] == "#" and len(lines) == 1:
            signs, _, title = block.partition(" ")
            level = min(len(signs) + 2, level + 1, 6)
            html += f"<h{level}>{_inline(title.strip(), resolve)}</h{level}>\n"
        elif all(starts):
            if after_list:
                return None
            items = "".join(f"<li>{_inline(line[2:], resolve)}</li>\n" for line in lines)
            html += f"<ul>\n{items}</ul>\n"
        elif any(starts) or "#" in block:
            return None
        elif block:
            html += f"<p>{_inline(block, resolve)}</p>\n"
        after_list = all(starts)
    return html


def _inline(text: str, resolve: Resolve) -> str:
    return "".join(
        _MARKED_WORDS.sub(_marked, escape(piece, quote=False))
        if isinstance(piece, str)
        else _named(piece, resolve)
        for piece in pieces(text)
    )


def _marked(found: re.Match[str]) -> str:
    tag = _TAG_OF[found[1]]
    return f"<{tag}>{found[2]}</{tag}>"


def _as_written(text: str) -> str:
    return f"<pre>{escape(text, quote=False)}</pre>\n"


@dataclass(frozen=True, slots=True)
class _Markdown:
    """One note on its way to HTML; remembers which addresses are ours."""

    resolve: Resolve

    def render(self, text: str) -> str:
        ours: set[str] = set()

        def resolve(name: str) -> Target | None:
            target = self.resolve(name)
            if target:
                ours.add(target.address)
            return target

        def keep(tag: str, attribute: str, value: str) -> str | None:
            if tag == "a" and attribute == "title":
                return None
            return value if attribute != "href" or value in ours or _leads_out(value) else None

        tokens = _PARSER.parse(text, {"resolve": resolve})
        _demote_headings(tokens)
        _mark_links(tokens)
        return nh3.clean(
            _PARSER.renderer.render(tokens, _PARSER.options, {}),
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            allowed_classes=_CLASSES,
            attribute_filter=keep,
            url_schemes={"http", "https", "mailto"},
            link_rel=None,
        )


def _leads_out(address: str) -> bool:
    return _ABSOLUTE.match(address) is not None


def _demote_headings(tokens: list[Token]) -> None:
    last = 2
    for token in tokens:
        if token.type == "heading_open":
            last = min(int(token.tag[1]) + 2, last + 1, 6)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{last}"


def _mark_links(tokens: list[Token]) -> None:
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("rel", "noopener noreferrer nofollow")


def _name_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    found = LINK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("html_inline", "", 0)
        token.content = _named(read_link(found), state.env["resolve"])
    state.pos = found.end()
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("js-default", {"html": False, "maxNesting": 20})
    # What would fetch, hide or depend on HTML, and what is off by default and costs time.
    parser.disable(["image", "reference", "entity", "autolink", "html_block", "html_inline"])
    parser.disable(["lheading", "linkify", "replacements", "smartquotes"])
    parser.inline.ruler.before("link", "kith_name", _name_rule)
    parser.validateLink = _leads_out  # type: ignore[method-assign, assignment]
    return parser


_PARSER = _parser()
