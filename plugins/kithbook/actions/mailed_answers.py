"""Answers that came by mail, led to their questions by their codes: steps to show and to record.

A step is proposed where code, sender and state agree. Whatever does not is told in a sentence, with
the command that the owner may write by hand, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from kithbook.actions.outcome import Edits
from kithbook.actions.record_step import Records, mailed, standing_after
from kithbook.book.edit import Edit
from kithbook.book.network import Network
from kithbook.insight.reaching import ways_of
from kithbook.introductions.asked_codes import AskedCode, meanings
from kithbook.introductions.mailed_steps import Heard, MailedStep, against, by_hand, said_to
from kithbook.introductions.recording_rules import StepToRecord
from kithbook.introductions.state import all_progress
from kithbook.language.answer_words import Said
from kithbook.requests.coded_answers import CodedAnswer
from kithbook.requests.incoming import Incoming
from kithbook.requests.mailboxes import Unread
from kithbook.text.addresses import address_key
from kithbook.text.dates import PartialDate
from kithbook.text.refusal import Declined
from kithbook.text.words import counted, full_stop, listed

Came = Incoming | Unread
_ENDS = (".", "!", "?", "\u2026")


@dataclass(frozen=True, slots=True)
class MailedAnswers:
    """What came as answers, with the edits of the steps that are proposed; and all that did not."""

    heard: tuple[Heard, ...]
    edits: tuple[Edit, ...]
    rest: tuple[Came, ...]
    network: Network

    def as_edits(self) -> Edits:
        """The steps, as one write."""
        many = sum(one.applies for one in self.heard)
        return Edits(self.edits, "request import", counted(many, "answer"))


@dataclass(frozen=True, slots=True)
class _Letter:
    """An answer whose code is known, and whose it is."""

    place: int
    came: Incoming
    coded: CodedAnswer
    asked: AskedCode
    said: tuple[Said, ...] = ()


@dataclass
class _Hearing:
    """One hearing under way: the book as the steps so far leave it, and what was told."""

    records: Records
    mailbox: str
    told: dict[int, Heard] = field(default_factory=dict)
    edits: dict[str, Edit] = field(default_factory=dict)

    def order(self, letter: _Letter) -> StepToRecord:
        """A step on the day of a letter."""
        path = letter.asked.introduction.path
        one = next(each for each in self.records.acts if each.introduction.path == path)
        return self._on(letter).order(one)

    def _on(self, letter: _Letter) -> Records:
        return replace(self.records, on=PartialDate.of(letter.came.received))

    def tell(self, letter: _Letter, why: str) -> None:
        """Tells an answer that is not recorded, and the command for it."""
        order = self.order(letter)
        self.told[letter.place] = Heard(
            f"An answer by the code of {_says(order, letter)} Not recorded: {why}",
            letter.asked.introduction.id,
            letter.asked.who.reference,
            letter.said,
            letter.coded.words,
            by_hand(order, letter.asked, letter.said),
        )

    def propose(self, letter: _Letter) -> None:
        """Takes up a step, where nothing speaks against it."""
        order, (said,) = self.order(letter), letter.said
        (asked,) = meanings(self.records.network, letter.coded.codes[0])
        step = MailedStep(asked, said, letter.coded.words)
        if why := against(order, step):
            self.tell(letter, why)
            return
        try:
            edits = mailed(self._on(letter), order.one, step)
        except Declined as why_not:
            self.tell(letter, str(why_not))
            return
        self._take(edits)
        self.told[letter.place] = Heard(
            _says(order, letter),
            asked.introduction.id,
            asked.who.reference,
            letter.said,
            letter.coded.words,
            standing=self.order(letter).one,
        )

    def _take(self, edits: Edits) -> None:
        for edit in edits.files:
            first = self.edits.get(edit.path)
            before = first.before if first else edit.before
            self.edits[edit.path] = replace(edit, before=before)
            if edit.path.startswith("introductions/"):
                made = standing_after(self.records, edit).introduction
                known = self.records.network.introductions
                acts = tuple(made if one.path == made.path else one for one in known)
                network = replace(self.records.network, introductions=acts)
                self.records = replace(
                    self.records, network=network, acts=all_progress(network, self.records.today)
                )
        self.records = replace(self.records, changed=dict(self.edits))


def hear(records: Records, came: Iterable[Came], mailbox: str) -> MailedAnswers:
    """The answers among what came; `mailbox` is the owner's address, who may forward them."""
    hearing, rest = _Hearing(records, mailbox), list[Came]()
    letters = []
    for place, one in enumerate(came):
        coded = one.coded if isinstance(one, Incoming) else None
        found = _led(hearing, place, cast("Incoming", one), coded) if coded else None
        if isinstance(found, _Letter):
            letters.append(found)
        elif place not in hearing.told:
            rest.append(one)
    letters.sort(key=lambda one: (one.came.received, one.place))
    for letter in letters:
        if other := _opposed(letter, letters):
            hearing.tell(letter, f"another answer by the same code says {listed(other, 'and')}.")
        else:
            hearing.propose(letter)
    heard = tuple(hearing.told[place] for place in sorted(hearing.told))
    return MailedAnswers(heard, tuple(hearing.edits.values()), tuple(rest), hearing.records.network)


