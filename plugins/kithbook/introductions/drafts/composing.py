"""Messages of an introduction, written from facts that are fit for their readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.insight.channels import phone_url
from kithbook.insight.letter_ends import closing, signature
from kithbook.insight.letter_language import other_language
from kithbook.introductions.drafts.answer_links import answer_links, question_of
from kithbook.introductions.drafts.fit_facts import FitFacts, fit_facts
from kithbook.introductions.drafts.letter import Draft, Withheld
from kithbook.introductions.drafts.order import (
    against,
    kinds_for,
    onward,
    readers,
)
from kithbook.introductions.drafts.plain import ended, one_line
from kithbook.introductions.drafts.values import Sender, slot_values
from kithbook.introductions.drafts.why_wait import withheld
from kithbook.introductions.state import Kind, Progress
from kithbook.language.folders import MODEL, languages, texts
from kithbook.language.small_words import small_words
from kithbook.text.slots import Unfilled, fill, left_open
from kithbook.text.words import fold

MOST_WORDS = 119
_OPTIONAL = frozenset(("says", "reader_says", "wish"))


def draft(  # noqa: PLR0913 - the question has as many parts
    network: Network,
    progress: Progress,
    kind: Kind | None,
    owner: str,
    today: date,
    language: str = "",
    *,
    to: str = "",
    mailbox: str = "",
) -> Draft | Withheld:
    """A message of a kind (None: the next), to whoever comes first or the person named.

    It is withheld, with a sentence, where another step comes first or where something is missing
    for it. `owner` is the owner's name, and answers by a tap go to the `mailbox`; an empty
    `language` is the reader's where it is one of ours, else the owner's.
    """
    name = progress.introduction.id
    if refusal := against(network, progress):
        return Withheld(name, kind, refusal)
    brought = onward(progress) if kind == "thanks" else {}
    meant = kind or next(iter(kinds_for(network, progress, today)), None)
    able = readers(network, progress, meant, today, to) if meant else ()
    reader = to or next(iter(able), "")
    if meant is None or (reader not in able and reader not in brought):
        return Withheld(name, meant, _refusal(network, progress, meant, today, to if able else ""))
    person = network.people[reader]
    tongue = _language(network, progress, meant, person, language)
    sender = Sender(owner, network.settings, tongue, today, network.templates, mailbox)
    facts = fit_facts(network, progress, meant, person, today)
    try:
        return _draft(progress, meant, person, facts, sender, notes=language or _own(network))
    except Unfilled as gap:
        return Withheld(name, meant, ended(str(gap)))


def _refusal(network: Network, progress: Progress, kind: Kind | None, today: date, to: str) -> str:
    if to:
        able = readers(network, progress, kind, today) if kind else ()
        names = " or ".join(network.name_of(one) for one in able)
        return f"{network.name_of(to)} is not the one to write to now; it is {names}."
    return withheld(network, progress, kind, today)


def _own(network: Network) -> str:
    return network.settings.language


def _language(network: Network, progress: Progress, kind: Kind, reader: Person, asked: str) -> str:
    if asked:
        return asked
    ids = progress.introduction.ids if kind == "introduction" else (reader.id,)
    return shared_language((network.people[one].languages for one in ids), _own(network))


def spoken(written: Iterable[str]) -> tuple[str, ...]:
    """Those of our languages that somebody speaks, from "English" or "German with the dog"."""
    said = [frozenset(fold(text).split()) for text in written]
    ours = languages("drafts")
    found = (code for text in said for code in ours if text & small_words(code, "called"))
    return tuple(dict.fromkeys(found))


def shared_language(speakers: Iterable[tuple[str, ...]], own: str) -> str:
    """The language for a message to some people: the owner's where all of them can read it.

    Somebody of whom none of our languages is written down reads the owner's.
    """
    home = own if own in languages("drafts") else MODEL
    read = [spoken(written) or (home,) for written in speakers]
    common = [one for one in (read[0] if read else ()) if all(one in known for known in read)]
    return home if home in common or not common else common[0]


def _draft(
    progress: Progress, kind: Kind, reader: Person, facts: FitFacts, sender: Sender, notes: str
) -> Draft:
    _require_whole(facts, kind, sender)
    key = _key(kind, facts)
    subject, text = _letter(key, facts, sender)
    emails, names, missing = _addresses(kind, facts)
    call = _points(key, facts, replace(sender, language=notes)) if facts.by_phone else None
    return Draft(
        introduction=progress.introduction.id,
        kind=kind,
        to=reader.id,
        name=facts.name,
        language=sender.language,
        subject=subject,
        text=text,
        call=call,
        emails_to=emails[:1],
        emails_cc=emails[1:],
        names=names,
        phone=phone_url(facts.phone),
        number=facts.phone,
        missing=missing,
        left_out=facts.left_out,
        remarks=_remarks(facts, sender.language),
        asks=question_of(key),
        links=answer_links(progress, key, reader.id, sender.mailbox, sender.language),
    )


def _remarks(facts: FitFacts, language: str) -> tuple[str, ...]:
    """Which of the words that stand in a message are in another language than it is."""
    reader, other = facts.first, facts.other_first
    return (
        *other_language(facts.why, language, f"The reason for {reader}"),
        *other_language(facts.why_other, language, f"The reason for {other}"),
        *other_language(facts.quoted, language, f"What {other} wrote"),
    )


def _require_whole(facts: FitFacts, kind: Kind, sender: Sender) -> None:
    """Refuses a message that would go out with a gap, or with a placeholder of the owner's."""
    if not facts.name or not (facts.other or facts.brought or facts.unnamed):
        raise Unfilled("A name is missing in the file of one of the two")
    for reason, name in ((facts.why, facts.first), (facts.why_other, facts.other_first)):
        wanted = kind == "introduction" or (kind == "ask" and reason is facts.why)
        if wanted and not reason and facts.emptied:
            raise Unfilled(
                f"Why it is good for {name} holds nothing but a way to reach somebody, which is "
                "left out: add a reason under because"
            )
        if wanted and not reason:
            raise Unfilled(f"Why it is good for {name} is not written yet: add it under because")
    if kind == "introduction" and not (facts.other_email or facts.other_phone):
        raise Unfilled(
            f"{facts.other} has neither an e-mail address nor a number in the book: add one under "
            "reach, or bring them together in your own way and record it, with: "
            "kith introduction made"
        )
    signed = signature(sender.settings, sender.owner)
    if not signed:
        raise Unfilled(
            "A letter has to end with your name: write it under owner in mkdocs.yml, or the end "
            'of your letters into kithbook.yml, such as sign_off: "Warmly,\\nYour name"'
        )
    greeted = (facts.greet, facts.other_greet)
    own = (
        *greeted,
        facts.name,
        facts.other,
        facts.brought,
        facts.why,
        facts.why_other,
        facts.quoted,
    )
    for text in (*own, facts.says, facts.reader_says, signed):
        if gap := left_open(text):
            raise Unfilled(f'"{gap}" is still to be filled in')


