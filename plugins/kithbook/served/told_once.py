"""What was done by a form, to be told once: the words, the lines, and how to take it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from threading import Lock

_MOST = 50


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """An answer to a form.

    `done` says whether anything was written, into `files`; `lines` are what stands there now, each
    after its place. `undo` is the mark of the form that takes it back, `text` a message to send
    with the `link` that opens it as a mail. What was refused comes back: the mark of its form, and
    what was `said` in it.
    """

    words: tuple[str, ...]
    done: bool = False
    lines: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    undo: str = ""
    text: str = ""
    link: str = ""
    mark: str = ""
    said: Mapping[str, str] = field(default_factory=dict)


class ToldOnce:
    """Holds answers until they were shown; on a site that is built again, once more."""

    def __init__(self) -> None:
        self._waiting: dict[str, tuple[FormAnswer, str]] = {}
        self._lock = Lock()

    def keep(self, told: FormAnswer) -> str:
        """Holds an answer; the name under which it is shown."""
        name = token_hex(8)
        with self._lock:
            self._waiting[name] = told, ""
            for old in list(self._waiting)[:-_MOST]:
                del self._waiting[old]
        return name

    def show(self, name: str, built: str) -> FormAnswer | None:
        """An answer on a page of a site; None where that was shown with it already."""
        with self._lock:
            told, shown = self._waiting.get(name, (None, ""))
            if told is None:
                return None
            if shown == built:
                del self._waiting[name]
                return None
            self._waiting[name] = told, built
            return told
