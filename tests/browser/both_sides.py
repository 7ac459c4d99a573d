"""A question put to a browser and to the engine: what each of them answers, in one form."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kithbook.matching.languages import VERY_SURE
from kithbook.suggestions.who_knows import Asking
from tests.private.bigbooks import opened
from tests.structure.sources import PACKAGE

_TOP = 5
_NEAR = 1e-4
ASK = """async ([root, questions]) => {
  const at = (name) => import(`${root}/assets/kithbook/${name}.js`);
  const [{ answersIn }, book] = await Promise.all([at("asking/answers"), at("find/book")]);
  const [known, contacts] = await Promise.all([book.readBook(), book.readContacts()]);
  const everyone = book.everyoneIn(known, contacts);
  const { answers, rank } = await answersIn(known, everyone);
  const all = [];
  for (const question of questions) {
    const found = answers(question).map((one) => ({
      who: one.who.id ?? `contact ${one.who.values[0]}`, field: one.field,
      said: one.said, quote: one.quote,
      words: one.matches.map(({ asked, found, how }) => [asked, found, how]),
      telling: one.matches.map(({ telling }) => telling),
    }));
    const ranks = rank(question).slice(0, 8).map(({ document, z }) => [document, z]);
    all.push({ ranks, answers: found });
  }
  return all;
}"""


def laid_out(root: Path, files: Mapping[str, str]) -> Path:
    """The folder of what a browser reads to answer questions about a book, without its pages."""
    folder = root / "site"
    shutil.copytree(PACKAGE / "private" / "theme" / "assets", folder / "assets")
    for name, content in opened(root / "book", files).files():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / "index.html").write_text("<!doctype html><title>A book</title>", encoding="utf-8")
    return folder


def read_as_the_book(asking: Asking, question: str) -> bool:
    """Whether the engine reads a question in a language that the book is in, as a browser does."""
    engine = asking._engine
    return engine.languages.of(question, sure=VERY_SURE) == 0 or bool(engine.mixed)


def same_standings(asking: Asking, question: str, found: Mapping[str, Any]) -> None:
    """Everyone stands where the engine puts them."""
    here = asking._engine.rank(question, _TOP)
    ranks = found["ranks"][:_TOP]
    assert [document for document, _ in ranks] == [hit.document for hit in here], question
    for (_, z), hit in zip(ranks, here, strict=True):
        assert abs(z - hit.z) < 0.02, question


def same_answers(asking: Asking, question: str, found: Mapping[str, Any]) -> int:
    """Answers rest on the same words, which tell as much; gives how many there are."""
    answers = asking.answers(question, 10)
    here = [
        {
            "who": one.who.person or f"contact {one.who.name}",
            "field": one.field,
            "said": one.said,
            "quote": one.quote,
            "words": [[each.asked, each.found, each.how] for each in one.matches],
        }
        for one in answers
    ]
    shown = [{key: each[key] for key in each if key != "telling"} for each in found["answers"]]
    assert shown == here, question
    for one, other in zip(answers, found["answers"], strict=True):
        assert near([each.telling for each in one.matches], other["telling"]), question
    return len(here)


def near(some: Sequence[float], others: Sequence[float]) -> bool:
    """Whether numbers are the same but for the last digits."""
    return len(some) == len(others) and all(
        abs(one - other) < _NEAR for one, other in zip(some, others, strict=True)
    )
