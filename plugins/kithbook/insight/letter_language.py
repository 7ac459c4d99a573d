"""Whether the owner's words are in the language of the letter that they come into."""

from __future__ import annotations

from kithbook.coach import coach
from kithbook.language.folders import languages
from kithbook.language.small_words import words_in

_ENOUGH = 5


def other_language(text: str, language: str, what: str) -> tuple[str, ...]:
    """A remark where words are in another language than their letter; none where that is not sure.

    `what` begins the sentence: `The reason for Ada`.
    """
    found = coach().language(text) if len(text.split()) >= _ENOUGH else language
    if found == language or found not in languages("drafts"):
        return ()
    return (f"{what} reads as {_called(found)}, and the letter is in {_called(language)}.",)


def _called(code: str) -> str:
    return words_in(code, "called")[0].capitalize()
