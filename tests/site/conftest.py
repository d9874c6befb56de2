"""The real site, built once, served on this machine, and a real browser to walk through it."""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    sync_playwright,
)

from tests.project import GENERATOR

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REFUSED = """
document.addEventListener("securitypolicyviolation", function (event) {
  console.error("policy refuses " + event.effectiveDirective + ": " + event.blockedURI + " " + event.sample);
});"""
"""Says in the console what the content security policy of a page did not let happen."""
WIDTHS = {"narrow": 360, "wide": 1440}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its parent's
        """Says nothing."""


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves a page hangs up; everything else is told."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", GENERATOR, "build", "--strict", "--quiet", "-d", str(target)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return target


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which a folder is served."""
    handler = functools.partial(_Quiet, directory=str(site))
    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = (ROOT / ".venv" / "browser").read_text(encoding="utf-8").strip()
    path = None if found == "playwright" else found
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def tell_refusals(page: Page, trouble: list[str]) -> None:
    """Adds to a list whatever the policies of the pages to be opened do not let happen."""

    def said(message: ConsoleMessage) -> None:
        if message.text.startswith("policy refuses"):
            trouble.append(f"{page.url}: {message.text}")

    page.add_init_script(REFUSED)
    page.on("console", said)


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens a page; fails the test on any failed, foreign or refused request, and on any error."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def opened(
        path: str,
        width: int = WIDTHS["wide"],
        scheme: str = "light",
        *,
        scripts: bool = True,
        motion: bool = True,
        forced: bool = False,
        enlarged: float = 1,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            device_scale_factor=enlarged,
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
            reduced_motion="no-preference" if motion else "reduce",
            forced_colors="active" if forced else "none",
            service_workers="block",  # it answers what tests answer; `test_offline.py` has it
        )
        contexts.append(context)
        page = context.new_page()
        tell_refusals(page, trouble)
        page.on("pageerror", lambda error: trouble.append(f"{path}: {error}"))
        page.on("requestfailed", failed)
        page.on("response", answered)
        page.on("request", lambda request: asked(request.url))
        page.goto(address + path)
        return page

    def asked(url: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            trouble.append(f"asks another host: {url}")

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # what a reader leaves behind is broken off
            trouble.append(f"failed: {request.url}")

    def answered(response: Response) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            trouble.append(f"{response.status}: {response.url}")

    yield opened
    for context in contexts:
        context.close()
    assert not trouble
