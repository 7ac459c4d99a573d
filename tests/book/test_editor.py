"""The address under `editor:` opens an editor and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.load import load_book


@pytest.mark.parametrize(
    "address",
    [
        "vscode://file/{path}:{line}",
        "vscode-insiders://file/{path}:{line}:{column}",
        "txmt://open?url=file://{path}&line={line}",
        "idea://open?file={path}&line={line}",
        "zed://file/{path}",
        "obsidian://open?path={path}",
    ],
)
def test_an_editor_is_one(tmp_path: Path, address: str) -> None:
    (tmp_path / "kithbook.yml").write_text(f'editor: "{address}"\n')
    network = load_book(tmp_path)
    assert (network.problems, network.settings.editor) == ((), address)


@pytest.mark.parametrize(
    "address",
    [
        "ms-msdt:/id PCWDiagnostic /param {path}",
        "ms-msdt://{path}",
        "search-ms:query={path}&crumb=location:elsewhere.example.org",
        "https://example.org/?file={path}",
        "http://{path}",
        "javascript://{path}",
        "data:text/html,{path}",
        "file://{path}",
        "mailto:{path}",
        "ms-word:ofe|u|{path}",
        "shell:startup",
        "vscode",
        "{path}",
        "vscode://file/{path} --flag",
    ],
)
def test_anything_else_is_refused_by_name(tmp_path: Path, address: str) -> None:
    (tmp_path / "kithbook.yml").write_text(f'editor: "{address}"\n')
    network = load_book(tmp_path)
    (found,) = network.problems
    assert str(found).startswith(f'kithbook.yml:1:9: bad-editor: "{address}" is not an address')
    assert "Write vscode://file/{path}:{line}" in str(found)
    assert network.settings.editor == ""
