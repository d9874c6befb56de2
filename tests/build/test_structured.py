"""What pages say to machines: JSON-LD in the words of schema.org, and Open Graph."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any
from urllib.parse import urldefrag

import pytest
from lxml.html import HtmlElement
from PIL import Image

from tests.build.site import Site
from tests.build.vocabulary import nodes, problems
from tests.project import SITE_URL

KINDS = {
    "/": "WebSite",
    "/essays/": "CollectionPage",
    "/essays/haeuser/": "Article",
    "/concepts/": "CollectionPage",
    "/concepts/haus/": "DefinedTerm",
    "/questions/wozu/": "QAPage",
    "/about/imprint/": "WebPage",
}
PLACES = ("url", "sameAs")
"""Properties that lead readers somewhere."""


@pytest.fixture(params=["small", "real"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


def shown(site: Site) -> dict[str, HtmlElement]:
    """The pages of documents: no redirects, not the page for what is missing."""
    return {a: page for a, page in site.pages.items() if page.xpath("//link[@hreflang]")}


def graph(page: HtmlElement) -> list[dict[str, Any]]:
    (script,) = page.xpath("//script[@type='application/ld+json']/text()")
    data = json.loads(str(script))
    assert data["@context"] == "https://schema.org"
    things: list[dict[str, Any]] = data["@graph"]
    return things


def of_type(page: HtmlElement, name: str) -> dict[str, Any]:
    (found,) = (node for node in nodes(graph(page)) if node["@type"] == name)
    return found


def test_every_page_is_described_in_words_of_the_vocabulary(site: Site) -> None:
    graphs = {address: graph(page) for address, page in shown(site).items()}
    types = {
        n["@id"]: n["@type"] for things in graphs.values() for n in nodes(things) if "@id" in n
    }
    assert len(graphs) > 40
    found = {
        address: [problem for node in things for problem in problems(node, types)]
        for address, things in graphs.items()
    }
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("node", "wrong"),
    [
        ({"@type": "Essay"}, "unknown type Essay"),
        ({"@type": "Article", "writer": "x"}, "unknown property writer"),
        ({"@type": "DefinedTerm", "headline": "x"}, "DefinedTerm has no headline"),
        ({"@type": "Article", "author": "x"}, "author is not 'x'"),
        ({"@type": "Article", "author": {"@type": "Comment"}}, "author is no Comment"),
        ({"@type": "Article", "author": {"@id": "https://a.b/c"}}, "author is no Comment"),
        ({"@type": "Article", "about": {"@id": "https://a.b/d"}}, "neither a thing nor"),
        ({"@type": "Article", "datePublished": "2017-13"}, "datePublished is not '2017-13'"),
        ({"@type": "Article", "url": "../x/"}, "url is not '../x/'"),
        ({"@type": "Article", "headline": " "}, "headline is not ' '"),
        ({"@type": "Question", "answerCount": "1"}, "answerCount is not '1'"),
        ({"@type": "Article", "comment": [{"@type": "Comment", "writer": ""}]}, "unknown property"),
    ],
)
def test_the_check_finds_what_is_wrong(node: dict[str, Any], wrong: str) -> None:
    (found,) = problems(node, {"https://a.b/c": "Comment"})
    assert found.startswith(wrong)


def test_what_is_described_is_what_the_page_names_as_canonical(site: Site) -> None:
    for address, page in shown(site).items():
        (canonical,) = page.xpath("//link[@rel='canonical']/@href")
        assert graph(page)[0]["@id"] == canonical, address


def test_addresses_lead_somewhere(site: Site) -> None:
    for page in shown(site).values():
        for node in nodes(graph(page)):
            for name in PLACES:
                values = node.get(name, [])
                for link in values if isinstance(values, list) else [values]:
                    if link.startswith(SITE_URL):
                        address, anchor = urldefrag(link)
                        assert anchor in {"", *site.ids[address]}, link


def test_the_way_from_home_stands_on_every_page_below_it(site: Site) -> None:
    for address, page in shown(site).items():
        ways = [node for node in graph(page) if node["@type"] == "BreadcrumbList"]
        if address in {SITE_URL, f"{SITE_URL}en/"}:
            assert ways == []
            continue
        (way,) = ways
        steps = way["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert len(steps) > 1
        places = [step["item"]["@id"] for step in steps]
        assert places[0] in {SITE_URL, f"{SITE_URL}en/"}
        assert all(address.startswith(place) and place in site.pages for place in places), address


@pytest.mark.parametrize(("path", "kind"), KINDS.items())
def test_each_kind_of_page_has_its_type(small: Site, path: str, kind: str) -> None:
    for prefix, language in (("", "de"), ("/en", "en")):
        thing = graph(small.page(prefix + path))[0]
        assert thing["@type"] == kind
        assert thing.get("inLanguage", language) == language


def test_the_conversation_is_nested_and_has_no_invented_names(small: Site) -> None:
    page = small.page("/essays/haeuser/")
    address = f"{SITE_URL}essays/haeuser/"
    author = {
        "@type": "Person",
        "@id": f"{SITE_URL}concepts/a-b/#person",
        "name": "A. B.",
        "url": f"{SITE_URL}concepts/a-b/",
    }
    assert of_type(page, "Article") == {
        "@type": "Article",
        "@id": address,
        "inLanguage": "de",
        "workTranslation": {"@id": f"{SITE_URL}en/essays/haeuser/"},
        "headline": "Von Häusern",
        "author": author,
        "datePublished": "2017-11-13",
    }
    assert of_type(page, "DiscussionForumPosting") == {
        "@type": "DiscussionForumPosting",
        "@id": f"{address}#thread",
        "about": {"@id": address},
        "author": {"@id": author["@id"]},
        "datePublished": "2017-11-13",
        "commentCount": 2,
        "comment": [
            {
                "@type": "Comment",
                "url": f"{address}#c1",
                "author": {"@type": "Person", "name": "C. D."},
                "datePublished": "2017-11-14T08:00",
                "comment": [
                    {
                        "@type": "Comment",
                        "url": f"{address}#c2",
                        "author": {"@type": "Person", "name": "A. B."},
                        "datePublished": "2017-11-15",
                    }
                ],
            }
        ],
    }


def test_a_translation_names_its_original_and_comments_their_language(small: Site) -> None:
    page = small.page("/en/essays/haeuser/")
    article = of_type(page, "Article")
    assert article["translationOfWork"] == {"@id": f"{SITE_URL}essays/haeuser/"}
    assert "workTranslation" not in article
    first = of_type(page, "DiscussionForumPosting")["comment"][0]
    assert "inLanguage" not in first
    assert first["comment"][0]["inLanguage"] == "de"


def test_a_question_counts_its_answers_and_calls_none_accepted(small: Site) -> None:
    answered = of_type(small.page("/questions/antwort/"), "Question")
    assert answered["answerCount"] == 1
    (answer,) = answered["suggestedAnswer"]
    assert answer["url"] == f"{SITE_URL}essays/haeuser/#c2"
    assert answer["text"].startswith("Dann ist es kein Haus.")
    assert answered["author"] == {"@type": "Person", "name": "C. D."}
    still_open = of_type(small.page("/questions/offen/"), "Question")
    assert still_open["answerCount"] == 0
    assert not {"suggestedAnswer", "acceptedAnswer", "author"} & set(still_open)


def test_a_concept_is_a_term_of_the_site_and_names_who_it_is(small: Site) -> None:
    terms = of_type(small.page("/concepts/"), "DefinedTermSet")
    term = of_type(small.page("/concepts/a-b/"), "DefinedTerm")
    assert term["inDefinedTermSet"]["@id"] == terms["@id"]
    assert term["about"]["@type"] == "Person"
    assert term["sameAs"] == [f"{SITE_URL}en/concepts/a-b/"]
    assert "about" not in of_type(small.page("/concepts/haus/"), "DefinedTerm")


def metas(page: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for meta in page.xpath("//meta[@property]"):
        found[str(meta.get("property"))].append(str(meta.get("content")))
    return found


def test_every_page_can_be_shared(site: Site) -> None:
    for address, page in shown(site).items():
        found = metas(page)
        (canonical,) = page.xpath("//link[@rel='canonical']/@href")
        assert found["og:url"] == [canonical], address
        for name in ("title", "type", "site_name", "locale", "image:alt"):
            assert len(found[f"og:{name}"]) == 1
            assert found[f"og:{name}"][0].strip(), address
        (picture,) = found["og:image"]
        assert picture.startswith(SITE_URL)
        with Image.open(site.file(picture)) as image:
            size = [str(length) for length in image.size]
            assert image.format == "PNG"
        assert found["og:image:width"] + found["og:image:height"] == size == ["1200", "630"]


def test_what_is_shared_is_in_the_language_of_the_text(small: Site) -> None:
    translated = metas(small.page("/en/essays/haeuser/"))
    assert (translated["og:locale"], translated["og:locale:alternate"]) == (["en_GB"], ["de_DE"])
    assert translated["og:type"] == ["article"]
    assert translated["article:published_time"] == ["2017-11-13"]
    assert translated["og:image"] == [f"{SITE_URL}assets/cards/essay.en.png"]
    german = metas(small.page("/en/concepts/dach/"))
    assert (german["og:locale"], german["og:locale:alternate"]) == (["de_DE"], [])
    assert german["og:type"] == ["website"]
    assert german["og:image"] == [f"{SITE_URL}assets/cards/concept.de.png"]


def test_a_description_is_there_once_for_all(site: Site) -> None:
    for address, page in shown(site).items():
        (description,) = page.xpath("//meta[@name='description']") or [None]
        assert description is not None, address
        assert description.get("property") == "og:description"
