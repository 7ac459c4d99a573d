"""One note in the many shapes that mail programs give it."""

from __future__ import annotations

import html
import quopri
import textwrap
from collections.abc import Mapping
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

from kithbook.airlock.catalogue import read_catalogue
from kithbook.airlock.forms import QUESTIONS, Kind
from kithbook.requests.wording import checksum

ANSWERS = {
    "how_found": "Your talk “The word for a valve” at the harbour museum, 14 May & the third row.",
    "why": (
        "I teach German to nurses who come to our wards in Kiel — from Kerala & Manila.\n\n"
        "They learn \"the patient is febrile\" and then cannot say 'I will sit with you'. "
        "See https://example.org/nurses?year=2026&lang=de for <ours>; it costs 5 > 4 euros."
    ),
    "ask": "May I see ten of those sentences before our January course? Twenty minutes would do.",
    "offer": "Forty recordings with nurses’ voices, größtenteils aus Łódź.",
    "name": "Zoë Müller-Łukasz",
    "email": "zoe.mueller@example.org",
}
PLAIN_ANSWERS = {
    **ANSWERS,
    "how_found": 'Your talk "The word for a valve" at the harbour museum, 14 May, third row.',
    "why": (
        "I teach German to nurses who come to our wards in Kiel -- from Kerala & Manila.\n\n"
        "They learn \"the patient is febrile\" and then can't say 'I will sit with you'."
    ),
    "offer": "Forty recordings with nurses' voices, of course.",
}
ID = "7f3a9c01"


def note(
    answers: Mapping[str, str] = ANSWERS,
    *,
    kind: Kind = "connect",
    language: str = "en",
    via: str = "talk-may",
    id_: str = ID,
) -> str:
    """The text that the page's script makes of answers (letter.js, `compose`)."""
    words = read_catalogue(language)
    head = f"[kithbook 1 {kind} {language} {id_}{f' via:{via}' if via else ''}]"
    parts = [words.say("mail.keep"), head]
    given = [
        (question, answers[question.name].strip())
        for question in QUESTIONS[kind]
        if answers.get(question.name)
    ]
    for question, value in given:
        optional = f" {words.say('form.optional')}" if question.optional else ""
        parts.append(
            f"[{question.name}] {words.say(f'question.{question.name}.label')}{optional}\n{value}"
        )
    sum_ = checksum((question.name, value) for question, value in given)
    return "\n\n".join([*parts, f"[end {sum_}]"]) + "\n"


