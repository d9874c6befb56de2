"""What the base promises its readers as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import base
from knowledge.base import Base
from knowledge.connect import connect
from knowledge.model import ConceptKind, Connections, QuestionState, Severity
from knowledge.site import read_site

ROOT = Path(__file__).parents[2]
ESSAY = "den-kunden-in-den-mittelpunkt-stellen-ist-falsch"


@pytest.fixture(scope="module")
def real() -> Base:
    site = read_site(ROOT)
    library, problems = base.collect(site)
    rendered = base.render(site, library)
    return Base(library, rendered.lexicons, rendered.pages, (*problems, *rendered.problems))


@pytest.fixture(scope="module")
def connections(real: Base) -> Connections:
    return connect(real.library, real.pages.values())


def test_nothing_is_wrong(real: Base) -> None:
    assert [p for p in real.problems if p.severity is not Severity.INFO] == []


def test_every_text_exists_in_both_languages(real: Base) -> None:
    assert [d.id for d in real.library.documents() if set(d.versions) != {"de", "en"}] == []


def test_concepts_of_all_kinds(real: Base) -> None:
    kinds = {concept.concept_kind for concept in real.library.concepts.values()}
    assert kinds == set(ConceptKind)
    assert len(real.library.concepts) >= 60
    assert len(real.library.questions) >= 20


def test_definitions_stand_alone(real: Base) -> None:
    for concept in real.library.concepts.values():
        for language in concept.versions:
            words = len(real.pages[concept.id, language].body.lead.split())
            assert 12 <= words <= 120, (concept.id, language, words)


def test_every_concept_is_related_and_discussed(real: Base, connections: Connections) -> None:
    for concept in real.library.concepts:
        assert connections.relations.get(concept), concept
        assert connections.backlinks.get(concept) or connections.references.get(concept), concept


def test_the_thread_is_whole(real: Base) -> None:
    thread = real.library.essays[ESSAY].thread
    assert [comment.id for comment in thread.comments] == [f"c{n}" for n in range(1, 10)]
    assert thread.declared == 10
    assert {c.id: c.reply_to for c in thread.comments if c.reply_to} == {"c5": "c4", "c7": "c6"}
    assert all(set(comment.texts) == {"de", "en"} for comment in thread.comments)


def test_questions_know_their_answers(connections: Connections) -> None:
    answered = {id for id, state in connections.states.items() if state is QuestionState.ANSWERED}
    assert answered == {
        "initiativen",
        "verkauf-nur-wenn-es-passt",
        "reale-beduerfnisse",
        "daseinszweck-im-alltag",
        "von-den-kundenbeziehungen-her",
        "was-dienen-heissen-kann",
        "noch-von-fuehrung-sprechen",
    }
    assert [a.comment for a in connections.answers["initiativen"]] == ["c3", "c6"]
