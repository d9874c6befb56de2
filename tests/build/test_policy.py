"""Every page says what may run on it before anything could, and holds nothing else that would."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from knowledge.publish.folder import make_folder
from tests.build.site import Site
from tests.project import SITE_URL

POLICY = "Content-Security-Policy"
DIRECTIVES = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
HASH = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")
IN_TIME = 1024
"""Bytes in which a page has to say its encoding (HTML Living Standard, 4.2.5.4)."""


def policy(page: HtmlElement) -> dict[str, str]:
    (content,) = page.xpath(f"//meta[@http-equiv='{POLICY}']/@content")
    return dict(part.strip().split(" ", 1) for part in str(content).split(";"))


def running(page: HtmlElement) -> list[str]:
    """The inline scripts that browsers run."""
    scripts: list[HtmlElement] = page.xpath("//script[not(@src)][not(@type) or @type='module']")
    return [script.text or "" for script in scripts]


def sha(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@pytest.fixture(params=["small", "divided", "real"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


def test_every_page_admits_its_own_scripts_and_no_others(site: Site) -> None:
    for address, page in site.pages.items():
        said = policy(page)
        own, *hashes = said.pop("script-src").split()
        assert own == "'self'", address
        assert all(HASH.fullmatch(found) for found in hashes), address
        assert set(hashes) == set(map(sha, running(page))), address
        assert said == DIRECTIVES, address


def test_the_policy_stands_before_all_that_loads(site: Site) -> None:
    for address, page in site.pages.items():
        first, second, *_ = page.head
        assert first.get("charset") == "utf-8", address
        assert second.get("http-equiv") == POLICY, address
        written = site.file(address).read_bytes()
        assert written.index(b"charset") < IN_TIME, address


def test_no_page_needs_what_the_policy_refuses(site: Site) -> None:
    for address, page in site.pages.items():
        assert not page.xpath("//@style | //style | //@srcdoc | //base"), address
        handlers = [name for part in page.iter() for name in part.attrib if name.startswith("on")]
        assert not handlers, address


def test_redirects_have_a_policy_too(small: Site) -> None:
    page = small.page("/essays/alte-haeuser/")
    assert page.xpath("//meta[@http-equiv='refresh']")
    (script,) = running(page)
    assert policy(page)["script-src"] == f"'self' {sha(script)}"


def test_a_folder_admits_its_own_files(small: Site, tmp_path: Path) -> None:
    make_folder(small.root, tmp_path / "folder", SITE_URL)
    for path in (tmp_path / "folder").rglob("*.html"):
        page = html.document_fromstring(path.read_bytes())
        said = policy(page)
        own, files, *hashes = said.pop("script-src").split()
        assert (own, files) == ("'self'", "file:")
        assert set(hashes) == set(map(sha, running(page)))
        assert said["style-src"] == "'self' file:"
        assert said["default-src"] == "'none'"
