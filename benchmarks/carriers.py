"""Files that carry a text: every kind of file and every wrapping that a site could come to hold."""

from __future__ import annotations

import base64
import binascii
import bz2
import codecs
import gzip
import html
import json
import lzma
import quopri
import zlib
from collections.abc import Callable, Mapping
from urllib.parse import quote

from benchmarks.made_files import (
    armoured,
    box,
    escaped,
    exif,
    folded,
    half,
    icc,
    id3,
    jpeg,
    nested,
    noise,
    pdf,
    picture,
    png,
    riff,
    sfnt,
    tarred,
    without_signature,
    woff,
    zipped,
)

Carry = Callable[[str], bytes]
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>%b</dc:creator></x:xmpmeta>'
PNG_DOT = png(b"", b"tEXt")

PACKED: Mapping[str, Carry] = {
    "a.gz": lambda text: gzip.compress(text.encode()),
    "head.gz": lambda text: (
        b"\x1f\x8b\x08\x18\0\0\0\0\0\3"
        + text.encode()
        + b"\0"
        + text.encode()
        + b"\0"
        + gzip.compress(b"")[10:]
    ),
    "members.gz": lambda text: gzip.compress(b"one") + gzip.compress(text.encode()),
    "behind.gz": lambda text: gzip.compress(b"one") + text.encode(),
    "a.bz2": lambda text: bz2.compress(text.encode()),
    "streams.bz2": lambda text: bz2.compress(b"one") + bz2.compress(text.encode()),
    "a.xz": lambda text: lzma.compress(text.encode()),
    "a.lzma": lambda text: lzma.compress(text.encode(), lzma.FORMAT_ALONE),
    "a.tar": tarred,
    "a.tar.gz": lambda text: tarred(text, "w:gz"),
    "a.tar.bz2": lambda text: tarred(text, "w:bz2"),
    "a.txz": lambda text: tarred(text, "w:xz"),
    "name.tar": lambda text: tarred("x", name=f"{text}.txt"),
    "owner.tar": lambda text: tarred("x", owner=text),
    "behind.tar": lambda text: tarred("x") + b"\0" * 512 + text.encode(),
    "old.tar": lambda text: without_signature(tarred(text)),
    "a.zip": zipped,
    "name.zip": lambda text: zipped("x", name=f"{text}.txt"),
    "remark.zip": lambda text: zipped("x", remark=text),
    "letter.docx": lambda text: zipped(
        "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in (text[:5], text[5:])), "document.xml"
    ),
    "book.epub": lambda text: zipped(f"<p>{text}</p>", "one.xhtml"),
    "self-extracting.sh": lambda text: b"#!/bin/sh\nunzip $0\nexit\n" + zipped(text),
    "self-extracting.exe": lambda text: b"MZ" + bytes(range(256)) + zipped(text),
    "behind-a-picture.png": lambda text: PNG_DOT + zipped(text),
    "behind-a-photo.jpg": lambda text: jpeg(behind=zipped(text)),
    "behind.zip": lambda text: zipped("x") + text.encode(),
    "between.zip": lambda text: zipped("x").replace(
        b"PK\x01\x02", text.encode() * 3 + b"PK\x01\x02", 1
    ),
    "locked.zip": lambda text: (
        zipped(text)
        .replace(b"\x14\0\0\0\x08", b"\x14\0\1\0\x08")
        .replace(b"\x14\0\0\0\x08", b"\x14\0\1\0\x08")
    ),
    "cut.zip": lambda text: zipped(text)[:-30],
    "cut.gz": lambda text: gzip.compress(text.encode())[:-12],
    "zip-in-gzip-in-tar.tar": lambda text: nested(gzip.compress(zipped(text))),
    "a.z": lambda text: zlib.compress(text.encode()),
    "page.html.br": lambda text: b"\x0b\x02\x80" + text.encode() + b"\3",
    "a.7z": lambda text: b"7z\xbc\xaf\x27\x1c\0\4" + noise(text),
    "a.zst": lambda text: b"\x28\xb5\x2f\xfd\4" + noise(text),
    "a.rar": lambda text: b"Rar!\x1a\7\1\0" + noise(text),
}


