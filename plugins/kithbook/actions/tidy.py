"""Files as the format has them: what was read liberally, and what has exactly one mend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kithbook.actions.outcome import Edits
from kithbook.book.copies import copies_in
from kithbook.book.edit import Edit, edit_of
from kithbook.book.file_alone import AloneReader
from kithbook.book.folder_files import ENDINGS, files_of
from kithbook.book.folder_findings import files_in
from kithbook.book.folder_names import names_by_folder
from kithbook.book.names_beside import NamesBeside
from kithbook.book.network import Network
from kithbook.book.settings import load_settings
from kithbook.book.tidying import MENDED, Tidied, tidied
from kithbook.text.problems import Problem
from kithbook.text.source import read_source
from kithbook.text.words import counted

FOLDERS = ("people", "journal", "introductions", "requests")
_MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class TidyPlan:
    """What would be written, what each change is, and the findings that are left.

    Each of these as it stands now, and as it will stand in the file that is written.
    """

    files: tuple[Edit, ...] = ()
    changes: tuple[Tidied, ...] = ()
    left: tuple[tuple[Problem, Problem], ...] = ()

    def edits(self) -> Edits:
        """The files as one write."""
        return Edits(self.files, "tidy", counted(len(self.changes), "change"))


def tidy(root: Path, paths: Iterable[str], network: Network, today: date) -> TidyPlan:
    """The plan for some files of the book, as paths from its folder."""
    names = network.index
    people = network.people.values()
    names.beside = NamesBeside(tuple((one.id, one.place, one.org, one.aliases) for one in people))
    reader = AloneReader(names, network.settings, today)
    files: list[Edit] = []
    changes: list[Tidied] = []
    torn = _torn(root, network)
    wanted = tuple(paths)
    left = [(one, one) for one in dict.fromkeys(torn[path] for path in wanted if path in torn)]
    for path in wanted:
        source = read_source(root, root / path)
        if path in torn:
            continue
        if isinstance(source, Problem):
            left.append((source, source))
            continue
        made = tidied(source, reader)
        left += made.left
        changes += made.changes
        if made.changes:
            edit = edit_of(source, made.source.text, 0)
            files.append(replace(edit, line=made.changes[0].at.line))
    return TidyPlan(tuple(files), tuple(changes), tuple(left))


def mendable(root: Path, found: Iterable[Problem], network: Network, today: date) -> int:
    """How many findings `tidy` can mend in the first files that have any of their kinds."""
    wanted = [one for one in found if one.code in MENDED]
    paths = list(dict.fromkeys(one.location.path for one in wanted))[:_MOST_FILES]
    there = [path for path in paths if path.partition("/")[0] in FOLDERS]
    plan = tidy(root, there, network, today)
    return min(sum(1 for one in plan.changes if one.code), len(wanted))


def _torn(root: Path, network: Network) -> dict[str, Problem]:
    """The files that are in two writings, each with the finding: they are to be put together first.

    These are copies of others, the others themselves, and files with an unfinished merge.
    """
    codes = ("sync-copy", "unfinished-merge")
    torn = {one.location.path: one for one in network.problems if one.code in codes}
    of = copies_in(names_by_folder(root)).of if torn else {}
    return {**{of[path]: one for path, one in torn.items() if path in of}, **torn}


def tidy_paths(root: Path) -> tuple[str, ...]:
    """The files of a book that can be tidied."""
    excepted = load_settings(root).people_except
    found = [path for folder in ENDINGS for path in files_of(root, folder, excepted).read]
    others = (path for folder in FOLDERS[2:] for path in files_in(root / folder))
    found += [
        path.relative_to(root).as_posix()
        for path in others
        if path.suffix == ".md" and path.stem.lower() != "readme" and path.is_file()
    ]
    return tuple(found)
