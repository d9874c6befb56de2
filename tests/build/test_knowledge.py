from __future__ import annotations

import pytest

from tests.build.site import Site, one, select, text
from tests.project import SITE_URL


def test_the_first_mention_of_a_section_is_linked(small: Site) -> None:
    body = one(small.page("/essays/haeuser/"), ".kb-text")
    assert [text(link) for link in select(body, "a.kb-concept")] == ["Haus", "Häuser", "Dach"]


def test_a_comment_is_a_place_with_its_own_footnotes(small: Site) -> None:
    page = small.page("/essays/haeuser/")
    for id in ("c1", "c2"):
        article = one(page, f"article#{id}")
        notes = article.xpath(".//*[starts-with(@id, $start)]/@id", start=f"{id}-")
        assert len(notes) == 2
    assert not select(page, "#c3")
    assert page.xpath("//article[@id='c1']/following-sibling::details//article[@id='c2']")


def test_a_comment_that_was_not_translated_says_so(small: Site) -> None:
    page = small.page("/en/essays/haeuser/")
    assert text(one(page, "#c1 .kb-comment__text")) == "My house has none."
    assert one(page, "#c2 .kb-comment__text").get("lang") == "de"
    assert "In the original German" in text(one(page, "#c2 header"))


def test_the_number_of_comments_is_declared(small: Site) -> None:
    (note,) = small.page("/essays/haeuser/").xpath("//section[@class='kb-conversation']/p")
    said = text(note)
    assert said == "Die Quelle nennt 4 Kommentare; erhalten sind 2 Kommentare."


def test_the_number_of_a_citation_never_begins_a_line_alone(small: Site) -> None:
    number = select(small.page("/essays/haeuser/"), ".kb-text sup.kb-cite")[0]
    before = number.getprevious()
    assert ((number.getparent().text if before is None else before.tail) or "").endswith("allein")


GERMAN = ["essays/haeuser/", "essays/haeuser/#dach", "essays/haeuser/#c1", "essays/haeuser/#c2"]
ENGLISH = ["en/essays/haeuser/", "en/essays/haeuser/#dach", "en/essays/haeuser/#c1"]
UNTRANSLATED = "en/essays/haeuser/#c2"
ONE_LANGUAGE = ["essays/nur-deutsch/", "en/essays/only-english/"]
PLACES = [
    (
        "concepts/haus/",
        [*GERMAN, *ONE_LANGUAGE, "concepts/a-b/"],
        [*ENGLISH, "en/concepts/a-b/"],
    ),
    (
        "en/concepts/haus/",
        [*ENGLISH, UNTRANSLATED, *ONE_LANGUAGE, "en/concepts/a-b/"],
        [*GERMAN[:-1], "concepts/a-b/"],
    ),
]


@pytest.mark.parametrize(("path", "here", "others"), PLACES)
def test_a_concept_knows_where_it_is_discussed(
    small: Site, path: str, here: list[str], others: list[str]
) -> None:
    page = small.page(path)
    places = select(page, "li.kb-place")
    folded = {place: bool(place.xpath("ancestor::details")) for place in places}
    found = {
        is_folded: [
            small.text_address(SITE_URL + path, str(one(place, "p a").get("href")))
            for place in places
            if folded[place] is is_folded
        ]
        for is_folded in (False, True)
    }
    assert found == {False: here, True: others}
    marked = {text(mark).casefold() for mark in select(page, ".kb-place mark")}
    assert marked == {"haus", "häuser", "häusern", "house", "houses"} & marked != set()


def test_a_reference_leads_to_its_citation_and_back(small: Site) -> None:
    page = small.page("/essays/haeuser/")
    assert one(page, "sup#cite-buch-1 a").get("href") == "#ref-buch"
    assert one(page, "li#ref-buch a.kb-back").get("href") == "#cite-buch-1"
    assert one(page, "li#ref-buch em").text == "Buch"


STATES = [
    ("wozu", "beantwortet", "answered"),
    ("antwort", "beantwortet", "answered"),
    ("offen", "offen", "open"),
    ("open-one", "offen", "open"),
    ("zu", "geschlossen", "closed"),
]


@pytest.mark.parametrize(("id", "german", "english"), STATES)
def test_the_state_of_a_question(small: Site, id: str, german: str, english: str) -> None:
    for prefix, state in (("/", german), ("/en/", english)):
        page = small.page(f"{prefix}questions/{id}/")
        assert text(one(page, ".kb-header .kb-state")) == state


def test_an_answer_is_shown_in_its_own_words(small: Site) -> None:
    page = small.page("/questions/antwort/")
    answer = one(page, ".kb-answer")
    assert "Dann ist es kein Haus." in text(answer)
    assert select(answer, "header a")[0].get("href") == "../../essays/haeuser/#c2"


def test_what_waits_for_review_is_nowhere(small: Site) -> None:
    for path in small.root.rglob("*"):
        if path.suffix in {".html", ".xml", ".json"}:
            assert "Wartet auf ein Haus" not in path.read_text(encoding="utf-8")
