"""The forms of a served page: made of the marks in it while it is answered, and done as they say.

No built page and no cache holds a token: a page has marks, which show nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from secrets import token_hex
from threading import Lock
from typing import NamedTuple

from markupsafe import escape

from kithbook.actions.committing import commit
from kithbook.actions.diffs import changed_line
from kithbook.actions.outcome import Edits
from kithbook.actions.sentence import known_kinds
from kithbook.actions.take_back import Undoable, take_back, undoable
from kithbook.actions.writes import content_digest
from kithbook.book.edit import source_of
from kithbook.book.load import load_book
from kithbook.book.model import Settings
from kithbook.book.network import Network
from kithbook.private.deeds import Deed, Deeding, deed_of
from kithbook.private.render import fill, trusted
from kithbook.served.current import ServedSite
from kithbook.served.told_once import FormAnswer
from kithbook.served.writing import HIDDEN, PLACE, Sign
from kithbook.text.refusal import Declined, Wanting
from kithbook.text.unseen import without_unseen
from kithbook.views.page_action import ActionField, PageAction, marked_action

_MARKED = re.compile(rb"<!--kith (\[[^<>]*?\])( main)?-->(.*?)<!--/kith-->", re.DOTALL)
_TOLD = b"<!--kithbook-told-->"
_MOST_UNDOABLE = 50
_LONGEST = 2_000
_CHANGED = (
    "{path} changed since this page was made, so nothing was written. The page shows it as it is "
    "now; what you had typed stands in the form again."
)
_WANTED = {
    "reason": "To begin it all the same: kith introduce … --anyway REASON",
    "anew": "To decide anew: kith request … --anyway",
}
"""How what a form has no field for is said on the command line."""


class _Around(NamedTuple):
    """What the forms of one answer have in common."""

    site: ServedSite
    sign: Sign
    told: FormAnswer | None


class BookForms:
    """Makes the forms of a book's pages and does what they say, one after the other."""

    def __init__(self, root: Path) -> None:
        self.settings = Settings()
        self.at_hand: Callable[[], Network | None] = lambda: None
        """The book where it is read already, and still as it was read."""
        self._root = root
        self._one = Lock()
        self._undoable: dict[str, Undoable] = {}

    def filled(self, page: bytes, site: ServedSite, sign: Sign, told: FormAnswer | None) -> bytes:
        """A page with a form for each mark, and an answer before all else."""
        around = _Around(site, sign, told)

        def form(found: re.Match[bytes]) -> bytes:
            mark = found[1].decode("ascii", "replace")
            try:
                action = marked_action(mark)
            except ValueError:
                return found[3]
            return self._form(action, mark, around, main=bool(found[2]))

        made = _MARKED.sub(form, page)
        if not told:
            return made
        return made.replace(_TOLD, self._answer(told, around), 1)

    def read_only(self, page: bytes) -> bytes:
        """A page with a word on how to write from it, where it has anything to do."""
        if _MARKED.search(page) is None:
            return page
        return page.replace(_TOLD, fill("read_only.html").encode(), 1)

    def write(self, mark: str, was: str, said: Mapping[str, str]) -> FormAnswer:
        """Does what a form says; what stands in the way is told, and nothing is written then."""
        with self._one:
            try:
                action = marked_action(mark)
                if action.deed == "undo":
                    return self._take_back(action.about[0])
                return self._done(action, was, self._said(action, said))
            except Declined as reason:
                words = [str(reason)]
                if isinstance(reason, Wanting) and reason.wants in _WANTED:
                    words.append(_WANTED[reason.wants])
            except OSError as fault:
                words = [f"Nothing could be written: {fault.strerror or fault}."]
        return FormAnswer(tuple(words), mark=mark, said=dict(said))

    def _done(self, action: PageAction, was: str, said: Mapping[str, str]) -> FormAnswer:
        root = self._root
        if action.file and content_digest(root, action.file) != (was or "changed"):
            raise Declined(_CHANGED.format(path=action.file))
        network = self.at_hand() or load_book(root)
        today = network.settings.today or date.today()  # noqa: DTZ011 - the owner's own day
        deed = deed_of(Deeding(root, network, action, said, today))
        if any(one.path == action.file and one.before != was for one in deed.edits.files):
            raise Declined(_CHANGED.format(path=action.file))
        return self._written(deed, network.settings)

    def _written(self, deed: Deed, settings: Settings) -> FormAnswer:
        edits, root = deed.edits, self._root
        lines = tuple(_lines(edits, root))
        former = undoable(edits, root)
        remarks: list[str] = []
        commit(edits, root, settings, remarks.append)
        name = token_hex(8)
        self._undoable[name] = former
        for old in list(self._undoable)[:-_MOST_UNDOABLE]:
            del self._undoable[old]
        undo = PageAction("undo", "Undo", former.subject, (name,), "")
        return FormAnswer(
            words=(*deed.words, *remarks),
            done=True,
            lines=lines,
            files=tuple(root / one.path for one in edits.files),
            undo=undo.mark,
            text=deed.answer.text if deed.answer else "",
            link=deed.answer.mailto if deed.answer else "",
        )

    def _take_back(self, name: str) -> FormAnswer:
        write = self._undoable.get(name)
        if write is None:
            raise Declined("There is nothing to take back: it was taken back already.")
        remarks: list[str] = []
        take_back(write, self._root, remarks.append)
        del self._undoable[name]
        files = tuple(self._root / one.path for one in write.files)
        words = (f'"{write.subject}" is taken back.', *remarks)
        return FormAnswer(words, done=True, files=files)

    def _said(self, action: PageAction, said: Mapping[str, str]) -> Mapping[str, str]:
        """What was said in the fields of an action, and nothing besides."""
        found = {}
        for one in map(self._known, action.fields):
            text = said.get(one.name, "")
            if len(text) > _LONGEST:
                raise Declined(f"It holds more than {_LONGEST:,} characters. Nothing was written.")
            if one.kind == "choice" and text not in dict(one.choices):
                raise Declined(f'"{text}" is none of the choices. Nothing was written.')
            found[one.name] = text
        return found

    def _known(self, one: ActionField) -> ActionField:
        """A field with its choices; those that are not said are the settings'."""
        if one.kind != "choice" or one.choices:
            return one
        names = {
            "kind": known_kinds(self.settings),
            "circle": tuple(name for name, _ in self.settings.circles),
        }.get(one.name, ())
        proposed = (one.value,) if one.value and one.value not in names else ()
        none = () if one.must else (("", "not said"),)
        return one._replace(choices=(*none, *((name, name) for name in (*proposed, *names))))

    def _form(self, action: PageAction, mark: str, around: _Around, *, main: bool = False) -> bytes:
        was = ""
        if action.file and around.site.made_from.holds(self._root / action.file):
            was = content_digest(self._root, action.file) or ""
        again = around.told.said if around.told and around.told.mark == mark else {}
        fields = tuple(
            one._replace(value=again.get(one.name, one.value))
            for one in map(self._known, action.fields)
        )
        page, token = around.sign(mark, was)
        html = fill(
            "form.html",
            action=replace(action, fields=fields),
            place=PLACE,
            hidden=dict(zip(HIDDEN, (page, trusted(escape(mark)), was, token), strict=True)),
            main=main,
            again=bool(again),
        )
        return without_unseen(html).encode()

    def _answer(self, told: FormAnswer, around: _Around) -> bytes:
        undo = ""
        if told.undo:
            undo = self._form(marked_action(told.undo), told.undo, around).decode()
        return without_unseen(fill("told.html", told=told, undo=trusted(undo))).encode()


def _lines(edits: Edits, root: Path) -> Iterator[str]:
    """The changed line of each file, or that it is made."""
    for edit in edits.files:
        if edit.before is None:
            yield f"{edit.path} is made."
            continue
        before = source_of(root, edit.path).text.splitlines()
        if edit.made.text.splitlines() != before:
            yield changed_line(edit, before)
