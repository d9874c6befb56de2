"""The switch for mentions, and the rules by which they were found, as readers use them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import Visit

pytestmark = pytest.mark.site
ESSAY = "essays/was-echter-kundenkontakt-fuer-ein-unternehmen-bedeutet/"
THREAD = "essays/den-kunden-in-den-mittelpunkt-stellen-ist-falsch/"
AUTOMATIC = "els => els.map(e => [e.textContent, e.getAttribute('href')])"
WITHOUT_STORAGE = """
    Object.defineProperty(window, "localStorage", { get() { throw new Error("denied"); } });
"""


def links(page: Page) -> list[tuple[str, str]]:
    """The automatic links of a page: text and address."""
    found = page.locator("a.kb-auto[href]").evaluate_all(AUTOMATIC)
    return [(text, address) for text, address in found]


def choose(page: Page, name: str) -> None:
    page.locator(".kb-switch").get_by_label(name).check()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (ESSAY, ("einmal je Abschnitt", "überall", "gar nicht")),
        (f"en/{THREAD}", ("once per section", "everywhere", "nowhere")),
    ],
)
def test_mentions_are_links_once_everywhere_or_nowhere(
    visit: Visit, path: str, names: tuple[str, str, str]
) -> None:
    page = visit(path)
    first, everywhere, nowhere = names
    by_hand = page.locator("a.kb-concept:not(.kb-auto)[href]").count()
    before = links(page)
    assert before
    choose(page, everywhere)
    every = links(page)
    assert len(every) > len(before)
    assert {address for _, address in every} == {address for _, address in before}
    expect(page.locator("span[data-kb]")).to_have_count(0)
    choose(page, nowhere)
    assert links(page) == []
    assert page.locator("a.kb-concept:not(.kb-auto)[href]").count() == by_hand
    choose(page, first)
    assert links(page) == before


def test_a_later_mention_leads_to_its_concept(visit: Visit) -> None:
    page = visit(f"en/{ESSAY}")
    assert not page.locator("article a:not([href])").count()
    later = page.locator(".kb-text span[data-kb]:not(a *)").first
    word = later.text_content() or ""
    block = later.locator("xpath=..").element_handle()
    before = len(block.query_selector_all(f"a.kb-auto:has-text('{word}')"))
    choose(page, "everywhere")
    assert page.locator("a.kb-auto").count() == len(links(page))
    after = block.query_selector_all(f"a.kb-auto:has-text('{word}')")
    assert len(after) > before
    after[-1].click()
    page.wait_for_url("**/en/concepts/*/")
    expect(page.locator("h1")).to_be_visible()


def test_words_that_are_no_links_are_passed_over_by_the_keyboard(visit: Visit) -> None:
    page = visit(ESSAY)
    page.locator(".kb-switch [value=first]").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".kb-switch [value=none]")).to_be_checked()
    word = page.locator(".kb-text a.kb-auto").first
    assert word.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.className")
    assert "kb-auto" not in focused
    page.locator(".kb-switch [value=none]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert "kb-auto" in page.evaluate("document.activeElement.className")


def test_the_choice_is_remembered_from_page_to_page(visit: Visit) -> None:
    page = visit(ESSAY)
    choose(page, "gar nicht")
    page.goto(page.url.replace(ESSAY, f"en/{THREAD}"))
    expect(page.locator(".kb-switch [value=none]")).to_be_checked()
    assert links(page) == []
    choose(page, "once per section")
    page.reload()
    expect(page.locator(".kb-switch [value=first]")).to_be_checked()
    assert links(page)
    assert page.evaluate("localStorage.getItem('kb-mentions')") is None


def test_without_storage_the_choice_holds_for_the_page(browser: Browser, address: str) -> None:
    """A context of its own: the theme's script complains of what it cannot store."""
    context = browser.new_context()
    context.add_init_script(WITHOUT_STORAGE)
    page = context.new_page()
    page.goto(address + ESSAY)
    choose(page, "überall")
    assert page.locator("a.kb-auto:not([href])").count() == 0
    assert links(page)
    context.close()


def test_without_scripts_there_is_no_switch_and_nothing_is_missing(
    plain: Page, address: str
) -> None:
    plain.goto(address + ESSAY)
    expect(plain.locator(".kb-switch")).to_be_hidden()
    expect(plain.locator("a.kb-auto[href]").first).to_be_visible()
    expect(plain.locator("span[data-kb]").first).to_be_visible()


def test_the_switch_works_in_a_site_opened_from_its_folder(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((site / ESSAY / "index.html").as_uri())
    before = links(page)
    choose(page, "überall")
    assert len(links(page)) > len(before)
    context.close()


def test_pages_without_mentions_have_no_switch(visit: Visit) -> None:
    assert visit("about/").locator(".kb-switch").count() == 0


def test_each_place_names_its_rule_on_demand_and_without_scripts(plain: Page, address: str) -> None:
    plain.goto(f"{address}concepts/produktion/")
    rule = plain.locator(".kb-place small").first
    expect(rule).to_be_hidden()
    plain.locator(".kb-rules > summary").click()
    expect(rule).to_be_visible()
    expect(rule).to_have_text("Titel, dort verlinkt")
    expect(plain.locator(".kb-rules dl")).to_contain_text("Titel")


def test_the_other_language_defines_the_concept_on_demand(plain: Page, address: str) -> None:
    plain.goto(f"{address}en/concepts/resonanz/")
    definition = plain.locator(".kb-term p[lang=de]")
    expect(definition).to_be_hidden()
    plain.locator(".kb-term > summary", has_text="German: Resonanz").click()
    expect(definition).to_contain_text("Resonanz ist")
    plain.locator(".kb-term a").click()
    expect(plain.locator("html")).to_have_attribute("lang", "de")


def test_a_count_leads_to_the_first_place(visit: Visit) -> None:
    page = visit(THREAD)
    page.locator(".kb-weighted li", has_text="Mission").locator("a").nth(1).click()
    expect(page.locator(":target")).to_be_in_viewport()
