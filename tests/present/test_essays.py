"""What an essay shows of its concepts: by weight, counted, linked to their first place."""

from __future__ import annotations

from knowledge.model import ConceptKind, Document
from knowledge.present import show
from knowledge.present.essays import MOST_CHIPS, MOST_CONCEPTS
from knowledge.present.views import EssayView
from tests.documents import comment, concept, essay, library, scene

HAUS, BAUM = concept("haus", "Haus", "house"), concept("baum", "Baum", "tree")
LETTERS = [f"{letter}oltum" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


def essay_page(*documents: Document, language: str = "de") -> EssayView:
    base = library(*documents)
    view = show(scene(base, language), next(iter(base.essays.values()))).essay
    assert view is not None
    return view


def test_concepts_are_counted_and_lead_to_their_first_place() -> None:
    text = "Ein Baum.\n\n## Mitte { #mitte }\n\nHaus und Häuser.\n"
    view = essay_page(HAUS, BAUM, essay("e", text, comments=[comment("c1", "Mein Haus.")]))
    assert [(row.link.text, row.count, row.first) for row in view.concepts] == [
        ("Haus", "3 Stellen", "#mitte"),
        ("Baum", "1 Stelle", "#text"),
    ]


def test_what_only_the_thread_speaks_of_leads_to_the_comment() -> None:
    view = essay_page(HAUS, essay("e", comments=[comment("c1"), comment("c2", "Haus.")]))
    assert [(row.count, row.first) for row in view.concepts] == [("1 Stelle", "#c2")]


def test_a_translation_counts_its_own_places() -> None:
    document = essay("e", "Haus, Haus und Baum.", "A house.")
    view = essay_page(HAUS, BAUM, document, language="en")
    assert [(row.link.text, row.count, row.first) for row in view.concepts] == [
        ("house", "1 place", "#text"),
        ("tree", "", ""),
    ]


def test_the_author_is_no_concept_of_the_essay() -> None:
    person = concept("a-b", "Ada Bell", kind=ConceptKind.PERSON)
    view = essay_page(person, HAUS, essay("e", "Ada Bell hat ein Haus.", author="a-b"))
    assert [row.link.text for row in view.concepts] == ["Haus"]


def test_many_concepts_unfold_and_the_chips_lead_to_them() -> None:
    many = LETTERS[: MOST_CONCEPTS + 3]
    concepts = [concept(word.lower(), word) for word in many]
    view = essay_page(*concepts, essay("e", ", ".join(many)))
    assert (len(view.concepts), len(view.more_concepts)) == (MOST_CONCEPTS, 3)
    assert view.more_count == "3 weitere Begriffe"
    assert len(view.chips) == MOST_CHIPS + 1
    assert (view.chips[-1].href, view.chips[-1].text) == ("#concepts", f"alle {len(many)}")


def test_few_concepts_need_no_way_to_the_rest() -> None:
    view = essay_page(HAUS, essay("e", "Haus."))
    assert [chip.text for chip in view.chips] == ["Haus"]
    assert (view.more_concepts, view.more_count) == ((), "")


def test_a_related_essay_names_the_concepts_it_shares() -> None:
    many = LETTERS[:7]
    concepts = [concept(word.lower(), word) for word in many]
    text = ", ".join([*many, many[3], many[3]])
    (related,) = essay_page(*concepts, essay("e", text), essay("f", text)).related
    assert (related.link.text, related.count) == ("Essay f", "7 gemeinsame Begriffe")
    assert related.shared[0].text == many[3]
    assert all(link.href.startswith("../../concepts/") for link in related.shared)
    assert len(related.shared) < 7
    assert not related.is_all
