"""Links to other sites, asked of a site of our own."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from knowledge.supply.outside import addresses, main
from tests.project import ROOT

PAGE = """\
<!doctype html>
<title>x</title>
<link rel="canonical" href="https://own.example/">
<a href="https://own.example/other/">own</a> <a href="other/">own</a> <a href="mailto:a@b.example">m</a>
<a href="{there}#part">there</a> <a href="{gone}">gone</a> <a href="{forbidden}">forbidden</a>
"""
ROBOTS = b"User-agent: *\nDisallow: /forbidden\n"


class Elsewhere(BaseHTTPRequestHandler):
    """A site on which one page is gone and another is not for robots."""

    asked: list[str]

    def answer(self) -> None:
        self.asked.append(self.path)
        known = {"/robots.txt": ROBOTS, "/there": b"<title>There</title>"}
        body = known.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/plain" if self.path.endswith("txt") else "text/html")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body or b"")

    do_GET = do_HEAD = answer  # noqa: N815 - the names are http.server's

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing is said."""


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    handler = type("Handler", (Elsewhere,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_what_is_gone_is_told_with_its_pages(
    tmp_path: Path, elsewhere: tuple[str, list[str]]
) -> None:
    host, asked = elsewhere
    site = tmp_path / "site"
    (site / "other").mkdir(parents=True)
    links = {name: f"{host}/{name}" for name in ("there", "gone", "forbidden")}
    for name in ("index.html", "other/index.html"):
        (site / name).write_text(PAGE.format(**links), "utf-8")
    outside = main(site)
    assert outside.split() == sorted(links.values())
    done = subprocess.run(
        [
            str(Path(sys.executable).parent / "linkchecker"),
            *("--config", str(ROOT / "tests/linkchecker.ini"), "--stdin"),
        ],
        input=outside,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr
    (tmp_path / "found.csv").write_text(done.stdout, "utf-8")
    said = main(site, tmp_path / "found.csv")
    assert said.startswith("3 addresses on other sites, 1 of them without a good answer.\n")
    assert f"- <{links['gone']}>: 404" in said
    assert "    - index.html\n    - other/index.html\n" in said
    assert "/forbidden" not in asked


def test_the_addresses_of_the_real_sources_are_found(tmp_path: Path) -> None:
    text = '<a href="https://a.example/ü?b=1#c">a</a><a href=" https://a.example/ü?b=1 ">a</a>'
    (tmp_path / "index.html").write_text(f"<meta charset=utf-8>{text}", "utf-8")
    assert addresses(tmp_path, "https://own.example/") == {
        "https://a.example/ü?b=1": ["index.html"]
    }
