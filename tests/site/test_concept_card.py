"""What a concept means, shown while one reads."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.conftest import WIDTHS, Visit

pytestmark = pytest.mark.site
ESSAY = "essays/was-echter-kundenkontakt-fuer-ein-unternehmen-bedeutet/"
CARD = ".kb-concept-card"


def concept(text: str) -> str:
    """A selector of the first link in the text that reads so."""
    return f'.kb-text a.kb-concept[href]:has-text("{text}") >> nth=0'


@pytest.mark.parametrize(
    ("path", "text", "term", "count"),
    [
        (ESSAY, "Kundenbedürfnis", "Englisch: Customer need", "Stellen: in 1 Essay, "),
        (f"en/{ESSAY}", "customer need", "German: Kundenbedürfnis", "places: in 1 essay, "),
    ],
)
def test_a_pointer_that_rests_on_a_concept_opens_its_meaning(
    visit: Visit, path: str, text: str, term: str, count: str
) -> None:
    page = visit(path)
    page.hover(concept(text))
    card = page.locator(CARD)
    expect(card.locator(".kb-card-term")).to_have_text(term)
    expect(card.locator(".kb-card-definition")).not_to_be_empty()
    expect(card.locator(".kb-note")).to_contain_text(count)
    card.hover()
    page.wait_for_timeout(500)
    expect(card).to_be_visible()
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()


def focused(page: Page) -> Locator:
    """A concept's link that the keyboard has reached, its card open."""
    link = page.locator(concept("Kundenbedürfnis"))
    page.keyboard.press("Tab")
    link.focus()
    expect(page.locator(f"{CARD} .kb-card-definition")).to_be_visible()
    return link


def test_the_keyboard_reaches_the_card_and_escape_closes_it(visit: Visit) -> None:
    page = visit(ESSAY)
    link = focused(page)
    card = page.locator(CARD)
    expect(link).to_have_attribute("aria-describedby", "kb-concept-card")
    page.keyboard.press("Tab")
    expect(card.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()


def test_the_keyboard_goes_on_behind_the_link(visit: Visit) -> None:
    page = visit(ESSAY)
    focused(page)
    for _ in range(page.locator(f"{CARD} a").count() + 1):
        page.keyboard.press("Tab")
    expect(page.locator(concept("Daseinszweck"))).to_be_focused()


def test_the_first_tap_opens_the_card_and_its_link_leads_on(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(address + ESSAY)
    page.tap(concept("Kundenbedürfnis"))
    card = page.locator(CARD)
    expect(card.locator(".kb-card-definition")).to_be_visible()
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    card.get_by_role("link", name="Zur Seite des Begriffs").tap()
    expect(page.locator("h1")).to_have_text("Kundenbedürfnis")
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [("wide", "dark"), ("narrow", "light")])
def test_no_rule_of_accessibility_is_broken_while_a_card_is_open(
    visit: Visit, width: str, scheme: str
) -> None:
    page = visit(ESSAY, width=WIDTHS[width], scheme=scheme)
    page.hover(concept("Kundenbedürfnis"))
    expect(page.locator(".kb-card-definition")).to_be_visible()
    results = Axe().run(page)
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in results.response["violations"]] == []


def test_a_page_that_cannot_be_had_is_said_and_asked_for_again(visit: Visit) -> None:
    page = visit(ESSAY)
    link = page.locator(concept("Kundenbedürfnis"))
    page.route("**/concepts/kundenbeduerfnis/", lambda route: route.fulfill(status=200, body=""))
    link.hover()
    expect(page.locator(CARD)).to_have_text("Lässt sich gerade nicht laden.")
    page.mouse.move(5, 5)
    expect(page.locator(CARD)).to_be_hidden()
    page.unroute("**/concepts/kundenbeduerfnis/")
    link.hover()
    expect(page.locator(".kb-card-definition")).to_be_visible()