PICTURES: Mapping[str, Carry] = {
    "text.png": lambda text: png(b"Comment\0" + text.encode(), b"tEXt"),
    "packed.png": lambda text: png(b"Comment\0\0" + zlib.compress(text.encode()), b"zTXt"),
    "international.png": lambda text: png(
        b"Comment\0\1\0en\0\0" + zlib.compress(text.encode()), b"iTXt"
    ),
    "xmp.png": lambda text: png(b"XML:com.adobe.xmp\0\0\0\0\0" + XMP % text.encode(), b"iTXt"),
    "exif.png": lambda text: png(exif({0x013B: text.encode() + b"\0"}), b"eXIf"),
    "profile.png": lambda text: png(b"icc\0\0" + zlib.compress(icc(text)), b"iCCP"),
    "own-chunk.png": lambda text: png(text.encode(), b"prVt"),
    "behind.png": lambda text: PNG_DOT + text.encode(),
    "behind-the-dots.png": lambda text: PNG_DOT.replace(
        b"\0\0\0\x0aIDAT", (10 + len(text)).to_bytes(4, "big") + b"IDAT"
    ).replace(zlib.compress(b"\0\0"), zlib.compress(b"\0\0") + text.encode()),
    "remark.jpg": lambda text: jpeg((0xFE, text.encode())),
    "artist.jpg": lambda text: jpeg((0xE1, b"Exif\0\0" + exif({0x013B: text.encode() + b"\0"}))),
    "behind-a-number.jpg": lambda text: jpeg(
        (0xE1, b"Exif\0\0" + exif({0x013B: text.encode() + b"\0"}, ">"))
    ),
    "user-comment.jpg": lambda text: jpeg(
        (0xE1, b"Exif\0\0" + exif({0x9286: b"ASCII\0\0\0" + text.encode()}))
    ),
    "user-comment-wide.jpg": lambda text: jpeg(
        (0xE1, b"Exif\0\0" + exif({0x9286: b"UNICODE\0" + text.encode("utf-16-le")}))
    ),
    "user-comment-wide-mm.jpg": lambda text: jpeg(
        (0xE1, b"Exif\0\0" + exif({0x9286: b"UNICODE\0" + text.encode("utf-16-be")}, ">"))
    ),
    "windows-author.jpg": lambda text: jpeg(
        (0xE1, b"Exif\0\0" + exif({0x9C9D: text.encode("utf-16-le") + b"\0\0"}))
    ),
    "xmp.jpg": lambda text: jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP % text.encode())),
    "long-xmp.jpg": lambda text: jpeg(
        *(
            (0xE1, b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 40 + part)
            for part in ((XMP % text.encode())[:60], (XMP % text.encode())[60:])
        )
    ),
    "iptc.jpg": lambda text: jpeg(
        (0xED, b"Photoshop 3.0\x008BIM\4\4\0\0\0\x20\x1c\2\x50\0\x12" + text.encode())
    ),
    "profile.jpg": lambda text: jpeg((0xE2, b"ICC_PROFILE\0\1\1" + icc(text))),
    "behind.jpg": lambda text: jpeg(behind=text.encode()),
    "second.jpg": lambda text: jpeg(behind=jpeg((0xFE, text.encode()))),
    "cut.jpg": lambda text: jpeg((0xFE, text.encode()))[:-2],
    "remark.gif": lambda text: picture("GIF", comment=text.encode()),
    "behind.gif": lambda text: picture("GIF") + text.encode(),
    "exif.webp": lambda text: riff(b"WEBP", b"EXIF", exif({0x013B: text.encode() + b"\0"})),
    "xmp.webp": lambda text: riff(b"WEBP", b"XMP ", XMP % text.encode()),
    "behind.webp": lambda text: picture("WEBP") + text.encode(),
    "xmp.avif": lambda text: box(b"ftyp", b"avif\0\0\0\0") + box(b"mdat", XMP % text.encode()),
    "title.avif": lambda text: (
        box(b"ftyp", b"avif\0\0\0\0")
        + box(b"meta", b"\0\0\0\0" + box(b"hdlr", b"\0" * 24 + text.encode() + b"\0"))
    ),
    "icon.ico": lambda text: (
        b"\0\0\1\0\1\0"
        b"\1\1\0\0\1\0\x20\0"
        + len(png(b"a\0" + text.encode(), b"tEXt")).to_bytes(4, "little")
        + b"\x16\0\0\0"
        + png(b"a\0" + text.encode(), b"tEXt")
    ),
    "drawing.svg": lambda text: f"<svg><desc>{text}</desc></svg>".encode(),
    "parted.svg": lambda text: (
        '<svg><text><tspan x="1">'
        + '</tspan>\n  <tspan x="2">'.join((text[:5], text[5:]))
        + "</tspan></text></svg>"
    ).encode(),
    "drawing.svgz": lambda text: gzip.compress(f"<svg><title>{text}</title></svg>".encode()),
    "scan.tif": lambda text: exif({0x013B: text.encode() + b"\0"}),
    "scan.bmp": lambda text: picture("BMP") + text.encode(),
}

