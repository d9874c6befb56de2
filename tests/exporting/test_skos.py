"""Concepts as SKOS: a validator accepts them, and they say what the base says."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, URIRef

from knowledge.collect import read_library
from knowledge.exporting import Counts
from knowledge.exporting.skos import WORDS, Thesaurus, as_turtle
from knowledge.model import Relation
from tests.documents import concept, essay, library, scene
from tests.project import ROOT

# pyshacl uses names that rdflib is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset[.]:DeprecationWarning")
SHAPES = Path(__file__).parent / "skos.shapes.ttl"


def complaints(graph: Graph) -> str:
    conforms, _, text = validate(graph, shacl_graph=str(SHAPES), advanced=True)
    return "" if conforms else str(text)


@pytest.fixture(scope="module")
def thesaurus(exported: tuple[Path, Counts]) -> Graph:
    return Graph().parse(exported[0] / "terms/concepts.ttl")


def test_a_validator_accepts_the_base(thesaurus: Graph) -> None:
    assert complaints(thesaurus) == ""


def test_all_concepts_and_labels_are_there(thesaurus: Graph) -> None:
    base = read_library(ROOT)[0]
    concepts = set(thesaurus.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == len(base.concepts)
    for each in base.concepts.values():
        uri = URIRef(f"https://querverweis.example/concepts/{each.id}/#concept")
        for language, version in each.versions.items():
            assert Literal(version.title, language) in set(thesaurus.objects(uri, SKOS.prefLabel))
            assert thesaurus.value(uri, SKOS.definition)
            for alias in set(version.aliases) - {version.title}:
                assert (uri, SKOS.altLabel, Literal(alias, language)) in thesaurus
        for other in each.relations.get(Relation.PART_OF, ()):
            target = URIRef(f"https://querverweis.example/concepts/{other}/#concept")
            assert (uri, DCTERMS.isPartOf, target) in thesaurus
    assert len(list(thesaurus.triples((None, SKOS.hiddenLabel, None)))) > 50


def tangled() -> Thesaurus:
    """Concepts that are related to what is above them, and that say labels twice."""
    return Thesaurus(
        scene(
            library(
                concept("a", "Ding", "Thing", aliases=("Ding", "Sache", "Sache")),
                concept("b", "Tier", relations={Relation.BROADER: ("a",)}),
                concept(
                    "c",
                    "Hund",
                    relations={
                        Relation.BROADER: ("b",),
                        Relation.RELATED: ("a",),
                        Relation.CONTRASTS: ("b", "d"),
                    },
                ),
                concept("d", "Katze"),
                essay("e", "Die Hunde und Dinge."),
            )
        )
    )


def test_what_skos_forbids_is_left_out() -> None:
    found = tangled()
    graph = found.graph()
    assert complaints(graph) == ""
    dog, cat, animal = found.uri("c"), found.uri("d"), found.uri("b")
    assert (dog, SKOS.related, cat) in graph
    assert (cat, WORDS.contrasts, dog) in graph
    assert (dog, WORDS.contrasts, animal) not in graph
    assert (dog, SKOS.hiddenLabel, Literal("Hunde", "de")) in graph
    assert set(graph.objects(found.scheme, SKOS.hasTopConcept)) == {found.uri("a"), cat}


@pytest.mark.parametrize(
    "statement",
    [
        ("c", RDF.type, SKOS.ConceptScheme),  # S9
        ("a", SKOS.hiddenLabel, Literal("Sache", "de")),  # S13
        ("a", SKOS.prefLabel, Literal("Sache!", "de")),  # S14
        ("c", SKOS.related, "a"),  # S27
        ("a", SKOS.broader, "c"),
    ],
)
def test_the_validator_sees_what_is_wrong(statement: tuple[str, URIRef, object]) -> None:
    found = tangled()
    graph = found.graph()
    subject, predicate, value = statement
    target = found.uri(value) if isinstance(value, str) and len(value) == 1 else value
    graph.add((found.uri(subject), predicate, target))  # type: ignore[arg-type]
    assert complaints(graph) != ""


def test_exact_matches_are_no_others() -> None:
    found = tangled()
    graph = found.graph()
    pair = found.uri("a"), URIRef("https://a.example/")
    graph.add((pair[0], SKOS.exactMatch, pair[1]))
    assert complaints(graph) == ""
    graph.add((pair[1], SKOS.relatedMatch, pair[0]))
    assert complaints(graph) != ""  # S46


def test_the_same_concepts_give_the_same_bytes() -> None:
    assert as_turtle(tangled().scene) == as_turtle(tangled().scene)
