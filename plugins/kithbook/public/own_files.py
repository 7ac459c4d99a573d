"""The owner's own files beside the pages: published, merged with ours, or named; never just gone.

MkDocs leaves out whatever begins with a dot. What hosts and other programs look for under such a
name is published all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from kithbook.public.page_assets import FOLDER

HEADERS = "_headers"
_LOOKED_FOR = (".well-known", ".htaccess", ".nojekyll", ".domains")
_NOBODYS = frozenset(
    (".DS_Store", ".gitkeep", ".keep", ".gitignore", ".gitattributes", ".directory", ".localized")
)
BEGIN, END = "<!-- kith: only without the plugin -->", "<!-- kith: end -->"
_PART = re.compile(rf"\n*^{re.escape(BEGIN)}$.*?^{re.escape(END)}$", re.DOTALL | re.MULTILINE)


def is_published(path: str) -> bool:
    """Whether a file that MkDocs leaves out for its dot is published all the same."""
    parts = PurePosixPath(path).parts
    return parts[0] in _LOOKED_FOR and not any(one.startswith(".") for one in parts[1:])


def left_out(paths: Iterable[str]) -> tuple[str, ...]:
    """What is not published, each by the part of its path that is why, and once."""
    return tuple(dict.fromkeys(_why(path) for path in paths if not _is_nobodys(path)))


def _is_nobodys(path: str) -> bool:
    name = PurePosixPath(path).name
    return name in _NOBODYS or name.startswith("._")


def _why(path: str) -> str:
    parts = PurePosixPath(path).parts
    last = next((at for at, one in enumerate(parts) if one.startswith(".")), 0)
    return "/".join(parts[: last + 1])


def remark(path: str, folder: str) -> str:
    """What is said of something that is not published."""
    return (
        f"{folder}/{path} is not published, as MkDocs has it for such names. To publish it, write "
        f'exclude_docs: "!{path}" into mkdocs.yml; to hear no more of it, "{path}".'
    )


def beside(
    ours: Iterable[tuple[str, bytes]], theirs: Collection[str], read: Callable[[str], bytes]
) -> Iterator[tuple[str, bytes]]:
    """Our files but for those that the owner has written himself; `_headers` are merged."""
    for name, content in ours:
        if name not in theirs:
            yield name, content
        elif name == HEADERS:
            yield name, content + b"\n" + read(name)


def taken(theirs: Mapping[str, str]) -> tuple[str, ...]:
    """Files of the owner's, by source, that stand where only ours may."""
    return tuple(source for name, source in theirs.items() if name.startswith(f"{FOLDER}/"))


def without_part(markdown: str) -> str:
    """A page's Markdown without what stands in it for where this plugin is missing.

    A generator that drops the plugin without a word would publish the owner's words as a bare
    piece of a page. With that part they are hidden there, and it says why. What is around stays.
    """
    return _PART.sub("\n", markdown)
