"""What holds an introduction back, and for how long; and how close somebody is."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from kithbook.book.network import Network
from kithbook.introductions.closeness import closeness
from kithbook.introductions.guards import Guards
from tests.insight.books import TODAY, load_case

CLOSE = "circle: close\n"
FRONT = "between: [ada, bo]\nbecause: {ada: x, bo: y}\n"
SAID = "answered: {{ada: {{on: {}, said: {}}}}}"
MADE = "answered: {{ada: {{said: yes}}, bo: {{said: yes}}}}\nmade: {}"


def book(root: Path, ada: str = "", bo: str = "", act: str | None = None, **more: str) -> Network:
    files = {"introductions/x.md": f"---\n{FRONT}{act}\n---\n"} if act is not None else {}
    if "journal" in more:
        files["journal/2026.md"] = more.pop("journal")
    people = {"ada": f"{CLOSE}{ada}", "bo": f"{CLOSE}{bo}", "cy": CLOSE}
    return load_case(root, {"people": people, "files": files, **more})


def codes(network: Network, one: str = "ada", other: str = "bo") -> list[str]:
    return [guard.code for guard in Guards(network, TODAY).between(one, other)]


def test_nothing_holds_two_strangers_back(tmp_path: Path) -> None:
    assert codes(book(tmp_path)) == []


@pytest.mark.parametrize(
    "ada, bo, code",
    [
        ("ties: [{to: bo, kind: cousin}]", "", "acquainted"),
        ("", "ties: [{to: ada}]", "acquainted"),
        ("met: {through: bo}", "", "acquainted"),
        ("", "met: {through: ada}", "acquainted"),
        ("---\n- 2019 meal with [[bo]]: soup.", "", "acquainted"),
        ("reach: {address: 1 Quay Street}", "reach: {address: '1, quay street'}", "household"),
        ("reach: {phone: +1 713 555 0142}", "reach: {phone: 1-713-555-0142}", "household"),
        ("reach: {phone: +1 713 555 0142}", "reach: {phone: (713) 555-0142}", "household"),
        ("reach: {phone: +49 30 555 01234}", "reach: {phone: 030 55501234}", "household"),
        ("org: Fernway", "org: fernway Ltd.", "colleagues"),
        ("org: Hill & Dale", "org: Hill and Dale", "colleagues"),
        ("org: Verein Süd e. V.", "org: Verein Süd", "colleagues"),
        ("ask: {policy: never}", "", "never"),
        ("", "vouch: no", "vouch"),
        ("", "ask: {per_quarter: 0}", "budget"),
    ],
)
def test_what_the_files_of_the_two_say(ada: str, bo: str, code: str, tmp_path: Path) -> None:
    network = book(tmp_path, f"{ada}\n", f"{bo}\n")
    assert codes(network) == codes(network, "bo", "ada") == [code]


@pytest.mark.parametrize(
    "word", ["org: freelance", "org: selbstständig", "org: ''", "place: Houston", "tags: [choir]"]
)
def test_what_many_share_holds_nobody_back(word: str, tmp_path: Path) -> None:
    assert codes(book(tmp_path, f"{word}\n", f"{word}\n")) == []


def test_one_entry_of_a_journal_is_enough(tmp_path: Path) -> None:
    journal = "- 2019-05-02 event with [[Ada]], [[Cy]], [[Bo]]: the fair.\n"
    network = book(tmp_path, journal=journal)
    (guard,) = Guards(network, TODAY).between("bo", "ada")
    assert guard.text == "Both took part in the entry “event” on 2 May 2019."
    assert str(guard.at) == "journal/2026.md:1:3"


@pytest.mark.parametrize(
    "act, code, until",
    [
        ("", "under-way", None),
        ("asked: {ada: 2026-11-20}", "under-way", None),
        ("asked: {ada: 2026-01-10}", "under-way", "2027-01-10"),
        ("asked: {ada: 2025-11-22}", "", None),
        ("asked: {ada: 2025-11}", "under-way", "2026-11-30"),
        (SAID.format("2026-10-01", "no"), "declined", "2027-10-01"),
        ("asked: {ada: 2025-10}", "", None),
        (SAID.format("2025-11-23", "no"), "declined", "2026-11-23"),
        (SAID.format("2025-11-22", "no"), "", None),
        ("answered: {bo: {said: no}}", "declined", None),
        (MADE.format("2026-10-01"), "introduced", "2027-10-01"),
        (MADE.format("2024-10-01"), "acquainted", None),
        ("set_aside: {on: 2026-10-01, because: old quarrel}", "set-aside", None),
        ("set_aside: {on: 2026-10-01, because: no, until: 2027-01-31}", "set-aside", "2027-02-01"),
        ("set_aside: {on: 2025-10-01, because: no, until: 2026-01-31}", "", None),
    ],
)
def test_what_an_introduction_on_file_says(
    act: str, code: str, until: str | None, tmp_path: Path
) -> None:
    guards = Guards(book(tmp_path, act=act), TODAY).between("ada", "bo")
    assert [guard.code for guard in guards] == ([code] if code else [])
    days = [guard.until for guard in guards]
    assert days == ([date.fromisoformat(until) if until else None] if code else [])


def test_a_person_hardly_known_and_one_without_a_file(tmp_path: Path) -> None:
    people = {"ada": CLOSE, "bo": "circle: dormant\n", "cy": "", "di": "name: [\n"}
    network = load_case(tmp_path, {"people": people})
    assert codes(network) == ["hardly-known"]
    (guard,) = Guards(network, TODAY).of_person("bo")
    assert guard.text.startswith("You keep Bo at a distance (circle: dormant), and no contact")
    assert str(guard.at) == "people/bo.md:3:9"
    assert codes(network, "ada", "cy") == []
    assert codes(network, "ada", "di") == ["unread"]
    assert codes(network, "ada", "nobody") == ["no-file"]
    assert codes(network, "ada", "ada") == ["same-person"]


@pytest.mark.parametrize(
    "ask, settings, codes_of_ada",
    [
        ("", "{}", []),
        ("", "budgets: {per_quarter: 2}", ["budget"]),
        ("", "budgets: {per_quarter: 3}", []),
        ("ask: {per_quarter: 4}\n", "budgets: {per_quarter: 1}", []),
        ("ask: {per_quarter: 1}\n", "budgets: {per_quarter: 9}", ["budget"]),
    ],
)
def test_budgets_count_askings_of_ninety_days(
    ask: str, settings: str, codes_of_ada: list[str], tmp_path: Path
) -> None:
    dates = {"cy": "asked: {ada: 2026-11-01}", "di": MADE.replace("bo", "di").format("2026-09-01"),
             "ed": "asked: {ada: 2026-08-01}", "flo": ""}  # fmt: skip
    files = {
        f"introductions/{who}.md": f"---\n{FRONT.replace('bo', who)}{act}\n---\n"
        for who, act in dates.items()
    }
    people = {"ada": CLOSE + ask, **dict.fromkeys(("bo", *dates), CLOSE)}
    network = load_case(tmp_path, {"people": people, "files": files, "settings": settings})
    guards = Guards(network, TODAY)
    assert [guard.code for guard in guards.of_person("ada")] == codes_of_ada
    assert not guards.of_person("flo")
    if ask.endswith("1}\n"):
        (spent,) = guards.of_person("ada")
        assert spent.until == date(2027, 1, 30)
        assert spent.text.endswith("for 2 introductions in the last 90 days, and 1 is enough.")


def test_allows_says_what_between_says(tmp_path: Path) -> None:
    people = {
        "ada": f"{CLOSE}org: Fernway\nties: [{{to: bo}}]\n",
        "bo": CLOSE,
        "cy": f"{CLOSE}org: Fernway\n",
        "di": f"{CLOSE}vouch: no\n",
        "ed": "circle: dormant\n",
        "flo": f"{CLOSE}reach: {{address: Mill Lane}}\n---\n- 2026-01-01 call with [[bo]]: tea.\n",
        "gus": f"{CLOSE}reach: {{address: Mill Lane}}\n",
    }
    guards = Guards(load_case(tmp_path, {"people": people}), TODAY)
    allowed = [pair for pair in permutations(people, 2) if guards.allows(*pair)]
    assert allowed == [pair for pair in permutations(people, 2) if not guards.between(*pair)]
    assert len(allowed) == 12


@pytest.mark.parametrize(
    "front, entries, expected",
    [
        ("", 0, 2),
        ("", 2, 2),
        ("", 3, 2),
        ("", 12, 4),
        ("circle: dormant", 0, 1),
        ("circle: dormant", 7, 3),
        ("circle: inner", 0, 4),
        ("circle: inner\nvouch: gladly", 0, 5),
        ("vouch: gladly", 0, 3),
        ("vouch: carefully", 0, 2),
        ("circle: dormant\nvouch: carefully", 0, 2),
        ("circle: dormant", 1, 2),
        ("every: 2 years", 0, 1),
        ("circle: casual\nvouch: carefully", 0, 2),
    ],
)
def test_closeness_grows_with_circle_meetings_and_vouching(
    front: str, entries: int, expected: int, tmp_path: Path
) -> None:
    log = "".join(f"- {2000 + number} call: hello.\n" for number in range(entries))
    network = load_case(tmp_path, {"people": {"ada": f"{front}\n---\n{log}"}})
    assert closeness(network, "ada", TODAY) == expected
    assert closeness(network, "ada", date(2090, 1, 1)) == expected


def test_somebody_not_there_is_not_close(tmp_path: Path) -> None:
    assert closeness(book(tmp_path), "nobody", TODAY) == 0
