"""The coach as one script for a page: engine, rules and the binding, in that order."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from kithbook.coach.engine import Rules, load_rules

_FOLDER = Path(__file__).parent
_GIVEN = "\nkithCoach.rules = "


def page_script(language: str, reads: Collection[str] = ()) -> str:
    """The script of a page whose form speaks this language; remarks in others are left out.

    People write in which language they like, so the words of most stay in, unless `reads` names
    those to keep: a page that reads one of two weighs little more than half. Some languages are
    kept only where the page speaks them or `reads` names them.
    """
    rules = load_rules()
    say, books = rules["say"], rules["books"]
    reads = reads or (*rules["everywhere"], language)
    kept: Rules = {
        **rules,
        "say": {"en": say["en"], language: say.get(language, say["en"])},
        "books": {name: books[name] for name in books if name in ("any", *reads)},
    }
    data = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    # Before ES2019 these two ended a line inside a string.
    data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    engine, live = (_lean(name) for name in ("engine.js", "live.js"))
    return f"{engine}{_GIVEN}{data};\n\n{live}"


def _lean(name: str) -> str:
    """A script without what only its readers here need: comments on lines of their own, indents."""
    lines = map(str.strip, (_FOLDER / name).read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def is_page_script(text: str) -> bool:
    """Whether a text is one of these scripts, to the letter."""
    data = text.partition(_GIVEN)[2].partition(";\n\n")[0]
    try:
        kept = json.loads(data)
        *_, language = kept["say"]
        return page_script(language, list(kept["books"])) == text
    except (ValueError, TypeError, KeyError, RecursionError):
        return False