def _key(kind: Kind, facts: FitFacts) -> str:
    """Under which key the words of a message stand."""
    variants: Mapping[str, tuple[tuple[bool, str], ...]] = {
        "ask": ((facts.later, "ask_again"), (bool(facts.quoted), "ask_quoting")),
        "forwardable": (
            (facts.unnamed and facts.worded, "forwardable_unnamed_weak"),
            (facts.unnamed, "forwardable_unnamed"),
            (facts.worded, "forwardable_weak"),
        ),
        "no": ((facts.unnamed, "no_unnamed"),),
        "introduction": ((not facts.together, "introduction_apart"),),
        "loop": ((facts.met, "loop_met"), (facts.second, "loop_second")),
        "thanks": ((bool(facts.brought), "thanks_onward"),),
    }
    return next((key for holds, key in variants.get(kind, ()) if holds), kind)


def _letter(key: str, facts: FitFacts, sender: Sender) -> tuple[str, str]:
    """Subject and text; what may be said of somebody is left out where it makes it too long."""
    said = texts(sender.language, "drafts")
    own = sender.templates.get(f"{key}.{sender.language}")
    subject = (own and own.subject) or said[_nearest(said, key, "{}_subject")]
    words = own.text if own else said[key]
    hello = "greeting_both" if key == "introduction" else "greeting"
    parting = closing(said["closing"], sender.settings, sender.owner, sender.language)
    text = ""
    for told in (facts, replace(facts, says="", reader_says="")):
        values = slot_values(told, sender)
        body = fill(f"{said[hello]}\n\n{words}", values, _OPTIONAL)
        text = f"{body}\n\n{parting}"
        if len(text.split()) <= MOST_WORDS:
            return one_line(fill(subject, values), 200), text
    raise Unfilled(
        f"The message would have {len(text.split())} words, and few people read "
        f"{MOST_WORDS + 1} or more. Shorten the reason under because, or the words to pass on"
    )


def _nearest(said: Mapping[str, str], key: str, form: str) -> str:
    """The name of the words for a key, or else for what it is a variant of."""
    while form.format(key) not in said:
        key = key.rpartition("_")[0]
    return form.format(key)


def _points(key: str, facts: FitFacts, sender: Sender) -> tuple[str, ...] | None:
    """Three points for the telephone, in the owner's language; none where a fact is missing."""
    said = texts(sender.language, "drafts")
    values = slot_values(facts, sender)
    points = said[_nearest(said, key, "call_{}")]
    try:
        return tuple(fill(line, values, _OPTIONAL) for line in points.split("\n"))
    except Unfilled:
        return None


def _addresses(
    kind: Kind, facts: FitFacts
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Addresses, the names that go with them, and whose is missing."""
    pairs = [(facts.email, facts.name)]
    if kind == "introduction" and facts.together:
        pairs.append((facts.other_email, facts.other))
    there = [(email, name) for email, name in pairs if email]
    missing = tuple(
        f"{name} has no e-mail address in the book." for email, name in pairs if not email
    )
    return tuple(email for email, _ in there), tuple(name for _, name in there), missing
