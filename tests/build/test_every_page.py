from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from tests.build.site import Site
from tests.project import SITE_URL

LOADS = {"link", "script", "img", "iframe", "source", "embed", "object", "video", "audio", "form"}
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
