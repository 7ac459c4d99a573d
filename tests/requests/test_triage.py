"""Who writes, whom they mean, who sent them; how requests stand; what goes; the sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from kithbook.book.edit import digest
from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.insight.inbox import State, threads
from kithbook.insight.referrers import referrers
from kithbook.insight.today import agenda
from kithbook.requests.deciding import find_thread
from kithbook.requests.purge import delete, going
from kithbook.requests.rollup import by_link, by_person, by_words, said_otherwise, thanks_due
from kithbook.requests.triage import Fellows, senders, wanted
from kithbook.text.refusal import Declined, Refused
from kithbook.text.words import fold
from tests.requests.books import TODAY, book
from tests.structure.sources import ROOT

PEOPLE = {
    "people/ada-byrne.md": (
        "---\nname: Ada Byrne\naliases: [Ada]\ncircle: close\nvouch: gladly\n"
        "reach: {email: [ada@example.org, ADA.B@example.org]}\n"
        "introduce: [{to: founders, public: An HR lead who has built the function}]\n---\n"
        "\n## Log\n- 2026-11-01 call: about bells\n"
    ),
    "people/bo-chen.md": "---\nname: Bo Chen\n---\n",
    "rosters/Connections.csv": (
        "First Name,Last Name,Email Address,Company,Position,Connected On\n"
        "Cy,Park,cy@example.org,Bells,Founder,01 Jan 2026\n"
    ),
}


def network_with(root: Path, *requests: str, extra: Mapping[str, str] | None = None) -> Network:
    files = {
        f"requests/r{number}.md": f"---\n{text}\n---\n" for number, text in enumerate(requests)
    }
    return load_book(book(root, {**PEOPLE, **(extra or {}), **files}))


def state_on(root: Path, day: date, *requests: str) -> State:
    return threads(network_with(root, *requests), day)[0].state


NEW = "id: one\nreceived: 2026-11-01\nfrom: {name: Zoe, email: z@example.org}\nwhy: bells"
REPLY = "id: two\nreceived: 2026-11-12\nthread: one\nwhy: an answer"


def decided(was: str, **more: str) -> str:
    keys = "".join(f", {key}: {value}" for key, value in more.items())
    return f"{NEW}\ndecision: {{on: 2026-11-10, was: {was}{keys}}}"


@pytest.mark.parametrize(
    "requests, day, state",
    [
        ((NEW,), date(2026, 11, 1), "new"),
        ((NEW,), date(2026, 12, 31), "new"),
        ((NEW,), date(2027, 1, 1), "expired"),
        ((decided("more"),), date(2026, 11, 22), "needs info"),
        ((decided("more"),), date(2026, 12, 10), "needs info"),
        ((decided("more"),), date(2026, 12, 11), "expired"),
        ((decided("more", until="2027-02-01"),), date(2027, 2, 1), "needs info"),
        ((decided("more"), REPLY), date(2026, 11, 22), "answered"),
        ((decided("more"), REPLY), date(2027, 3, 22), "expired"),
        ((decided("accepted"),), date(2030, 1, 1), "accepted"),
        ((decided("declined"),), date(2030, 1, 1), "declined"),
        ((decided("redirected"),), date(2030, 1, 1), "redirected"),
        ((decided("declined"), REPLY), date(2026, 11, 22), "answered"),
        ((NEW, REPLY), date(2026, 11, 22), "new"),
        (
            (decided("more"), f"{REPLY}\ndecision: {{on: 2026-11-20, was: accepted}}"),
            date(2026, 11, 22),
            "accepted",
        ),
    ],
)
def test_how_a_request_stands(
    tmp_path: Path, requests: tuple[str, ...], day: date, state: State
) -> None:
    assert state_on(tmp_path, day, *requests) == state


def test_threads_that_go_in_a_circle_end(tmp_path: Path) -> None:
    network = network_with(tmp_path, "id: a\nthread: b\nwhy: x", "id: b\nthread: a\nwhy: y")
    assert sorted(len(one.messages) for one in threads(network, TODAY)) == [2]
    (tmp_path / "alone").mkdir()
    alone = network_with(tmp_path / "alone", "id: a\nthread: a\nwhy: x")
    assert [len(one.messages) for one in threads(alone, TODAY)] == [1]


def test_today_lists_what_waits() -> None:
    network = load_book(ROOT)
    waits = [thread.message for thread in threads(network, TODAY) if thread.waits]
    assert agenda(network, TODAY).requests == tuple(waits)
    assert len(waits) == 7


def test_the_sender_is_known_by_address_or_name(tmp_path: Path) -> None:
    network = network_with(
        tmp_path,
        "from: {name: A. Byrne, email: ada.b@EXAMPLE.org}\nwhy: x",
        "from: {name: Peter, email: ada.b@EXAMPLE.org}\nwhy: x",
        "from: {name: bo chen, email: other@example.org}\nwhy: x",
        "from: {name: Cy, email: cy@example.org}\nwhy: x",
        "from: {name: Nobody, email: n@example.org}\nwhy: x",
    )
    found = [[(m.person, m.by, m.sure) for m in senders(network, r)] for r in network.requests]
    assert found == [
        [("ada-byrne", "e-mail", True)],
        [("ada-byrne", "e-mail", False)],
        [("bo-chen", "name", False)],
        [(None, "e-mail", True)],
        [],
    ]


@pytest.mark.parametrize(
    "wants, meant",
    [
        ("Ada Byrne, please", ["ada-byrne"]),
        ("Ada, or Bo Chen", ["bo-chen", "ada-byrne"]),
        ("the HR lead on your page", ["ada-byrne"]),
        ("a lead guitarist", []),
        ("ada byrne", []),
        ("", []),
    ],
)
def test_whom_they_want_to_meet(tmp_path: Path, wants: str, meant: list[str]) -> None:
    network = network_with(tmp_path, f"kind: introduction\nwants: {wants!r}\nwhy: x")
    found = wanted(network, network.requests[0], TODAY)
    assert [one.person for one in found] == meant
    if "ada-byrne" in meant:
        (ada,) = [one for one in found if one.person == "ada-byrne"]
        assert ada.known == "close circle; last call on 1 November; vouch: gladly"


def test_who_sent_them(tmp_path: Path) -> None:
    network = network_with(
        tmp_path,
        "via: bo-chen\nhow_found: through Ada Byrne and Bo Chen\nwhy: x",
        "how_found: the talk; Ada was there\nwhy: x",
    )
    assert referrers(network, network.requests[0]) == ("bo-chen", "ada-byrne")
    assert referrers(network, network.requests[1]) == ()


def test_earlier_requests_of_the_same_sender(tmp_path: Path) -> None:
    network = network_with(
        tmp_path,
        "id: a\nreceived: 2026-10-01\nfrom: {name: Z, email: z@example.org}\nwhy: x",
        "id: b\nreceived: 2026-11-01\nfrom: {name: Zoe, email: Z@example.org}\nwhy: y",
        "id: c\nreceived: 2026-11-02\nfrom: {name: Zoe, email: other@example.org}\nwhy: y",
    )
    found = threads(network, TODAY)
    assert [one.request.id for one in Fellows(found).of(find_thread(found, "b"))] == ["a"]


def test_the_sums_are_those_of_the_threads() -> None:
    network = load_book(ROOT)
    found = threads(network, TODAY)
    rows = by_link(network, TODAY)
    assert sum(row.requests for row in rows) == len(found) == 9
    counts = Counter(thread.state for thread in found)
    assert sum(row.accepted for row in rows) == counts["accepted"] == 1
    assert sum(row.waiting for row in rows) == counts["new"] + counts["answered"] == 7
    letter = next(row for row in rows if row.source == "letter")
    assert (letter.sentence, letter.rate) == ("letter: 1 request, 1 accepted", 100)
    assert [row.person for row in by_person(network, TODAY)] == ["imani-brooks", "jonas-weber"]


def test_what_people_said_is_counted(tmp_path: Path) -> None:
    network = load_book(ROOT)
    assert [(row.source, row.requests, row.accepted) for row in by_words(network, TODAY)] == [
        ("a talk or an event", 3, 1),
        ("your page", 2, 0),
        ("a group or a place you share", 1, 0),
        ("online", 1, 0),
        ("radio, a podcast or a film", 1, 1),
        ("not said", 1, 0),
    ]
    answers = (
        "a friend; Bo Chen too",
        "by Bo Chen",
        "by Bo Chen's talk",
        "ein Zufall",
        "a friend",
        "",
    )
    network = network_with(
        tmp_path, *(f"id: r{n}\nhow_found: {one!r}\nwhy: x" for n, one in enumerate(answers))
    )
    assert [(row.source, row.requests) for row in by_words(network, TODAY)] == [
        ("a talk or an event", 1),
        ("somebody who is not in your book", 1),
        ("in other words", 1),
        ("not said", 1),
    ]
    assert [one.request.how_found for one in said_otherwise(network, TODAY)] == ["ein Zufall"]


def test_a_referrer_is_thanked_once(tmp_path: Path) -> None:
    accepted = f"{decided('accepted')}\nvia: bo-chen"
    network = network_with(tmp_path, accepted)
    assert [one.person for one in thanks_due(network, TODAY)] == ["bo-chen"]
    thanked = "---\nname: Bo Chen\n---\n\n## Log\n- 2026-11-12 thanks: for sending Zoe\n"
    network = network_with(tmp_path, accepted, extra={"people/bo-chen.md": thanked})
    assert thanks_due(network, TODAY) == ()


def test_what_has_been_kept_long_enough_goes(tmp_path: Path) -> None:
    network = network_with(tmp_path, decided("declined"), REPLY.replace("12", "09"))
    on = date(2026, 11, 10)
    assert going(network, on + timedelta(days=90)) == ()
    (gone,) = going(network, on + timedelta(days=91))
    assert gone.paths == ("requests/r0.md", "requests/r1.md")
    later = network_with(tmp_path, decided("declined", reason="not-now", until="2027-06-01"))
    assert going(later, date(2027, 8, 1)) == ()


def test_accepted_and_named_requests_stay(tmp_path: Path) -> None:
    assert going(network_with(tmp_path, decided("accepted")), date(2030, 1, 1)) == ()
    introduction = "---\nbetween: [ada-byrne, bo-chen]\nasked_by: one\n---\n"
    extra = {"introductions/a.md": introduction}
    network = network_with(tmp_path, decided("declined"), extra=extra)
    assert going(network, date(2030, 1, 1)) == ()


def test_only_files_of_requests_are_deleted(tmp_path: Path) -> None:
    network_with(tmp_path, NEW)
    ada = tmp_path / "people" / "ada-byrne.md"
    (tmp_path / "requests" / "link.md").symlink_to(ada)
    for path in ("people/ada-byrne.md", "requests/../people/ada-byrne.md", "requests/link.md"):
        with pytest.raises(Refused):
            delete(tmp_path, path, digest(ada.read_bytes()))
    with pytest.raises(Refused, match="changed"):
        delete(tmp_path, "requests/r0.md", "0")
    assert ada.exists()


@pytest.mark.parametrize(
    "text, found",
    [
        ("one", "one"),
        ("r0", "one"),
        ("zoe", "one"),
        ("ZOE", "one"),
        ("2026-11-20-ann", "2026-11-20-ann-lee-abc123"),
        ("abc123", "2026-11-20-ann-lee-abc123"),
        ("ann-lee", "2026-11-20-ann-lee-abc123"),
        ("two", "one"),
    ],
)
def test_a_request_is_found_by_enough_of_its_name(tmp_path: Path, text: str, found: str) -> None:
    ann = "id: 2026-11-20-ann-lee-abc123\nfrom: {name: Ann Lee}\nwhy: x"
    network = network_with(tmp_path, NEW, ann, REPLY)
    assert find_thread(threads(network, TODAY), text).request.id == found


@pytest.mark.parametrize("text", ["", "nobody", "2026"])
def test_a_request_is_never_guessed(tmp_path: Path, text: str) -> None:
    two = "id: 2026-11-20-{0}\nfrom: {{name: {0}}}\nwhy: x"
    network = network_with(tmp_path, two.format("ann"), two.format("bea"))
    with pytest.raises(Declined):
        find_thread(threads(network, TODAY), text)


def test_finding_the_others_grows_with_the_requests_and_no_faster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded = 0

    def counting(text: str) -> str:
        nonlocal folded
        folded += 1
        return fold(text)

    counts = []
    for number in (50, 100):
        (tmp_path / str(number)).mkdir()
        texts = (f"id: r{one}\nfrom: {{name: Zoe {one // 2}}}\nwhy: x" for one in range(number))
        found = threads(network_with(tmp_path / str(number), *texts), TODAY)
        monkeypatch.setattr("kithbook.requests.triage.fold", counting)
        folded = 0
        fellows = Fellows(found)
        assert [len(fellows.of(thread)) for thread in found] == [1] * number
        counts.append(folded)
        monkeypatch.undo()
    assert 0 < counts[1] <= 2 * counts[0]


def test_an_address_counts_before_a_name(tmp_path: Path) -> None:
    people = (
        "{name: Zoe}",
        "{name: zoe, email: z@example.org}",
        "{name: Z, email: Z@example.org}",
        "{name: Zoe, email: o@example.org}",
        "{email: z@example.org}",
        "{name: Al}",
    )
    texts = (f"id: r{number}\nfrom: {one}\nwhy: x" for number, one in enumerate(people))
    found = threads(network_with(tmp_path, *texts), TODAY)
    others = {one.request.id: {each.request.id for each in Fellows(found).of(one)} for one in found}
    assert others == {
        "r0": {"r1", "r3"}, "r1": {"r0", "r2", "r4"}, "r2": {"r1", "r4"},
        "r3": {"r0"}, "r4": {"r1", "r2"}, "r5": set(),
    }  # fmt: skip
