"""What the commands write: text to stdout, remarks to stderr, JSON in one stable form."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NoReturn

import click

from kithbook.text.refusal import Wanting
from kithbook.text.unseen import json_of, visible


def say(text: str = "") -> None:
    """Writes the answer to stdout."""
    click.echo(visible(text))


def note(text: str) -> None:
    """Writes a remark to stderr."""
    click.echo(visible(text), err=True)


def say_json(value: object) -> None:
    """Writes the answer as JSON, keys in the documented order."""
    click.echo(json_of(value, indent=2))


_MOST_BYTES = 5_000_000
_MOST_LINES = 12


class Mistake(click.ClickException):
    """Something asked for that cannot be: exit code 2."""

    exit_code = 2


def mistake(message: str) -> NoReturn:
    """Ends the command for what was asked."""
    raise Mistake(message)


@contextmanager
def asking_for(**options: str) -> Iterator[None]:
    """Says by which option an action can be told what it is wanting."""
    try:
        yield
    except Wanting as refused:
        joint = "" if str(refused).endswith("\n") else " "
        mistake(f"{refused}{joint}{options.get(refused.wants, '')}".rstrip())


def use_utf8() -> None:
    """Makes both streams UTF-8, whatever the system's own encoding is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def open_streams() -> None:
    """Points what the caller closed at nothing, so that no file of the book takes its place."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            _point_at_nothing(number)
            mode = "r" if number == 0 else "w"
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


def close_streams() -> str:
    """Writes out what is held back; the result says why the answer could not be written."""
    why = ""
    for number, stream in ((2, sys.stderr), (1, sys.stdout)):
        try:
            stream.flush()
        except BrokenPipeError:
            _point_at_nothing(number)
        except OSError as fault:
            _point_at_nothing(number)
            why = why or fault.strerror or type(fault).__name__
    return why


def _point_at_nothing(number: int) -> None:
    """Makes a file descriptor lead nowhere; what is held back for it goes there too."""
    nothing = os.open(os.devnull, os.O_RDWR)
    if nothing == number:
        os.set_inheritable(nothing, True)
    else:
        os.dup2(nothing, number)
        os.close(nothing)


def block(title: str, lines: Iterable[str]) -> None:
    """Writes a heading with its lines below, or nothing where there are none."""
    shown = list(lines)
    if not shown:
        return
    say()
    say(title)
    for line in shown:
        say(f"  {line}".rstrip())


def cut(lines: Iterable[str], most: int = _MOST_LINES, where: str = "") -> Iterator[str]:
    """The first lines, and a last one that counts the rest and says where it is found."""
    rest = iter(lines)
    yield from islice(rest, most)
    if left_out := sum(1 for _ in rest):
        yield f"and {left_out:,} more{f': {where}' if where else ''}"


def piped(said: str, what: str) -> str:
    """The text that is piped in; ends the command where somebody sits there instead."""
    return _decoded(piped_bytes(said, what), said)


def piped_bytes(said: str, what: str, most: int = _MOST_BYTES) -> bytes:
    """What is piped in, as it comes; ends the command where somebody sits there instead."""
    if sys.stdin.isatty():
        mistake(f"There is nothing to read. Name a file, or pipe {what}.")
    return _sized(sys.stdin.buffer.read(most + 1), said, most)


def bytes_in(path: Path) -> bytes:
    """What a file holds, as the owner named it."""
    with path.open("rb") as opened:
        return _sized(opened.read(_MOST_BYTES + 1), path.name)


def text_in(path: Path, said: str) -> str:
    """The text in a file, as the owner named it."""
    with path.open("rb") as opened:
        return _decoded(opened.read(_MOST_BYTES + 1), said)


def _sized(read: bytes, said: str, most: int = _MOST_BYTES) -> bytes:
    if len(read) > most:
        mistake(f"{said}: this is more than {most // 1_000_000} MB. Give it in parts.")
    return read


def _decoded(read: bytes, said: str) -> str:
    return _sized(read, said).decode("utf-8", errors="replace").removeprefix("\ufeff")


def hand_over_mail(mail: bytes, name: str) -> None:
    """Gives a mail to stdout or to a file that is not there yet."""
    if name == "-":
        sys.stdout.write(mail.decode("utf-8").replace("\r\n", "\n"))
        return
    with Path(name).open("xb") as file:
        file.write(mail)
    note(f"{name} is written; open it in your mail program.")


def require_free(name: str | None) -> None:
    """Ends the command where the mail that it is to write is there already."""
    if name and name != "-" and Path(name).exists():
        mistake(f"{name} is there already. Choose another name.")
