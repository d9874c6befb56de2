from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests.build.divided import COMMENTS, FIRST, THIRD, THREAD, block, divided_project
from tests.build.small import small_project
from tests.project import GENERATOR

PATIENCE = 60
"""Seconds in which anything has to happen; nearly all of it happens in one."""
ESSAY = "docs/essays/nur-deutsch/index.de.md"
SELF = "script-src 'self'"
OWN_SCRIPT = re.compile(f"{SELF} '[^']+'")
"""What a page admits besides its own scripts while it is served: the one that waits for changes."""


class Server:
    """A server for a small project."""

    def __init__(self, project: Path, address: str, said: Path) -> None:
        self.project, self.address, self._said = project, address, said

    def page(self, path: str) -> str:
        try:
            with urlopen(f"{self.address}{path}", timeout=PATIENCE) as answer:
                return str(answer.read().decode("utf-8"))
        except HTTPError as error:
            return error.read().decode("utf-8")

    def shows(self, path: str, words: str) -> bool:
        return self.until(lambda: words in self.page(path))

    def until(self, happens: Callable[[], bool]) -> bool:
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            if happens():
                return True
            time.sleep(0.05)
        return False

    def said(self) -> str:
        return self._said.read_text(encoding="utf-8")

    def add(self, name: str, text: str) -> None:
        path = self.project / name
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@contextmanager
def serving(project: Path, said: Path, below: str = "") -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    with said.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", GENERATOR, "serve", "--dev-addr", host],
            cwd=project,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"},
            stdout=output,
            stderr=output,
        )
        server = Server(project, f"http://{host}/{below}", said)
        try:
            assert server.until(lambda: answers(server))
            yield server
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)


def answers(server: Server) -> bool:
    try:
        return bool(server.page(""))
    except URLError:
        return False


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    project = tmp_path / "project"
    project.mkdir()
    with serving(small_project(project), tmp_path / "said") as found:
        yield found


def test_a_saved_text_is_shown_at_once_and_what_it_changes_behind_it(server: Server) -> None:
    assert "Neue Worte" not in server.page("essays/nur-deutsch/")
    server.add(ESSAY, "\nNeue Worte über das Dach.\n")
    assert server.shows("essays/nur-deutsch/", "Neue Worte über das")
    assert server.shows("en/essays/nur-deutsch/", "Neue Worte über das")
    assert "Made 2 pages at once" in server.said()
    assert server.shows("concepts/dach/", "Neue Worte über das")


