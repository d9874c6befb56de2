"""The site opened from a folder, without a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html
from lxml.html import HtmlElement
from playwright.sync_api import Browser, Page, Request, expect

from knowledge.publish.folder import make_folder
from tests.project import SITE_URL
from tests.site.test_every_page import PAGES

pytestmark = pytest.mark.site
ESSAY = "essays/den-kunden-in-den-mittelpunkt-stellen-ist-falsch/"
FETCHED = ("assets/search/", "worker.js")
"""What only scripts ask a server for."""


@pytest.fixture(scope="session")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("folder") / "with space & ümlaut"
    make_folder(site, target, SITE_URL)
    return target


@pytest.fixture
def opened(browser: Browser) -> Iterator[Page]:
    """A page on which nothing may fail, and no script complain."""
    context = browser.new_context()
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
    page.on("requestfailed", lambda request: trouble.extend(failed(request)))
    page.on("request", lambda asked: trouble.append(asked.url) if is_foreign(asked.url) else None)
    yield page
    context.close()
    assert trouble == []


def failed(request: Request) -> list[str]:
    """The address of a request, unless its reader left before it was answered."""
    return [] if request.failure == "net::ERR_ABORTED" else [request.url]


def is_foreign(url: str) -> bool:
    return urlsplit(url).scheme not in {"file", "data", "blob"}


def test_every_link_leads_to_a_file_and_its_place(folder: Path) -> None:
    pages: dict[str, HtmlElement] = {
        path.as_uri(): html.document_fromstring(path.read_bytes())
        for path in folder.rglob("*.html")
    }
    ids = {address: set(page.xpath("//@id")) for address, page in pages.items()}
    wrong, count = [], 0
    for address, page in pages.items():
        for element, attribute, link, _ in page.iterlinks():
            if attribute is None or attribute.startswith("data-"):
                continue
            target, anchor = urldefrag(urljoin(address, link))
            if urlsplit(target).scheme != "file":
                continue
            count += 1
            path = Path(unquote(urlsplit(target).path))
            if not path.is_file() or (anchor and unquote(anchor) not in ids.get(target, set())):
                wrong.append((address, element.tag, link))
    assert wrong == []
    assert count > 5_000


def test_no_page_has_what_a_file_cannot_be(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        page: HtmlElement = html.document_fromstring(path.read_bytes())
        assert page.xpath("//script[@type='module'] | //link[contains(@rel, 'preload')]") == []
        for machine in page.xpath("//link[@rel='canonical' or @hreflang]/@href"):
            assert str(machine).startswith(SITE_URL)
    assert not [name for name in FETCHED if (folder / name).exists()]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_type_works(opened: Page, folder: Path, language: str) -> None:
    for name in PAGES:
        path = folder / ("en" if language == "en" else "") / name / "index.html"
        opened.goto(path.as_uri())
        opened.evaluate("document.fonts.ready")
        expect(opened.locator("h1")).to_have_count(1)
        fonts: list[str] = opened.evaluate("[...document.fonts].map(one => one.status)")
        assert "loaded" in fonts
        assert "error" not in fonts
        styles = "[...document.styleSheets].filter(one => one.href).length"
        assert opened.evaluate(styles) == opened.locator("link[rel=stylesheet]").count()
        colour = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
        assert opened.evaluate(colour) != "rgba(0, 0, 0, 0)"


def test_a_reader_walks_from_page_to_page(opened: Page, folder: Path) -> None:
    opened.goto((folder / "index.html").as_uri())
    opened.get_by_role("link", name="Den Kunden in den Mittelpunkt").first.click()
    assert opened.url.endswith(f"/{ESSAY}index.html")
    opened.locator(".kb-switch").get_by_label("überall").check()
    later = opened.locator("a.kb-auto[href]:not([data-kb])")
    addresses: list[str] = later.evaluate_all("all => all.map(one => one.href)")
    assert all(Path(unquote(urlsplit(one).path)).is_file() for one in addresses)
    link = opened.locator(".kb-text a.kb-concept", has_text="Resonanz").first
    link.hover()
    link.click()
    expect(opened.locator("h1")).to_have_text("Resonanz")
    opened.locator("header").get_by_role("link", name="English").click()
    expect(opened.locator("h1")).to_have_text("Resonance")
    opened.locator("header .md-logo").click()
    assert opened.url == (folder / "en" / "index.html").as_uri()


@pytest.mark.parametrize(("home", "said"), [("", "einen Server"), ("en", "a server")])
def test_search_says_that_it_needs_a_server(
    opened: Page, folder: Path, home: str, said: str
) -> None:
    opened.goto((folder / home / ESSAY / "index.html").as_uri())
    opened.keyboard.press("/")
    assert opened.locator("dialog").count() == 0
    opened.locator(".kb-search-button").click()
    assert opened.url == (folder / home / "search" / "index.html").as_uri()
    expect(opened.locator(".kb-text")).to_contain_text(said)


def test_no_worker_is_asked_for(opened: Page, folder: Path) -> None:
    opened.goto((folder / "index.html").as_uri())
    opened.wait_for_load_state("networkidle")
    asked = "performance.getEntriesByType('resource').filter(one => one.name.includes('worker'))"
    assert opened.evaluate(f"{asked}.length") == 0
