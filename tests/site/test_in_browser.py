"""A site in a real browser: what people see, click and type, and what leaves the machine (nothing)."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from sites import published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"
    " --no-first-run"
)
WIDTHS = (1280, 820, 390)
KINDS = (
    "index.html",
    "boards.html",
    "boards/cityscapes-test.html",
    "networks/deeplabv3plus.html",
    "compare.html#networks=pspnet%2Cdeeplabv3plus",
    "overall.html",
    "papers.html",
    "changes.html",
)
"""A page of each kind."""

pytestmark = [
    pytest.mark.apart,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this system"),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a browser with an empty profile."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield found
        found.close()


@pytest.fixture
def visit(browser: Browser, large: Path) -> Iterator[Callable[..., Page]]:
    """Return a way to open a page of the shipped board from the disk; nothing may be asked of anybody."""
    contexts, asked, problems = [], [], []

    def visit(name: str, *, site: Path = large, **settings: object) -> Page:
        given = {"viewport": {"width": 1280, "height": 900}, **settings}
        context = browser.new_context(offline=True, **given)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text))
        page.goto(f"{site.as_uri()}/{name}")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert [address for address in asked if not address.startswith(("file://", "data:"))] == []
    assert problems == []


def column(page: Page, place: int) -> list[str]:
    """Return the texts of a column of the first table, of the rows that are seen."""
    cells: list[str] = page.eval_on_selector_all(
        f"tbody tr:not([hidden]) > :nth-child({place})", "cells => cells.map(cell => cell.textContent)"
    )
    return cells


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", KINDS)
def test_pages_fit_every_screen(visit: Callable[..., Page], name: str, width: int) -> None:
    """Tables scroll by themselves; the page never does sideways."""
    page = visit(name, viewport={"width": width, "height": 800})

    assert page.locator("h1").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture(scope="session")
def wordy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with long names, with words that are long by themselves, and a long metric."""
    folder = tmp_path_factory.mktemp("wordy")
    name = "A Network Whose Name Is A Sentence About Bartoldson2024Adversarial_WRN-94-16_Configuration"
    metric = "Best known robust accuracy of all attacks"
    table = f"network,dataset,metric,score,better\n{name},d,{metric},70.1,higher\nB,d,{metric},69.5,higher\n"
    (folder / "long.csv").write_text(table, encoding="utf-8")
    return published(folder / "site", "--data", folder / "long.csv")


@pytest.mark.parametrize(("site", "board"), [("large", "cityscapes-test"), ("wordy", "d")])
def test_place_network_and_score_stay_in_sight_on_a_phone(
    visit: Callable[..., Page], site: str, board: str, request: pytest.FixtureRequest
) -> None:
    """However far the rest is scrolled, and however long names are."""
    where: Path = request.getfixturevalue(site)
    page = visit(f"boards/{board}.html", site=where, viewport={"width": 390, "height": 800})

    page.locator(".board").evaluate("box => box.scrollLeft = 10000")

    end = 0.0
    for place in (1, 2, 3):
        cell = page.locator(f".board tbody tr:first-child > :nth-child({place})")
        box = cell.bounding_box()
        assert box
        assert box["x"] >= end - 1
        end = box["x"] + box["width"]
        assert end <= 391
        assert cell.evaluate("cell => cell.scrollWidth <= cell.clientWidth")


def test_boards_are_filtered_by_their_names(visit: Callable[..., Page]) -> None:
    """They are counted as what they are."""
    page = visit("boards.html")

    page.get_by_label("Filter", exact=True).fill("pascal")

    assert page.locator(".count").inner_text() == "4 of 11 boards"


def test_rows_are_sorted_and_keep_their_places(visit: Callable[..., Page]) -> None:
    """Up, down, and back; what is empty stays last; signs are no part of a number."""
    page = visit("boards/cityscapes-test.html")
    before = column(page, 1)
    params = page.get_by_role("columnheader", name="Params")

    params.get_by_role("button").click()
    down = [text for text in column(page, 5) if text]
    assert params.get_attribute("aria-sort") == "descending"
    assert column(page, 5)[: len(down)] == down
    params.get_by_role("button").click()
    up = [text for text in column(page, 5) if text]
    assert column(page, 5)[: len(up)] == up
    assert [float(one) for one in up] == sorted(float(one) for one in down)
    params.get_by_role("button").click()
    assert column(page, 1) == before
    assert params.get_attribute("aria-sort") is None

    page.get_by_role("columnheader", name="mIoU").get_by_role("button").click()
    page.get_by_role("columnheader", name="mIoU").get_by_role("button").click()
    assert column(page, 1) == sorted(before, key=lambda text: -int(text.rstrip("=")))
    assert "27=" in column(page, 1)


def test_a_view_can_be_sent(visit: Callable[..., Page]) -> None:
    """The address has the order and the filters, and gives them back."""
    page = visit("boards/cityscapes-test.html")
    page.get_by_label("Filter", exact=True).fill("deeplab")
    page.get_by_label("with code").check()
    page.get_by_role("columnheader", name="Network").get_by_role("button").click()
    seen = column(page, 2)

    again = visit(f"boards/cityscapes-test.html{page.url[page.url.index('#') :]}")

    assert seen == column(again, 2)
    assert 1 < len(seen) < 10
    assert seen == sorted(seen, key=str.casefold)
    assert again.locator(".count").inner_text() == f"{len(seen)} of 99 networks, without the leader, VLTSeg"


