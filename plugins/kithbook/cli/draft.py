"""`kith draft`: the next message of an introduction, to be sent or said by the owner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from kithbook.cli.chosen_book import ChosenBook, answering_options
from kithbook.cli.introduction_steps import before, open_records
from kithbook.cli.persons import IntroductionName, PersonName, find_person
from kithbook.cli.screen import hand_over_mail, mistake, note, require_free, say, say_json
from kithbook.text.words import counted

if TYPE_CHECKING:
    from kithbook.actions.record_step import Records
    from kithbook.introductions.drafts import Draft, Kind, Withheld
    from kithbook.introductions.state import Progress


_NO_MAILBOX = "Write your address under owner in mkdocs.yml, as email."


@dataclass(frozen=True, slots=True)
class Form:
    """In which form the message is wanted; none of them: as it is best used.

    `sent` asks for no message: it went already. `links` first writes down the code for them.
    """

    text: bool = False
    eml: str | None = None
    mailto: bool = False
    as_json: bool = False
    sent: bool = False
    links: bool = False


@click.command()
@click.argument(
    "words", metavar="[KIND] INTRODUCTION", nargs=-1, required=True, type=IntroductionName()
)
@click.option(
    "--to",
    metavar="WHO",
    type=PersonName(),
    help="To one of the two, or to whoever brought you one of them.",
)
@click.option("--language", metavar="CODE", help="In this language: en or de.")
@click.option("--text", is_flag=True, help="Give the text, also where a call would be better.")
@click.option("--eml", metavar="FILE", help="Write it as a mail; - for stdout.")
@click.option("--mailto", is_flag=True, help="Give it as a mailto: link.")
@click.option("--sent", is_flag=True, help="It is sent or said: record the step that it was.")
@click.option(
    "--links", is_flag=True, help="Write down a code first, so that it has links to answer by."
)
@answering_options
def draft(
    book: ChosenBook,
    /,
    words: tuple[str, ...],
    *,
    to: str | None,
    language: str | None,
    today: str | None,
    **form: Any,  # noqa: ANN401 - what click parsed
) -> int:
    """Draft the next message of an introduction, or one of a kind. Nothing is sent.

    \b
    forwardable   ask whoever wants it for words that can be passed on
    ask           ask one of the two, with an easy no
    nudge         remind once
    introduction  bring the two together, after two yeses
    no            tell whoever waits that it will not come about
    loop          ask how it went
    thanks        thank whoever told you, or brought you one of the two

    The introduction is named by its id, a beginning of it, or its two people.
    """
    from kithbook.introductions.drafts import Withheld

    wanted = Form(**form)
    _require_one(wanted)
    kind, one = _meant(records := open_records(book, today), words)
    who = find_person(records.network.index, to) if to else ""
    tongue = _known(language)
    made = _drawn(records, one, kind, tongue, who)
    if wanted.links and not isinstance(made, Withheld):
        one = _with_links(records, one, made)
        made = _drawn(records, one, kind, tongue, who)
    if isinstance(made, Withheld):
        asked = kind is not None or bool(to) or wanted.sent
        return _withheld(made, asked=asked, as_json=wanted.as_json)
    _hand_over(records, one, made, wanted)
    return 0


def _drawn(
    records: Records, one: Progress, kind: Kind | None, language: str, to: str
) -> Draft | Withheld:
    from kithbook.insight.letter_ends import owner_mailbox, owner_name
    from kithbook.introductions.drafts import draft as write

    mailbox, owner = owner_mailbox(records.root), owner_name(records.root)
    network, today = records.network, records.today
    return write(network, one, kind, owner, today, language, to=to, mailbox=mailbox)


def _with_links(records: Records, one: Progress, made: Draft) -> Progress:
    """Writes down the code by which this message is answered; where it stands then."""
    from kithbook.actions.committing import commit
    from kithbook.actions.record_step import linked, standing_after
    from kithbook.insight.letter_ends import owner_mailbox

    if made.asks is None:
        mistake("This message asks nothing that a tap could answer. Leave --links out.")
    if not owner_mailbox(records.root):
        mistake(f"Links need an address to go to. {_NO_MAILBOX}")
    edits = linked(records, one, made.asks, made.to)
    commit(edits, records.root, records.network.settings, note)
    (edit,) = edits.files
    note(f"{edit.path} has the code of these links now.")
    return standing_after(records, edit)


def _require_one(form: Form) -> None:
    if sum((form.text, form.eml is not None, form.mailto, form.as_json, form.sent)) > 1:
        mistake("One form at a time. Keep one of --text, --eml, --mailto, --json and --sent.")
    require_free(form.eml)


def _known(language: str | None) -> str:
    from kithbook.language.folders import languages
    from kithbook.text.words import listed

    if language and language not in languages("drafts"):
        mistake(f'There are no words in "{language}". Take {listed(languages("drafts"))}.')
    return language or ""


def _withheld(made: Withheld, *, asked: bool, as_json: bool) -> int:
    """Says what comes first: an answer where the next message was asked for, else a refusal."""
    if as_json:
        told = {"introduction": made.introduction, "kind": made.kind, "withheld": made.says}
        say_json(told)
    elif asked or made.kind is not None:
        note(made.says)
    else:
        say(made.says)
    return 1 if asked or made.kind is not None else 0


def _hand_over(records: Records, one: Progress, made: Draft, form: Form) -> None:
    """Gives the message with what to know of it, or records that it went."""
    if form.sent:
        _record_sent(records, one, made)
        return
    _show(made, form)
    for line in () if form.as_json else _remarks(records, one, made, form):
        note(line)


def _show(made: Draft, form: Form) -> None:
    if form.as_json:
        say_json(made.as_json())
    elif form.eml is not None:
        _write_mail(made, form.eml)
    elif form.mailto:
        short = "The message is too long for a link. Leave --mailto out, or take --eml FILE."
        say(made.mailto() or mistake(made.missing[0] if not made.emails_to else short))
    else:
        say(made.as_text() if form.text or not made.call else made.as_call())


def _write_mail(made: Draft, name: str) -> None:
    from kithbook.text.slots import Unfilled

    try:
        mail = made.as_eml()
    except Unfilled as gap:
        mistake(f"No mail was made: {gap}")
    hand_over_mail(mail, name)


def _meant(records: Records, words: tuple[str, ...]) -> tuple[Kind | None, Progress]:
    """The kind, which may stand first or last, and the introduction that the rest names."""
    from kithbook.actions.record_step import meant
    from kithbook.introductions.drafts import KINDS
    from kithbook.text.refusal import Declined
    from kithbook.text.words import did_you_mean

    kind = next((one for one in KINDS for end in (words[0], words[-1]) if one == end), None)
    rest = list(words)
    if kind is not None and len(words) > 1:
        rest.remove(kind)
    elif kind is not None:
        mistake(f"Of which introduction? Name it by its id or its two people: kith draft {kind} …")
    try:
        return kind, meant(records, tuple(rest))
    except Declined:
        for word in (words[0], words[-1]) if kind is None and len(words) > 1 else ():
            if near := did_you_mean(word, KINDS):
                mistake(f'"{word}" is not a kind of message. {near}')
        raise


def _remarks(records: Records, one: Progress, made: Draft, form: Form) -> Iterator[str]:
    """What else there is to know, and how to record that it was sent or said."""
    if made.kind == "ask":
        yield from before(records.network, made.to, records.today)
    if made.left_out:
        taken = counted(made.left_out, "way to reach somebody", "ways to reach somebody")
        yield f"Left out of what you wrote: {taken}. Both addresses come with the introduction."
    yield from made.remarks
    if made.call and not (form.text or form.eml or form.mailto):
        yield "The same as a letter: --text"
    else:
        yield from _about_links(records, made)
        yield from made.missing
    if others := _others(records, one, made):
        yield f"It can also go to {others}: add --to."
    if made.kind == "introduction" and not made.emails_cc:
        other = next(who for who in one.introduction.ids if who != made.to)
        yield f"No letter reaches both, so each hears from you: --to {other} gives the other one."
    yield f"Nothing is sent. {_record(one, made)}".rstrip()


def _about_links(records: Records, made: Draft) -> Iterator[str]:
    """Why a message that asks has no links to answer by, where it has none."""
    from kithbook.insight.letter_ends import owner_mailbox

    if made.asks is None or made.links:
        return
    if owner_mailbox(records.root):
        yield "It has no links to answer by, for the file has no code for them: add --links."
    else:
        yield f"It has no links to answer by. {_NO_MAILBOX}"


def _record_sent(records: Records, one: Progress, made: Draft) -> None:
    from kithbook.actions.record_step import sent
    from kithbook.cli.introduction_steps import settle

    settle(records, sent(records, one, made.kind, made.to))


def _others(records: Records, one: Progress, made: Draft) -> str:
    from kithbook.introductions.drafts import onward, readers
    from kithbook.text.words import listed

    if made.kind not in ("loop", "no", "thanks"):
        return ""
    able = readers(records.network, one, made.kind, records.today)
    more = tuple(onward(one)) if made.kind == "thanks" else ()
    return listed((who for who in (*able, *more) if who != made.to), "and")


def _record(one: Progress, made: Draft) -> str:
    from kithbook.shapes.of_introductions import command_line

    if made.kind == "forwardable":
        return f"What comes back goes under Forwardable: in {one.introduction.path}"
    wait = one.wait_for(made.kind, made.to)
    if wait is None:
        return ""
    if made.kind == "loop":
        return f"Once they tell you: {command_line(wait.records[-1])}"
    return f"Once it is sent, the same command with --sent, or: {command_line(wait.records[0])}"
