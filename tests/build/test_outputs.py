from __future__ import annotations

import datetime as dt
import gzip
import json
from urllib.parse import urldefrag

import pytest
from lxml import etree

from tests.build.site import Site, one, select, text
from tests.build.test_languages import alternates
from tests.project import SITE_URL

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
FEEDS = [
    f"{folder}{name}.xml" for folder in ("", "en/") for name in ("essays", "comments", "questions")
]


@pytest.fixture(params=["small", "real"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_is_atom_whose_links_lead_somewhere(site: Site, name: str) -> None:
    feed = etree.fromstring((site.root / name).read_bytes())
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert feed.findtext("a:id", namespaces=ATOM) == SITE_URL + name
    language = "en" if name.startswith("en/") else "de"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    entries = feed.findall("a:entry", namespaces=ATOM)
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    assert len(set(ids)) == len(ids) > 0
    for link in feed.findall("a:entry/a:link", namespaces=ATOM):
        address, anchor = urldefrag(str(link.get("href")))
        assert anchor in {"", *site.ids[address]}
    assert all(entry.findtext("a:title", namespaces=ATOM) for entry in entries)
    moments = [dt.datetime.fromisoformat(day) for day in texts(feed, "a:entry/a:updated")]
    assert moments == sorted(moments, reverse=True)
    assert [dt.datetime.fromisoformat(day) for day in texts(feed, "a:updated")] == moments[:1]


def texts(element: etree._Element, path: str) -> list[str]:
    return [str(found.text) for found in element.findall(path, namespaces=ATOM | MAP)]


def test_feeds_hold_what_readers_of_their_language_see(small: Site) -> None:
    def titles(name: str) -> list[str]:
        return texts(etree.fromstring((small.root / name).read_bytes()), "a:entry/a:title")

    assert titles("essays.xml") == ["Only in English", "Nur auf Deutsch", "Von Häusern"]
    assert titles("en/essays.xml") == ["Only in English", "Nur auf Deutsch", "On houses"]
    assert titles("comments.xml") == ["A. B.: Von Häusern", "C. D.: Von Häusern"]
    assert titles("en/comments.xml") == ["A. B.: On houses", "C. D.: On houses"]


def test_every_page_names_the_feeds_of_its_language(small: Site) -> None:
    for address, page in small.pages.items():
        links = page.xpath("//link[@type='application/atom+xml']/@href")
        if page.xpath("//link[@hreflang]"):
            assert len(links) == 3, address


def test_the_site_map_names_every_text_once(site: Site) -> None:
    data = (site.root / "sitemap.xml").read_bytes()
    assert gzip.decompress((site.root / "sitemap.xml.gz").read_bytes()) == data
    site_map = etree.fromstring(data)
    addresses = texts(site_map, "s:url/s:loc")
    assert len(set(addresses)) == len(addresses)
    canonical = {
        str(page.xpath("string(//link[@rel='canonical']/@href)"))
        for page in site.pages.values()
        if page.xpath("//link[@hreflang]")
    }
    assert set(addresses) == canonical
    for url in site_map.findall("s:url", namespaces=MAP):
        (address,) = texts(url, "s:loc")
        links = url.findall("x:link", namespaces=MAP)
        told = {str(link.get("hreflang")): str(link.get("href")) for link in links}
        assert told == alternates(site.pages[address])
        assert address in told.values()
        assert set(told.values()) <= set(addresses)


def test_the_days_of_the_site_map_are_those_of_the_texts(small: Site) -> None:
    site_map = etree.fromstring((small.root / "sitemap.xml").read_bytes())
    days = {
        "".join(texts(url, "s:loc")).removeprefix(SITE_URL): "".join(texts(url, "s:lastmod"))
        for url in site_map.findall("s:url", namespaces=MAP)
    }
    assert days["essays/haeuser/"] == days["en/essays/haeuser/"] == "2017-11-15"
    assert days["en/essays/only-english/"] == "2019-01-01"
    assert days["concepts/haus/"] == ""
    assert days["questions/offen/"] == "2018-02-03"
    assert set(days.values()) == {"", "2017-11-15", "2018-01-01", "2018-02-03", "2019-01-01"}


def test_the_graph_is_data_in_both_languages(site: Site) -> None:
    german, english = (
        json.loads((site.root / name).read_text(encoding="utf-8"))
        for name in ("graph.json", "en/graph.json")
    )
    assert german["relations"] == english["relations"] != []
    ids = {concept["id"] for concept in german["concepts"]}
    assert {concept["id"] for concept in english["concepts"]} == ids
    for relation in german["relations"]:
        assert {relation["source"], relation["target"]} <= ids
    for concept in (*german["concepts"], *english["concepts"]):
        assert concept["url"] in site.pages


def test_the_drawing_holds_every_concept_as_a_link_and_the_list_the_same(small: Site) -> None:
    page = small.page("/graph/")
    drawn = {str(node.get("href")) for node in select(page, "svg a.kb-node")}
    listed = {str(link.get("href")) for link in page.xpath("//dl[@class='kb-graph-list']/div/dt/a")}
    listed |= {str(href) for href in page.xpath("//dl[@class='kb-graph-list']//dd/a/@href")}
    assert drawn == listed
    assert len(drawn) == 4
    assert len(select(page, "svg g path.kb-edge")) == 2


def test_the_page_for_what_does_not_exist_speaks_both_languages(site: Site) -> None:
    page = site.page("/404.html")
    parts = select(page, ".kb-not-found")
    assert [part.get("lang") for part in parts] == ["de", "en"]
    assert "Diese Seite gibt es nicht" in text(parts[0])
    assert "This page does not exist" in text(parts[1])
    (robots,) = page.xpath("//meta[@name='robots']/@content")
    assert robots == "noindex"
    found = [str(link) for _, _, link, _ in page.iterlinks()]
    # Shown at any depth, and on servers of other names: from the root, or to a place on the page.
    assert [link for link in found if not link.startswith(("/", "#")) or link[:2] == "//"] == []
    # Nothing of it says that it is another page.
    assert page.xpath("//link[@rel='canonical'] | //script[@type='application/ld+json']") == []


def test_the_page_for_what_does_not_exist_asks_search_in_both_languages(real: Site) -> None:
    page = real.page("/404.html")
    forms = select(page, ".kb-not-found form")
    assert [form.get("action") for form in forms] == ["/search/", "/en/search/"]
    for form in forms:
        assert [field.get("name") for field in form.xpath(".//input")] == ["q"]
        assert form.get("method", "get") == "get"


def test_without_a_page_on_searching_nothing_asks_for_it(small: Site) -> None:
    assert select(small.page("/404.html"), ".kb-not-found form") == []


REDIRECTS = {
    "essays/alte-haeuser/": "essays/haeuser/",
    "2017/11/haeuser/": "essays/haeuser/",
    "en/essays/alte-haeuser/": "en/essays/haeuser/",
    "en/2017/11/haeuser/": "en/essays/haeuser/",
}


@pytest.mark.parametrize(("old", "new"), REDIRECTS.items())
def test_an_old_address_leads_to_the_new_one(small: Site, old: str, new: str) -> None:
    page = small.page(old)
    assert one(page, "a").get("href") == SITE_URL + new
    (refresh,) = page.xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh == f"0; url={SITE_URL}{new}"


def test_sources_and_threads_are_not_published(site: Site) -> None:
    names = {path.name for path in site.root.rglob("*") if path.is_file()}
    assert not {name for name in names if name.startswith("thread") or name.endswith(".md")}
