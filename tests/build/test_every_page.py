from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from tests.build.site import Site
from tests.project import ROOT, SITE_URL

LOADS = {"link", "script", "img", "iframe", "source", "embed", "object", "video", "audio", "form"}
ADDRESS = re.compile(r"(?:https?:|(?<=[\"'`]))//(?:[a-z0-9-]+\.)+[a-z]{2,}[^\s\"'`)<]*")
NAMES = ("http://www.w3.org/", "https://www.w3.org/", "https://schema.org")
"""What namespaces and vocabularies are called; nobody asks for them."""
ASKED_BY_THEME = {
    "api.github.com": "//*[@data-md-component='source']",
    "gitlab.com": "//*[@data-md-component='source']",
    "unpkg.com": "//*[contains(concat(' ', @class, ' '), ' mermaid ')]",  # and what `main.html` stands in for
    "clipboardjs.com": "",  # where a part of it is from
    "www.w3.org": "",
}
"""Hosts in the theme's script, and on what pages have they are asked; never otherwise."""
REMOTE_IN_CSS = re.compile(r"@import|url\(\s*[\"']?(?:https?:)?//[^)]*\)")


@pytest.fixture(params=["small", "divided", "real"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


def test_every_link_within_the_site_leads_somewhere(site: Site) -> None:
    assert len(list(site.links())) > 1_000
    assert site.broken() == []


def test_no_page_has_an_id_twice(site: Site) -> None:
    twice = {
        address: [id for id, count in Counter(ids).items() if count > 1]
        for address, ids in site.ids.items()
    }
    assert {address: ids for address, ids in twice.items() if ids} == {}


def test_no_page_asks_another_host_for_anything(site: Site) -> None:
    asked = {
        link
        for _, tag, link in site.links()
        if tag in LOADS and urlsplit(link).scheme != "data" and not link.startswith(SITE_URL)
    }
    assert asked == set()


def test_no_style_asks_another_host_for_anything(site: Site) -> None:
    styles = {
        path.as_posix(): path.read_text(encoding="utf-8") for path in site.root.rglob("*.css")
    }
    assert styles
    for address, page in site.pages.items():
        styles[address] = "\n".join(map(str, page.xpath("//style/text() | //@style")))
    assert {place for place, text in styles.items() if REMOTE_IN_CSS.search(text)} == set()


def test_our_scripts_and_pictures_know_no_other_host(site: Site) -> None:
    own = {path.name for path in (ROOT / "docs/assets").rglob("*")}
    files = [
        path
        for path in site.root.rglob("*")
        if path.suffix in {".js", ".svg"} and path.name in own | {"worker.js"}
    ]
    assert {"worker.js", "search.js"} <= {path.name for path in files}
    found = {
        (path.name, address)
        for path in files
        for address in ADDRESS.findall(path.read_text("utf-8"))
        if not address.startswith((SITE_URL, *NAMES))
    }
    assert found == set()


def test_what_the_theme_could_ask_other_hosts_for_is_on_no_page(site: Site) -> None:
    (script,) = site.root.glob("assets/javascripts/bundle.*.min.js")
    hosts = {urlsplit(address).netloc for address in ADDRESS.findall(script.read_text("utf-8"))}
    assert hosts <= set(ASKED_BY_THEME), "look at what the theme's script asks them for"
    for address, page in site.pages.items():
        for condition in filter(None, ASKED_BY_THEME.values()):
            assert page.xpath(condition) == [], address


def test_every_page_has_one_title_one_heading_and_its_language(site: Site) -> None:
    for address, page in site.pages.items():
        if page.xpath("//meta[@http-equiv='refresh']"):
            continue
        assert page.get("lang") == ("en" if address.startswith(f"{SITE_URL}en/") else "de") or (
            address.endswith("404.html")
        )
        assert len(page.xpath("//title")) == 1, address
        assert len(page.xpath("//h1")) == 1, address
        assert len(page.xpath("//link[@rel='canonical']")) <= 1, address


def test_nothing_neutral_and_no_marker_is_left(site: Site) -> None:
    for path in site.root.rglob("*.html"):
        written = path.read_text(encoding="utf-8")
        assert 'href="kb:' not in written
        assert "kb-file:" not in written
        assert not set(written) & set("\ue000\ue001\ue002")


def test_a_page_works_below_any_address(site: Site) -> None:
    for address, page in site.pages.items():
        if not address.endswith("404.html"):  # servers show that one at any address
            assert page.xpath("//@href[starts-with(., '/')] | //@src[starts-with(., '/')]") == []
