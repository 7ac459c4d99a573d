"""Problems: each finding in the book with its place, what is so, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.private.links import Links
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill
from kithbook.text.codes import CODES
from kithbook.text.problems import Problem
from kithbook.views.made_from import made_from_book
from kithbook.views.problem_list import ProblemList

UP = "../"
MOST = 300
MOST_IN_A_FILE = 50


def problems_page(problems: ProblemList, links: Links) -> RenderedPage:
    """The page Problems."""
    files = list(_files(links, problems))
    shown = sum(len(found) for _, found in files)
    network = links.network
    html = fill(
        "problems.html",
        up=UP,
        files=files,
        total=len(problems.every),
        in_files=len(problems.by_file),
        more=len(problems.every) - shown,
        errors=problems.errors,
        people=len(network.people),
        read=(
            (len(network.people), "person", "people"),
            (len(network.journal), "journal entry", "journal entries"),
            (len(network.introductions), "introduction", "introductions"),
            (len(network.requests), "request", "requests"),
            (len(network.contacts), "contact of a roster", "contacts of rosters"),
        ),
    )
    return RenderedPage(
        uri="problems/",
        title="Problems",
        html=html,
        listed=True,
        toc=(Heading("top", "Problems", 1),),
        search=(SearchEntry("", "Problems", "What `kith check` finds"),),
        made_from=made_from_book(problems.by_file),
    )


def _files(
    links: Links, problems: ProblemList
) -> Iterator[tuple[str, list[tuple[Problem, str, str]]]]:
    """The files with their findings, as many as the page can hold; grave ones come first."""
    left = MOST
    by_file = problems.by_file.items()
    for path, found in sorted(by_file, key=lambda one: not any(map(_grave, one[1]))):
        shown = sorted(found, key=lambda one: not _grave(one))[: min(left, MOST_IN_A_FILE)]
        if shown:
            left -= len(shown)
            yield path, [(one, links.edit(one.location), CODES[one.code].meaning) for one in shown]


def _grave(problem: Problem) -> bool:
    return problem.severity == "error"
