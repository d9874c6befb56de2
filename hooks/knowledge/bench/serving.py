"""How long an author waits: from saving an essay to the browser that shows it.

The whole way is measured, with `mkdocs serve` and a real browser that has the essay open.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from knowledge.bench.blog import Item

SAVES = 5
PATIENCE = 120.0
"""Seconds after which a server or a page is given up."""
PAUSE = 12.0
"""Seconds between two saves: the full build behind one may take so long."""
BROWSER = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
CHROMIUM = ("CHROMIUM", "/usr/bin/chromium")
"""The variable that names a browser, and where Debian has one."""


@dataclass(frozen=True, slots=True)
class Serving:
    """Seconds that an author waits."""

    first: float
    """From the command to the first page, after a build."""
    start: float
    """The same, where the site was served before."""
    save: float
    """From saving an essay to the browser that shows it, in the median."""
    worst: float


def serving(folder: Path, item: Item, told: Callable[[str], None]) -> Serving:
    """Serves a project, opens an essay, and saves it several times.

    Args:
        folder: the project, built before.
        item: an essay of it.
        told: is called with what is being done.
    """
    told("  this project, served")
    host = free_host()
    with _server(folder, host) as (_, first):
        pass
    with _server(folder, host) as (address, start), browser() as chromium:
        page = chromium.new_page()
        page.goto(f"{address}{item.path.removesuffix('index')}")
        seconds = []
        for number in range(SAVES):
            time.sleep(PAUSE)
            words = f"Das ist die Fassung {number} von heute"
            saved = time.perf_counter()
            _save(folder / f"docs/{item.path}.{item.language}.md", words)
            page.wait_for_function(
                "words => document.body.innerText.includes(words)",
                arg=words,
                timeout=PATIENCE * 1000,
                polling=20,
            )
            seconds.append(time.perf_counter() - saved)
    return Serving(first, start, median(seconds), max(seconds))


@contextmanager
def browser() -> Iterator[Any]:
    """Playwright's browser: the one that is named, Debian's, or its own."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only for measuring

    named, debian = CHROMIUM
    path = os.environ.get(named) or (debian if Path(debian).exists() else None)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=BROWSER)
        yield found
        found.close()


def _save(path: Path, words: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n{words}.\n", encoding="utf-8")


def free_host() -> str:
    """An address and a port of this machine at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


@contextmanager
def _server(folder: Path, host: str) -> Iterator[tuple[str, float]]:
    """A server that has begun to answer, its address, and how long that took."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", host]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        try:
            yield f"http://{host}/", _answers(host, process, began)
        finally:
            process.send_signal(signal.SIGINT)  # upon which it removes its folder
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(host: str, process: subprocess.Popen[bytes], began: float) -> float:
    """Seconds until a server answers."""
    address, port = host.split(":")
    while time.perf_counter() - began < PATIENCE:
        if process.poll() is not None:
            raise RuntimeError("`mkdocs serve` ended before it answered.")
        try:
            socket.create_connection((address, int(port)), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return time.perf_counter() - began
    raise RuntimeError("`mkdocs serve` did not answer.")
