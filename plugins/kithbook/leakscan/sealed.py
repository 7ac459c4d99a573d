"""Texts that hold something else: armoured keys, which are opened, and what is encrypted."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode

_ARMOUR = re.compile(
    rb"-----BEGIN ([A-Z0-9 ]+)-----\r?\n(?:[A-Za-z-]+: [^\n]*\n)*\s*"
    rb"((?:[A-Za-z0-9+/=]+\s+){1,100000}?)-----END"
)
_OPEN = (b"PUBLIC KEY", b"SIGNATURE", b"CERTIFICATE")
_STARTS = (
    (b"age-encryption.org/", "is encrypted by age"),
    (b"$ANSIBLE_VAULT;", "is encrypted by Ansible Vault"),
    (b"U2FsdGVkX1", "is encrypted by OpenSSL"),
    (b"Salted__", "is encrypted by OpenSSL"),
    (b"{\\rtf", "is an RTF file, which the scan does not read"),
    (b"%!PS", "is a PostScript file, which the scan does not read"),
    (b"=ybegin ", "is packed by yEnc"),
)
_UUENCODED = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} \S", re.MULTILINE)


def sealed(raw: bytes) -> tuple[list[bytes], str]:
    """The armoured parts of a text, opened; and why another part of it cannot be read, if any."""
    opened: list[bytes] = []
    start = raw.lstrip()[:40]
    reason = next((why for sign, why in _STARTS if start.startswith(sign)), "")
    if not reason and _UUENCODED.search(raw) and re.search(rb"^end\s*$|^====", raw, re.MULTILINE):
        reason = "holds something uuencoded"
    for found in _ARMOUR.finditer(raw) if b"-----BEGIN" in raw else ():
        if not any(sign in found[1] for sign in _OPEN):
            reason = "holds something encrypted"
            continue
        try:
            opened.append(b64decode(re.sub(rb"=[A-Za-z0-9+/]{4}\s*$|\s", b"", found[2])))
        except (binascii.Error, ValueError):
            reason = "holds a key that cannot be read"
    return opened, reason
