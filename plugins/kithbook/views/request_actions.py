"""What can be decided about a request from a page, with what may be said with each decision."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kithbook.book.network import Network
from kithbook.insight.inbox import Thread
from kithbook.requests.replies import Because
from kithbook.requests.triage import PossibleSender, Wanted
from kithbook.requests.wording import keep_line
from kithbook.text.safe import plain
from kithbook.views.page_action import ActionField, Deed, PageAction

_LONGEST_REASON = 400
_OWN = ActionField("own", "A sentence of yours for the answer", must=False)
_BEGIN = (("yes", "Begin the introduction now"), ("", "Not yet"))
SOMEBODY_NEW = "*"
"""Of those whom a sender may be: none, but a person of their own. No id looks like it."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """The decisions on one request; `known` may be its sender, `meant` whom it asks to meet."""

    network: Network
    thread: Thread
    known: tuple[PossibleSender, ...]
    meant: tuple[Wanted, ...]

    def accepting(self) -> PageAction:
        """A yes, and for an introduction its beginning."""
        return self._action("accept", "Accept", "", "", *self._of_a_yes(), _OWN)

    def asking_more(self, missing: str) -> PageAction:
        """The question for what is missing."""
        ask = ActionField("ask", "The one thing that is missing", missing)
        options = "" if missing else "--ask '\u2026'"
        return self._action("more", "Ask for more", options, "", ask, _OWN)

    def declining(self, reason: Because, words: str, until: date | None) -> PageAction:
        """A no, for one reason."""
        options = f"--because {reason}{f' --until {until}' if until else ''}"
        day = ActionField("until", "They may ask again from", str(until), "day")
        fields = (day, _OWN) if until else (_OWN,)
        return self._action("decline", f"Decline: {words}", options, reason, *fields)

    def sending_on(self) -> PageAction:
        """A better place, word for word."""
        where = ActionField("to", "A better place, in words")
        return self._action("redirect", "Send on", "--to '\u2026'", "", where, _OWN)

    def _action(
        self, deed: Deed, title: str, options: str, more: str, *fields: ActionField
    ) -> PageAction:
        request = self.thread.request
        words = f"kith request {deed} {shlex.quote(request.id)} {options}".rstrip()
        about = (request.id, more) if more else (request.id,)
        whom = keep_line(request.sender, 120)
        return PageAction(
            deed, title, whom, about, words, fields=fields, file=self.thread.message.path
        )

    def _of_a_yes(self) -> Iterator[ActionField]:
        network, request = self.network, self.thread.request
        people = tuple(dict.fromkeys(one.person for one in self.known if one.person))
        if people and not (len(people) == 1 and all(one.sure for one in self.known if one.person)):
            named = ((person, plain(network.name_of(person), 200)) for person in people)
            choices = (*named, (SOMEBODY_NEW, "Somebody new"))
            yield ActionField("person", "Who it is", people[0], "choice", choices=choices)
        yield ActionField("circle", "How close", "", "choice", must=False)
        if request.kind != "introduction":
            return
        yield ActionField("begin", "The introduction", "yes", "choice", must=False, choices=_BEGIN)
        others = tuple(dict.fromkeys(one.person for one in self.meant if one.person not in people))
        if others:
            choices = tuple((who, plain(network.name_of(who), 200)) for who in others)
            yield ActionField("with", "With whom", others[0], "choice", choices=choices)
        else:
            yield ActionField("with", "With whom", must=False)
        why = request.why_them or request.why or request.ask
        for_them = request.for_them or request.offer
        yield ActionField("them", "What is in it for whoever asks", _line(why), must=False)
        yield ActionField("other", "What is in it for the other", _line(for_them), must=False)


def _line(text: str) -> str:
    return keep_line(" ".join(text.split()), _LONGEST_REASON)
