from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

from knowledge.model import ConceptKind, SourceWork
from knowledge.present import show
from tests.documents import comment, concept, essay, library, page, question, scene

URL = "https://example.org/kb/"


def described(base: Any, document: Any, language: str = "de") -> list[dict[str, Any]]:
    things: list[dict[str, Any]] = json.loads(show(scene(base, language), document).structured)[
        "@graph"
    ]
    return things


def test_nothing_in_a_text_ends_the_script() -> None:
    title = "</script><!-- & \u2028 „x“ \\"
    found = concept("c", title)
    written = show(scene(library(found)), found).structured
    assert not set("<>&\u2028\u2029") & set(written)
    assert "„x“" in written
    assert json.loads(written)["@graph"][0]["name"] == title


def test_what_is_not_known_is_not_said() -> None:
    bare = essay("e", "Text.", date=None)
    (article, way) = described(library(bare), bare)
    assert article == {
        "@type": "Article",
        "@id": f"{URL}essays/e/",
        "inLanguage": "de",
        "headline": "Essay e",
    }
    assert way["@type"] == "BreadcrumbList"


def test_what_a_text_was_made_from_is_named_as_far_as_it_is_known() -> None:
    origin = SourceWork(title="Ein Text", date=dt.date(2017, 11, 13))
    told = essay("e", "Text.", author="N. N.", origin=origin)
    article = described(library(told), told)[0]
    assert article["author"] == {"@type": "Person", "name": "N. N."}
    assert article["isBasedOn"] == {
        "@type": "CreativeWork",
        "name": "Ein Text",
        "datePublished": "2017-11-13",
    }


def test_a_reply_names_what_it_answers_only_where_the_nesting_does_not() -> None:
    chain = [comment("c1", "Eins.")]
    chain += [comment(f"c{n}", "Mehr.", reply_to=f"c{n - 1}") for n in range(2, 10)]
    long = essay("e", "Text.", comments=chain)
    conversation = described(library(long), long)[1]
    parents: dict[str, str] = {}

    def walk(comments: list[dict[str, Any]]) -> int:
        for told in comments:
            if "parentItem" in told:
                parents[told["url"]] = told["parentItem"]["url"]
        return sum(1 + walk(told.get("comment", [])) for told in comments)

    assert walk(conversation["comment"]) == 9
    first = f"{URL}essays/e/#c"
    assert parents == {f"{first}{n}": f"{first}{n - 1}" for n in range(7, 10)}


def test_a_work_has_the_date_that_is_known_of_it() -> None:
    book = replace(concept("b", "Buch", kind=ConceptKind.WORK), date="2016-03")
    about = described(library(book), book)[0]["about"]
    assert (about["@type"], about["datePublished"]) == ("CreativeWork", "2016-03")


def test_whoever_asked_is_named_if_a_text_says_so() -> None:
    asked = essay("e", "Text.", author="N. N.", comments=[comment("c1", "Und?")])
    base = library(
        asked,
        question("by-author", asked_in="e"),
        replace(question("by-reader", asked_in="e"), asked_by="reader"),
        question("in-comment", asked_in="e#c1"),
        question("nowhere"),
    )
    names = {
        id: described(base, base.questions[id])[0]["mainEntity"].get("author", {}).get("name")
        for id in base.questions
    }
    name = asked.thread.comments[0].name or None
    assert names == {"by-author": "N. N.", "by-reader": None, "in-comment": name, "nowhere": None}


def test_the_way_leads_through_the_pages_above() -> None:
    base = library(page("/index", "home"), page("/about/index"), page("/about/privacy/index"))
    steps = described(base, base.pages["/about/privacy/index"])[1]["itemListElement"]
    assert [step["item"]["@id"] for step in steps] == [URL, f"{URL}about/"]
    own = described(base, base.pages["/about/index"])[1]["itemListElement"]
    assert [step["item"]["@id"] for step in own] == [URL, f"{URL}about/"]
    assert described(base, base.pages["/index"])[0]["@type"] == "WebSite"
