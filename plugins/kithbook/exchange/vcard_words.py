"""Words of vCard that its reader and its writer share: uses, services, relations, what may stand.

Sources: RFC 2426, RFC 6350, RFC 6715, RFC 9554; Apple, Google, Android and Evolution.
"""

from __future__ import annotations

import re


def words_of(text: str) -> frozenset[str]:
    """The words of a text, to look up in."""
    return frozenset(text.split())


USES = words_of(
    "HOME WORK CELL FAX PAGER VOICE PREF INTERNET TEXT VIDEO TEXTPHONE MSG BBS MODEM CAR "
    "ISDN PCS X400 DOM INTL POSTAL PARCEL OTHER MAIN MOBILE IPHONE BILLING DELIVERY"
)
"""What may stand as a TYPE; every other label is the owner's word."""
PREFERRED = "PREF"
PRODUCT = "-//Kithbook//kith export//EN"
"""What our cards say of who wrote them."""

_SCHEMES = {
    "aim": "aim", "icq": "icq", "msn": "msnim", "yahoo": "ymsgr", "jabber": "xmpp", "gtalk": "xmpp",
    "googletalk": "xmpp", "skype": "skype", "qq": "x-apple", "sip": "sip", "matrix": "matrix",
}  # fmt: skip
_SERVICES = {
    "aim": "AIM", "icq": "ICQ", "msnim": "MSN", "ymsgr": "Yahoo", "xmpp": "Jabber",
    "skype": "Skype", "sip": "SIP", "matrix": "Matrix",
}  # fmt: skip
SERVICE_PROPERTIES = {
    "X-AIM": "AIM", "X-ICQ": "ICQ", "X-MSN": "MSN", "X-YAHOO": "Yahoo", "X-JABBER": "Jabber",
    "X-GTALK": "GTalk", "X-GOOGLE-TALK": "GTalk", "X-SKYPE": "Skype", "X-SKYPE-USERNAME": "Skype",
    "X-QQ": "QQ", "X-SIP": "SIP", "X-SAMETIME": "Sametime", "X-GADUGADU": "GaduGadu",
    "X-GROUPWISE": "GroupWise", "X-MATRIX": "Matrix", "X-TELEGRAM": "Telegram",
    "X-WHATSAPP": "WhatsApp", "X-SIGNAL": "Signal", "X-THREEMA": "Threema", "X-TWITTER": "Twitter",
    "X-MS-IMADDRESS": "IM",
}  # fmt: skip

RELATIONS = words_of(
    "contact acquaintance friend met co-worker colleague co-resident neighbor child "
    "parent sibling spouse kin muse crush date sweetheart me agent emergency"
)
"""The values of TYPE of a RELATED (RFC 6350 section 6.6.6)."""
APPLE_RELATIONS = words_of(
    "mother father parent brother sister child friend spouse partner assistant manager"
)
RELATION_PROPERTIES = {
    "X-SPOUSE": "spouse", "X-EVOLUTION-SPOUSE": "spouse", "X-MS-SPOUSE": "spouse",
    "X-MANAGER": "manager", "X-EVOLUTION-MANAGER": "manager", "X-MS-MANAGER": "manager",
    "X-ASSISTANT": "assistant", "X-EVOLUTION-ASSISTANT": "assistant", "X-MS-ASSISTANT": "assistant",
    "X-MS-CHILD": "child",
}  # fmt: skip
ANNIVERSARY = "Anniversary"
ANDROID_RELATIONS = (
    "", "assistant", "brother", "child", "partner", "father", "friend", "manager", "mother",
    "parent", "partner", "contact", "kin", "sister", "spouse",
)  # fmt: skip
"""By their number in `vnd.android.cursor.item/relation`; 0 is the owner's word."""

_APPLE = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_APPLE_WORDS = words_of(
    "HomePage Home Work Other Mobile Main HomeFAX WorkFAX Pager Anniversary AssistantPhone"
)
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!//)(.+)", re.IGNORECASE | re.DOTALL)


def clean(text: str) -> str:
    """A text as a card can hold it: line ends as one sign, no control characters, no rim."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return _UNSEEN.sub("", _BREAKS.sub("\n", text)).strip()


def plain_label(text: str) -> str:
    """A label without the marks that Apple puts round its own words."""
    found = _APPLE.fullmatch(text.strip())
    return clean(found[1] if found else text)


def marked_label(word: str) -> str:
    """A label as it is written: Apple's own words with the marks by which they are translated."""
    return f"_$!<{word}>!$_" if word in _APPLE_WORDS else word


def marked_relation(word: str) -> str:
    """The same for what somebody is to another."""
    return f"_$!<{word.capitalize()}>!$_" if word in APPLE_RELATIONS else word


def relation(label: str) -> str:
    """What somebody is to another, in one spelling for those that programs know."""
    low = label.lower()
    return low if low in RELATIONS or low in APPLE_RELATIONS else label


def service_address(service: str, written: str) -> tuple[str, str]:
    """The service and the name there of a messenger's address, which is mostly `scheme:name`."""
    found = _SCHEME.fullmatch(written)
    if not found:
        return service, written
    scheme = found[1].lower()
    if not service and scheme in _SERVICES:
        return _SERVICES[scheme], found[2]
    return (service, found[2]) if scheme == scheme_of(service) else (service, written)


def scheme_of(service: str) -> str:
    """What stands before the colon of a messenger's address; empty without a service."""
    plain = re.sub(r"[^a-z0-9]", "", service.lower())
    return _SCHEMES.get(plain, plain if plain[:1].isalpha() else "x-apple") if service else ""
