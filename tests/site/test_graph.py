"""The graph of concepts under a reader's hands: pointer, keyboard, filter, with and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import Visit

pytestmark = pytest.mark.site


def test_the_neighbourhood_of_a_dot_lights_up(visit: Visit) -> None:
    page = visit("graph/")
    node = page.locator("a.kb-node", has_text="Resonanz").first
    node.hover()
    expect(page.locator(".kb-node.is-near", has_text="Freiraum")).to_have_count(1)
    expect(page.locator(".kb-node.is-near", has_text="Gemeinwohl-Matrix")).to_have_count(0)
    lit = page.locator(".kb-edge.is-near").count()
    assert 0 < lit < page.locator(".kb-edge[data-ends]").count()
    page.locator("h1").hover()
    expect(page.locator(".is-near")).to_have_count(0)


def test_the_keyboard_leads_past_the_graph_and_through_it(visit: Visit) -> None:
    page = visit("en/graph/")
    skip = page.locator(".kb-graph__skip")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Tab")
    first = page.locator("a.kb-node").first
    expect(first).to_be_focused()
    assert first.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    expect(page.locator(".is-lit")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    reached = page.locator("a.kb-node:focus")
    expect(reached).to_have_count(1)
    expect(first).not_to_be_focused()
    skip.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#list")
    expect(page.locator("#list")).to_be_in_viewport()


def hide_works_and_related(page: Page) -> None:
    page.get_by_role("checkbox", name="Werke").uncheck()
    page.get_by_role("checkbox", name="verwandt").uncheck()
    for selector in (
        ".kb-node--work:not(.kb-key)",
        ".kb-row--work",
        ".kb-edge--related[data-ends]",
    ):
        assert page.locator(selector).count() > 0
        expect(page.locator(f"{selector} >> visible=true")).to_have_count(0)
    for selector in (
        ".kb-node--person:not(.kb-key)",
        ".kb-row--person",
        ".kb-edge--broader[data-ends]",
    ):
        expect(page.locator(selector).first).to_be_visible()


def test_the_filter_holds_for_drawing_and_list_and_is_remembered(visit: Visit) -> None:
    page = visit("graph/")
    hide_works_and_related(page)
    page.reload()
    expect(page.get_by_role("checkbox", name="Werke")).not_to_be_checked()
    expect(page.locator(".kb-row--work").first).to_be_hidden()
    page.get_by_role("checkbox", name="Werke").check()
    expect(page.locator(".kb-row--work").first).to_be_visible()


def test_the_filter_needs_no_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}graph/")
    hide_works_and_related(page)
    expect(page.locator(".kb-net__keys")).to_be_hidden()
    context.close()


def test_the_middle_of_a_wide_graph_shows_first_on_a_phone(visit: Visit) -> None:
    page = visit("concepts/resonanz/", width=360)
    expect(page.locator(".kb-graph__hint")).to_be_visible()
    assert page.locator(".kb-graph__field").evaluate("field => field.scrollLeft") > 0
    box = page.locator(".kb-node--own circle").bounding_box()
    assert box is not None
    assert 0 < box["x"] < 360 - box["width"]


def test_labels_of_the_real_graph_do_not_lie_on_each_other(visit: Visit) -> None:
    """Measured in the browser, with the font that this machine has."""
    overlaps = """() => {
      const shown = [...document.querySelectorAll('.kb-graph__drawing text')]
        .filter(one => getComputedStyle(one).display !== 'none')
        .flatMap(one => one.children.length ? [...one.children] : [one])
        .map(one => [one.textContent, one.getBoundingClientRect()]);
      return shown.flatMap(([a, p], i) => shown.slice(i + 1)
        .filter(([b, q]) => p.left + 1 < q.right && q.left + 1 < p.right
          && p.top + 6 < q.bottom && q.top + 6 < p.bottom)
        .map(([b]) => a + ' / ' + b));
    }"""
    for path in ("graph/", "en/graph/", "", "concepts/profit/"):
        page = visit(path)
        assert page.locator(".kb-graph__drawing text").count() > 5
        assert page.evaluate(overlaps) == []


def test_a_concept_is_found_by_name_and_the_drawing_enlarged(visit: Visit) -> None:
    page = visit("graph/")
    field = page.get_by_label("Begriff im Netz finden")
    field.fill("patago")
    field.press("Enter")
    found = page.locator(".kb-node:focus")
    expect(found).to_have_attribute("aria-label", "Patagonia (Organisation)")
    drawing = page.locator(".kb-net .kb-graph__drawing")
    width = drawing.evaluate("one => one.clientWidth")
    larger, smaller = page.get_by_label("Netz vergrößern"), page.get_by_label("Netz verkleinern")
    expect(smaller).to_be_disabled()
    larger.click()
    assert drawing.evaluate("one => one.clientWidth") > 1.5 * width
    smaller.click()
    assert drawing.evaluate("one => one.clientWidth") == width
