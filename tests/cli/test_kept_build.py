"""`kith build` leaves a private site as it is where nothing changed, and needs no MkDocs for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config

from kithbook.actions.kept_build import NAME
from kithbook.cli.site_builder import MkDocsSite
from tests.cli.transcript import Session

pytestmark = pytest.mark.uncounted
BUILD = ["build", "--only", "private"]
LOADED = (
    "import sys; from kithbook.cli.main import run; code = run(['build', '--only', 'private']);"
    "print(code, [one for one in ('mkdocs', 'material', 'numpy', 'jinja2') if one in sys.modules])"
)


def files(site: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(site)): one.read_bytes() for one in site.rglob("*") if one.is_file()
    }


def test_nothing_is_built_where_nothing_changed(session: Session) -> None:
    site = session.book / "build" / "private"
    first = session.kith(BUILD)
    assert first.code == 0
    whole = files(site)
    before = (site / "index.html").stat()
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=session.book, capture_output=True, text=True, check=True
    )
    assert "and nothing changed since" in done.stdout
    assert done.stdout.splitlines()[-1] == "0 []"
    remarks = [one for one in first.err.splitlines() if not one.startswith("Building")]
    assert [
        one.replace(str(session.book.parent), "TMP") for one in done.stderr.splitlines()
    ] == remarks
    assert (site / "index.html").stat() == before

    (session.book / "people" / "zoe-new.md").write_text("---\nname: Zoe New\n---\n")
    assert "nothing changed" not in session.kith(BUILD).out
    assert "people/zoe-new/index.html" in files(site)
    (session.book / "people" / "zoe-new.md").unlink()
    assert session.kith(BUILD).code == 0
    assert files(site) == whole

    strict = session.kith([*BUILD, "--strict"])
    assert ("nothing changed" in strict.out) == ("warning" not in first.out)
    (session.book / ".kith" / NAME).unlink()
    assert "nothing changed" not in session.kith(BUILD).out
    assert files(site) == whole


@pytest.mark.parametrize(
    "old, new, is_known",
    [
        ("", "", True),
        ("plugins:\n", "plugins:\n  - tags\n", False),
        ("extra:\n", "hooks: [hook.py]\nextra:\n", False),
        ("extra:\n", "markdown_extensions: [pymdownx.snippets]\nextra:\n", False),
        ("extra:\n", "markdown_extensions: [attr_list]\nextra:\n", True),
        ("site_name: Kithbook", "site_name: !ENV [NAME, Kithbook]", False),
        ("book: .", "book: ..", False),
        ("  language: en\n", "  language: en\n  custom_dir: over\n", True),
    ],
)
def test_a_site_that_may_be_made_of_more_is_known(
    session: Session, old: str, new: str, *, is_known: bool
) -> None:
    config_file = session.book / "mkdocs.private.yml"
    text = config_file.read_text(encoding="utf-8")
    assert old in text
    config_file.write_text(text.replace(old, new, 1), encoding="utf-8")
    (session.book / "hook.py").write_text("", encoding="utf-8")
    (session.book / "over").mkdir()
    config = load_config(str(config_file))
    made_of = MkDocsSite(config, "private", Path(config.site_dir)).made_of()
    assert (made_of is not None) == is_known
    if made_of is not None and "over" in new:
        assert session.book / "over" in made_of
    assert not os.environ.get("CI")
