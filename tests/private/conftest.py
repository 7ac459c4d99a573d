"""The sample book's private site, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.private.site import Site, open_site
from tests.private.sites import ROOT, TODAY, build, private_config, write_book

_SAMPLE = ("people", "journal", "introductions", "requests", "rosters", "content/private")


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """These builds are tests and not a host's, whatever machine they run on."""
    for name in ("CI", "GITHUB_ACTIONS", "NETLIFY", "READTHEDOCS", "CF_PAGES", "VERCEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for folder in _SAMPLE
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file()
    }
    settings = (ROOT / "kithbook.yml").read_text(encoding="utf-8")
    files["kithbook.yml"] = settings
    files["content/disclosed.yml"] = _text(ROOT / "content" / "disclosed.yml")
    return write_book(tmp_path_factory.mktemp("sample"), files)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.fixture(scope="session")
def sample(sample_book: Path) -> Site:
    return open_site(sample_book, TODAY)


@pytest.fixture(scope="session")
def sample_site(sample_book: Path) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CI", raising=False)
        assert "kithbook-private" in private_config()
        return build(sample_book, strict=True)
