"""Small files of every kind, made of a text that they are to hold."""

from __future__ import annotations

import base64
import binascii
import io
import tarfile
import zipfile
import zlib
from collections.abc import Mapping

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, PdfObject, StreamObject


def png(text: bytes, kind: bytes) -> bytes:
    """A picture of one dot with a chunk."""
    chunks = [(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"), (kind, text)]
    chunks += [(b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    parts = (
        len(body).to_bytes(4, "big") + name + body + binascii.crc32(name + body).to_bytes(4, "big")
        for name, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def zipped(text: str, name: str = "inner.txt", remark: str = "") -> bytes:
    """A zip file with one member."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
        archive.comment = remark.encode()
    return made.getvalue()


def tarred(text: str, mode: str = "w", name: str = "inner.txt", owner: str = "") -> bytes:
    """A tar file with one member."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:  # type: ignore[call-overload]
        member = tarfile.TarInfo(name)
        member.size, member.uname = len(text.encode()), owner
        archive.addfile(member, io.BytesIO(text.encode()))
    return made.getvalue()


def without_signature(raw: bytes) -> bytes:
    """A tar file as programs wrote it before they signed it."""
    head = bytearray(raw[:512])
    head[257:265], head[148:156] = b"\0" * 8, b" " * 8
    head[148:156] = f"{sum(head):06o}\0 ".encode()
    return bytes(head) + raw[512:]


def picture(form: str, **more: object) -> bytes:
    """A picture of one dot."""
    made = io.BytesIO()
    Image.new("RGB", (16, 16), "red").save(made, form, **more)
    return made.getvalue()


def exif(entries: Mapping[int, bytes], order: str = "<") -> bytes:
    """A TIFF head with texts, behind a number whose last byte reads like a letter."""
    little = order == "<"

    def pack(value: int, size: int) -> bytes:
        return value.to_bytes(size, "little" if little else "big")

    head = (b"II" if little else b"MM") + pack(42, 2) + pack(8, 4)
    rows = {0x011A: (5, 1, pack(72, 4) + pack(0x64, 4))}
    rows |= {tag: (7 if tag == 0x9286 else 2, len(raw), raw) for tag, raw in entries.items()}
    at = 8 + 2 + 12 * len(rows) + 4
    table, data = pack(len(rows), 2), b""
    for tag, (kind, count, raw) in sorted(rows.items()):
        table += pack(tag, 2) + pack(kind, 2) + pack(count, 4) + pack(at + len(data), 4)
        data += raw
    return head + table + pack(0, 4) + data


def jpeg(*segments: tuple[int, bytes], behind: bytes = b"") -> bytes:
    """A picture with segments of its own."""
    plain = picture("JPEG")
    more = b"".join(
        b"\xff" + bytes((marker,)) + (len(body) + 2).to_bytes(2, "big") + body
        for marker, body in segments
    )
    return plain[:2] + more + plain[2:] + behind


def riff(form: bytes, kind: bytes, body: bytes) -> bytes:
    """A RIFF file with one chunk."""
    chunk = kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) & 1)
    return b"RIFF" + (4 + len(chunk)).to_bytes(4, "little") + form + chunk


def box(kind: bytes, body: bytes) -> bytes:
    """A box of an MP4 or AVIF."""
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def icc(text: str) -> bytes:
    """A colour profile whose description is in five languages, the text in the first."""
    said = text.encode("utf-16-be")
    tag = b"mluc\0\0\0\0" + (5).to_bytes(4, "big") + (12).to_bytes(4, "big")
    tag += b"".join(
        b"enUS" + len(said).to_bytes(4, "big") + (76).to_bytes(4, "big") for _ in range(5)
    )
    tag += said
    head = bytearray(128)
    head[36:40] = b"acsp"
    return (
        bytes(head)
        + (1).to_bytes(4, "big")
        + b"desc"
        + (144).to_bytes(4, "big")
        + len(tag).to_bytes(4, "big")
        + tag
    )


def sfnt(text: str) -> bytes:
    """A font with nothing but a name."""
    said = text.encode("utf-16-be")
    name = b"\0\0\0\1\0\x12\0\3\0\1\x04\x09\0\1" + len(said).to_bytes(2, "big") + b"\0\0" + said
    table = b"name\0\0\0\0" + (28).to_bytes(4, "big") + len(name).to_bytes(4, "big")
    return b"\0\1\0\0\0\1\0\0\0\0\0\0" + table + name + b"\0" * (-len(name) % 4)


def woff(text: str) -> bytes:
    """The same font, packed."""
    name = sfnt(text)[28:]
    packed = zlib.compress(name)
    table = b"name" + b"".join(
        number.to_bytes(4, "big") for number in (64, len(packed), len(name), 0)
    )
    size = 64 + len(packed)
    head = b"wOFF\0\1\0\0" + size.to_bytes(4, "big") + b"\0\1\0\0" + b"\0" * 28
    return head + table + packed


def pdf(text: str, *, former: bool = False, meta: bool = False, locked: bool = False) -> bytes:
    """A page with a text, or with one that only a former revision or its description holds."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    add = writer._add_object  # noqa: SLF001 - the library has no other way to put an object in
    font = add(_dictionary("/Font", "/Type1", BaseFont="/Helvetica"))
    page[NameObject("/Resources")] = _resources(font)
    stream = StreamObject()
    head, _, tail = ("public", "", "") if meta else text.partition(" ")
    shown = f"BT /F1 12 Tf 10 90 Td [({head[:3]}) -20 ({head[3:]})] TJ 0 -14 Td ({tail}) Tj ET"
    stream.set_data(shown.encode("latin-1"))
    page[NameObject("/Contents")] = add(stream.flate_encode())
    if meta:
        writer.add_metadata({"/Author": text})
    if locked:
        writer.encrypt("secret")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue() + (pdf("public") if former else b"")


def _dictionary(kind: str, subtype: str, **more: str) -> DictionaryObject:
    keys = {"/Type": kind, "/Subtype": subtype, **{f"/{key}": value for key, value in more.items()}}
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in keys.items()})


def _resources(font: PdfObject) -> DictionaryObject:
    fonts = DictionaryObject({NameObject("/F1"): font})
    return DictionaryObject({NameObject("/Font"): fonts})


def id3(text: str, encoding: int) -> bytes:
    """A sound with a tag, in one of the four encodings of ID3."""
    said = bytes((encoding,)) + text.encode(("latin-1", "utf-16", "utf-16-be", "utf-8")[encoding])
    frame = b"TPE1" + len(said).to_bytes(4, "big") + b"\0\0" + said
    return (
        b"ID3\3\0\0"
        b"\0\0"
        + bytes((len(frame) >> 7, len(frame) & 127))
        + frame
        + (b"\xff\xfb\x90\0" + b"\0" * 413)
    )


def folded(text: str, at: int = 4) -> bytes:
    """A card whose line is folded within a word."""
    return f"BEGIN:VCARD\r\nFN:{text[:at]}\r\n {text[at:]}\r\nEND:VCARD\r\n".encode()


def armoured(text: str, what: str) -> bytes:
    """A key with a name in it, as base64 between two lines."""
    body = base64.encodebytes(b"\x99\x01\x0d\x04" + text.encode() + b"\xb0\x02").decode()
    return f"-----BEGIN PGP {what}-----\n\n{body}=abcd\n-----END PGP {what}-----\n".encode()


def escaped(text: str) -> str:
    """A text as CSS may write it."""
    return "".join(f"\\{ord(letter):x} " for letter in text)


def half(text: str, between: str) -> str:
    """A text with something in the middle of its first word."""
    return f"{text[:5]}{between}{text[5:]}"


def noise(text: str) -> bytes:
    """What a program made that nobody knows, with a text in it."""
    return bytes(range(256)) + text.encode() + bytes(range(255, -1, -1))


def nested(raw: bytes) -> bytes:
    """A tar file with some bytes as its one member."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        member = tarfile.TarInfo("inner")
        member.size = len(raw)
        archive.addfile(member, io.BytesIO(raw))
    return made.getvalue()
