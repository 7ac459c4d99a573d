"""Writes the small books that golden cases describe."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parent.parent / "cases"


def case_paths(folder: str) -> list[Path]:
    return sorted((CASES / folder).glob("*.yml"))


def read_case(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    case: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - text only
    return case


def write_book(root: Path, case: Mapping[str, Any]) -> None:
    """Files as text, `hex` as bytes, `links` to other files, `repeated` as [head, text, times]."""
    for name, text in (case.get("files") or {}).items():
        _place(root, name).write_bytes(text.encode())
    for name, digits in (case.get("hex") or {}).items():
        _place(root, name).write_bytes(bytes.fromhex(digits))
    for name, target in (case.get("links") or {}).items():
        _place(root, name).symlink_to(target)
    for name, (head, text, times) in (case.get("repeated") or {}).items():
        _place(root, name).write_text(head + text * int(times), encoding="utf-8")


def _place(root: Path, name: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
