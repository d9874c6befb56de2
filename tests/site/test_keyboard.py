"""A reader without a pointer: every stop is seen and marked, and nothing is out of reach."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.site.audits import audit, walk
from tests.site.conftest import WIDTHS, Visit
from tests.site.pages import ESSAY, EVERY, MISSING, address

pytestmark = pytest.mark.site


def check_walk(page: Page) -> None:
    found = walk(page)
    assert "skip" in found.stops[0]
    assert not found.hidden
    assert not found.unmarked
    assert not found.backwards
    assert not found.left
    assert not audit(page, "positive")


@pytest.mark.parametrize(
    ("kind", "language", "width"),
    [("essay", "de", "narrow"), ("graph", "en", "wide"), (MISSING, "de", "narrow")],
)
def test_keyboard_comes_by_everything(visit: Visit, kind: str, language: str, width: str) -> None:
    check_walk(visit(address(kind, language), width=WIDTHS[width], motion=False))


@pytest.mark.long
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_keyboard_comes_by_everything_in_full(
    visit: Visit, kind: str, language: str, width: str
) -> None:
    check_walk(visit(address(kind, language), width=WIDTHS[width], motion=False))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
@pytest.mark.parametrize("path", [ESSAY, "en/conversations/", MISSING])
def test_first_stop_skips_to_the_content(visit: Visit, path: str, scripts: bool) -> None:
    page = visit(path, width=WIDTHS["narrow"], scripts=scripts)
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip:focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    stop = page.locator(":focus")
    assert stop.evaluate("one => Boolean(one.closest('article'))")


def test_menu_opens_and_closes_by_keyboard(visit: Visit) -> None:
    page = visit(ESSAY, width=WIDTHS["narrow"])
    menu, link = page.locator(".kb-menu"), page.locator("#kb-menu a").first
    menu.focus()
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(link).to_be_hidden()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(link).to_be_hidden()


def test_menu_closes_behind_its_last_link(visit: Visit) -> None:
    page = visit(ESSAY, width=WIDTHS["narrow"])
    page.locator(".kb-menu").focus()
    page.keyboard.press("Space")
    page.locator("#kb-menu a").last.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".kb-menu")).to_have_attribute("aria-expanded", "false")
    assert page.locator(":focus").evaluate(
        "one => Boolean(one.closest('main')) && !one.closest('#kb-menu')"
    )


def test_menu_closes_beside_it(visit: Visit) -> None:
    page = visit(ESSAY, width=WIDTHS["narrow"])
    page.locator(".kb-menu").click()
    expect(page.locator("#kb-menu a").first).to_be_in_viewport()
    page.mouse.click(350, 600)
    expect(page.locator(".kb-menu")).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("path", ["", "en/concepts/beduerfnis/"])
def test_menu_is_there_without_scripts(visit: Visit, path: str) -> None:
    page = visit(path, width=WIDTHS["narrow"], scripts=False)
    expect(page.locator("#kb-menu a").first).to_be_hidden()
    page.locator(".kb-menu").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#kb-menu a").first).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("one => Boolean(one.closest('#kb-menu'))")
    page.locator("#kb-menu a[href*=questions]").click()
    expect(page.locator("h1")).to_have_text("Questions" if path.startswith("en/") else "Fragen")


def test_scheme_and_language_are_chosen_by_keyboard(visit: Visit) -> None:
    page = visit(ESSAY, scheme="light")
    body = page.locator("body")
    page.locator("input[name=kb-scheme]:checked").focus()
    page.keyboard.press("ArrowRight")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.keyboard.press("ArrowRight")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.locator("header a[hreflang=en]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith(f"/en/{ESSAY}")


def test_search_gives_focus_back(visit: Visit) -> None:
    page = visit(ESSAY)
    button = page.locator("a.kb-search-button")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".kb-search__field")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.kb-search")).to_be_hidden()
    expect(button).to_be_focused()
