"""Where an export may go: to a place that the owner names, in the book only under `build/`.

What is in the book elsewhere would be read as the book, committed and pushed; and what stands in a
built site would be published or replaced.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from filecmp import cmp
from pathlib import Path

from kithbook.book.edit import Edit, apply, apply_pieces, digest
from kithbook.text.built import BUILD
from kithbook.text.nodes import content_of, lies_within, real
from kithbook.text.refusal import refuse

_SITES = ("public", "private")
_MOST = 200_000_000
_HEAD = 4096


def require_outgoing(root: Path, target: Path) -> None:
    """Refuses a place in the book that is not under `build/`, or in a site that is built there."""
    where = real(target)
    if lies_within(root, where):
        refuse(f"{target}: the book itself is in that folder. Name another place.")
    if not lies_within(where, root):
        return
    inside = where.relative_to(real(root))
    name = inside.name
    if inside.parts[0] != BUILD:
        refuse(
            f"{target}: what is exported has no place among the files of the book. Name a file "
            f"outside of it, or {BUILD}/{name}."
        )
    if inside.parts[1:2] and inside.parts[1] in _SITES:
        refuse(f"{target}: that is the place of a built site. Take {BUILD}/{name} instead.")


def write_outgoing(root: Path, target: Path, content: bytes, begins: bytes) -> str:
    """Writes one exported file, whole or not at all; a remark for the owner, mostly empty.

    What is there already is replaced only where it `begins` as ours do. Raises Declined.
    """
    folder = _folder(root, target)
    return apply(Edit(real(target).name, _before(target, folder, begins), content), folder)


def stream_outgoing(
    root: Path, target: Path, pieces: Iterable[bytes], is_ours: Callable[[bytes], bool]
) -> str:
    """Writes one exported file piece by piece, whole or not at all; a remark, mostly empty.

    What is there already is replaced where its first bytes are ours, or where it says the same.
    """
    folder = _folder(root, target)

    def may_replace(there: Path, coming: Path) -> None:
        with there.open("rb") as file:
            head = file.read(_HEAD)
        if not (is_ours(head) or cmp(there, coming, shallow=False)):
            refuse(
                f"{target} is there already, and nothing in it says that kith export wrote it. "
                "Choose another name, or add --replace."
            )

    if real(target).is_dir():
        refuse(f"{target} is a folder. Name a file in it.")
    return apply_pieces(folder, real(target).name, pieces, may_replace)


def _folder(root: Path, target: Path) -> Path:
    """The folder of a place that an export may have; refused where there is none."""
    require_outgoing(root, target)
    folder = real(target).parent
    if lies_within(folder, root):
        folder.mkdir(parents=True, exist_ok=True)
    if not folder.is_dir():
        refuse(f"{target}: there is no folder {target.parent}. Make it, or name another place.")
    return folder


def _before(target: Path, folder: Path, begins: bytes) -> str | None:
    """What the file was until now, where it is ours; refuses to replace any other."""
    path = real(target)
    if not os.path.lexists(path):
        return None
    if path.is_dir():
        refuse(f"{target} is a folder. Name a file in it.")
    there = content_of(folder, path, _MOST)
    if there and not there.startswith(begins):
        refuse(f"{target} is there already, and kith did not write it. Choose another name.")
    return digest(there or b"")
