"""Old addresses of comments that stand on a further page now, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.build.divided import FIRST, SECOND, THIRD, divided_project
from tests.project import SITE_URL, run
from tests.site.conftest import WIDTHS, Visit, served

pytestmark = pytest.mark.site

REDIRECTED = "essays/gespraech/thread/9/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = divided_project(tmp_path_factory.mktemp("divided"))
    outcome = run("mkdocs", "build", "--strict", folder=project)
    assert outcome.code == 0, outcome.errors
    with served(project / "site") as found:
        yield found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (f"{FIRST}#c250", f"{SECOND}#c250"),
        (f"{FIRST}#c450", f"{THIRD}#c450"),
        (f"{FIRST}#c5", f"{FIRST}#c5"),
        (f"{FIRST}#c250-fn:1", f"{SECOND}#c250-fn:1"),
        (f"{SECOND}#c450", f"{THIRD}#c450"),
        (f"{THIRD}#c5", f"{FIRST}#c5"),
        (f"{SECOND}#c9999", f"{FIRST}#c9999"),
        (f"en/{FIRST}#c250", f"en/{SECOND}#c250"),
    ],
)
def test_an_old_address_leads_to_the_comment(visit: Visit, asked: str, found: str) -> None:
    page = visit(asked)
    expect(page).to_have_url(re.compile(re.escape(found) + "$"))
    if "9999" not in found:
        expect(page.locator(f"[id='{found.partition('#')[2]}']")).to_be_in_viewport()
    page.go_back()  # the address that was old is not in between
    assert page.url == "about:blank"


def test_a_redirected_address_keeps_the_comment(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.route(f"{SITE_URL}**", lambda route: route.fulfill(body="here"))
    page = context.new_page()
    for language in ("", "en/"):
        page.goto(f"{address}{language}{REDIRECTED}#c5", wait_until="commit")
        page.wait_for_url(f"{SITE_URL}{language}{FIRST}#c5")
        page.goto(f"{address}{language}{REDIRECTED}", wait_until="commit")
        page.wait_for_url(f"{SITE_URL}{language}{FIRST}")
    context.close()


def test_without_javascript_a_link_leads_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{FIRST}")
    expect(page.get_by_text("Der gesuchte Kommentar")).to_have_count(2)
    expect(page.locator(".kb-moved:visible")).to_have_count(0)
    page.goto(f"{address}{FIRST}#c250")
    moved = page.locator(".kb-moved:visible")
    expect(moved).to_have_count(1)
    expect(moved).to_be_in_viewport()
    assert moved.inner_text() == "Der gesuchte Kommentar steht auf Seite 2: c250"
    moved.get_by_role("link").click()
    expect(page).to_have_url(f"{address}{SECOND}#c250")
    expect(page.locator("#c250")).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("path", [FIRST, SECOND, f"en/{THIRD}", "concepts/haus/2/"])
def test_no_rule_of_accessibility_is_broken(visit: Visit, path: str) -> None:
    results = Axe().run(visit(path, width=WIDTHS["narrow"]))
    found = [(rule["id"], rule["nodes"][0]["html"]) for rule in results.response["violations"]]
    assert not found


def test_a_reader_pages_through_the_places_of_a_concept(visit: Visit) -> None:
    page = visit("concepts/haus/")
    page.get_by_role("link", name="Nächste Seite").click()
    expect(page).to_have_title("Haus – Seite 2 – Querverweis")
    expect(page.get_by_role("heading", level=1)).to_have_text("Haus")
    expect(page.get_by_text("Fortsetzung")).to_be_visible()
    page.get_by_role("link", name="Vorige Seite").click()
    expect(page.locator("#mentions")).to_be_in_viewport()