def _led(hearing: _Hearing, place: int, came: Incoming, coded: CodedAnswer) -> _Letter | None:
    """The letter with the question that it answers, unless it is told or is no answer at all."""
    network = hearing.records.network
    found = {code: meanings(network, code) for code in coded.codes}
    known = [meant for meant in found.values() if meant]
    if not known:
        if coded.tapped and coded.says:
            hearing.told[place] = Heard(_unknown(came, coded), words=coded.words)
        return None
    letter = _Letter(place, came, coded, known[0][0])
    letter = replace(letter, said=said_to(letter.asked.question, coded.says))
    theirs = _addresses(network, letter.asked)
    if set(coded.writers).isdisjoint(theirs):
        if coded.asking and set(coded.writers) <= {address_key(hearing.mailbox)}:
            hearing.told[place] = Heard(f"It is your own question to {_name(network, letter)}.")
            return None
        if not letter.said and not (coded.tapped and not coded.asking):
            return None  # a letter that quotes somebody else's question
    why = _against_letter(hearing, letter, theirs, [*found])
    if why:
        hearing.tell(letter, why)
        return None
    return letter


def _against_letter(
    hearing: _Hearing, letter: _Letter, theirs: frozenset[str], codes: list[str]
) -> str:
    """What speaks against an answer before it is asked where the introduction stands."""
    network = hearing.records.network
    if len(codes) > 1:
        return f"it holds {len(codes)} codes: {listed(codes, 'and')}."
    if len(meanings(network, codes[0])) > 1:
        return f"its code {codes[0]} stands in the files more than once. Take one out."
    if why := _against_sender(network, letter, theirs, address_key(hearing.mailbox)):
        return why
    if not letter.said:
        return "what it says is no clear answer to the question."
    return f"it says {listed(letter.said, 'and')}." if len(letter.said) > 1 else ""


def _against_sender(network: Network, letter: _Letter, theirs: frozenset[str], owners: str) -> str:
    """Why an answer may not be from whom its code is for."""
    writers, carriers = letter.coded.writers, letter.coded.carriers
    if not writers:
        return "it does not say from which address it came."
    if others := [one for one in writers if one not in theirs]:
        path = network.people[letter.asked.who.person or ""].path
        return (
            f"it names {listed(others, 'and')} as its sender, and in the book that is no address "
            f"of {_name(network, letter)}. If it is one, add it in {path}"
        )
    if letter.coded.refuted:
        return "your mail server found that it does not come from where it says (DMARC)."
    if not set(carriers) <= {owners, *theirs}:
        who = listed((one or "somebody without an address" for one in carriers), "and")
        return f"it was forwarded by {who}, and the address of yours in mkdocs.yml is another."
    return ""


def _opposed(letter: _Letter, letters: Iterable[_Letter]) -> tuple[str, ...]:
    """What others by the same code say that cannot be true beside it."""
    mine = MailedStep(letter.asked, letter.said[0]).opposes
    said = (
        MailedStep(one.asked, one.said[0]).opposes
        for one in letters
        if mine and one.asked == letter.asked
    )
    return tuple(dict.fromkeys(one for one in said if one and one != mine))


def _addresses(network: Network, asked: AskedCode) -> frozenset[str]:
    person = network.people.get(asked.who.person or "")
    ways: Iterator[str] = (
        address_key(one.text)
        for one in (ways_of(person.reach, asked.who.at) if person else ())
        if one.key == "email"
    )
    return frozenset(ways)


def _name(network: Network, letter: _Letter) -> str:
    return network.shown(letter.asked.who)


def _says(order: StepToRecord, letter: _Letter) -> str:
    """An answer in words: `Ada Byrne says yes about Kofi Mensah: "Gladly"`."""
    asked = letter.asked
    others = [order.name(one) for one in asked.introduction.between if not one.means(asked.who)]
    said = listed(letter.said, "and") or "something"
    words = letter.coded.words
    words = f': "{words if words.endswith(_ENDS) else full_stop(words)}"' if words else "."
    return f"{order.name(asked.who)} says {said} about {listed(others, 'and')}{words}"


def _unknown(came: Incoming, coded: CodedAnswer) -> str:
    who = came.name or came.email or "Somebody"
    codes = listed(coded.codes, "and")
    return f"{who} answers by the code {codes}, which no introduction has. Nothing is recorded."
