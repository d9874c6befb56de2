"""No rule of accessibility is broken: on any page type, in any state of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.site.audits import violations
from tests.site.conftest import WIDTHS, Visit
from tests.site.pages import ESSAY, EVERY, SCHEMES, address

pytestmark = pytest.mark.site
QUERY = {"de": "Bedürfnis", "en": "need"}


def unfold(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")


def open_card(page: Page) -> bool:
    """Shows the card of the first concept in the text, if there is one."""
    links = page.locator("article a.kb-concept[href]:visible")
    if not links.count():
        return False
    page.keyboard.press("Tab")  # so that focus is visible
    links.first.focus()
    expect(page.locator(".kb-card-definition")).to_be_visible()
    return True


def close_card(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator(".kb-concept-card")).to_be_hidden()


def open_search(page: Page) -> None:
    page.locator("a.kb-search-button").click()
    language = page.locator("dialog.kb-search").get_attribute("lang") or ""
    page.locator(".kb-search__field").fill(QUERY[language])
    expect(page.locator(".kb-search__results")).to_have_attribute("data-query", re.compile("."))
    assert page.locator(".kb-search__link").count() > 1


def open_menu(page: Page) -> None:
    page.locator(".kb-menu").click()
    expect(page.locator(".kb-menu")).to_have_attribute("aria-expanded", "true")


# Each state once, on different pages, in both languages, schemes and widths.
@pytest.mark.parametrize(
    ("kind", "language", "width", "scheme"),
    [
        ("home", "de", "wide", "dark"),
        ("essay", "de", "narrow", "light"),
        ("idea", "en", "wide", "dark"),
        ("graph", "de", "wide", "light"),
        ("answered question", "en", "narrow", "dark"),
        ("contribute", "de", "narrow", "light"),
    ],
)
def test_no_rule_is_broken(visit: Visit, kind: str, language: str, width: str, scheme: str) -> None:
    page = visit(address(kind, language), width=WIDTHS[width], scheme=scheme)
    assert not violations(page)


@pytest.mark.parametrize(
    ("state", "width", "scheme"),
    [
        (unfold, "wide", "light"),
        (open_card, "narrow", "dark"),
        (open_search, "narrow", "light"),
        (open_menu, "narrow", "dark"),
    ],
)
def test_no_rule_is_broken_with(visit: Visit, state: object, width: str, scheme: str) -> None:
    page = visit(ESSAY, width=WIDTHS[width], scheme=scheme)
    assert callable(state)
    state(page)
    assert not violations(page)


@pytest.mark.long
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_no_rule_is_broken_in_full(visit: Visit, kind: str, language: str, scheme: str) -> None:
    """Everything unfolded, wide and narrow; then each thing that opens, alone."""
    page = visit(address(kind, language), scheme=scheme)
    unfold(page)
    found = {"wide": violations(page)}
    page.set_viewport_size({"width": WIDTHS["narrow"], "height": 900})
    found["narrow"] = violations(page)
    if open_card(page):
        found["card"] = violations(page, ".kb-concept-card")
        close_card(page)
    open_menu(page)
    found["menu"] = violations(page, ".md-sidebar--primary") + violations(page, ".md-header")
    page.keyboard.press("Escape")
    open_search(page)
    found["search"] = violations(page, "dialog.kb-search")
    page.set_viewport_size({"width": WIDTHS["wide"], "height": 900})
    found["wide search"] = violations(page, "dialog.kb-search")
    assert not {state: broken for state, broken in found.items() if broken}
