"""The coach as one script for a page: engine, rules and the binding, in that order."""

from __future__ import annotations

import json
from pathlib import Path

from kithbook.coach.engine import Rules, load_rules

_FOLDER = Path(__file__).parent


def page_script(language: str) -> str:
    """The script of a page whose form speaks this language; remarks in others are left out.

    The words of every language stay in, since people write in which they like.
    """
    rules = load_rules()
    say = rules["say"]
    kept: Rules = {**rules, "say": {"en": say["en"], language: say.get(language, say["en"])}}
    data = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    # Before ES2019 these two ended a line inside a string.
    data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    engine, live = (
        (_FOLDER / name).read_text(encoding="utf-8") for name in ("engine.js", "live.js")
    )
    return f"{engine}\nkithCoach.rules = {data};\n\n{live}"
