from __future__ import annotations

import datetime as dt

from knowledge.connect.backlinks import backlinks, essays_of, references
from knowledge.model import Backlink, ConceptKind, Document, Reference, Status
from tests.documents import comment, concept, essay, library, page, question, rendered

RESONANZ = concept("resonanz", "Resonanz", "resonance")


def found(*documents: Document) -> list[Backlink]:
    base = library(RESONANZ, *documents)
    return list(backlinks(base, rendered(base).values()).get("resonanz", ()))


def test_every_mention_is_told_in_both_languages_with_its_sentence() -> None:
    text = "Davor.\n\n## Mitte { #mitte }\n\nEs gibt Resonanz. Noch mehr Resonanz!\n"
    english = "Before.\n\n## Middle { #mitte }\n\nThere is resonance.\n"
    links = found(essay("e", text, english))
    assert [(x.document, x.language, x.section, x.linked) for x in links] == [
        ("e", "de", "mitte", True),
        ("e", "de", "mitte", False),
        ("e", "en", "mitte", True),
    ]
    first = links[0].sentence
    assert (first.before, first.surface, first.after) == ("Es gibt ", "Resonanz", ".")
    assert {x.comment for x in links} == {""}


def test_comments_are_told_behind_the_text_of_their_essay() -> None:
    links = found(essay("e", "Resonanz.", comments=[comment("c1", "Meine Resonanz.")]))
    assert [(x.comment, x.section) for x in links] == [("", ""), ("c1", "")]


def test_a_comment_that_both_versions_of_a_page_show_counts_once() -> None:
    both = essay("e", "Worte.", "Words.", comments=[comment("c1", "Resonanz.")])
    assert [(x.comment, x.language) for x in found(both)] == [("c1", "de")]


def test_a_translated_comment_counts_in_both_languages() -> None:
    thread = [comment("c1", "Resonanz.", "Some resonance.")]
    links = found(essay("e", "Worte.", "Words.", comments=thread))
    assert [(x.comment, x.language) for x in links] == [("c1", "de"), ("c1", "en")]


def test_a_comment_in_another_language_is_matched_with_its_words() -> None:
    thread = [comment("c1", "A need for resonance, no Resonanz.", lang="en")]
    links = found(essay("e", comments=thread))
    assert [x.sentence.surface for x in links] == ["resonance"]


def test_what_readers_do_not_see_is_not_told() -> None:
    thread = [
        comment("c1", "Resonanz.", status=Status.PENDING),
        comment("c2", "Resonanz.", status=Status.HIDDEN),
    ]
    assert found(essay("e", comments=thread)) == []


def test_essays_come_by_date_then_questions_concepts_and_pages() -> None:
    documents = [
        concept("anderes", body="[[resonanz]]"),
        question("frage"),
        essay("spaet", "Resonanz.", date=dt.date(2020, 1, 1)),
        essay("ohne-datum", "Resonanz.", date=None),
        essay("frueh", "Resonanz.", date=dt.date(2010, 1, 1)),
    ]
    ids = [x.document for x in found(*documents)]
    assert ids == ["frueh", "spaet", "ohne-datum", "anderes"]


def test_a_concept_does_not_mention_itself() -> None:
    own = concept("resonanz", "Resonanz", body="Resonanz ist [[resonanz]].")
    base = library(own)
    assert backlinks(base, rendered(base).values()) == {}


def test_pages_of_the_site_mention_only_what_they_link() -> None:
    assert found(page("about/index")) == []


def test_references_name_their_concept_with_their_number() -> None:
    entries = (Reference("a", 1, "Text", "resonanz"), Reference("b", 2, "Text"))
    base = library(RESONANZ, essay("e", references=entries))
    assert references(base) == {"resonanz": (("e", 1),)}


def test_an_author_with_a_page_knows_the_essays_in_order() -> None:
    base = library(
        concept("a-b", kind=ConceptKind.PERSON),
        essay("zwei", author="a-b", date=dt.date(2018, 1, 1)),
        essay("eins", author="a-b", date=dt.date(2017, 1, 1)),
        essay("drei", author="Ohne Seite"),
    )
    assert essays_of(base) == {"a-b": ("eins", "zwei")}
