"""All 12,767 members of Congress in one roster: imported, found, counted, and listed."""

from __future__ import annotations

import csv
import os
from io import StringIO
from pathlib import Path

import pytest

from kithbook.actions.import_contacts import apply_import, plan_import
from kithbook.actions.import_sources import import_sources
from kithbook.insight.audit import audit
from tests.actions.conftest import Desk
from tests.exchange.congress import CORPUS

pytestmark = [
    pytest.mark.uncounted,
    pytest.mark.skipif(
        not CORPUS.is_dir(), reason="../shared/corpora/people/congress-legislators is not there"
    ),
]
FILES = ("legislators-historical.csv", "legislators-current.csv")
MEMBERS = 12_767


@pytest.fixture(scope="module")
def everybody() -> str:
    """Both files as one table."""
    rows: list[list[str]] = []
    for name in FILES:
        text = (CORPUS / name).read_text(encoding="utf-8")
        header, *more = csv.reader(StringIO(text, newline=""))
        rows += more if rows else [header, *more]
    out = StringIO(newline="")
    csv.writer(out, lineterminator=os.linesep).writerows(rows)
    return out.getvalue()


def test_they_live_in_a_roster(desk: Desk, tmp_path: Path, everybody: str) -> None:
    export = tmp_path / "congress.csv"
    export.write_text(everybody, encoding="utf-8")
    before = len(desk.network.contacts)
    for again in (False, True):
        network = desk.network
        plan = plan_import(desk.root, network, import_sources(desk.root, [export]).read, desk.today)
        merge = plan.books[0].merge
        assert merge is not None
        assert (len(merge.new), merge.same) == ((0, MEMBERS) if again else (MEMBERS, 0))
        assert bool(plan.edits) != again
        apply_import(plan, desk.root, network.settings)
    network = desk.network
    assert len(network.contacts) == before + MEMBERS
    counted = {one.roster: one.depth.people for one in audit(network, desk.today).rosters}
    assert counted["rosters/congress.csv"] == MEMBERS
    assert [one for one in network.problems if one.severity == "error"] == []
