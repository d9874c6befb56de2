"""However a page is read: narrow, enlarged, with more space, without motion, in set colours."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.site.audits import audit, walk
from tests.site.conftest import WIDTHS, Visit
from tests.site.pages import EVERY, LANGUAGES, MISSING, address

pytestmark = pytest.mark.site
NARROWEST = 320
"""Pixels; WCAG 2.2, 1.4.10, which is 1280 at 400 %."""
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
"""WCAG 2.2, 1.4.12."""
ADOPT = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""
"""As a reader's own style comes; no page admits an element for it."""
SAMPLES = [("essay", "de"), ("home", "en"), ("graph", "de"), ("idea", "en"), ("questions", "de")]


def check_fit(visit: Visit, kind: str, language: str) -> None:
    """Nothing is wider than the window, and no text is cut off: at 320 px, and twice enlarged."""
    page = visit(address(kind, language), width=NARROWEST)
    problems = {"narrow": audit(page, "wide") + audit(page, "cut")}
    page.evaluate(ADOPT, SPACING)
    problems["narrow, spaced"] = audit(page, "wide") + audit(page, "cut")
    page.set_viewport_size({"width": 1280, "height": 900})
    problems["spaced"] = audit(page, "wide") + audit(page, "cut")
    enlarged = visit(address(kind, language), width=1280 // 2, enlarged=2)
    problems["enlarged"] = audit(enlarged, "wide") + audit(enlarged, "cut")
    assert not {how: found for how, found in problems.items() if found}


@pytest.mark.parametrize(("kind", "language"), SAMPLES)
def test_text_fits(visit: Visit, kind: str, language: str) -> None:
    check_fit(visit, kind, language)


@pytest.mark.long
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_text_fits_in_full(visit: Visit, kind: str, language: str) -> None:
    check_fit(visit, kind, language)


def check_rest(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert not audit(page, "moving")


@pytest.mark.parametrize(("kind", "width"), [("essay", "narrow"), ("graph", "wide")])
def test_nothing_moves_for_who_wants_it_so(visit: Visit, kind: str, width: str) -> None:
    check_rest(visit(address(kind, "de"), width=WIDTHS[width], motion=False))


def test_something_moves_otherwise(visit: Visit) -> None:
    assert audit(visit(address("essay", "de")), "moving")


@pytest.mark.long
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_nothing_moves_in_full(visit: Visit, kind: str, language: str) -> None:
    check_rest(visit(address(kind, language), motion=False))


@cache
def titles(site: Path) -> dict[str, str]:
    """Titles of concepts that are one language's alone, with that language."""
    names = {
        language: {
            node["title"]
            for node in json.loads(
                (site / ("" if language == LANGUAGES[0] else language) / "graph.json").read_text(
                    encoding="utf-8"
                )
            )["concepts"]
        }
        for language in LANGUAGES
    }
    both = names["de"] & names["en"]
    return {name: language for language in LANGUAGES for name in names[language] - both}


def check_language(visit: Visit, site: Path, kind: str, language: str) -> None:
    page = visit(address(kind, language))
    told = page.locator("html").get_attribute("lang")
    assert told == language or kind == MISSING
    assert not audit(page, "mistaken")
    assert not audit(page, "untold", titles(site))


@pytest.mark.parametrize(("kind", "language"), [*SAMPLES, ("essay", "en"), (MISSING, "de")])
def test_every_text_says_its_language(visit: Visit, site: Path, kind: str, language: str) -> None:
    check_language(visit, site, kind, language)


@pytest.mark.long
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_text_says_its_language_in_full(
    visit: Visit, site: Path, kind: str, language: str
) -> None:
    check_language(visit, site, kind, language)


def check_set_colours(page: Page) -> None:
    """Links look like links, and every stop of the keyboard is marked by more than shadows."""
    found = walk(page)
    assert not found.unmarked
    assert not found.hidden
    kept = page.evaluate(
        "() => [...document.body.querySelectorAll('*')]"
        ".filter(one => getComputedStyle(one).forcedColorAdjust === 'none' && !one.closest('svg'))"
        ".map(one => one.className)"
    )
    assert not kept


@pytest.mark.parametrize("kind", ["essay", "questions"])
def test_set_colours_leave_links_and_focus(visit: Visit, kind: str) -> None:
    page = visit(address(kind, "de"), forced=True, motion=False)
    assert page.evaluate("() => matchMedia('(forced-colors: active)').matches")
    link, letters = (
        page.locator(selector).first.evaluate("one => getComputedStyle(one).color")
        for selector in ("article a[href]", "article p")
    )
    assert link != letters
    check_set_colours(page)


@pytest.mark.long
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_set_colours_in_full(visit: Visit, kind: str, language: str) -> None:
    check_set_colours(visit(address(kind, language), forced=True, motion=False))
