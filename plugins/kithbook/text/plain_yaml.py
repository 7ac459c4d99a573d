"""YAML of which every value stays text: catalogues of words, presets, settings looked up."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml


def read_yaml(path: Path) -> Mapping[str, object]:
    """A mapping from a YAML file of ours or of a translator, in which every value stays text.

    Raises:
        ValueError: the file is not one mapping.
    """
    try:
        values = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - makes nothing but text
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name} is not YAML: {error}") from error
    if not isinstance(values, dict):
        raise ValueError(f"{path.name} is not one group of settings")  # noqa: TRY004 - a value of the file
    return values