def test_a_comment_on_a_further_page_is_shown_at_once(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    with serving(divided_project(project), tmp_path / "said") as server:
        words = block(COMMENTS + 1).replace("Nichts weiter", "Neue Worte")
        server.add(THREAD, f"\n{words}")
        assert server.shows(THIRD, "Neue Worte")
        assert server.shows(f"en/{THIRD}", "Neue Worte")
        assert "Made 6 pages at once" in server.said()
        assert f'id="c{COMMENTS + 1}"' in server.page(FIRST)


def test_a_server_begins_with_the_pages_of_the_last_build(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    small_project(project)
    settings = project / "mkdocs.yml"
    settings.write_text(
        f"{settings.read_text('utf-8')}\nsite_url: https://haus.example/buch\n", "utf-8"
    )
    subprocess.run(
        [sys.executable, "-m", GENERATOR, "build", "--quiet"],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    with serving(project, tmp_path / "said", "buch/") as server:
        for path in (project / "site").rglob("index.html"):
            served = server.page(f"{path.parent.relative_to(project / 'site')}/")
            if "kb-problems" not in served:  # which only authors see
                before = path.read_text("utf-8").rpartition("</body>")[0]
                assert OWN_SCRIPT.sub(SELF, served, count=1).startswith(before), path
        ((pages, made),) = re.findall(r"(\d+) pages, (\d+) of them made anew", server.said())
        assert int(made) < int(pages) / 2
        assert 'rel="canonical" href="https://haus.example/buch/concepts/dach/"' in server.page(
            "concepts/dach/"
        )
        server.add(ESSAY, "\nNeue Worte.\n")
        assert server.shows("essays/nur-deutsch/", "Neue Worte")


def test_what_is_wrong_with_a_saved_text_stands_on_its_page(server: Server) -> None:
    server.add(ESSAY, "\nSiehe [[niemand]].\n")
    assert server.shows("essays/nur-deutsch/", "unknown-link")
    text = (server.project / ESSAY).read_text(encoding="utf-8")
    (server.project / ESSAY).write_text(text.replace("[[niemand]]", "[[haus]]"), encoding="utf-8")
    assert server.until(lambda: "unknown-link" not in server.page("essays/nur-deutsch/"))


HALF_SAVED: dict[str, Callable[[bytes], bytes]] = {
    "front matter that breaks off": lambda whole: whole[:20],
    "nothing": lambda _: b"",
    "bytes that are no text": lambda whole: whole[:-4] + b"\xc3",
    "zeros that a file system left": lambda whole: b"\0" * len(whole),
    "half a byte order mark": lambda _: b"\xef\xbb",
}


def test_half_saved_texts_are_shown_with_what_is_wrong_until_they_are_whole(
    server: Server,
) -> None:
    path = server.project / ESSAY
    whole = path.read_bytes()
    for half in HALF_SAVED.values():
        path.write_bytes(half(whole))
        assert server.shows("essays/nur-deutsch/", "bad-front-matter")
        assert 'role="alert"' not in server.page("")  # the server builds, and says what is wrong
        path.write_bytes(whole)
        assert server.until(lambda: "bad-front-matter" not in server.page("essays/nur-deutsch/"))
    server.add(ESSAY, "\nUnd weiter.\n")
    assert server.shows("essays/nur-deutsch/", "Und weiter")


def test_a_text_that_is_gone_for_a_moment_comes_back(server: Server) -> None:
    path = server.project / ESSAY
    whole = path.read_bytes()
    path.unlink()
    assert server.until(lambda: "Nur auf Deutsch" not in server.page("essays/nur-deutsch/"))
    path.write_bytes(whole)
    assert server.shows("essays/nur-deutsch/", "Nur auf Deutsch")


def without(server: Server, page: str, words: str) -> bool:
    return words not in server.page(page)


def test_a_half_saved_ledger_and_thread_are_survived(server: Server) -> None:
    for name, page in (("links.yml", ""), ("docs/essays/haeuser/thread.de.md", "essays/haeuser/")):
        path = server.project / name
        whole = path.read_bytes()
        path.write_bytes(b"accepted: [\xff")
        assert server.shows(page, f"{name}:1")
        path.write_bytes(whole)
        assert server.until(partial(without, server, page, f"{name}:1"))


def test_with_byte_order_mark_and_windows_line_ends_a_text_is_what_it_was(
    server: Server,
) -> None:
    path = server.project / ESSAY
    text = path.read_text("utf-8") + "\nEin Fenster.\n"
    path.write_bytes(f"\ufeff{text}".replace("\n", "\r\n").encode())
    assert server.shows("essays/nur-deutsch/", "Ein Fenster.")
    assert "kb-problems__item--error" not in server.page("essays/nur-deutsch/")


def test_what_is_wrong_is_told_in_the_language_of_the_page(server: Server) -> None:
    server.add(ESSAY, "\nSiehe [[niemand]].\n")
    assert server.shows("essays/nur-deutsch/", "unknown-link")
    assert server.shows("en/essays/nur-deutsch/", "unknown-link")
    german, english = (server.page(f"{folder}essays/nur-deutsch/") for folder in ("", "en/"))
    assert "Hinweise für die Redaktion" in german
    assert "Notes for the editors" in english
    assert re.search(
        r"<strong>Fehler</strong>\s*<code>" + re.escape(ESSAY) + r":\d+:7</code>", german
    )
    assert re.search(r"<strong>Error</strong>\s*<code>" + re.escape(ESSAY), english)
    assert "<code>kb new concept --for" in german


def test_what_is_wrong_in_files_of_no_page_stands_on_home(server: Server) -> None:
    (server.project / "docs/concepts/weg.xx.md").write_text("---\ntitle: Weg\n---\n", "utf-8")
    assert server.shows("", "docs/concepts/weg.xx.md:1")
    assert server.shows("en/", "docs/concepts/weg.xx.md:1")
    assert "weg.xx.md" not in server.page("concepts/haus/")


def test_a_new_and_a_removed_text_change_the_site(server: Server) -> None:
    path = server.project / "docs/essays/garten/index.de.md"
    path.parent.mkdir()
    path.write_text("---\ntitle: Vom Garten\n---\nEin Haus.\n", encoding="utf-8")
    assert server.shows("essays/garten/", "Vom Garten")
    assert server.shows("essays/", "Vom Garten")
    path.unlink()
    assert server.until(lambda: "Vom Garten" not in server.page("essays/"))


def test_settings_that_cannot_be_read_stand_on_every_page_until_they_can(server: Server) -> None:
    path = server.project / "mkdocs.yml"
    whole = path.read_text(encoding="utf-8")
    path.write_text(f"{whole}\nplugins: [nobody]\n", encoding="utf-8")
    assert server.shows("concepts/haus/", 'role="alert"')
    assert server.shows("concepts/haus/", "nobody")
    path.write_text(whole, encoding="utf-8")
    assert server.until(lambda: 'role="alert"' not in server.page("concepts/haus/"))
    server.add(ESSAY, "\nWeiter im Text.\n")
    assert server.shows("essays/nur-deutsch/", "Weiter im Text")
