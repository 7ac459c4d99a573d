"""Mails that no program should send, made in numbers."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator

from tests.requests.mangling import ID, attached, mail, note, only_page, page_of

HEADERS = (
    b"Message-ID: <[abc@x]>",
    b"Message-ID: <<a@b>",
    b"Message-ID: \xff\xfe<a@b>",
    b"Message-ID: " + b"<" * 5000,
    b"From: =?x-martian?Q?Zo=EB?= <zoe@example.org>",
    b"From: =?utf-8?B?!!!?= <zoe@example.org>",
    b"From: =?utf-8?Q?=?= <zoe@example.org>",
    b"From: =?utf-8?X?abc?= <zoe@example.org>",
    b"From: =?idna?B?eA==?= <zoe@example.org>",
    b'From: "Zoe\\" <zoe@example.org>',
    b"From: (((((((((((((zoe@example.org",
    b"From: zoe@[127.0.0.1",
    b"From: @",
    b"From: ,,,,;;;;<>",
    b"From: Z\x00o\x01e <zoe@example.org>",
    b"From: " + b"a" * 100_000 + b"@example.org",
    b"From: " + b"(" * 20_000,
    b"From: =?utf-8?Q?a=0D=0ABcc:_evil@example.org?= <zoe@example.org>",
    b"Reply-To: =?utf-8?Q?x=0D=0ABcc:_y@example.org?= <z@example.org>",
    b"Subject: =?utf-8?Q?a=0D=0ABcc:_evil@example.org?=",
    b"Subject: \xe2\x80\xae\xff\xfe",
    b"Subject: " + b"=?utf-8?Q?a?= " * 3000,
    b"Date: 99 Foo 99999 99:99:99 +9999",
    b"Date: Sat, 21 Nov 0000 09:15:02 +0100",
    b"Date: Sat, 31 Feb 2026 09:15:02 +0100",
    b"Date: " + b"9" * 5000,
    b"Date: Sat, 21 Nov 2026 09:15:02 +999999999",
    b'Content-Type: text/plain; charset="\x00"',
    b"Content-Type: text/plain; charset=rot13",
    b"Content-Type: text/plain; charset=undefined",
    b"Content-Type: text/plain; charset=unicode_escape",
    b"Content-Type: text/plain; charset*=utf-8''%E2%82%AC",
    b"Content-Type: text/plain; charset*0=utf; charset*1=-8",
    b"Content-Type: text/plain; charset*0*=x; name*99999999999999999999=y",
    b"Content-Type: ;;;;",
    b"Content-Type: text",
    b"Content-Type: text/plain/html; format=flowed=",
    b"Content-Type: multipart/mixed",
    b'Content-Type: multipart/mixed; boundary=""',
    b'Content-Type: multipart/mixed; boundary=" "',
    b"Content-Type: multipart/alternative; boundary=" + b"x" * 5000,
    b"Content-Type: message/rfc822",
    b"Content-Type: message/partial; id=x; number=1",
    b'Content-Type: message/external-body; access-type=URL; URL="file:///etc/passwd"',
    b"Content-Type: message/delivery-status",
    b'Content-Type: application/octet-stream; name="../../etc/x.eml"',
    b"Content-Transfer-Encoding: x-uuencode",
    b"Content-Transfer-Encoding: base64",
    b"Content-Transfer-Encoding: quoted-printable, base64",
    b"Content-Transfer-Encoding: \xff",
    b"Content-Disposition: attachment; filename*=utf-8''..%2F..%2Fx; filename=\"\x00\"",
    b"Content-Disposition: ;=;=",
    b"In-Reply-To: <[>]<",
    b"References: " + b"<a@b> " * 5000,
    b"References: =?utf-8?Q?=3Ca=40b=3E?=",
    b"Auto-Submitted: \xff\xfe",
    b"Precedence:",
    b"List-Id",
    b" folded without a header",
    b":",
    b"\xff\xfe: \xff",
    b"X-Unsent: 1\r",
)


def broken_mails() -> Iterator[tuple[str, bytes]]:
    """More than three hundred mails, each with what is wrong with it."""
    body = b"\r\n\r\n" + note().encode()
    for header in HEADERS:
        name = header[:40].decode("latin-1")
        yield f"{name} alone", header + body
        plain = b"From: Zoe <zoe@example.org>\r\nSubject: a note\r\nMIME-Version: 1.0\r\n"
        yield f"{name} added", plain + header + body
        yield f"{name} before", header + b"\r\n" + mail(note())
    whole = (mail(note()), only_page(page_of(note())), attached(mail(note(), page=page_of(note()))))
    yield from _cut(whole)
    yield from _changed(whole)
    yield from _shapes()
    yield from _repeated()


def _cut(whole: tuple[bytes, ...]) -> Iterator[tuple[str, bytes]]:
    for number, raw in enumerate(whole):
        for step in range(20):
            end = len(raw) * step // 20
            yield f"mail {number} cut at {end}", raw[:end]


def _changed(whole: tuple[bytes, ...]) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(7)  # noqa: S311 - the same mails each time
    for number in range(120):
        raw = bytearray(whole[number % len(whole)])
        for _ in range(chance.choice((1, 5, 40))):
            at = chance.randrange(len(raw))
            raw[at : at + chance.choice((0, 1, 9))] = chance.randbytes(chance.choice((0, 1, 9)))
        yield f"mail changed at random {number}", bytes(raw)


def _shapes() -> Iterator[tuple[str, bytes]]:
    yield "nothing", b""
    yield "zeros", b"\0" * 10_000
    yield "line ends", b"\r\n" * 10_000
    for depth in (50, 400, 3000):
        parts = b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
            for n in range(depth)
        )
        yield f"{depth} parts in each other", parts + b"Content-Type: text/plain\r\n\r\nhello"
        mails = b"Content-Type: message/rfc822\r\n\r\n" * depth
        yield f"{depth} mails in each other", mails + b"Subject: x\r\n\r\nhello"
    head = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    yield "many parts", head + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 5000 + b"--b--"
    yield (
        "broken base64",
        (
            b"Content-Transfer-Encoding: base64\r\nContent-Type: text/plain\r\n\r\n"
            + base64.b64encode(note().encode())[:-3]
            + b"!!!"
        ),
    )
    yield "tokens of another", f"[kithbook 999 evil zz {ID} via:../../x]\n[why] x\n[end]".encode()
    yield "one long line", b"Subject: x\r\nFrom: a@example.org\r\n\r\n" + b"a" * 1_000_000
    yield "one long word and a link", b"Subject: x\r\nFrom: a@b.cd\r\n\r\n" + b"a<" * 300_000


def _repeated() -> Iterator[tuple[str, bytes]]:
    page = b"Content-Type: text/html\r\n\r\n"
    for bit in (
        b"<",
        b"<a ",
        b"<a b='",
        b"<!--",
        b"<![CDATA[",
        b"</",
        b"&#",
        b"<blockquote>",
        b"<pre>",
        b"<script>",
        b"<div>",
        b"[why]",
        b"[kithbook 1 connect en]",
        b"> ",
        b"\\[",
    ):
        yield f"a page of {bit!r}", page + bit * (200_000 // len(bit))
        yield f"a text of {bit!r}", b"Subject: x\r\nFrom: a@example.org\r\n\r\n" + bit * 20_000
