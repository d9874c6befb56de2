"""What authors see while the site is served, and no reader ever does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.build.small import small_project
from tests.preview.test_serve import ESSAY, Server, serving
from tests.site.audits import violations
from tests.site.conftest import WIDTHS

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("panel")
    project = folder / "project"
    project.mkdir()
    small_project(project)
    with serving(project, folder / "said") as found:
        found.add(ESSAY, f"\nSiehe [[niemand]] und [[{'sehr-' * 30}lang]].\n\n## Ohne\n")
        assert found.shows("essays/nur-deutsch/", "missing-heading-id")
        yield found


def opened(browser: Browser, address: str, width: int, scheme: str) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        service_workers="block",
    )
    # The server may still build for the author's last edit, and a reload in the
    # middle of an audit is no finding.
    context.route("**/livereload/**", lambda route: route.abort())
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", ["narrow", "wide"])
@pytest.mark.parametrize("folder", ["", "en/"])
def test_the_panel_breaks_no_rule_and_fits(
    browser: Browser, server: Server, folder: str, width: str, scheme: str
) -> None:
    page = opened(browser, f"{server.address}{folder}essays/nur-deutsch/", WIDTHS[width], scheme)
    panel = page.locator("aside.kb-problems")
    expect(panel).to_be_visible()
    assert panel.locator("li").count() >= 3
    assert violations(page, "aside.kb-problems") == []
    assert panel.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert panel.evaluate("one => getComputedStyle(one).borderInlineStartWidth") != "0px"
    page.context.close()


def test_the_panel_closes_with_the_keyboard(browser: Browser, server: Server) -> None:
    page = opened(browser, f"{server.address}essays/nur-deutsch/", WIDTHS["wide"], "light")
    page.locator("aside.kb-problems summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("aside.kb-problems li").first).to_be_hidden()
    page.context.close()


def test_no_reader_sees_it_nor_loads_its_style(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "kb-problems" not in text, path
        assert "authors.css" not in text, path
    style = (site / "assets/stylesheets/querverweis.css").read_text("utf-8")
    assert "kb-problems" not in style