SOUNDS: Mapping[str, Carry] = {
    **{f"id3-{way}.mp3": lambda text, way=way: id3(text, way) for way in range(4)},  # type: ignore[misc]
    "end.mp3": lambda text: (
        b"\xff\xfb\x90\0" + b"\0" * 413 + b"TAG" + text.encode().ljust(125, b"\0")
    ),
    "talk.ogg": lambda text: b"OggS\0\2" + noise(f"ARTIST={text}"),
    "talk.flac": lambda text: b"fLaC\4\0\0\x40" + noise(f"ARTIST={text}"),
    "talk.wav": lambda text: riff(
        b"WAVE", b"LIST", b"INFOIART" + len(text).to_bytes(4, "little") + text.encode()
    ),
    "talk.mp4": lambda text: (
        box(b"ftyp", b"isom\0\0\0\0")
        + box(
            b"moov",
            box(
                b"udta",
                box(
                    b"meta",
                    b"\0\0\0\0"
                    + box(
                        b"ilst", box(b"\xa9ART", box(b"data", b"\0\0\0\1\0\0\0\0" + text.encode()))
                    ),
                ),
            ),
        )
    ),
    "talk.webm": lambda text: b"\x1a\x45\xdf\xa3" + noise(text),
}

PAPERS: Mapping[str, Carry] = {
    "page.pdf": pdf,
    "former.pdf": lambda text: pdf(text, former=True),
    "author.pdf": lambda text: pdf(text, meta=True),
    "locked.pdf": lambda text: pdf(text, locked=True),
    "behind.pdf": lambda text: pdf("public") + text.encode(),
    "cut.pdf": lambda text: pdf(text)[:300],
    "font.ttf": sfnt,
    "font.woff": woff,
    "font.woff2": lambda text: b"wOF2\0\1\0\0" + noise(text),
    "behind.ttf": lambda text: sfnt("public") + text.encode(),
    "letter.doc": lambda text: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(text),
    "letter.rtf": lambda text: b"{\\rtf1 " + text.encode() + b"}",
    "letter.ps": lambda text: f"%!PS\n({text}) show".encode(),
    "book.sqlite": lambda text: b"SQLite format 3\0" + noise(text),
    "code.pyc": lambda text: b"\xa7\r\r\n" + noise(text),
    "key.gpg": lambda text: b"\x85\x01\x0c\3" + noise(text),
    "key.asc": lambda text: armoured(text, "PUBLIC KEY BLOCK"),
    "letter.asc": lambda text: armoured(text, "MESSAGE"),
    "letter.age": lambda text: b"age-encryption.org/v1\n-> X25519 abc\n" + noise(text),
    "letter.uu": lambda text: b"begin 644 a.txt\n" + binascii.b2a_uu(text.encode()) + b"`\nend\n",
    "folder.DS_Store": lambda text: b"\0\0\0\1Bud1" + text.encode("utf-16-be") + noise("x"),
}

