"""What to type to install more, for each way in which Kithbook is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.text.installing import install_line


@pytest.mark.parametrize(
    "receipt, requirement, line",
    [
        ("", "kithbook[agent]", "pip install 'kithbook[agent]'"),
        ("", "zensical", "pip install zensical"),
        ("pipx_metadata.json", "kithbook[agent]", "pipx install --force 'kithbook[agent]'"),
        ("pipx_metadata.json", "mkdocs<2", "pipx inject kithbook 'mkdocs<2'"),
        ("uv-receipt.toml", "kithbook[agent]", "uv tool install --force 'kithbook[agent]'"),
        ("uv-receipt.toml", "mkdocs<2", "uv tool install --force kithbook --with 'mkdocs<2'"),
    ],
)
def test_the_line_is_for_the_installer_in_use(
    tmp_path: Path, receipt: str, requirement: str, line: str
) -> None:
    if receipt:
        (tmp_path / receipt).touch()
    assert install_line(requirement, tmp_path) == line
