"""What a first visit loads: few bytes, few requests, none that fail, and nothing that moves."""

from __future__ import annotations

import functools
import http.server
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from knowledge.bench.pages import weigh
from knowledge.bench.server import served
from tests.site.conftest import ROOT, WIDTHS, Server
from tests.site.pages import EVERY, address

pytestmark = pytest.mark.site
MOST_BYTES = 220_000
MOST_REQUESTS = 15
MOST_OWN = 40_000
"""Of our own style sheets and scripts, compressed like everything else."""
MOST_FONTS, MOST_OF_FONTS = 3, 110_000


@pytest.fixture(scope="module")
def compressed(site: Path) -> Iterator[str]:
    with served(site) as where:
        yield where


def check(browser: Browser, where: str, path: str, width: int) -> None:
    weight = weigh(browser, where, path, width, ROOT / "docs")
    assert not weight.failed
    assert not weight.others
    assert weight.shift == 0
    assert weight.requests <= MOST_REQUESTS
    assert weight.transferred <= MOST_BYTES
    assert weight.own <= MOST_OWN
    assert len(weight.fonts) <= MOST_FONTS
    assert sum(weight.fonts) <= MOST_OF_FONTS


@pytest.mark.parametrize(
    ("kind", "width"),
    [("essay", "narrow"), ("essay", "wide"), ("home", "narrow"), ("graph", "narrow")],
)
def test_a_first_visit_is_light(browser: Browser, compressed: str, kind: str, width: str) -> None:
    check(browser, compressed, address(kind, "de"), WIDTHS[width])


@pytest.mark.long
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_first_visit_is_light_in_full(
    browser: Browser, compressed: str, kind: str, language: str, width: str
) -> None:
    check(browser, compressed, address(kind, language), WIDTHS[width])


PAUSE = 0.15
"""Seconds; long enough for a browser to paint what it has."""
PARTS = 20
"""A page comes in so many, and the bar at its top in a part for each of its elements."""


class _Slow(http.server.SimpleHTTPRequestHandler):
    """Sends pages as a bad line does, with pauses in between."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix != ".html" or not path.is_file():
            super().do_GET()
            return
        page = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        for part in parted(page):
            self.wfile.write(part)
            time.sleep(PAUSE)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its parent's
        """Says nothing."""


def parted(page: bytes) -> Iterator[bytes]:
    """The parts of a page, one after the other."""
    start = page.index(b'<div class="md-header__title"')
    end = page.index(b"</header>")
    ends = [start]
    while (following := page.find(b"<a ", ends[-1] + 1, end)) >= 0:
        ends += [following, page.index(b">", following) + 1]
    step = max(1, (len(page) - end) // PARTS)
    ends += [*range(end, len(page), step), len(page)]
    for begin, following in zip([0, *ends], ends, strict=False):
        yield page[begin:following]


@pytest.fixture(scope="module")
def slow(site: Path) -> Iterator[str]:
    with Server(("127.0.0.1", 0), functools.partial(_Slow, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("kind", ["home", "essay", "glossary"])
def test_nothing_moves_while_a_page_comes_slowly(browser: Browser, slow: str, kind: str) -> None:
    assert weigh(browser, slow, address(kind, "de"), WIDTHS["narrow"], ROOT / "docs").shift == 0
