"""The page Network in Chromium: quiet, in reach of the keyboard, filtered, still where wished."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage, ServeDirectory, Visit
from tests.browser.stored_sites import built
from tests.browser.test_private_site import SCHEMES, sample_files

MANY = 500


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return serve_directory(built(tmp_path_factory.mktemp("sample"), sample_files()))


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    people = {
        f"people/p{n}.md": f"---\nname: Person {n}\nmet: {{through: p{n // 5}}}\n---\n"
        for n in range(MANY)
    }
    return serve_directory(built(tmp_path_factory.mktemp("crowd"), people))


def settled(visit: Visit) -> Page:
    visit.page.locator(".kith-web-frame[data-state=still]").wait_for()
    return visit.page


def shown(page: Page) -> str:
    return page.locator(".kith-web-count").inner_text()


def in_focus(page: Page) -> str:
    return page.locator(".kith-web-who h2").inner_text()


def ink(page: Page) -> int:
    """How many pixels of the picture are not paper."""
    return int(
        page.evaluate("""() => {
          const canvas = document.querySelector("canvas");
          const copy = document.createElement("canvas");
          [copy.width, copy.height] = [canvas.width, canvas.height];
          const pen = copy.getContext("2d", {willReadFrequently: true});
          pen.drawImage(canvas, 0, 0);
          const {data} = pen.getImageData(0, 0, copy.width, copy.height);
          let count = 0;
          for (let at = 3; at < data.length; at += 4) count += data[at] > 0;
          return count;
        }""")
    )


def test_the_page_is_quiet_accessible_and_fits(
    sample: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]]
) -> None:
    visit = open_page(f"{sample}/network/")
    for width, scheme in product((390, 768, 1280), SCHEMES):
        visit.look(width, scheme)
        visit.go(f"{sample}/network/?focus=bo-chen")
        page = settled(visit)
        assert in_focus(page) == "Bo Chen"
        assert ink(page) > 500
        assert (width, scheme, visit.overflow) == (width, scheme, 0)
        assert (width, scheme, axe_violations(page)) == (width, scheme, [])
    assert visit.console == visit.errors == visit.strangers == []


def test_the_keyboard_walks_along_the_lines_and_opens_a_person(
    sample: str, open_page: OpenPage
) -> None:
    visit = open_page(f"{sample}/network/?focus=bo-chen")
    page = settled(visit)
    page.get_by_role("searchbox", name="Name").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator("canvas")).to_be_focused()
    near = page.locator(".kith-web-who li button").all_inner_texts()
    assert len(near) >= 4
    walked = set[str]()
    for key in ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
        if in_focus(page) != "Bo Chen":
            assert in_focus(page) in near
            walked.add(in_focus(page))
            page.locator(".kith-web-who li button", has_text="Bo Chen").click()
            page.locator("canvas").focus()
    assert len(walked) >= 2
    page.keyboard.press("PageDown")
    assert in_focus(page) == "Dell Thibodeaux"
    assert page.url.endswith("?focus=dell-thibodeaux")
    page.keyboard.press("Escape")
    assert "Choose somebody" in page.locator(".kith-web-who").inner_text()
    page.keyboard.press("PageUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/*/")
    assert visit.console == []


def test_filters_change_picture_tables_count_and_address(sample: str, open_page: OpenPage) -> None:
    page = settled(open_page(f"{sample}/network/"))
    rows = page.locator(".kith-joins tbody tr")
    before = rows.count()
    assert shown(page).endswith(f"and {before} lines shown.")
    page.get_by_label("Together in the log").uncheck()
    together = page.locator(".kith-joins--together tbody tr").count()
    assert rows.filter(visible=True).count() == before - together
    assert page.get_by_text("None of these lines fits").filter(visible=True).count() == 1
    page.get_by_label("Circle").select_option("inner")
    assert page.url.endswith("?circle=inner")
    assert 0 < rows.filter(visible=True).count() < 6
    assert f"{rows.filter(visible=True).count()} line" in shown(page)
    again = settled(open_page(page.url))
    assert again.get_by_label("Circle").input_value() == "inner"


def test_a_name_typed_is_found_and_told(sample: str, open_page: OpenPage) -> None:
    page = settled(open_page(f"{sample}/network/"))
    page.get_by_role("searchbox", name="Name").fill("lukasz")
    assert in_focus(page) == "Łukasz Wójcik"
    assert "A bridge" in page.locator(".kith-web-who").inner_text()
    for row in page.locator(".kith-joins tbody tr").filter(visible=True).all_inner_texts():
        assert "Łukasz" in row


def test_the_pointer_chooses_drags_and_leaves(sample: str, open_page: OpenPage) -> None:
    visit = open_page(f"{sample}/network/?focus=mae-byrne")
    page = settled(visit)
    page.locator(".kith-web-who li button").first.click()
    assert in_focus(page) == "Ada Byrne"
    before = ink(page)
    page.get_by_role("button", name="Closer").click()
    page.get_by_role("button", name="Further").click()
    page.get_by_role("button", name="Show all").click()
    assert "Choose somebody" in page.locator(".kith-web-who").inner_text()
    page.wait_for_timeout(50)
    assert ink(page) != before
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 40, steps=4)
    page.mouse.up()
    assert visit.console == []


def test_somebody_who_is_not_drawn_is_told(sample: str, open_page: OpenPage) -> None:
    page = settled(open_page(f"{sample}/network/?focus=nobody"))
    assert shown(page).startswith("Nothing joins nobody to others yet")


def test_without_scripts_the_tables_hold_every_line(sample: str, open_page: OpenPage) -> None:
    visit = open_page(f"{sample}/network/", javascript=False)
    page = visit.page
    assert page.locator(".kith-web").is_hidden()
    assert page.locator(".kith-web-filter").is_hidden()
    assert page.locator(".kith-joins tbody tr").filter(visible=True).count() >= 25
    assert page.get_by_text("are not drawn").is_visible()


def test_print_shows_the_tables(sample: str, open_page: OpenPage) -> None:
    page = settled(open_page(f"{sample}/network/"))
    page.emulate_media(media="print")
    assert page.locator(".kith-web").is_hidden()
    assert page.locator(".kith-joins").first.is_visible()


def test_the_colours_follow_the_palette(sample: str, open_page: OpenPage) -> None:
    page = settled(open_page(f"{sample}/network/"))
    first = page.locator("canvas").screenshot()
    for _ in range(2):
        page.locator("label[for^=__palette]:visible").click()
    page.wait_for_timeout(100)
    assert page.locator("canvas").screenshot() != first


def test_many_people_move_into_place(crowd: str, open_page: OpenPage) -> None:
    page = settled(open_page(f"{crowd}/network/"))
    marks = page.evaluate("performance.getEntriesByType('mark').map(mark => mark.name)")
    assert [name for name in marks if name.startswith("kith-picture")] == [
        "kith-picture-moving",
        "kith-picture-still",
    ]
    assert shown(page).startswith(f"{MANY} people")
    assert ink(page) > 5_000


def test_nothing_moves_where_stillness_is_wished(crowd: str, browser: Browser) -> None:
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{crowd}/network/")
        page.locator(".kith-web-frame[data-state=still]").wait_for()
        marks = page.evaluate("performance.getEntriesByType('mark').map(mark => mark.name)")
        assert [name for name in marks if name.startswith("kith-picture")] == ["kith-picture-still"]


def test_a_picture_that_cannot_be_read_leaves_the_tables(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    site = built(tmp_path, sample_files())
    (site / "network" / "picture.json").write_text("{", encoding="utf-8")
    page = open_page(f"{serve_directory(site)}/network/").page
    assert page.get_by_text("The picture could not be read").is_visible()
    assert page.locator(".kith-web").is_hidden()
    assert page.locator(".kith-joins").first.is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_small_picture_of_ties_leads_to_people(
    sample: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]], width: int
) -> None:
    visit = open_page(f"{sample}/people/bo-chen/", width=width)
    assert axe_violations(visit.page) == []
    assert visit.overflow == 0
    visit.page.locator(".kith-ties a", has_text="Ines Ruiz").click()
    visit.page.wait_for_url("**/people/ines-ruiz/")
    visit.page.get_by_role("link", name="See them in the network").click()
    assert in_focus(settled(visit)) == "Ines Ruiz"
    assert visit.console == []
