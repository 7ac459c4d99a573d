"""The generator and the theme that are there are found, and what is missing is named."""

from __future__ import annotations

from importlib import machinery
from pathlib import Path

import pytest

from kithbook.cli import generators
from kithbook.cli.generators import require_generator, theme_instead
from kithbook.text.refusal import Declined

MATERIALX = ["materialx", "kithbook"]


def found(*there: str) -> object:
    def find_spec(name: str) -> machinery.ModuleSpec | None:
        return machinery.ModuleSpec(name, None) if name in there else None

    return find_spec


def test_mkdocs_is_taken_where_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generators, "find_spec", found("mkdocs", "properdocs"))
    monkeypatch.setattr(generators, "import_module", pytest.fail)
    require_generator()


def test_properdocs_stands_in_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(generators, "find_spec", found("properdocs"))
    monkeypatch.setattr(generators, "import_module", asked.append)
    require_generator()
    assert asked == ["properdocs.replacement"]


def test_without_either_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generators, "find_spec", found())
    with pytest.raises(Declined, match="Neither MkDocs nor ProperDocs is installed"):
        require_generator()


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("mkdocs.utils.get_theme_names", lambda: MATERIALX)
    return tmp_path / "mkdocs.private.yml"


def test_the_other_name_of_a_theme_is_taken_with_its_settings(settings: Path) -> None:
    settings.write_text("theme:\n  name: material\n  font: false\n")
    assert theme_instead(settings) == {"theme": {"name": "materialx", "font": False}}
    settings.write_text("theme: material\n")
    assert theme_instead(settings) == {"theme": {"name": "materialx"}}
    settings.write_text("theme: kithbook\n")
    assert theme_instead(settings) == {}
    settings.write_text("site_name: [\n")
    assert theme_instead(settings) == {}


def test_a_theme_that_is_not_there_is_named(settings: Path) -> None:
    settings.write_text("theme: {name: readable}\n")
    with pytest.raises(Declined) as told:
        theme_instead(settings)
    assert 'names the theme "readable", which is not installed' in str(told.value)
    assert "materialx" in str(told.value)