@pytest.mark.parametrize(
    ("label", "value", "count"),
    [
        ("Since", "2024", "the leader among them"),
        ("Until", "2016", "without the leader, VLTSeg"),
        ("Known from", "paper", "the leader among them"),
        ("Tested", "multi-scale", "without the leader, VLTSeg"),
    ],
)
def test_filters_say_what_is_left(visit: Callable[..., Page], label: str, value: str, count: str) -> None:
    """How many, and whether the leader is among them."""
    page = visit("boards/cityscapes-test.html")

    page.get_by_role("combobox", name=label, exact=True).select_option(value)

    left = len(column(page, 1))
    assert 0 < left < 99
    assert page.locator(".count").inner_text() == f"{left} of 99 networks, {count}"
    page.get_by_role("button", name="Clear").click()
    assert page.locator(".count").inner_text() == "99 networks"


def test_networks_are_filtered_by_their_size_and_their_data(visit: Callable[..., Page]) -> None:
    """What is not known does not fit a size."""
    page = visit("boards/cityscapes-test.html")

    page.get_by_label("Params").fill("5")
    small = column(page, 5)
    page.get_by_role("combobox", name="Extra data", exact=True).select_option("unsaid")

    assert small
    assert all(float(text) <= 5 for text in small)
    assert set(column(page, 10)) <= {"", "none"}


def test_what_is_not_said_is_not_taken_for_none(visit: Callable[..., Page]) -> None:
    """It has to be asked for."""
    page = visit("boards/cityscapes-test.html")
    choose = page.get_by_role("combobox", name="Extra data", exact=True).select_option

    choose("none")
    said = len(column(page, 1))
    choose("unsaid")

    assert 0 < said < len(column(page, 1)) < 99


def test_a_board_is_copied_as_a_document(visit: Callable[..., Page]) -> None:
    """What the exporters made, into the clipboard."""
    page = visit("boards/camvid-test.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="Copy Markdown").click()
    page.get_by_role("button", name="Copied").wait_for()

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("**CamVid test · mIoU (%)**")


def test_the_search_finds_networks_boards_and_papers(visit: Callable[..., Page]) -> None:
    """As people type them."""
    page = visit("index.html")
    page.get_by_label("Find a network").fill("deep lab v3 plus")

    page.get_by_role("link", name="DeepLabv3+").first.click()

    assert page.locator("h1").inner_text() == "DeepLabv3+"


def test_networks_are_compared(visit: Callable[..., Page]) -> None:
    """Chosen on the page; the address carries them."""
    page = visit("compare.html#networks=pspnet")
    page.get_by_label("Add a network").fill("deeplab v3+")
    page.get_by_label("Add a network").press("Enter")

    page.get_by_role("button", name="Remove DeepLabv3+").wait_for()

    assert page.url.endswith("#networks=pspnet%2Cdeeplabv3plus")
    assert column(page, 3)[:2] == ["89.0 (#2)", "82.1 (#27=)"]
    assert page.locator("#verdict").inner_text() == (
        "On 3 shared boards: PSPNet is best on 1, DeepLabv3+ is best on 2."
    )
    page.get_by_role("button", name="Remove PSPNet").click()
    assert page.url.endswith("#networks=deeplabv3plus")


@pytest.mark.parametrize("name", KINDS)
def test_pages_can_be_read_without_javascript(visit: Callable[..., Page], name: str) -> None:
    """What only the script does is not offered."""
    page = visit(name, java_script_enabled=False)

    assert page.locator("h1").inner_text()
    assert page.locator("main form:visible, main button:visible").count() == 0
    if name.startswith("boards/"):
        assert page.locator("tbody tr").count() == 99
        assert page.locator("svg[role=group]").count() == 2


def test_the_board_is_walked_through_with_the_keyboard(visit: Callable[..., Page]) -> None:
    """From the link that skips what is above, to a column that is sorted with the space bar."""
    page = visit("boards/camvid-test.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")

    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('th')?.textContent") == "Network":
            break
    page.keyboard.press("Space")

    assert page.get_by_role("columnheader", name="Network").get_attribute("aria-sort") == "ascending"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", KINDS)
def test_everybody_can_use_every_page(
    visit: Callable[..., Page], small: Path, large: Path, name: str, scheme: str
) -> None:
    """The checker of accessibility finds nothing, colours included; long lists are shorter for its sake."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = visit(name, site=small if name in {"papers.html", "changes.html"} else large, color_scheme=scheme)

    found = axe.Axe().run(page, options={"preload": False})  # which asks for the stylesheet

    assert found.violations_count == 0, found.generate_report()


def test_hostile_names_are_text_and_run_nothing(visit: Callable[..., Page], hostile: Path) -> None:
    """On the pages that the script fills, too."""
    page = visit("boards/all.html", site=hostile)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))

    page.get_by_label("Filter", exact=True).fill("<script>")
    assert column(page, 2) == ["</script><script>alert(1)</script> 2"]
    slug = page.locator("tbody tr:not([hidden]) th a").get_attribute("href").split("/")[-1][: -len(".html")]  # type: ignore[union-attr]
    page.goto(f"{hostile.as_uri()}/compare.html#networks={slug}")
    page.get_by_role("button", name="Remove").wait_for()
    assert (
        page.locator("#comparison thead")
        .inner_text()
        .strip()
        .endswith("</script><script>alert(1)</script> 2")
    )
    page.goto(f"{hostile.as_uri()}/index.html")
    page.get_by_label("Find a network").fill("<script>")
    page.get_by_role("link", name="alert(1)").first.wait_for()
