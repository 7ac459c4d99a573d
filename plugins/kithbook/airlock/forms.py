"""The two forms: their questions, and the mail that a note travels in.

The mail is readable by whoever sends it: each question stands after its `[token]`, so that the
answer can be found again through quoting, forwarding and translation. `letter.js` writes the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kithbook.airlock.catalogue import Catalogue
from kithbook.text.addresses import MAX_LINK, mail_link

Kind = Literal["connect", "introduction"]
KINDS: tuple[Kind, ...] = ("connect", "introduction")
VERSION = 1


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """One question of a form; `name` is also its token in a mail. One row is a single line."""

    name: str
    rows: int = 1
    optional: bool = False
    type: Literal["text", "email"] = "text"
    autocomplete: str = ""


SMALL = FormQuestion("small", optional=True)
"""The owner's own small question, in their own words; a page may put one."""
_SIGNED = (
    FormQuestion("name", autocomplete="name"),
    FormQuestion("email", type="email", autocomplete="email"),
)
QUESTIONS: dict[Kind, tuple[FormQuestion, ...]] = {
    "connect": (
        FormQuestion("how_found", rows=2),
        FormQuestion("why", rows=6),
        FormQuestion("ask", rows=3),
        FormQuestion("offer", rows=2, optional=True),
        *_SIGNED,
    ),
    "introduction": (
        FormQuestion("wants", rows=2),
        FormQuestion("why_them", rows=4),
        FormQuestion("for_them", rows=3),
        FormQuestion("forwardable", rows=6),
        FormQuestion("how_found", rows=2),
        *_SIGNED,
    ),
}


def questions(kind: Kind, *, small: bool = False) -> tuple[FormQuestion, ...]:
    """The questions of a form; a small one of the owner's own stands before the name."""
    asked = QUESTIONS[kind]
    signed = len(asked) - len(_SIGNED)
    return (*asked[:signed], SMALL, *asked[signed:]) if small else asked


def subject(kind: Kind, catalogue: Catalogue, name: str) -> str:
    """The subject of a mail to the owner."""
    return catalogue.say(f"mail.subject_{kind}", name=name)


def blank_mail(kind: Kind, catalogue: Catalogue, *, small: str = "", labels: bool = True) -> str:
    """The mail with all questions and no answers, for whoever writes without the form."""
    said = [catalogue.say("mail.keep"), f"[kithbook {VERSION} {kind} {catalogue.code}]"]
    for question in questions(kind, small=bool(small)):
        label = catalogue.say(f"question.{question.name}.label") if labels else ""
        label = small if labels and question == SMALL else label
        optional = f" {catalogue.say('form.optional')}" if labels and question.optional else ""
        said.append(f"[{question.name}] {label}{optional}".rstrip() + "\n")
    return "\n\n".join((*said, "[end]")) + "\n"


def blank_mail_address(
    kind: Kind, catalogue: Catalogue, name: str, email: str, small: str = ""
) -> str:
    """The address of a mail with the questions; without their words where those are too long."""
    about = subject(kind, catalogue, name)
    bodies = (blank_mail(kind, catalogue, small=small, labels=labels) for labels in (True, False))
    whole, bare = (mail_link((email,), {"subject": about, "body": body}) for body in bodies)
    return whole if len(whole) <= MAX_LINK else bare
