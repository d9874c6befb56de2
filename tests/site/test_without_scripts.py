"""Without JavaScript everything can be read and reached, search excepted, which says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.conftest import WIDTHS
from tests.site.test_every_page import PAGES

pytestmark = pytest.mark.site
ESSAY = "essays/den-kunden-in-den-mittelpunkt-stellen-ist-falsch/"
ONLY_FOR_SCRIPTS = ".kb-switch, .kb-net__keys, .kb-kept > [hidden], .md-header [hidden], .md-top"
"""Controls that do nothing without a script."""
BY_CHOICE = ".md-sidebar"
"""What pages leave away that have no use for it."""
HREFS = "all => all.filter(one => one.checkVisibility()).map(one => one.href)"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(java_script_enabled=False)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def shown(page: Page) -> set[str]:
    """Where the links lead that a reader sees or can unfold."""
    page.locator("details:not([open]) > summary").evaluate_all(
        "all => all.forEach(one => one.parentNode.open = true)"
    )
    hrefs: list[str] = page.locator("a[href]").evaluate_all(HREFS)
    return {urldefrag(urljoin(page.url, href)).url for href in hrefs}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_links_lead_from_home_to_every_page_type(
    page: Page, address: str, language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    home = address + ("en/" if language == "en" else "")
    types = {home + path for path in PAGES}
    # Where a list goes on is linked from the page where it begins.
    types |= {re.sub(r"(/concepts/[^/]+/)\d+/$", r"\1", path) for path in types}
    reached, opened = [home], set[str]()
    while reached and not types <= {home, *reached, *opened}:
        page.goto(reached.pop(0))
        opened.add(page.url)
        if width == WIDTHS["narrow"]:
            open_menu(page)
        reached += sorted((shown(page) & types) - {*reached, *opened})
    assert types - {*reached, *opened} == set()


def open_menu(page: Page) -> None:
    page.locator("header .kb-menu").click()
    expect(page.locator(".kb-nav a").nth(1)).to_be_in_viewport()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "home")
def test_nothing_is_hidden_but_what_only_scripts_use(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    hidden = page.locator(f"[hidden]:not({ONLY_FOR_SCRIPTS}, {BY_CHOICE})")
    assert [one.evaluate("one => one.outerHTML.slice(0, 200)") for one in hidden.all()] == []
    expect(page.locator("h1")).to_be_visible()
    empty = "all => all.filter(one => !one.textContent.trim() && !one.querySelector('img, svg, input, form')).length"
    assert page.locator("main section").evaluate_all(empty) == 0


def test_folds_open_and_notes_can_be_reached(page: Page, address: str) -> None:
    page.goto(f"{address}concepts/beduerfnis/")
    fold = page.locator("details.kb-rules")
    fold.locator("> summary").click()
    expect(fold).to_have_attribute("open", "")
    page.goto(address + ESSAY)
    page.locator(".kb-cite a").first.click()
    assert "#" in page.url
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_reader_changes_the_language_and_stays_on_the_page(page: Page, address: str) -> None:
    page.goto(address + ESSAY)
    page.locator("header").get_by_role("link", name="English").click()
    assert page.url == f"{address}en/{ESSAY}"
    expect(page.locator("h1")).to_have_text("Putting the customer at the centre is wrong")


def test_every_place_of_the_graph_is_a_link(page: Page, address: str) -> None:
    page.goto(f"{address}graph/")
    expect(page.locator("svg a.kb-node").first).to_be_visible()
    page.locator("svg a.kb-node", has_text="Resonanz").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Resonanz")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_stand_out_whatever_the_scheme(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(
        java_script_enabled=False, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(address + ESSAY)
    paper, ink = (
        sum(map(int, page.locator(at).first.evaluate(of).strip("rgb()").split(",")))
        for at, of in (
            ("body", "one => getComputedStyle(one).backgroundColor"),
            (".kb-text p", "one => getComputedStyle(one).color"),
        )
    )
    assert abs(paper - ink) > 450
    context.close()


@pytest.mark.parametrize(("home", "title"), [("", "Suchen"), ("en/", "Searching")])
def test_search_says_that_it_needs_scripts(page: Page, address: str, home: str, title: str) -> None:
    page.goto(address + home + ESSAY)
    page.locator(".kb-search-button").click()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".kb-text")).to_contain_text("JavaScript")
    assert page.locator(".kb-text a[href]").count() >= 5
