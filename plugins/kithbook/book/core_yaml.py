"""What an editor sees in a node: the core schema of YAML 1.2 (section 10.3.2 of its text)."""

from __future__ import annotations

import re

from kithbook.text.source import Items, Node, Scalar

_NULL = re.compile(r"null|Null|NULL|~|")
_TRUE = re.compile(r"true|True|TRUE")
_FALSE = re.compile(r"false|False|FALSE")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def as_json(node: Node) -> object:
    """The value of a node as JSON; of a key that stands twice, the last."""
    if isinstance(node, Scalar):
        return _plain(node.text) if node.plain else node.text
    if isinstance(node, Items):
        return [as_json(item) for item in node.nodes]
    return {name.text: as_json(value) for name, value in node.pairs}


def _plain(text: str) -> object:
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text):
        return True
    if _FALSE.fullmatch(text):
        return False
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
