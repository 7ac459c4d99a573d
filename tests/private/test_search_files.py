"""What directory and search read in a browser: the whole book, compact and always the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kithbook.insight.find import subjects
from kithbook.private.search_files import BOOK, CONTACTS, QUESTIONS, VENDORED, Findable
from kithbook.private.site import Site, open_site
from tests.private.bigbooks import opened, roster
from tests.private.sites import ROOT, SMALL, TODAY, build, write_book

pytestmark = pytest.mark.uncounted
_KINDS = ("list", "table")


def book_of(site: Site, *own: Findable) -> Any:  # noqa: ANN401 - parsed JSON
    return json.loads(dict(site.files(own))[BOOK])


def test_everyone_stands_with_the_passages_that_find_looks_through(sample: Site) -> None:
    book = book_of(sample)
    known = {
        who.person: who for who in subjects(sample.views.network, sample.views.today) if who.person
    }
    assert [one[0] for one in book["people"]] == [who.id for who in sample.views.network.everyone]
    count = 0
    for id_, name, met, last, state, passages, reached in book["people"]:
        who = known[id_]
        assert (name, met, state) == (who.name, who.met, who.state)
        assert last == (who.last.isoformat() if who.last else "")
        pairs = zip(passages[::2], passages[1::2], strict=True)
        texts = [(book["fields"][field], text) for field, text in pairs]
        assert texts == [(p.field, p.phrase.text) for p in who.texts if p.field != "log"]
        assert reached == [part for p in who.reached for part in (p.field, p.phrase.text)]
        count += len(texts)
    assert count > 200


def test_questions_are_told_who_does_not_answer(tmp_path: Path) -> None:
    files = {**SMALL, "people/cy.md": "---\nname: Cy Dahl\ndied: yes\nknows: rye bread\n---\n"}
    site = open_site(write_book(tmp_path, files), TODAY)
    everyone = [one.id for one in site.views.network.everyone]
    asked = json.loads(dict(site.files(()))[QUESTIONS])
    assert [everyone[place] for place in asked["quiet"]] == ["cy"]
    assert "cy" in [one[0] for one in book_of(site)["people"]]


def test_the_lists_and_vectors_that_ranking_reads_are_there(tmp_path: Path) -> None:
    knows = "---\nname: Cy\nknows: [rye bread, Brot und Kuchen, alte Obstbäume schneiden]\n---\n"
    for more, count in (({}, 2), ({"people/cy.md": knows}, 4)):
        site = opened(tmp_path / str(count), {**SMALL, **more})
        files = dict(site.files(()))
        asked = json.loads(files[QUESTIONS])
        named = [asked["model"], *(each[kind] for each in asked["analyzers"] for kind in _KINDS)]
        binary = {name for name in files if name.endswith(".bin")}
        assert binary == {f"find/{name}" for name in named if name}
        assert len(binary) == count


def test_each_entry_stands_once_and_with_everyone_who_took_part(sample: Site) -> None:
    book, network = book_of(sample), sample.views.network
    ids = [one[0] for one in book["people"]]
    assert len(book["entries"]) == len(network.entries)
    for person in network.people:
        told = [text for _, _, text, with_ in book["entries"] if ids.index(person) in with_]
        assert told == [entry.text for entry in network.entries_with(person)]


def test_other_pages_say_what_can_be_found_on_them(sample: Site) -> None:
    own = Findable("pages", "Garden", "quinces & pears", "garden/")
    places = book_of(sample, own)["places"]
    assert places[-1] == list(own)
    groups = [place[0] for place in places]
    assert groups.count("requests") == len(sample.requests)
    assert groups.count("introductions") == len(sample.views.network.introductions)
    assert groups.count("pages") >= 10
    assert not any("&amp;" in part or "&#" in part for place in places for part in place)


def test_every_address_leads_to_a_page(sample: Site, sample_site: Path) -> None:
    addresses = [place[3] for place in book_of(sample)["places"]]
    for address in addresses:
        page, _, anchor = address.partition("#")
        html = (sample_site / page / "index.html").read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in html, address
    assert len(addresses) >= 20


def test_contacts_without_a_file_stand_with_their_names(tmp_path: Path) -> None:
    site = opened(tmp_path, {**SMALL, **roster(30_000)})
    content = dict(site.files())[CONTACTS]
    rows = json.loads(content)
    assert len(rows) == 30_000
    assert rows[0] == ["First0 Last0", "Org 0", "Baker", "Town 0", "2005-05-03"]
    assert len(content) < 3_000_000


def test_a_contact_with_a_file_does_not_stand_twice(tmp_path: Path) -> None:
    row = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nCy,Ng,,,Org,,\n"
    person = "---\nname: Cy Ng\norg: Org\n---\n"
    site = opened(tmp_path, {"people/cy.md": person, "rosters/Connections.csv": row})
    assert len(site.views.network.contacts) == 1
    assert json.loads(dict(site.files())[CONTACTS]) == []


def test_an_empty_book_is_an_empty_index(tmp_path: Path) -> None:
    site = opened(tmp_path, {})
    book = book_of(site)
    assert book["people"] == book["entries"] == json.loads(dict(site.files())[CONTACTS]) == []


def test_the_same_book_gives_the_same_bytes(sample_book: Path, sample: Site) -> None:
    assert dict(sample.files()) == dict(open_site(sample_book, TODAY).files())


def test_the_library_is_the_vendored_one(sample: Site) -> None:
    vendored = ROOT / "plugins/kithbook/private/vendor/minisearch/index.js"
    assert dict(sample.files())[VENDORED] == vendored.read_bytes()


def test_the_owners_own_pages_are_found(tmp_path: Path) -> None:
    page = "# The garden &amp; more\n\nWhere the *quinces* <b>stand</b>.\n"
    site = build(write_book(tmp_path, {**SMALL, "content/private/garden.md": page}))
    places = json.loads((site / BOOK).read_text(encoding="utf-8"))["places"]
    assert places[-1] == [
        "pages", "The garden & more", "The garden & more Where the quinces stand.", "garden/",
    ]  # fmt: skip
