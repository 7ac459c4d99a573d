"""Which introduction a few words mean, and which of its two people: never a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kithbook.book.model import Mention
from kithbook.book.network import Network
from kithbook.insight.reaching import whom
from kithbook.introductions.state import Progress
from kithbook.text.refusal import Declined, refuse
from kithbook.text.words import did_you_mean, fold, listed

_MOST = 9
_OPEN_ENDED = ("lapsed",)
Fits = Callable[[Progress], bool]
FitsSide = Callable[[Progress, Mention], bool]


def anything(_one: Progress) -> bool:
    """Whatever it is, it fits."""
    return True


def find_introduction(
    network: Network, acts: Iterable[Progress], words: tuple[str, ...], fits: Fits = anything
) -> Progress:
    """The introduction that an id, a beginning of one, or its people mean; raises Declined.

    Among several of the same people it is the one that `fits`, else the one that goes on.
    """
    everyone = tuple(acts)
    found = _by_id(everyone, words[0]) if len(words) == 1 else ()
    if not found:
        found = _preferred(_with_people(network, everyone, words), fits)
    return _one(network, everyone, found, words)


def find_side(
    network: Network, acts: Iterable[Progress], words: tuple[str, ...], fits: FitsSide
) -> tuple[Progress, Mention]:
    """The introduction and the one of its two people that the last word names; raises Declined.

    With a name alone it is the only introduction of that person that `fits`.
    """
    everyone = tuple(acts)
    *which, who = words

    def fitting(one: Progress) -> bool:
        return fits(one, side_of(network, one, who))

    if which:
        _require_side(network, everyone, tuple(which), who)
        one = find_introduction(network, everyone, tuple(which))
    else:
        found = _preferred(_with_people(network, everyone, (who,)), fitting)
        one = _one(network, everyone, found, words)
    return one, side_of(network, one, who)


def side_of(network: Network, one: Progress, who: str) -> Mention:
    """Which of the two a name means; raises Declined."""
    sides = [side.who for side in one.sides]
    found = [side for side in sides if _is_meant(network, side, who)]
    if len(found) == 1:
        return found[0]
    names = listed((network.shown(side) for side in sides), "and")
    raise Declined(f'"{who}" is not clearly one of the two, {names}.', asked=True)


def _require_side(
    network: Network, everyone: tuple[Progress, ...], which: tuple[str, ...], who: str
) -> None:
    """Where both words are the two people, it is not said which of them is meant."""
    if len(which) > 1 or _by_id(everyone, which[0]) or fold(which[0]) == fold(who):
        return
    both = _with_people(network, everyone, (which[0], who))
    if both:
        one = both[0].introduction.id
        refuse(
            f'"{which[0]}" and "{who}" are the two of {one}. '
            f"Write which of them is meant: {one} {who}"
        )


def _by_id(everyone: tuple[Progress, ...], word: str) -> tuple[Progress, ...]:
    key = fold(word)
    exact = tuple(one for one in everyone if fold(one.introduction.id) == key)
    return exact or tuple(
        one for one in everyone if key and fold(one.introduction.id).startswith(key)
    )


def _with_people(
    network: Network, everyone: tuple[Progress, ...], words: tuple[str, ...]
) -> tuple[Progress, ...]:
    """Those between the people named; two names must mean the two sides."""

    def fits(one: Progress) -> bool:
        sides = [side.who for side in one.sides]
        meant = [{n for n, side in enumerate(sides) if _is_meant(network, side, w)} for w in words]
        return all(meant) and (len(words) == 1 or len(set().union(*meant)) == len(sides))

    return tuple(one for one in everyone if len(words) <= 2 and fits(one))


def _is_meant(network: Network, side: Mention, word: str) -> bool:
    if side.person:
        return side.person in whom(network.index, word)
    return fold(side.text) == fold(word)


def _preferred(found: tuple[Progress, ...], fits: Fits) -> tuple[Progress, ...]:
    """Those that fit, else those that still go on, where there are such."""
    fitting = tuple(one for one in found if fits(one))
    if fitting and (len(fitting) < len(found) or len(found) == 1):
        return fitting
    return tuple(one for one in found if not one.over or one.state in _OPEN_ENDED) or found


def _one(
    network: Network,
    everyone: tuple[Progress, ...],
    found: tuple[Progress, ...],
    words: tuple[str, ...],
) -> Progress:
    if len(found) == 1:
        return found[0]
    said = " ".join(words)
    if found:
        ids = listed(one.introduction.id for one in found[:_MOST])
        refuse(f'"{said}" could be {ids}. Write the id of the one you mean.')
    near = did_you_mean(said, _known(network, everyone))
    hint = near or "See: kith introduction list --all"
    raise Declined(f'"{said}" is no introduction. {hint}', asked=True)


def _known(network: Network, everyone: tuple[Progress, ...]) -> Iterator[str]:
    for one in everyone:
        yield one.introduction.id
        yield from (network.shown(side.who) for side in one.sides)
