"""The names in the path of a request, and which page of the site it leads to."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes


def segments(path: str) -> tuple[str, ...] | None:
    """The names in a path, an empty one last where it is a folder; None where it is no path."""
    try:
        names = unquote_to_bytes(path).decode("utf-8").split("/")
    except UnicodeDecodeError:
        return None
    if names[0] or len(names) < 2:
        return None
    *folders, last = names[1:]
    whole = (*folders, last) if last else tuple(folders)
    if not all(_is_name(name) for name in whole):
        return None
    return (*folders, last)


def _is_name(name: str) -> bool:
    return name > "" and name[0] != "." and min(name) >= " " and not set(name) & set("\\:\x7f")


def page_at(path: str) -> str:
    """The page that a path leads to, by its place in the site; empty for the first page."""
    names = segments(path) or ("",)
    *folders, last = names
    whole = (*folders, last) if last and last != "index.html" else folders
    return "".join(f"{name}/" for name in whole)
