"""What a reader can read where there is no connection, and what never comes of it where there is."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.conftest import Server

pytestmark = pytest.mark.site
ESSAY = "essays/den-kunden-in-den-mittelpunkt-stellen-ist-falsch/"
CONCEPT = "concepts/resonanz/"
MOST_PAGES = 200
MOST_REQUESTS = 15
CACHES = """async () => {
    const all = {};
    for (const name of await caches.keys()) {
        const requests = await (await caches.open(name)).keys();
        all[name] = requests.map(request => new URL(request.url).pathname);
    }
    return all;
}"""


class Host:
    """A copy of the site on a host that can go away, change, and say what was asked for."""

    def __init__(self, folder: Path, path: str = "/") -> None:
        self.folder, self.path = folder, path
        self.site = folder / path.strip("/")
        self.asked: list[str] = []
        self.headers: dict[str, str] = {}
        self.port = 0
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.path}"

    def start(self) -> None:
        host = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def end_headers(self) -> None:
                for name, value in host.headers.items():
                    self.send_header(name, value)
                super().end_headers()

            def log_request(self, *_: object) -> None:
                host.asked.append(self.path)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Says nothing."""

        handler = functools.partial(Handler, directory=str(self.folder))
        self._server = Server(("127.0.0.1", self.port), handler)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def replace(self, file: str, old: str, new: str) -> None:
        path = self.site / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.unlink()  # the built site shares its files
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def host(site: Path, tmp_path: Path) -> Iterator[Host]:
    shutil.copytree(site, tmp_path / "host")
    host = Host(tmp_path / "host")
    yield host
    host.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def kept(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = page.evaluate(CACHES)
    return found


def of(page: Page, kind: str) -> list[str]:
    """The paths in the cache of a kind."""
    return next((paths for name, paths in kept(page).items() if f" {kind}" in name), [])


def eventually(page: Page, holds: Callable[[], object]) -> None:
    for _ in range(600):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError(kept(page))


def first_visit(context: BrowserContext, host: Host, path: str) -> Page:
    """Opens a page, and waits until it is kept."""
    page = context.new_page()
    page.goto(host.address + path)
    eventually(page, lambda: host.path + path in of(page, "pages"))
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("language", ["de", "en"])
def test_after_one_visit_page_and_home_can_be_read_and_the_rest_is_said(
    context: BrowserContext, host: Host, language: str
) -> None:
    home = "en/" if language == "en" else ""
    page = first_visit(context, host, home + ESSAY)
    title = page.locator("h1").inner_text()
    background = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
    colour = page.evaluate(background)
    host.stop()
    page.goto(f"{host.address}{home}{ESSAY}#thread")
    expect(page.locator("h1")).to_have_text(title)
    assert page.evaluate(background) == colour
    expect(page.locator(".kb-switch")).to_be_visible()  # its scripts run
    page.locator("header .md-logo").click()
    assert page.url == host.address + home
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.goto(host.address + home + CONCEPT)
    expect(page.locator("h1")).to_have_text("Not connected" if home else "Ohne Verbindung")
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert page.evaluate(background) == colour
    rows = page.locator(".kb-kept__list a")
    expect(rows).to_have_count(2)  # home among them; where it stands is up to the browser's cache
    expect(rows.filter(has_text=re.compile("^Querverweis$"))).to_have_count(1)
    rows.filter(has_text=title).click()
    expect(page.locator("h1")).to_have_text(title)
    assert context.cookies() == []
    host.start()


def test_a_reader_who_is_connected_again_gets_what_was_not_there(
    context: BrowserContext, host: Host
) -> None:
    page = first_visit(context, host, "")
    host.stop()
    page.goto(f"{host.address}{CONCEPT}?h=resonanz")
    again = page.locator(".kb-kept__again a")
    expect(again).to_have_attribute("href", host.address + CONCEPT)
    again.click()
    expect(page.locator("h1")).to_have_text("Ohne Verbindung")
    host.start()
    page.reload()
    expect(page.locator("h1")).to_have_text("Resonanz")
    assert page.url == host.address + CONCEPT


@pytest.mark.parametrize("home", ["/", "/en/"])
def test_a_first_visit_asks_for_little(context: BrowserContext, host: Host, home: str) -> None:
    page = first_visit(context, host, home.lstrip("/") + ESSAY)
    asked = [name for name in host.asked if "favicon" not in name]  # of the browser's own accord
    assert len(asked) <= MOST_REQUESTS, asked
    assert len(asked) == len(set(asked))
    assert set(asked) - loaded(page) == {"/worker.js", home}


def loaded(page: Page) -> set[str]:
    names: list[str] = page.evaluate(
        "performance.getEntriesByType('resource').map(one => new URL(one.name).pathname)"
    )
    return {*names, page.evaluate("location.pathname")}


def test_what_home_needs_besides_comes_with_the_second_page(
    context: BrowserContext, host: Host
) -> None:
    page = first_visit(context, host, ESSAY)
    page.goto(f"{host.address}about/")
    eventually(page, lambda: "/assets/javascripts/graph.js" in of(page, "parts"))
    eventually(page, lambda: "/assets/images/querverweis.svg" in of(page, "images"))
    page.wait_for_load_state("networkidle")
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    host.stop()
    page.goto(host.address)
    page.wait_for_load_state("networkidle")
    assert failed == []
    host.start()


def test_who_is_connected_never_sees_an_older_page_style_or_script(
    context: BrowserContext, host: Host
) -> None:
    host.headers["Cache-Control"] = "no-cache"  # else browsers themselves show what they have
    page = first_visit(context, host, "about/")
    page.reload()  # now the worker answers
    assert page.evaluate("Boolean(navigator.serviceWorker.controller)")
    host.replace("about/index.html", "</h1>", " Neu</h1>")
    host.replace("assets/stylesheets/querverweis.css", ":root", "h1{font-size:77px!important}:root")
    host.replace("assets/javascripts/header.js", '"use strict";', '"use strict";window.kbNew=1;')
    page.reload()
    expect(page.locator("h1")).to_contain_text(" Neu")
    assert page.locator("h1").evaluate("one => getComputedStyle(one).fontSize") == "77px"
    assert page.evaluate("window.kbNew") == 1
    host.stop()
    page.reload()
    expect(page.locator("h1")).to_contain_text(" Neu")
    host.start()


def test_a_changed_site_gets_a_worker_that_keeps_what_is_there_now(
    context: BrowserContext, host: Host
) -> None:
    page = first_visit(context, host, ESSAY)
    page.evaluate("caches.open('querverweis /other/ parts 1')")
    page.evaluate("caches.open('something else')")
    (earlier,) = (name for name in kept(page) if name.startswith("querverweis / parts "))
    version = earlier.rpartition(" ")[2]
    host.replace("worker.js", version, "another")
    host.replace("assets/stylesheets/querverweis.css", ":root", "h1{font-size:77px!important}:root")
    page.goto(f"{host.address}about/")
    eventually(page, lambda: earlier not in kept(page))
    found = kept(page)
    assert {"querverweis /other/ parts 1", "something else"} <= set(found)
    parts = found["querverweis / parts another"]
    assert {"/", "/assets/stylesheets/querverweis.css"} <= set(parts)
    assert any(re.search(r"/main\.[0-9a-f]{8}\.min\.css$", part) for part in parts)
    assert f"/{ESSAY}" in of(page, "pages")
    host.stop()
    page.goto(host.address + ESSAY)  # kept with the earlier version
    assert page.locator("h1").evaluate("one => getComputedStyle(one).fontSize") == "77px"
    host.start()


def test_below_any_address_and_beside_another_site(
    context: BrowserContext, site: Path, tmp_path: Path
) -> None:
    shutil.copytree(site, tmp_path / "some" / "project")
    (tmp_path / "some" / "else.html").write_text("<h1>Else", encoding="utf-8")
    host = Host(tmp_path, "/some/project/")
    try:
        page = first_visit(context, host, f"en/{CONCEPT}")
        page.goto(f"{host.address}../else.html")
        assert set(kept(page)) <= {
            f"querverweis /some/project/ {kind}"
            for kind in ("pages", "images", "search", *kinds_of_parts(page))
        }
        assert of(page, "pages") == [f"/some/project/en/{CONCEPT}"]
        page.goto(host.address)
        eventually(page, lambda: "/some/project/" in of(page, "pages"))
        host.stop()
        page.goto(f"{host.address}en/graph/")
        expect(page.locator("h1")).to_have_text("Not connected")
        expect(page.locator(".kb-kept__list a")).to_have_count(3)
        page.goto(f"{host.address}questions/")
        expect(page.locator("h1")).to_have_text("Ohne Verbindung")
        host.start()
    finally:
        host.stop()


def kinds_of_parts(page: Page) -> list[str]:
    return [f"parts {name.rpartition(' ')[2]}" for name in kept(page) if " parts " in name]


def test_the_oldest_of_two_hundred_pages_leaves(context: BrowserContext, host: Host) -> None:
    page = first_visit(context, host, "about/")
    page.evaluate(
        """async (most) => {
            const cache = await caches.open("querverweis / pages");
            const answer = () => new Response("<title>x", { headers: { "Content-Type": "text/html" } });
            for (let i = 0; i < most; i++) await cache.put(`/old-${i}/`, answer());
        }""",
        MOST_PAGES,
    )
    page.reload()  # the oldest becomes the youngest
    eventually(page, lambda: of(page, "pages")[-1] == "/about/")
    eventually(page, lambda: len(of(page, "pages")) == MOST_PAGES)
    assert "/old-0/" not in of(page, "pages")
    assert "/old-1/" in of(page, "pages")


def test_what_is_gone_is_not_kept_and_what_may_not_be_kept_neither(
    context: BrowserContext, host: Host
) -> None:
    host.headers["Cache-Control"] = "no-cache"  # else browsers themselves show what they have
    page = first_visit(context, host, CONCEPT)
    (host.site / CONCEPT / "index.html").unlink()
    (host.site / CONCEPT).rmdir()
    answer = page.goto(host.address + CONCEPT)
    assert answer is not None
    assert answer.status == HTTPStatus.NOT_FOUND
    eventually(page, lambda: f"/{CONCEPT}" not in of(page, "pages"))
    host.headers["Cache-Control"] = "private, no-store"
    page.goto(f"{host.address}timeline/")
    host.headers.clear()
    page.goto(f"{host.address}graph/")
    eventually(page, lambda: "/graph/" in of(page, "pages"))
    assert "/timeline/" not in of(page, "pages")


def test_search_finds_again_what_it_found_and_says_what_it_lacks(
    context: BrowserContext, host: Host
) -> None:
    page = first_visit(context, host, ESSAY)
    found = page.locator(".kb-search__link")
    page.keyboard.press("/")
    page.keyboard.type("Resonanz")
    expect(found.first).to_contain_text("Resonanz")
    page.wait_for_load_state("networkidle")
    host.stop()
    page.goto(host.address)
    page.keyboard.press("/")
    page.keyboard.type("Resonanz")
    expect(found.first).to_contain_text("Resonanz")
    page.keyboard.press("Control+a")
    page.keyboard.type("Zufriedenheit")
    expect(page.get_by_role("status")).to_contain_text("wonach hier schon einmal gesucht wurde")
    page.get_by_role("link", name="Was Sie jetzt lesen können").click()
    expect(page.locator("h1")).to_have_text("Ohne Verbindung")
    host.start()


def test_a_search_that_was_never_loaded_leads_to_what_can_be_read(
    context: BrowserContext, host: Host
) -> None:
    page = first_visit(context, host, f"en/{ESSAY}")
    host.stop()
    page.reload()
    page.locator(".kb-search-button").click()
    expect(page.locator("h1")).to_have_text("Not connected")
    expect(page.locator(".kb-text")).to_contain_text("search finds only")
    host.start()


def test_a_concept_shows_its_meaning_where_its_page_was_read(
    context: BrowserContext, host: Host
) -> None:
    page = first_visit(context, host, ESSAY)
    page.goto(host.address + CONCEPT)
    page.wait_for_load_state("networkidle")
    host.stop()
    page.goto(host.address + ESSAY)
    page.locator(".kb-text a.kb-concept", has_text="Resonanz").first.hover()
    expect(page.locator(".kb-card-title")).to_have_text("Resonanz")
    host.start()


def test_a_reader_can_have_everything_removed(context: BrowserContext, host: Host) -> None:
    page = first_visit(context, host, ESSAY)
    page.goto(f"{host.address}offline/")
    expect(page.locator(".kb-kept__list a")).to_have_count(2)
    page.get_by_role("button", name="Aufbewahrte Seiten entfernen").click()
    expect(page.locator(".kb-kept__list a")).to_have_text(["Querverweis"])
    assert of(page, "pages") == []
    assert page.url == f"{host.address}offline/"


def test_nothing_is_kept_while_an_author_writes(context: BrowserContext, host: Host) -> None:
    page = first_visit(context, host, "about/")
    page.add_init_script("window.livereload = () => {}")  # what MkDocs' server puts into pages
    page.reload()
    gone = "navigator.serviceWorker.getRegistrations().then(all => all.length === 0)"
    eventually(page, lambda: page.evaluate(gone))
    page.goto(f"{host.address}timeline/")
    page.wait_for_load_state("networkidle")
    page.wait_for_function("document.readyState === 'complete'")
    assert page.evaluate(gone)


def test_without_the_worker_the_page_says_that_nothing_is_kept(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{address}en/offline/")
    expect(page.locator(".kb-kept__none")).to_be_visible()
    for hidden in (".kb-kept__forget", ".kb-kept__again", ".kb-kept__list"):
        expect(page.locator(hidden)).to_be_hidden()
    context.close()
