"""Where a concept is meant, as its page lists it: rules, languages, what unfolds."""

from __future__ import annotations

import datetime as dt

from knowledge.model import Document, Spot
from knowledge.present import show
from knowledge.present.division import PLACES
from knowledge.present.places import MOST_PLACES, spot_link
from knowledge.present.views import ConceptView
from tests.documents import comment, concept, essay, library, question, scene
from tests.present.listed import Place, groups

RESONANZ = concept("resonanz", "Resonanz", "resonance", aliases=("Widerhall",))
TEXT = """Resonanz, [[resonanz|was mitschwingt]] und Widerhall.

## Mitte { #mitte }

Im Rhythmus der Resonanzen, der Resonanzen.
"""


def concept_page(*documents: Document, language: str = "de") -> ConceptView:
    view = show(scene(library(RESONANZ, *documents), language), RESONANZ).concept
    assert view is not None
    return view


def places(view: ConceptView) -> list[Place]:
    return [place for group in groups(view) for place in group.places]


def test_every_place_names_its_rule_and_whether_it_is_a_link() -> None:
    view = concept_page(essay("e", TEXT))
    assert [(p.surface, p.rule, p.linked) for p in places(view)] == [
        ("Resonanz", "Titel", "dort nur erwähnt"),
        ("was mitschwingt", "von Hand", "dort verlinkt"),
        ("Widerhall", "Alias", "dort nur erwähnt"),
        ("Resonanzen", "gebeugt", "dort verlinkt"),
        ("Resonanzen", "gebeugt", "dort nur erwähnt"),
    ]


def test_places_are_counted_by_rule_in_the_order_of_the_rules() -> None:
    view = concept_page(essay("e", TEXT))
    assert [(rule.label, rule.count, rule.linked) for rule in view.rules] == [
        ("von Hand", "1", "davon 1 verlinkt"),
        ("Titel", "1", "davon 0 verlinkt"),
        ("Alias", "1", "davon 0 verlinkt"),
        ("gebeugt", "2", "davon 1 verlinkt"),
    ]


def test_the_counts_are_those_of_the_texts_that_are_shown() -> None:
    both = essay("e", "Resonanz. Resonanz.", "Resonance.")
    assert [rule.count for rule in concept_page(both).rules] == ["2"]
    assert [rule.count for rule in concept_page(both, language="en").rules] == ["1"]


def test_a_concept_nobody_speaks_of_has_no_rules_to_show() -> None:
    assert concept_page(essay("e")).rules == ()


def test_a_mention_in_an_untranslated_comment_counts_on_both_pages() -> None:
    german = essay("e", "Worte.", "Words.", comments=[comment("c1", "Resonanz.")])
    for language, lang, name in (("de", "", ""), ("en", "de", "German")):
        view = concept_page(german, language=language)
        assert view.count == {"de": "1 Stelle", "en": "1 place"}[language]
        (place,) = places(view)
        assert (place.lang, place.language) == (lang, name)
        assert place.href.endswith("essays/e/#c1")
        assert not groups(view)[0].folds


def test_a_comment_written_in_the_other_language_counts_on_both_pages_and_says_so() -> None:
    english = comment("c1", "A need for resonance.", lang="en")
    document = essay("e", "Worte.", "Words.", comments=[english])
    for language, lang, name in (("de", "en", "Englisch"), ("en", "", "")):
        (place,) = places(concept_page(document, language=language))
        assert (place.surface, place.lang, place.language) == ("resonance", lang, name)


def test_a_place_named_in_the_other_language_says_so() -> None:
    garden = concept("garten", "Garten", body="Resonanz.")
    german = essay("e", "Resonanz.\n\n## Anfang { #anfang }\n\nResonanz.")
    named = {
        place.where: place.named for place in places(concept_page(garden, german, language="en"))
    }
    assert named == {"Garten": "de", "Anfang": "de", "At the beginning": ""}


def test_translated_comments_stand_among_the_others_in_the_order_of_the_thread() -> None:
    thread = [comment("c1", "Resonanz.", "Resonance."), comment("c2", "Resonanz.")]
    document = essay("e", "Worte.", "Words.", comments=thread)
    view = concept_page(document, language="en")
    assert [place.href.partition("#")[2] for place in places(view)] == ["c1", "c2"]


def test_long_lists_unfold_and_their_heading_counts_all() -> None:
    (group,) = groups(concept_page(essay("e", "Resonanz. " * (MOST_PLACES + 4))))
    (fold,) = group.folds
    assert (len(group.places), len(fold.places)) == (MOST_PLACES, 4)
    assert (group.total, fold.count) == (f"{MOST_PLACES + 4} Stellen", "4 weitere Stellen")


def test_one_place_alone_does_not_unfold() -> None:
    (group,) = groups(concept_page(essay("e", "Resonanz. " * (MOST_PLACES + 1))))
    assert (len(group.places), group.folds) == (MOST_PLACES + 1, [])


def test_a_group_of_which_everything_unfolds_has_no_empty_list() -> None:
    both = essay("e", "Resonanz. " * PLACES, "Resonance. " * 3)
    further = show(scene(library(RESONANZ, both)), RESONANZ, 2).further
    assert further is not None
    (group,) = groups(further)
    assert (group.places, group.has_list) == ([], False)
    assert [fold.count for fold in group.folds] == ["3 Stellen in der anderen Sprachfassung"]
    assert all(group.has_list for group in groups(concept_page(both)))


def test_a_concept_shows_term_and_definition_of_the_other_language() -> None:
    for language, lang, title, definition in (
        ("de", "en", "resonance", "A concept."),
        ("en", "de", "Resonanz", "Ein Begriff."),
    ):
        (term,) = concept_page(language=language).terms
        assert (term.lang, term.title, term.definition) == (lang, title, definition)
        assert term.language == {"en": "Englisch", "de": "German"}[lang]


def test_shared_places_are_named_and_linked() -> None:
    text = "Worte.\n\n## Mitte { #mitte }\n\nWorte.\n"
    thread = [comment("c1", name="A. B.", date=dt.date(2018, 3, 1))]
    here = scene(library(essay("e", text, comments=thread), question("q")))
    links = [
        spot_link(here, Spot("e")),
        spot_link(here, Spot("e", section="mitte")),
        spot_link(here, Spot("e", section="only-in-the-translation")),
        spot_link(here, Spot("e", comment="c1")),
        spot_link(here, Spot("q")),
    ]
    assert [(link.href, link.text) for link in links] == [
        ("essays/e/", "Essay e"),
        ("essays/e/#mitte", "Mitte"),
        ("essays/e/", "Essay e"),
        ("essays/e/#c1", "A. B., 1. März 2018"),
        ("questions/q/", "Frage q?"),
    ]


def test_a_related_concept_says_why() -> None:
    (related,) = concept_page(
        concept("garten", "Garten"), essay("e", "Resonanz im Garten.")
    ).related
    assert (related.link.text, related.count) == ("Garten", "1 gemeinsame Stelle")
    assert [link.href for link in related.shared] == ["../../essays/e/"]
    assert related.is_all


def test_places_in_other_concepts_stand_together_and_are_named_by_them() -> None:
    view = concept_page(concept("garten", "Garten", body="Resonanz."), essay("e", "Resonanz."))
    one, other = groups(view)
    assert (one.label, one.href, one.title) == ("Essay", "../../essays/e/", "Essay e")
    assert (other.label, other.href, other.title) == ("", "", "In anderen Begriffen")
    assert [(place.where, place.href) for place in other.places] == [
        ("Garten", "../../concepts/garten/")
    ]
