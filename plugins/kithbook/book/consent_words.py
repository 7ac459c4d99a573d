"""Words that end a consent or keep a text off the page, wherever and however they are written."""

from __future__ import annotations

import re

from kithbook.book.schema import PERSON_FILE
from kithbook.text.words import did_you_mean, fold

_TAKEN_BACK = re.compile(
    r"withd|widthd|withr?d?r[ae]w|revo[kc]|revoq|rescind|retract|cancel|recall|repeal|annul|expir|"
    r"(took|take|taken|taking) ?(it ?)?back|no ?longer|not ?any ?more|opt(ed)? ?out|objected|"
    r"zuruck|zurueck|wid+err?[uo]f|wied+err?[uo]f|widerrief|wiederrief|entzog|abgelaufen|ablauf|"
    r"terminat|laps|suspend|denie[ds]|unpublish|erlosch|verfall|verweiger|entzieh|widersp[ro]|"
    r"beend|gekundigt|gekuendigt|aufgehoben|nicht ?mehr|ungultig|ungueltig|stornier|untersagt"
)
_CONSENT_WORDS = re.compile(
    r"consent|permi(t|ssion)|valid|einwillig|einverstand|zustimm|erlaub|gultig|gueltig|befrist"
)
_LAST_WORDS = frozenset(
    ("active", "inactive", "paused", "dropped", "gone", "finished", "vorbei", "until", "untill",
     "till", "bis", "ended", "endet", "stopped", "gestoppt", "hidden", "removed", "refused",
     "declined", "forbidden", "verboten")
)  # fmt: skip
_WHOLE = frozenset(
    ("on", "by", "shows", "show", "agreed", "end", "ends", "ende", "stop", "stops", "off", "void",
     "never", "hide", "no", "nein", "over", "privat", "secret", "geheim", "offline", "died", "dead",
     "deceased", "retired")
)  # fmt: skip
# What a key says that would have a text off the page, and what "by" says that is no yes.
_AWAY = re.compile(
    r"tak(e|en|ing) ?(it )?(down|off)|\bremov|\bdelet|\beras|unpubl|anonym|unsubscri|\bforget|"
    r"\b(not|never|dont|don t|nicht|kein|keine|keinen)\b|\bobjecti|\bobjects?\b|disagree|embargo|"
    r"chang\w* (\w+ )?mind|confidential|vertraulich|\bgeloscht|\bgeloescht|\bloschen|\bentfern|"
    r"rucknahm|ruecknahm|ruckzug|rueckzug|ruckgang|rueckgaeng|abgelehnt|\bablehn|\b(ge)?sperr|"
    r"\bblocked|on hold|frozen|to stop|said no|end ?dat|gestorben|verstorben|\bnichtig|verworf"
)
_NO = re.compile(
    r"\b(no|never|over|against|hidden|nein|verneint|stop|only (for|till|to))\b|\brefus|\bdeclin|"
    r"\bstopp"
)
_LIMITS = frozenset(["until", "till", "bis", "ended", "endet"])
_KNOWN = ("consent", "withdrawn", "withdrew", "revoked", "until", "shows", "widerrufen")
# What nobody writes of a lunch or a task.
_FIRM = re.compile(r"withd|widthd|revo[kc]|revoq|rescind|widerr?uf|widerrief|zuruck|zurueck")
_OFF = frozenset(("private", "privat", "secret", "geheim", "hidden", "nopublish", "noshow"))
_YES_OR_NO = re.compile(r"[\W_]*(?:true|false|yes|no|ja|nein|on|off|0|1)?[\W_]*", re.IGNORECASE)
_SPLIT = re.compile(r"[\W_]+")


def plain_words(text: str) -> str:
    """A text as plain words with one space between them."""
    return " ".join(word for word in _SPLIT.split(fold(text)) if word)


def takes_back(text: str) -> bool:
    """Whether a word for a withdrawal stands in a text."""
    return _TAKEN_BACK.search(fold(text)) is not None


def is_no_yes(by: str) -> bool:
    """Whether what a consent says of its way speaks of an end of it."""
    plain = plain_words(by)
    ends = any(words.search(plain) for words in (_TAKEN_BACK, _AWAY, _NO))
    return ends or not _LIMITS.isdisjoint(plain.split())


def speaks_of_consent(key: str) -> bool:
    """Whether a key that nobody knows could mean that a consent ended."""
    plain = plain_words(key.removeprefix("x_"))
    return bool(
        _TAKEN_BACK.search(plain)
        or _CONSENT_WORDS.search(plain)
        or _AWAY.search(plain)
        or not _LAST_WORDS.isdisjoint(plain.split())
        or plain in _WHOLE
        or plain in PERSON_FILE.switches
        or did_you_mean(plain, _KNOWN)
    )


def is_withdrawal(name: str, line: str) -> bool:
    """Whether a line that begins like a key takes something back: itself, or a consent."""
    plain, whole = plain_words(name), plain_words(line)
    about = _CONSENT_WORDS.match(plain) is not None
    return _TAKEN_BACK.match(plain) is not None or (about and bool(_TAKEN_BACK.search(whole)))


def is_firm_withdrawal(name: str) -> bool:
    """Whether a name with a day before it takes back a consent, and not a lunch."""
    plain = plain_words(name)
    return _FIRM.match(plain) is not None or (
        _CONSENT_WORDS.match(plain) is not None and _TAKEN_BACK.search(plain) is not None
    )


def is_switched(name: str, value: str) -> bool:
    """Whether a line turns something private or public, as `private: true` does."""
    return plain_words(name) in PERSON_FILE.switches and bool(_YES_OR_NO.fullmatch(value))


def field_ends(name: str, value: str, *, of_a_day: bool) -> bool:
    """Whether a field `name:: value` could end a consent; a task's and an entry's own do not."""
    plain = plain_words(name)
    if of_a_day:
        return bool(_FIRM.search(plain)) or plain in PERSON_FILE.switches or plain in _OFF
    return speaks_of_consent(name) or _TAKEN_BACK.match(plain_words(value)) is not None


def tag_ends(tag: str) -> bool:
    """Whether a tag could end a consent: `withdrawn`, `consent/no-longer`, `do-not-publish`."""
    plain = plain_words(tag)
    about = _CONSENT_WORDS.search(plain) is not None
    return (
        _FIRM.search(plain) is not None
        or (about and is_no_yes(tag))
        or _AWAY.search(plain) is not None
        or plain in _OFF
    )
