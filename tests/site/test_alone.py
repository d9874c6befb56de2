"""Whatever a reader opens: no other host is asked, no cookie set, and nothing stored but choices."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.conftest import WIDTHS
from tests.site.test_every_page import PAGES

pytestmark = pytest.mark.site
STORED = {"kb-scheme", "kb-mentions", "kb-graph-hidden"}
"""What the page on privacy says is stored: the scheme, links in the text, what the graph shows."""


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def context(browser: Browser, asked: list[str]) -> Iterator[BrowserContext]:
    """A reader whose requests are all noted, also those that no page makes."""
    context = browser.new_context()
    context.on("request", lambda request: asked.append(request.url))
    yield context
    context.close()


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_no_other_host_is_asked_and_no_cookie_set(
    context: BrowserContext, asked: list[str], address: str, language: str, width: int
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    home = address + ("en/" if language == "en" else "")
    for path in PAGES:
        page.goto(home + path)
        open_everything(page)
        page.wait_for_load_state("networkidle")
    search(page)
    page.goto(f"{address}404.html")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert len(asked) > len(PAGES)
    assert context.cookies() == []
    assert page.evaluate("document.cookie") == ""
    assert set(page.evaluate("Object.keys(localStorage)")) <= STORED
    assert page.evaluate("Object.keys(sessionStorage)") == []
    assert page.evaluate("indexedDB.databases()") == []


def open_everything(page: Page) -> None:
    """Makes every choice, unfolds every fold, and shows a concept's meaning."""
    page.evaluate("""() => {
        for (const fold of document.querySelectorAll("details")) fold.open = true;
        for (const box of document.querySelectorAll("main input, .md-option, .md-toggle")) box.click();
    }""")
    concept = page.locator("article a.kb-concept[href]").first
    if concept.count():
        concept.dispatch_event("pointerover", {"pointerType": "mouse"})
        expect(page.locator("#kb-concept-card a")).to_be_attached()


def search(page: Page) -> None:
    page.goto(page.url)
    page.keyboard.press("/")
    page.keyboard.type("Leadership")
    expect(page.locator(".kb-search__link").first).to_be_visible()


def test_an_old_browser_asks_no_other_host_either(
    context: BrowserContext, asked: list[str], address: str
) -> None:
    page = context.new_page()
    page.add_init_script("delete window.ResizeObserver")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(address)] == []
