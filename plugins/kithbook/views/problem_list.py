"""The findings of a book, as pages ask for them: all, of one file, and how many are grave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kithbook.text.problems import Problem


@dataclass(frozen=True)
class ProblemList:
    """All findings of a book on one day."""

    every: tuple[Problem, ...] = ()

    @cached_property
    def by_file(self) -> Mapping[str, tuple[Problem, ...]]:
        """The findings of each file, in the order of its lines."""
        found: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.every:
            found[problem.location.path].append(problem)
        return {path: tuple(problems) for path, problems in sorted(found.items())}

    @cached_property
    def errors(self) -> int:
        """How many findings are grave."""
        return sum(problem.severity == "error" for problem in self.every)

    def of(self, path: str) -> tuple[Problem, ...]:
        """The findings of one file."""
        return self.by_file.get(path, ())
