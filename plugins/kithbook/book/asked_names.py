"""Which names were asked for while a file was read, so that it is read anew once they change."""

from __future__ import annotations

from typing import NamedTuple, cast

from kithbook.book.name_index import NameIndex
from kithbook.book.names_beside import NamesBeside


class LookedUp(NamedTuple):
    """The names that were looked up and the words that were asked to be organisations, folded.

    `all` says that it was looked among all that is known of names, as for "did you mean".
    """

    names: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    all: bool = False


class AskedNames(NameIndex):
    """The names of a book for one reading, which notes what it is asked.

    It has no names of its own: whatever wants them all finds those of the whole, and is noted.
    """

    def __init__(self, whole: NameIndex) -> None:  # the whole index has been made already
        """Takes the names that answer."""
        self._whole = whole
        self._asked: dict[str, None] = {}
        self._among_all = False
        self._beside = _AskedBeside(whole.beside)
        self.beside = cast("NamesBeside", self._beside)

    @property
    def asked(self) -> LookedUp:
        """What was asked so far."""
        among_all = self._among_all or self._beside.among_all
        return LookedUp(tuple(self._asked), tuple(self._beside.words), among_all)

    def _called_just(self, key: str) -> tuple[str, ...]:
        self._asked[key] = None
        return self._whole._called_just(key)  # noqa: SLF001 - it is the same question

    def __getattr__(self, name: str) -> object:
        self._among_all = True
        return getattr(self._whole, name)


class _AskedBeside:
    """What is known beside names, which notes whether it was asked for more than organisations."""

    def __init__(self, whole: NamesBeside) -> None:
        self._whole = whole
        self.words: dict[str, None] = {}
        self.among_all = False

    @property
    def organisations(self) -> _AskedBeside:
        return self

    def __contains__(self, word: str) -> bool:
        self.words[word] = None
        return word in self._whole.organisations

    def __getattr__(self, name: str) -> object:
        self.among_all = True
        return getattr(self._whole, name)
