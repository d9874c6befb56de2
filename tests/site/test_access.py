"""What readers with a keyboard, a screen reader or a printer rely on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Visit

pytestmark = pytest.mark.site
ESSAY = "essays/den-kunden-in-den-mittelpunkt-stellen-ist-falsch/"
CONCEPT = "concepts/beduerfnis/"


@pytest.mark.parametrize(
    ("path", "control"), [(ESSAY, ".kb-switch input"), ("graph/", ".kb-net__filter input")]
)
def test_a_choice_reached_by_keyboard_is_outlined(visit: Visit, path: str, control: str) -> None:
    page = visit(path)
    chosen = page.locator(control).first
    page.keyboard.press("Tab")
    chosen.focus()
    assert chosen.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    assert chosen.evaluate("one => parseFloat(getComputedStyle(one).outlineWidth)") >= 1


def ink(page: Page, selector: str) -> float:
    """How light the letters are, from 0 for black to 1 for white."""
    color: str = page.locator(selector).first.evaluate("one => getComputedStyle(one).color")
    red, green, blue = (int(part) for part in color.strip("rgb()").split(","))
    return (red + green + blue) / (3 * 255)


def test_paper_carries_dark_letters_whatever_the_scheme(visit: Visit) -> None:
    page = visit(CONCEPT, scheme="dark")
    assert ink(page, ".kb-text") > 0.5
    page.emulate_media(media="print")
    for selector in (".kb-text", "h1", ".kb-text a", ".kb-note", ".kb-relations a"):
        assert ink(page, selector) < 0.5, selector


def test_paper_carries_no_controls(visit: Visit) -> None:
    page = visit(CONCEPT)
    page.emulate_media(media="print")
    for selector in (".kb-switch", ".kb-rules", ".kb-place small"):
        assert not [one for one in page.locator(selector).all() if one.is_visible()], selector
