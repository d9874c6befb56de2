from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Visit

SCHEME = "document.body.getAttribute('data-md-color-scheme')"


@pytest.mark.site
def test_a_chosen_scheme_holds_on_the_next_page_from_its_first_paint(
    visit: Visit, address: str
) -> None:
    page: Page = visit("essays/")
    assert page.evaluate(SCHEME) == "default"
    page.locator("label[for=kb-scheme-1]").click()
    assert page.evaluate(SCHEME) == "slate"
    # Without Material's script, which sets it as well, but later.
    page.route(
        "**/bundle.*.js", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    page.goto(f"{address}concepts/")
    assert page.evaluate(SCHEME) == "slate"


@pytest.mark.site
def test_a_stored_scheme_that_there_is_not_is_none(visit: Visit, address: str) -> None:
    page: Page = visit("essays/", scheme="dark")
    page.evaluate("localStorage.setItem('kb-scheme', 'sepia')")
    page.goto(f"{address}concepts/")
    assert page.evaluate(SCHEME) == "slate"
    page.locator("label[for=kb-scheme-0]").click()
    assert page.evaluate(SCHEME) == "default"
