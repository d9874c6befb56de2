"""The page for what does not exist, as a server shows it at a deep address."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.site.conftest import WIDTHS

MISSING = "essays/2017/nothing/here"


class _NotFound(http.server.SimpleHTTPRequestHandler):
    """Answers as hosts of static sites do: for what is missing, with `404.html`."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its parent's
        """Says nothing."""


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    handler = functools.partial(_NotFound, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(params=WIDTHS.values())
def missing(browser: Browser, host: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page at an address that does not exist; nothing it asks for fails."""
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on(
        "response",
        lambda response: (
            trouble.append(response.url)
            if response.status >= HTTPStatus.BAD_REQUEST and not response.url.endswith(MISSING)
            else None
        ),
    )
    page.on(
        "request",
        lambda asked: None if asked.url.startswith((host, "data:")) else trouble.append(asked.url),
    )
    answer: Any = page.goto(host + MISSING)
    assert answer.status == HTTPStatus.NOT_FOUND
    yield page
    context.close()
    assert trouble == []


@pytest.mark.site
@pytest.mark.parametrize(("language", "asked"), [("de", "Bedürfnis"), ("en", "purpose")])
def test_a_query_where_a_page_is_missing_is_answered(
    missing: Page, host: str, language: str, asked: str
) -> None:
    form = missing.locator(f".kb-not-found[lang={language}] form")
    form.locator("input").fill(asked)
    form.locator("button").click()
    prefix = "" if language == "de" else "en/"
    missing.wait_for_url(f"{host}{prefix}search/?q=*")
    missing.wait_for_selector("dialog.kb-search[open] a")
    assert missing.input_value("dialog.kb-search input") == asked
    assert missing.locator("dialog.kb-search a").count() > 1


@pytest.mark.site
def test_search_opens_where_a_page_is_missing(missing: Page) -> None:
    missing.locator(".kb-search-button").click()
    missing.locator("dialog.kb-search input").fill("need")
    missing.wait_for_selector("dialog.kb-search[open] a")


@pytest.mark.site
def test_every_way_from_a_missing_page_leads_somewhere(missing: Page) -> None:
    links = missing.eval_on_selector_all(
        "main a, header a, .md-tabs a",
        "all => all.map(a => a.href).filter(link => !link.includes('#'))",
    )
    assert len(set(links)) > 10
    for link in set(links):
        assert missing.request.get(link).ok, link


@pytest.mark.site
def test_a_missing_page_is_accessible(missing: Page) -> None:
    found = Axe().run(missing)
    assert found.violations_count == 0, found.generate_report()
