"""A reader's way: home, essay, concept, backlink, comment, question, and the other language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.site.conftest import WIDTHS, Visit

pytestmark = pytest.mark.site
ESSAY = "essays/den-kunden-in-den-mittelpunkt-stellen-ist-falsch/"


def switch_language(page: Page, name: str) -> None:
    """Chooses a language in the header, as a reader does."""
    page.locator("header").get_by_role("link", name=name).click()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_walk_from_home_to_question(visit: Visit, width: int) -> None:
    page = visit("", width=width)
    page.get_by_role("link", name="Den Kunden in den Mittelpunkt stellen, ist falsch").first.click()
    expect(page.locator("h1")).to_have_text("Den Kunden in den Mittelpunkt stellen, ist falsch")

    page.locator(".kb-text a.kb-concept", has_text="Resonanz").first.click()
    expect(page.locator("h1")).to_have_text("Resonanz")
    expect(page.locator("html")).to_have_attribute("lang", "de")

    thread = page.locator(".kb-place-group", has_text="Das Gespräch")
    expect(thread.locator("mark").first).to_have_text("Resonanz")
    thread.locator(".kb-place p a").first.click()
    assert page.url.endswith(f"{ESSAY}#c4")
    comment = page.locator("#c4")
    expect(comment).to_be_in_viewport()
    expect(comment.locator(".kb-comment__name")).to_have_text("S. M.")

    switch_language(page, "English")
    assert "/en/essays/" in page.url
    expect(page.locator("h1")).to_have_text("Putting the customer at the centre is wrong")

    page.locator("#c6 ~ * a, #c6 a", has_text="initiatives").first.click()
    expect(page.locator("h1")).to_contain_text("initiatives")
    expect(page.locator(".kb-header .kb-state")).to_have_text("answered")
    expect(page.locator(".kb-answer")).to_have_count(2)

    switch_language(page, "Deutsch")
    assert page.url.endswith("/questions/initiativen/")
    assert "/en/" not in page.url
    expect(page.locator(".kb-header .kb-state")).to_have_text("beantwortet")


def test_backlink_leads_to_its_section(visit: Visit) -> None:
    page = visit("concepts/patagonia/")
    page.locator(".kb-place p a", has_text="Es geht auch anders").first.click()
    assert page.url.endswith(f"{ESSAY}#es-geht-auch-anders")
    expect(page.locator("#es-geht-auch-anders")).to_be_in_viewport()


def test_citation_leads_to_reference_and_back(visit: Visit) -> None:
    page = visit(ESSAY)
    page.locator(".kb-cite a").first.click()
    reference = page.locator(".kb-references li:target")
    expect(reference).to_be_in_viewport()
    reference.locator(".kb-back").first.click()
    assert "#cite-" in page.url
    expect(page.locator(".kb-cite:target")).to_be_in_viewport()


def test_replies_stand_below_what_they_answer(visit: Visit) -> None:
    page = visit(f"{ESSAY}#thread")
    nested = page.locator("li:has(> #c4) > details > .kb-thread--nested")
    expect(nested.locator("#c5 .kb-comment__name")).to_have_text("Christoph Schlachte")
    expect(page.locator(".kb-thread--trackbacks #c9")).to_be_visible()
    expect(page.locator("#c1 .kb-badge")).to_have_text("Weiterveröffentlicht")
    expect(page.locator(".kb-conversation")).to_contain_text("Die Quelle nennt 10 Kommentare")


def test_graph_nodes_are_links(visit: Visit) -> None:
    page = visit("en/graph/")
    node = page.locator("svg a.kb-node", has_text="Resonance").first
    node.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Resonance")


def test_missing_page_speaks_both_languages(visit: Visit) -> None:
    page = visit("404.html")
    expect(page.locator("section[lang=de]")).to_contain_text("gibt es nicht")
    expect(page.locator("section[lang=en]")).to_contain_text("does not exist")
