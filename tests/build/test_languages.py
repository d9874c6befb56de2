from __future__ import annotations

from urllib.parse import urljoin

import pytest
from lxml.html import HtmlElement

from tests.build.site import Site, one, select, text
from tests.build.small import EVERYWHERE
from tests.project import SITE_URL

ONE_LANGUAGE = [
    ("/en/essays/nur-deutsch/", "essays/nur-deutsch/", "de", "exists in German only"),
    ("/essays/only-english/", "en/essays/only-english/", "en", "bisher nur auf Englisch"),
    ("/en/concepts/dach/", "concepts/dach/", "de", "exists in German only"),
    ("/concepts/garden/", "en/concepts/garden/", "en", "bisher nur auf Englisch"),
    ("/en/questions/zu/", "questions/zu/", "de", "exists in German only"),
    ("/questions/open-one/", "en/questions/open-one/", "en", "bisher nur auf Englisch"),
]


def canonical(page: HtmlElement) -> str:
    (found,) = page.xpath("//link[@rel='canonical']/@href")
    return str(found)


def alternates(page: HtmlElement) -> dict[str, str]:
    links = page.xpath("//link[@rel='alternate'][@hreflang]")
    return {str(link.get("hreflang")): str(link.get("href")) for link in links}


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_page_exists_in_both_languages(small: Site, path: str) -> None:
    assert small.page(path).get("lang") == "de"
    assert small.page(f"/en{path}").get("lang") == "en"


def test_nothing_else_is_a_page(small: Site) -> None:
    redirected = {"essays/alte-haeuser/", "2017/11/haeuser/"}
    known = {path.lstrip("/") for path in EVERYWHERE} | redirected
    expected = known | {f"en/{path}" for path in known} | {"404.html"}
    assert {address.removeprefix(SITE_URL) for address in small.pages} == expected


@pytest.mark.parametrize(("path", "original", "language", "notice"), ONE_LANGUAGE)
def test_a_page_in_one_language_is_shown_in_both(
    small: Site, path: str, original: str, language: str, notice: str
) -> None:
    page = small.page(path)
    said = one(page, ".kb-notice")
    assert notice in text(said)
    assert one(said, "a").get("hreflang") == language
    assert {
        block.get("lang") for block in [*select(page, ".kb-text"), one(page, ".kb-header h1")]
    } == {language}
    assert canonical(page) == SITE_URL + original
    assert alternates(page) == {language: SITE_URL + original, "x-default": SITE_URL + original}
    assert not select(small.page(f"/{original}"), ".kb-notice")
    assert canonical(small.page(f"/{original}")) == SITE_URL + original


@pytest.mark.parametrize("path", ["/", "/essays/haeuser/", "/concepts/haus/", "/questions/wozu/"])
def test_a_page_in_both_languages_names_both(small: Site, path: str) -> None:
    both = {
        "de": SITE_URL + path[1:],
        "en": f"{SITE_URL}en{path}",
        "x-default": SITE_URL + path[1:],
    }
    for language, prefix in (("de", ""), ("en", "/en")):
        page = small.page(prefix + path)
        assert alternates(page) == both
        assert canonical(page) == both[language]
        assert not select(page, ".kb-notice")


@pytest.mark.parametrize("path", EVERYWHERE)
def test_switching_language_stays_on_the_page(small: Site, path: str) -> None:
    for here in (path, f"/en{path}"):
        address = SITE_URL + here[1:]
        page = small.page(here)
        switch = {
            str(link.get("hreflang")): urljoin(address, str(link.get("href")))
            for link in page.xpath("//header//a[@hreflang]")
        }
        other = {"en": f"{SITE_URL}en{path}"} if here == path else {"de": SITE_URL + path[1:]}
        assert switch == other


def test_links_lead_to_the_language_they_are_read_in(small: Site) -> None:
    for prefix in ("", "en/"):
        address = f"{SITE_URL}{prefix}essays/haeuser/"
        links = select(small.page(f"/{prefix}essays/haeuser/"), ".kb-text a.kb-concept")
        found = {urljoin(address, str(link.get("href"))) for link in links}
        assert f"{SITE_URL}{prefix}concepts/haus/" in found
        assert all(link.startswith(f"{SITE_URL}{prefix}concepts/") for link in found)


def test_the_name_of_the_site_leads_home_in_the_language_that_is_read(real: Site) -> None:
    for address, page in real.pages.items():
        logos = page.xpath("//a[@data-md-component='logo']/@href")
        if logos and not address.endswith("404.html"):  # that is in both
            home = SITE_URL + ("en/" if page.get("lang") == "en" else "")
            assert {urljoin(address, logo) for logo in logos} == {home}, address
