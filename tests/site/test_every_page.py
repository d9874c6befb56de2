"""What holds for every page type, in both languages, schemes and widths."""

from __future__ import annotations

import pytest

from tests.site.conftest import WIDTHS, Visit

pytestmark = pytest.mark.site
PAGES = (
    "",
    "essays/",
    "essays/den-kunden-in-den-mittelpunkt-stellen-ist-falsch/",
    "concepts/",
    "concepts/by-kind/",
    "concepts/resonanz/",
    "concepts/christoph-schlachte/2/",
    "graph/",
    "questions/",
    "questions/initiativen/",
    "conversations/",
    "timeline/",
    "paths/",
    "paths/kunden/",
    "search/",
    "offline/",
    "about/",
    "about/contribute/",
    "about/building/",
    "about/privacy/",
    "about/imprint/",
)


CASES = [
    (path, language, width, scheme)
    for path in PAGES
    for language in ("de", "en")
    for width in WIDTHS.values()
    for scheme in ("light", "dark")
]


def check(visit: Visit, path: str, language: str, width: int, scheme: str) -> None:
    """The page fits its window, says its language, and follows the reader's colour scheme."""
    page = visit(("en/" if language == "en" else "") + path, width=width, scheme=scheme)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    scroll = page.evaluate("document.documentElement.scrollWidth")
    assert scroll <= width, f"wider than {width}: {scroll}"
    expected = "slate" if scheme == "dark" else "default"
    assert page.locator("body").get_attribute("data-md-color-scheme") == expected


# Every page type once: in one language narrow and dark, the next in the other wide and light.
@pytest.mark.parametrize("number", range(len(PAGES)), ids=lambda n: PAGES[n] or "home")
def test_page(visit: Visit, number: int) -> None:
    if number % 2:
        check(visit, PAGES[number], "en", WIDTHS["wide"], "light")
    else:
        check(visit, PAGES[number], "de", WIDTHS["narrow"], "dark")


@pytest.mark.long
@pytest.mark.parametrize(("path", "language", "width", "scheme"), CASES)
def test_page_in_full(visit: Visit, path: str, language: str, width: int, scheme: str) -> None:
    check(visit, path, language, width, scheme)