def mail(
    text: str,
    *,
    cte: str = "quoted-printable",
    charset: str = "utf-8",
    page: str = "",
    params: Mapping[str, str] | None = None,
    sender: str = "Zoë Müller-Łukasz <zoe.mueller@example.org>",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """A mail with a text, and perhaps a page beside it."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = "Vera <vera@example.org>"
    message["Subject"] = "A note to Vera"
    message["Date"] = "Sat, 21 Nov 2026 09:15:02 +0100"
    message["Message-ID"] = "<20261121091502.7f3a9c@example.org>"
    for name, value in (headers or {}).items():
        del message[name]
        message[name] = value
    message.set_content(text, cte=cte, charset=charset)
    for name, value in (params or {}).items():
        message.set_param(name, value)
    if page:
        message.add_alternative(page, subtype="html", cte="base64")
    return message.as_bytes()


def page_of(text: str) -> str:
    """Gmail's HTML of a text."""
    lines = "".join(f"<div>{html.escape(line) or '<br>'}</div>" for line in text.split("\n"))
    head = "<head><style>p {x:y}</style></head>"
    return f'<html>{head}<body><div dir="ltr">{lines}</div></body></html>'


def outlook_page(text: str) -> str:
    """Outlook's HTML: a paragraph a line, smart typography, white space everywhere."""
    lines = "".join(
        f"<p class=MsoNormal>\r\n<span lang=EN-US>{html.escape(line) or '&nbsp;'}</span></p>\r\n"
        for line in text.split("\n")
    )
    return f"<html xmlns:o='urn:x'><!--[if gte mso 9]><xml/><![endif]--><body>{lines}</body></html>"


def only_page(page: str, charset: str = "utf-8") -> bytes:
    """A mail of HTML alone."""
    message = EmailMessage(policy=SMTP)
    message["From"] = '"Müller, Zoë" <zoe.mueller@example.org>'
    message["Message-ID"] = "<html@example.org>"
    message.set_content(page, subtype="html", cte="base64", charset=charset)
    return message.as_bytes()


def quoted(text: str, mark: str = "> ") -> str:
    """A text as a quotation."""
    return "\n".join(
        f"{mark}{line}".rstrip() if line else mark.rstrip() for line in text.split("\n")
    )


def wrapped(text: str, width: int) -> str:
    """A text whose lines were broken at a width."""
    return "\n".join(
        part
        for line in text.split("\n")
        for part in (textwrap.wrap(line, width, break_long_words=False) or [""])
    )


def flowed(text: str, *, delete_space: bool = False) -> str:
    """format=flowed as RFC 3676 wants it."""
    done = []
    for line in text.split("\n"):
        parts = textwrap.wrap(line, 66, break_long_words=False, drop_whitespace=False) or [""]
        if delete_space:
            parts = [f"{part} " for part in parts[:-1]] + parts[-1:]
        parts[-1] = parts[-1].rstrip()
        done += [f" {part}" if part.startswith((" ", ">", "From ")) else part for part in parts]
    return "\n".join(done)


def gmail_forward(text: str) -> str:
    """Gmail's forward."""
    return (
        "See below, this is the one I meant.\n\n---------- Forwarded message ---------\n"
        "From: Zoë Müller-Łukasz <zoe.mueller@example.org>\nDate: Sat, 21 Nov 2026 at 09:15\n"
        f"Subject: A note to Vera\nTo: Vera <vera@example.org>\n\n\n{text}"
    )


def outlook_forward(text: str) -> str:
    """Outlook's forward, in German."""
    return (
        "\n\nVon: Zoë Müller-Łukasz <zoe.mueller@example.org>\n"
        "Gesendet: Samstag, 21. November 2026 09:15\n"
        f"An: Vera <vera@example.org>\nBetreff: A note to Vera\n\n{text}"
    )


def apple_forward(text: str) -> str:
    """Apple Mail's forward, quoted."""
    head = (
        "Begin forwarded message:\n\nFrom: Zoë Müller-Łukasz <zoe.mueller@example.org>\n"
        "Subject: A note to Vera\nDate: 21. November 2026 at 09:15:02 CET\nTo: vera@example.org\n\n"
    )
    return quoted(head + text)


def attached(inner: bytes) -> bytes:
    """A mail forwarded as an attachment."""
    outer = EmailMessage(policy=SMTP)
    outer["From"] = "Vera at work <vera.work@example.org>"
    outer["Subject"] = "Fwd: A note"
    outer["Message-ID"] = "<outer@example.org>"
    outer.set_content("For later.")
    outer.add_attachment(message_from_bytes(inner, policy=SMTP))
    return outer.as_bytes()


def attached_as_file(inner: bytes) -> bytes:
    """A mail forwarded as an .eml file."""
    outer = EmailMessage(policy=SMTP)
    outer["From"] = "vera.work@example.org"
    outer["Message-ID"] = "<outer2@example.org>"
    outer.set_content("")
    outer.add_attachment(inner, maintype="application", subtype="octet-stream", filename="note.eml")
    return outer.as_bytes()


def smart(text: str) -> str:
    """Straight quotation marks turned into curly ones, two hyphens into a dash."""
    parts = text.replace("--", "–").replace("'", "’").split('"')
    marks = ("“" if number % 2 == 0 else "”" for number in range(len(parts) - 1))
    return "".join(part + mark for part, mark in zip(parts, [*marks, ""], strict=True))


def autolinked(text: str) -> str:
    """Addresses doubled, as Outlook writes HTML links in plain text."""
    url = "https://example.org/nurses?year=2026&lang=de"
    address = "zoe.mueller@example.org"
    return text.replace(url, f"{url}<{url}>").replace(address, f"{address}<mailto:{address}>")


DISCLAIMER = (
    "\n-- \nZoë Müller\nKiel\n\nThis e-mail may contain confidential information. If you are not "
    "the [name] it was meant for, tell us.\n"
)
N = note()
P = note(PLAIN_ANSWERS)

# Every shape in which each answer has to come back whole.
WHOLE: dict[str, tuple[bytes | str, Mapping[str, str]]] = {
    "8bit": (mail(N, cte="8bit"), ANSWERS),
    "quoted-printable": (mail(N), ANSWERS),
    "base64": (mail(N, cte="base64"), ANSWERS),
    "windows line ends": (N.replace("\n", "\r\n"), ANSWERS),
    "old mac line ends": (N.replace("\n", "\r"), ANSWERS),
    "latin-1": (
        mail(note({**PLAIN_ANSWERS, "name": "Zoë Müller"}), charset="iso-8859-1"),
        {**PLAIN_ANSWERS, "name": "Zoë Müller"},
    ),
    "windows-1252 called latin-1": (
        mail(note(PLAIN_ANSWERS | {"name": "Zoë – Müller"}), charset="windows-1252").replace(
            b'"windows-1252"', b'"iso-8859-1"'
        ),
        PLAIN_ANSWERS | {"name": "Zoë – Müller"},
    ),
    "byte order mark": ("\ufeff" + N, ANSWERS),
    "utf-8 called ascii": (
        mail(N, cte="8bit").replace(b'charset="utf-8"', b'charset="us-ascii"'),
        ANSWERS,
    ),
    "unknown charset": (mail(N, cte="8bit").replace(b'"utf-8"', b'"x-martian"'), ANSWERS),
    "read in the wrong alphabet": (N.encode().decode("latin-1"), ANSWERS),
    "wrapped at 72": (mail(wrapped(N, 72)), ANSWERS),
    "wrapped at 40": (wrapped(N, 40), ANSWERS),
    "flowed": (mail(flowed(N), params={"format": "flowed"}), ANSWERS),
    "flowed with delsp": (
        mail(flowed(N, delete_space=True), params={"format": "flowed", "delsp": "yes"}),
        ANSWERS,
    ),
    "flowed and quoted": (
        mail(quoted(flowed(N), ">"), params={"format": "flowed"}),
        ANSWERS,
    ),
    "gmail html only": (only_page(page_of(N)), ANSWERS),
    "outlook html only": (only_page(outlook_page(N)), ANSWERS),
    "html in windows-1252": (
        only_page(page_of(P).replace("Ł", "&#321;"), charset="windows-1252"),
        PLAIN_ANSWERS,
    ),
    "html with br": (only_page(html.escape(N).replace("\n", "<br>\n")), ANSWERS),
    "html in pre": (only_page(f"<pre>{html.escape(N)}</pre>"), ANSWERS),
    "html table": (
        only_page(
            "<table>" + "".join(f"<tr><td>{html.escape(x)}</td></tr>" for x in N.split("\n\n"))
        ),
        ANSWERS,
    ),
    "html in a blockquote": (only_page(f"<blockquote>{page_of(N)}</blockquote>"), ANSWERS),
    "empty text beside html": (mail("", page=page_of(N)), ANSWERS),
    "poor text beside html": (mail("Your program shows no HTML.", page=page_of(N)), ANSWERS),
    "text beside html": (mail(N, page=page_of(N)), ANSWERS),
    "quoted once": (quoted(N), ANSWERS),
    "quoted twice": (quoted(quoted(N), ">"), ANSWERS),
    "quoted and wrapped": (quoted(wrapped(N, 60)), ANSWERS),
    "quoted, then wrapped without marks": (wrapped(quoted(N), 60), ANSWERS),
    "quoted with bars": (quoted(N, "| "), ANSWERS),
    "indented": (quoted(N, "    "), ANSWERS),
    "forwarded by gmail": (mail(gmail_forward(N), sender="vera.work@example.org"), ANSWERS),
    "forwarded by outlook": (mail(outlook_forward(N), sender="vera.work@example.org"), ANSWERS),
    "forwarded by apple": (mail(apple_forward(N), sender="vera.work@example.org"), ANSWERS),
    "forwarded twice": (mail(gmail_forward(quoted(gmail_forward(N)))), ANSWERS),
    "forwarded as an attachment": (attached(mail(N)), ANSWERS),
    "forwarded as a file": (attached_as_file(mail(N)), ANSWERS),
    "attached to an attachment": (attached(attached(mail(N))), ANSWERS),
    "addresses doubled": (autolinked(N), ANSWERS),
    "smart quotes": (smart(P), PLAIN_ANSWERS),
    "smart quotes, wrapped, quoted": (quoted(wrapped(smart(P), 50)), PLAIN_ANSWERS),
    "newlines lost": (" ".join(N.split()), ANSWERS),
    "newlines doubled": (N.replace("\n", "\n\n"), ANSWERS),
    "no-break spaces": (N.replace(" ", "\xa0"), ANSWERS),
    "tabs": (N.replace(" ", "\t"), ANSWERS),
    "zero-width spaces": (N.replace("] ", "]\u200b "), ANSWERS),
    "signature and disclaimer": (N + DISCLAIMER, ANSWERS),
    "greeting before": ("Dear Vera,\n\nhere it comes.\n\n" + N, ANSWERS),
    "html entities": (html.escape(N), ANSWERS),
    "source pasted": (mail(N).decode(), ANSWERS),
    "quoted-printable body pasted": (
        quopri.encodestring(N.encode()).decode().replace("\r", ""),
        ANSWERS,
    ),
    "brackets escaped": (
        N.replace("[", "\\[").replace("]", "\\]").replace("how_found", "how\\_found"),
        ANSWERS,
    ),
    "brackets full width": (N.replace("[", "［").replace("]", "］"), ANSWERS),
    "capitals": (N.replace("[name]", "[Name]").replace("[why]", "[WHY]"), ANSWERS),
    "questions in another language": (
        N.replace("How did you find me?", "Comment m'avez-vous trouvée ?").replace(
            "Why would you like to connect?", "Pourquoi voulez-vous me rencontrer ?"
        ),
        ANSWERS,
    ),
    "answers in another order": (
        # Never made by a form; the sum no longer holds, the answers do.
        "[kithbook 1 connect en]\n\n"
        + "\n\n".join(f"[{name}]\n{value}" for name, value in reversed(ANSWERS.items()))
        + "\n\n[end]",
        ANSWERS,
    ),
    "questions without tokens": (
        "\n\n".join(
            f"{read_catalogue('de').say(f'question.{name}.label')}\n{value}"
            for name, value in ANSWERS.items()
        ),
        ANSWERS,
    ),
    "a service's notification": (
        mail(
            "Someone just submitted your form. Here's what they had to say:\n\n"
            + "\n\n".join(f"{name}:\n{value}" for name, value in ANSWERS.items())
            + "\n\nkith_kind:\nconnect\n\nIP: 203.0.113.9\n",
            headers={"Auto-Submitted": "auto-generated", "Precedence": "bulk"},
        ),
        ANSWERS,
    ),
}

# Shapes in which something is gone for good: what is there comes back, and the loss is flagged.
LOST: dict[str, tuple[bytes | str, str]] = {
    "cut in the middle": (N[: N.index("[ask]") + 40], "truncated"),
    "cut before the end": (N[: N.index("[end")], "truncated"),
    "changed by hand": (N.replace("Twenty minutes", "An hour"), "changed"),
    "a link rewritten": (
        N.replace("https://example.org/", "https://guard.example.net/?u="),
        "changed",
    ),
    "letters lost": (
        mail(N, cte="8bit").replace("ë".encode(), b"?").replace("ü".encode(), b"?"),
        "changed",
    ),
    "one token deleted": (N.replace("[ask] What would be a good outcome?\n", ""), "changed"),
    "an answer deleted": (N.replace(ANSWERS["offer"], ""), "changed"),
}
