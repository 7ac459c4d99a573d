"""Links below a message that asks, by which an answer is one tap: as text and as a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from kithbook.book.steps import Question
from kithbook.introductions.asked_codes import code_of
from kithbook.introductions.state import Progress
from kithbook.language.answer_words import Said, key_of
from kithbook.language.folders import texts
from kithbook.text.addresses import mail_link

_ANSWERS: Mapping[Question, tuple[Said, ...]] = MappingProxyType(
    {
        "ask": ("yes", "no", "later"),
        "met": ("met", "not yet", "useful"),
        "outcome": ("useful", "pleasant", "nothing"),
    }
)
_STYLE = "font-family:sans-serif;line-height:1.5"


@dataclass(frozen=True, slots=True)
class AnswerLinks:
    """What stands below a message that asks: `links` are pairs of words and address."""

    above: str
    links: tuple[tuple[str, str], ...]

    def as_text(self) -> str:
        """Each link on a line of its own in brackets, which no program breaks."""
        return "\n\n".join((self.above, *(f"{words}\n<{link}>" for words, link in self.links)))

    def as_page(self, letter: str) -> str:
        """The letter with its links, as the page that a mail carries beside its text."""
        body = "".join(f"<p>{_lines(part)}</p>\n" for part in letter.split("\n\n"))
        links = "".join(
            f'<p><a href="{escape(link)}">{escape(words)}</a></p>\n' for words, link in self.links
        )
        return (
            f'<html><body style="{_STYLE}">\n{body}'
            f"<hr>\n<p>{_lines(self.above)}</p>\n{links}</body></html>\n"
        )


def question_of(key: str) -> Question | None:
    """What the message of a key asks; None where it asks nothing that a tap could answer."""
    if key.startswith("ask") or key == "nudge":
        return "ask"
    if key.startswith("loop"):
        return "met" if key == "loop" else "outcome"
    return None


def answer_links(
    progress: Progress, key: str, reader: str, mailbox: str, language: str
) -> AnswerLinks | None:
    """The links for a reader; none where nothing is asked, or there is no code or no mailbox."""
    question = question_of(key)
    code = code_of(progress.introduction, reader, question) if question else ""
    if not (question and code and mailbox):
        return None
    said = texts(language, "answers")
    labels = (said[key_of(one)] for one in _ANSWERS[question])
    links = tuple((words, _link(mailbox, words, code)) for words in labels)
    return AnswerLinks(said["above"].replace("{code}", code), links)


def _link(mailbox: str, words: str, code: str) -> str:
    return mail_link((mailbox,), {"subject": f"{words} {code}", "body": f"{words} {code}"})


def _lines(text: str) -> str:
    return "<br>\n".join(escape(line) for line in text.split("\n"))
