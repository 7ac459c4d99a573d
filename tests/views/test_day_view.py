"""What a day shows where an introduction's file cannot be read whole."""

from __future__ import annotations

from pathlib import Path

from tests.cli.transcript import Session

_MADE = """\
---
between: [nils-berg, cora-wynn]
because: {nils-berg: she mends sails, cora-wynn: he has canvas}
answered: {nils-berg: yes, cora-wynn: yes}
asked: SAID
made: 2026-10-15
---
"""
_ASKED = "{nils-berg: 2026-10-12, cora-wynn: 2026-10-12}"


def _today(place: Path, asked: str) -> str:
    session = Session(place)
    for name in ("Nils Berg", "Cora Wynn"):
        path = session.book / f"people/{name.lower().replace(' ', '-')}.md"
        path.write_text(f"# {name}\n", encoding="utf-8")
    act = session.book / "introductions/nils-and-cora.md"
    act.parent.mkdir(exist_ok=True)
    act.write_text(_MADE.replace("SAID", asked), encoding="utf-8")
    return session.kith(["today", "--today", "2026-11-30"]).out


def test_no_draft_is_offered_from_a_file_that_is_unclear(tmp_path: Path) -> None:
    clear, unclear = tmp_path / "clear", tmp_path / "unclear"
    clear.mkdir()
    unclear.mkdir()
    assert "kith draft loop nils-and-cora" in _today(clear, _ASKED)
    shown = _today(unclear, "2026-10-12")
    assert "kith draft loop" not in shown
    assert "once what kith check finds in its file is mended" in shown
