from __future__ import annotations

import datetime as dt
from dataclasses import replace

from knowledge.model import ConceptKind, Kind, Problem, Severity, SourceWork, Status
from knowledge.present import show
from knowledge.present.sitewide import site_view
from knowledge.present.views import LinkView
from tests.documents import comment, concept, essay, library, page, question, scene
from tests.present.listed import groups

GERMAN_ONLY = concept("nur-deutsch", "Nur deutsch")
BOTH = concept("resonanz", "Resonanz", "resonance")
COMMENTS = [
    comment("c1", "Resonanz.", date=dt.date(2018, 1, 1)),
    comment("c2", "Worte.", date=dt.date(2019, 1, 1), status=Status.HIDDEN),
]
BASE = library(
    GERMAN_ONLY,
    BOTH,
    concept("a-b", "A. B.", kind=ConceptKind.PERSON),
    essay("e", "Resonanz.", "Resonance.", author="a-b", comments=COMMENTS),
    question("q", asked_in="e#c1"),
    page("index", "home"),
)
URL = "https://example.org/kb/"


def test_a_page_without_a_translation_says_so_and_points_to_the_original() -> None:
    view = show(scene(BASE, "en"), GERMAN_ONLY)
    assert view.lang == "de"
    assert view.notice == "So far this page exists in German only."
    assert view.original == "../../../concepts/nur-deutsch/"
    assert view.canonical == f"{URL}concepts/nur-deutsch/"
    assert [(a.language, a.href) for a in view.alternates] == [
        ("de", view.canonical),
        ("x-default", view.canonical),
    ]


def test_a_page_with_a_translation_is_its_own_canonical() -> None:
    view = show(scene(BASE, "en"), BOTH)
    assert (view.lang, view.notice, view.original) == ("", "", "")
    assert view.canonical == f"{URL}en/concepts/resonanz/"
    assert {a.language: a.href for a in view.alternates} == {
        "de": f"{URL}concepts/resonanz/",
        "en": f"{URL}en/concepts/resonanz/",
        "x-default": f"{URL}concepts/resonanz/",
    }


def test_a_concept_lists_its_places_by_essay_and_thread() -> None:
    concept_view = show(scene(BASE), BOTH).concept
    assert concept_view is not None
    found = [
        (group.label, [place.href for place in group.places], len(group.folds))
        for group in groups(concept_view)
    ]
    assert found == [
        ("Essay", ["../../essays/e/"], 1),
        ("Das Gespräch", ["../../essays/e/#c1"], 0),
    ]
    assert concept_view.count == "2 Stellen"


def test_places_in_another_language_lead_there() -> None:
    concept_view = show(scene(BASE, "en"), BOTH).concept
    assert concept_view is not None
    text, _ = groups(concept_view)
    (others,) = text.folds
    assert [(p.href, p.lang) for p in others.places] == [("../../../essays/e/", "de")]


def test_a_question_knows_the_comment_it_was_asked_in() -> None:
    view = show(scene(BASE), BASE.questions["q"]).question
    assert view is not None
    assert view.asked_in is not None
    assert (view.asked_in.href, view.state_label) == ("../../essays/e/#c1", "offen")


def test_an_author_with_a_page_is_linked_and_one_without_is_named() -> None:
    essay = BASE.essays["e"]
    here = scene(BASE)
    assert here.author(replace(essay, author="a-b")).href == "concepts/a-b/"
    assert here.author(replace(essay, author="C. D.")) == LinkView("", "C. D.")


def test_what_a_retold_source_does_not_say_is_said_to_be_unknown() -> None:
    unknown = replace(BASE.essays["e"], author="", date=None)
    here = scene(BASE)
    assert (here.author(unknown).text, here.date_of(unknown)) == ("", "")
    retold = replace(unknown, origin=SourceWork("Ein Titel"))
    assert (here.author(retold).text, here.date_of(retold)) == ("Autor nicht genannt", "ohne Datum")


def test_authors_see_the_problems_of_the_page_only() -> None:
    one = Problem("unknown-link", Severity.ERROR, "docs/concepts/resonanz.en.md", 3, "Weg.")
    two = Problem("unknown-link", Severity.ERROR, "docs/concepts/a-b.de.md", 3, "Weg.")
    by_file = {one.file: (one,), two.file: (two,)}
    problems = show(replace(scene(BASE), problems=by_file), BOTH).problems
    assert [found.place for found in problems] == ["docs/concepts/resonanz.en.md:3"]


def test_the_site_map_names_each_version_once_with_dates_of_the_texts() -> None:
    entries = {entry.address: entry.modified for entry in site_view(scene(BASE)).sitemap}
    assert entries[f"{URL}en/essays/e/"] == "2018-01-01"
    assert f"{URL}en/concepts/nur-deutsch/" not in entries
    assert len(entries) == sum(len(d.versions) for d in BASE.documents())


def test_an_address_that_does_not_exist_is_explained_in_both_languages() -> None:
    parts = site_view(scene(BASE)).not_found
    assert [part.language for part in parts] == ["de", "en"]
    # From the root, since the page is shown at any depth, and on servers of other names too.
    assert all(link.href.startswith("/kb/") for part in parts for link in part.links)


def test_every_kind_of_document_is_shown_in_both_languages() -> None:
    for language in BASE.languages:
        shown = [show(scene(BASE, language), document).kind for document in BASE.documents()]
        assert set(shown) == set(Kind)
