"""MessagePack (msgpack.org) read, as far as lists, texts and small numbers go."""

from __future__ import annotations

import struct
from typing import Any

_LENGTHS = {
    0xD9: ("text", ">B"),
    0xDA: ("text", ">H"),
    0xDB: ("text", ">I"),
    0xDC: ("list", ">H"),
    0xDD: ("list", ">I"),
}


def unpacked(data: bytes) -> Any:  # noqa: ANN401 - what the bytes say
    """The one thing that the bytes hold; ValueError where they hold another kind."""
    found, end = _thing(data, 0)
    if end != len(data):
        message = f"{len(data) - end} bytes follow the end."
        raise ValueError(message)
    return found


def _thing(data: bytes, at: int) -> tuple[Any, int]:
    kind = data[at]
    if kind < 0x80:
        return kind, at + 1
    if kind < 0x90:
        flat, end = _several(data, at + 1, 2 * (kind & 0x0F))
        return dict(zip(flat[::2], flat[1::2], strict=True)), end
    if kind < 0xA0:
        return _several(data, at + 1, kind & 0x0F)
    if kind < 0xC0:
        return _text(data, at + 1, kind & 0x1F)
    if kind not in _LENGTHS:
        message = f"Byte {at} is of a kind that is not read here: {kind:#x}."
        raise ValueError(message)
    what, layout = _LENGTHS[kind]
    (length,) = struct.unpack_from(layout, data, at + 1)
    at += 1 + struct.calcsize(layout)
    return _text(data, at, length) if what == "text" else _several(data, at, length)


def _several(data: bytes, at: int, count: int) -> tuple[list[Any], int]:
    found = []
    for _ in range(count):
        one, at = _thing(data, at)
        found.append(one)
    return found, at


def _text(data: bytes, at: int, length: int) -> tuple[str, int]:
    return data[at : at + length].decode("utf-8"), at + length
