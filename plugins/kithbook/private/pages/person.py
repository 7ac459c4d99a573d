"""A person's page: a drawn card to read before a call, then how it came to be, then the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from kithbook.book.model import Person, UnreadPerson
from kithbook.insight.channels import at_hand
from kithbook.insight.timeline import with_asides
from kithbook.private.links import Links
from kithbook.private.pages.suggested import worth
from kithbook.private.pages.ties import ties_picture
from kithbook.private.pages.timeline import ledger_of
from kithbook.private.pages.words import circle_line
from kithbook.private.render import Heading, RenderedPage, fill, trusted
from kithbook.text import safe
from kithbook.text.problems import Problem
from kithbook.views.made_from import MadeFrom
from kithbook.views.person_actions import about_person, keeping
from kithbook.views.person_view import PersonView

UP = "../../"
_MOST_FINDINGS = 3


def person_page(view: PersonView, links: Links) -> RenderedPage:
    """The page of one person, whose template words what the view holds."""
    who = view.who
    shown = {
        "at_hand": at_hand(who.reach),
        "circle": circle_line(who.circle, view.keep_up.cadence),
        "banner": _banner(links, view.problems, last_good=view.last_good),
        "worth": [worth(links, one) for one in view.suggestions],
        "picture": ties_picture(links, view),
        "actions": () if view.last_good else about_person(who, links.network.settings, links.today),
        "kept": keeping,
        "past": ledger_of(links, with_asides(view.moments, view.asides)),
    }
    return RenderedPage(
        uri=f"people/{who.id}/",
        title=safe.plain(who.name, 200),
        html=fill("person.html", view=view, who=who, links=links, **shown),
        toc=_toc(who),
        made_from=view.made_from,
        scripts=("copy.js",),
    )


def unread_page(lost: UnreadPerson, problems: Sequence[Problem], links: Links) -> RenderedPage:
    """The page of a person whose file could not be read: what is wrong with it, and where."""
    shown = [(problem, links.edit(problem.location)) for problem in problems]
    return RenderedPage(
        uri=f"people/{lost.id}/",
        title=safe.plain(lost.id, 200),
        html=fill("unread.html", up=UP, lost=lost, problems=shown),
        toc=(Heading("top", lost.id, 1),),
        made_from=MadeFrom((lost.path,), whole=("findings",)),
        scripts=("copy.js",),
    )


def _toc(who: Person) -> tuple[Heading, ...]:
    sections = [("now", "In memory" if who.dead else "What matters now")]
    if who.notes.strip():
        sections.append(("notes", "Notes"))
    sections += [("past", "How it came to be"), ("timeline", "Timeline")]
    return (Heading("top", who.name, 1), *(Heading(id_, title) for id_, title in sections))


def _banner(links: Links, problems: Sequence[Problem], *, last_good: bool) -> Markup:
    """The first of a file's findings as a banner; empty where there is none.

    `last_good` says that the page shows the file as it was when it could last be read.
    """
    if not problems and not last_good:
        return Markup()
    shown = [(one, links.edit(one.location)) for one in problems[:_MOST_FINDINGS]]
    grave = last_good or any(one.severity == "error" for one in problems)
    more = max(0, len(problems) - _MOST_FINDINGS)
    html = fill(
        "banner.html", up=links.up, shown=shown, more=more, grave=grave, last_good=last_good
    )
    return trusted(html)
