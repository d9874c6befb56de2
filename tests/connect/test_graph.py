from __future__ import annotations

import random

from knowledge.connect.graph import lay_out
from knowledge.connect.relations import all_relations
from knowledge.model import Concept, Graph, GraphEdge, Relation
from tests.documents import concept, library

CHAIN = [
    concept(f"k{n}", relations={Relation.RELATED: (f"k{n + 1}",), Relation.BROADER: ("k0",)})
    for n in range(30)
]


def drawing(*concepts: Concept) -> Graph:
    base = library(*concepts)
    return lay_out(base, all_relations(base))


def test_the_same_concepts_give_the_same_drawing_in_any_order() -> None:
    first = drawing(*CHAIN)
    random.seed(4)  # the layout must not depend on the state of chance
    assert drawing(*CHAIN) == first
    assert drawing(*reversed(CHAIN)).nodes == first.nodes


def test_every_concept_lies_on_the_field() -> None:
    graph = drawing(*CHAIN)
    assert [node.id for node in graph.nodes] == sorted(one.id for one in CHAIN)
    for node in graph.nodes:
        assert 0 < node.x < graph.width
        assert 0 < node.y < graph.height
    assert len({(node.x, node.y) for node in graph.nodes}) == len(CHAIN)


def test_a_line_is_drawn_once_whichever_files_state_it() -> None:
    graph = drawing(
        concept("a", relations={Relation.RELATED: ("b", "a", "nirgends")}),
        concept("b", relations={Relation.RELATED: ("a",), Relation.PART_OF: ("a",)}),
    )
    assert graph.edges == (
        GraphEdge("b", "a", Relation.PART_OF),
        GraphEdge("a", "b", Relation.RELATED),
    )
    assert {node.id: node.degree for node in graph.nodes} == {"a": 2, "b": 2}


def test_no_concept_and_a_single_one_can_be_drawn() -> None:
    empty = drawing()
    assert empty == Graph(empty.width, empty.height)
    assert min(empty.width, empty.height) > 0
    (node,) = drawing(concept("a")).nodes
    assert (node.id, node.degree) == ("a", 0)
