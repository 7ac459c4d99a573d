"""`kith coach`: what a thoughtful friend would say about a message before it goes out."""

from __future__ import annotations

from pathlib import Path

import click

from kithbook.book.settings import DEFAULTS, FILE
from kithbook.cli.chosen_book import ChosenBook, json_option, settings_of
from kithbook.cli.screen import note, piped, say, say_json, text_in
from kithbook.coach import Advice, Wish
from kithbook.coach import coach as the_coach
from kithbook.shapes.of_findings import KINDS, NO_MESSAGE, advice_shape
from kithbook.text.unseen import json_of

_ORDER = ("good", "stop", "hint")


@click.command()
@click.argument("file", default="-", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--lang", metavar="XX", default="", help="The language, such as de; else guessed.")
@click.option("--kind", type=click.Choice(KINDS), help="What is asked for; otherwise guessed.")
@json_option
@click.option("--lines", is_flag=True, help="Read and write many messages, one JSON object a line.")
@click.pass_obj
def coach(
    book: ChosenBook, file: str, lang: str, kind: str | None, as_json: bool, lines: bool
) -> int:
    """Read a message as its receiver would.

    \b
    kith coach note.txt
    pbpaste | kith coach --kind introduction
    kith coach --lines requests.jsonl

    With --lines each line is {"text": …} or {"fields": {"how_found": …, "why": …, "ask": …}},
    optionally with "kind", "lang" and an "id" that comes back with the answer.
    """
    wish = _wish(book, lang, kind or "")
    text = piped(file, "the message in") if file == "-" else text_in(Path(file), file)
    if lines:
        return _many(text, wish)
    advice = the_coach().look(_message(text), wish)
    if as_json:
        say_json(advice.as_json())
    else:
        _show(advice)
    return 0


def _message(text: str) -> str | dict[str, str]:
    """What was written; of a mail from the form the answers, without the form's own words."""
    if "[kithbook " not in text.lower():
        return text
    from kithbook.requests.form_fields import TEXTS
    from kithbook.requests.tokens import read_note

    found = read_note(text)
    answers = found.answers if found else {}
    return {name: answers[name] for name in TEXTS if answers.get(name)} or text


def _wish(book: ChosenBook, lang: str, kind: str) -> Wish:
    """The settings of the book, where one is near."""
    here = book.named or Path.cwd()
    near = next((one for one in (here, *here.parents) if (one / FILE).is_file()), None)
    settings = settings_of(near) if near else DEFAULTS
    return Wish(lang.lower(), kind, "", settings.weak_tie, settings.max_words)


def _show(advice: Advice) -> None:
    for level in _ORDER:
        for finding in advice.findings:
            if finding.level == level:
                say(f"{level}: {finding.rule}: {finding.say}")
    note("This can go out." if advice.ready else "This is worth another look before it goes out.")


def _many(text: str, wish: Wish) -> int:
    """Answers line by line; 1 when a line held no message."""
    unread = 0
    for number, line in enumerate(text.split("\n"), 1):  # JSON may hold other signs that end lines
        if not line.strip():
            continue
        answer = advice_shape(line, wish)
        if answer is None:
            unread += 1
            note(f"line {number}: no message. Write an object with text or fields.")
            answer = NO_MESSAGE
        click.echo(json_of(answer))
    return int(unread > 0)