TEXTS: Mapping[str, Carry] = {
    "a.html": lambda text: f"<p>{text}</p>".encode(),
    "attribute.html": lambda text: f'<img alt="{text}">'.encode(),
    "bare-attribute.html": lambda text: f"<p data-x={text.replace(' ', '&#32;')}>".encode(),
    "comment.html": lambda text: f"<p>x</p><!-- {text} -->".encode(),
    "meta.html": lambda text: f'<meta name="author" content="{text}">'.encode(),
    "script.html": lambda text: f"<script>let a = {json.dumps(text)}</script>".encode(),
    "entities.html": lambda text: "".join(f"&#{ord(one)};" for one in text).encode(),
    "mixed-tags.html": lambda text: half(text, "<b></b>").encode(),
    "hyphen.txt": lambda text: half(text, "-\n").encode(),
    "hyphen-crlf.txt": lambda text: half(text, "-\r\n   ").encode(),
    "hyphen-br.html": lambda text: f"<p>{half(text, '-<br>')}</p>".encode(),
    "hyphen-tags.html": lambda text: f"<p>{half(text, '-</span> <br/> <span>')}</p>".encode(),
    "hyphen-entity.html": lambda text: f"<p>{half(text, '&#45;<br>')}</p>".encode(),
    "hyphen-named.html": lambda text: f"<p>{half(text, '&hyphen;<br>')}</p>".encode(),
    "hyphen-unicode.txt": lambda text: half(text, "\u2010\n").encode(),
    "soft-hyphen.txt": lambda text: half(text, "\u00ad\n").encode(),
    "shy.html": lambda text: f"<p>{half(text, '&shy;')}</p>".encode(),
    "card.vcf": folded,
    "card-between.vcf": lambda text: folded(text, text.index(" ")),
    "calendar.ics": lambda text: folded(text).replace(b"VCARD", b"VCALENDAR"),
    "people.ldif": lambda text: f"dn: cn=x\ncn: {half(text, chr(10) + ' ')}\n".encode(),
    "style.css": lambda text: f'p::after {{ content: "{text}" }}'.encode(),
    "escaped.css": lambda text: f'p::after {{ content: "{escaped(text)}" }}'.encode(),
    "comment.css": lambda text: f"/* {text} */".encode(),
    "code.js": lambda text: f"// {text}".encode(),
    "escapes.js": lambda text: "".join(f"\\x{ord(one):02x}" for one in text).encode(),
    "octal.js": lambda text: "".join(f"\\{ord(one):03o}" for one in text).encode(),
    "braces.js": lambda text: "".join(f"\\u{{{ord(one):x}}}" for one in text).encode(),
    "continued.js": lambda text: f'"{half(text, chr(92) + chr(10))}"'.encode(),
    "plus.js": lambda text: f'a = "{half(text, chr(34) + " + " + chr(34))}"'.encode(),
    "app.js.map": lambda text: json.dumps(
        {"version": 3, "sourcesContent": [f"// {text}\nlet a"]}
    ).encode(),
    "inline-map.js": lambda text: (
        b"//# sourceMappingURL=data:application/json;base64,"
        + base64.b64encode(json.dumps({"sourcesContent": [text]}).encode())
    ),
    "search.json": lambda text: json.dumps([{"text": f"<p>{text}</p>"}]).encode(),
    "feed.xml": lambda text: f"<item><![CDATA[{text}]]></item>".encode(),
    "hex.txt": lambda text: text.encode().hex().encode(),
    "base64.txt": lambda text: base64.b64encode(text.encode()),
    "base64-wide.txt": lambda text: base64.b64encode(text.encode("utf-16-le")),
    "base64-gzip.txt": lambda text: base64.encodebytes(
        gzip.compress(f"{text} {'x' * 40}".encode())
    ),
    "data.html": lambda text: (
        b'<img src="data:image/png;base64,'
        + base64.b64encode(png(b"a\0" + text.encode(), b"tEXt"))
        + b'">'
    ),
    "data-percent.html": lambda text: f'<img src="data:image/svg+xml,{quote(text)}">'.encode(),
    "mail.eml": lambda text: b"Subject: x\n\n" + quopri.encodestring(text.encode(), quotetabs=True),
    "mail-header.eml": lambda text: (
        f"Subject: x\nFrom: =?utf-8?b?{base64.b64encode(text.encode()).decode()}?=\n".encode()
    ),
    "utf-16.txt": lambda text: text.encode("utf-16"),
    "utf-16-be.txt": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "utf-16-unmarked.txt": lambda text: text.encode("utf-16-le"),
    "utf-32.txt": lambda text: text.encode("utf-32"),
    "utf-32-be.txt": lambda text: codecs.BOM_UTF32_BE + text.encode("utf-32-be"),
    "utf-32-unmarked.txt": lambda text: text.encode("utf-32-be"),
    "latin-1.txt": lambda text: f"Grüße von {text}".encode("latin-1"),
    "links.html": lambda text: f'<a href="/x?name={quote(text)}">x</a>'.encode(),
    "host.html": lambda text: f"https://{text.replace(' ', '-').lower()}.example.org".encode(),
    "twice.html": lambda text: html.escape(html.escape(f"<b>{text}</b>")).encode(),
    "reversed.txt": lambda text: text[::-1].encode(),
    "rot13.txt": lambda text: codecs.encode(text, "rot13").encode(),
    "base32.txt": lambda text: base64.b32encode(text.encode()),
    "utf-7.txt": lambda text: "".join(
        f"+{base64.b64encode(one.encode('utf-16-be')).decode().rstrip('=')}-" for one in text
    ).encode(),
    "cells.html": lambda text: "".join(f"<td>{one}</td>" for one in text).encode(),
    "ebcdic.txt": lambda text: text.encode("cp500"),
    "shift-jis.txt": lambda text: f"日本語の文章 {text}".encode("shift-jis"),
}

CARRIERS: Mapping[str, Mapping[str, Carry]] = {
    "packed": PACKED, "picture": PICTURES, "sound": SOUNDS, "paper": PAPERS, "text": TEXTS,
}  # fmt: skip
