from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from knowledge.connect.graph import lay_out
from knowledge.connect.layout import Net, components, distances, net, start
from knowledge.connect.relations import all_relations
from knowledge.connect.spacing import neighbours
from knowledge.model import Concept, Graph, GraphEdge, Relation
from tests.documents import concept, library

CHAIN = [
    concept(f"k{n}", relations={Relation.RELATED: (f"k{n + 1}",), Relation.BROADER: ("k0",)})
    for n in range(30)
]


def drawing(*concepts: Concept) -> Graph:
    base = library(*concepts)
    return lay_out(base, all_relations(base))


def grown(count: int, seed: int = 1) -> list[Concept]:
    """Concepts as a base grows: most new ones relate to recent ones, some to any, some to none."""
    chance = random.Random(seed)

    def earlier(number: int) -> str:
        near = number - 1 - int(chance.expovariate(1 / 8))
        return f"k{max(0, near) if chance.random() < 0.8 else chance.randrange(number):03}"

    concepts = [concept("k000")]
    for number in range(1, count):
        ids = {earlier(number) for _ in range(chance.choice((0, 1, 1, 2, 2)))}
        relation = chance.choice((Relation.RELATED, Relation.BROADER))
        concepts.append(concept(f"k{number:03}", relations={relation: tuple(sorted(ids))}))
    return concepts


def edits(concepts: list[Concept], seed: int) -> Iterator[list[Concept]]:
    """The concepts with one more, with one less, with a relation more, with one less."""
    chance = random.Random(seed)
    ids = [one.id for one in concepts]
    new = concept("neu", relations={Relation.RELATED: tuple(chance.sample(ids, 2))})
    yield [*concepts, new]
    left_out = chance.randrange(len(concepts))
    yield [one for number, one in enumerate(concepts) if number != left_out]
    one, other = chance.sample(concepts, 2)
    related = (*one.relations.get(Relation.RELATED, ()), other.id)
    more = replace(one, relations={**one.relations, Relation.RELATED: related})
    yield [more if c is one else c for c in concepts]
    bound = chance.choice([c for c in concepts if any(c.relations.values())])
    yield [replace(c, relations={}) if c is bound else c for c in concepts]


def moved(before: Graph, after: Graph) -> list[float]:
    """How far each concept that is in both moved, as a share of the field's width."""
    then = {node.id: (node.x, node.y) for node in before.nodes.values()}
    return [
        math.dist(then[node.id], (node.x, node.y)) / before.width
        for node in after.nodes.values()
        if node.id in then
    ]


def test_the_same_concepts_give_the_same_drawing_in_any_order() -> None:
    first = drawing(*CHAIN)
    random.seed(4)  # the layout must not depend on the state of chance
    assert drawing(*CHAIN) == first
    assert drawing(*reversed(CHAIN)).nodes == first.nodes


def test_every_machine_makes_the_same_drawing() -> None:
    small = [
        concept(
            "arbeit", relations={Relation.RELATED: ("sinn", "kunde"), Relation.BROADER: ("tun",)}
        ),
        concept("kunde", relations={Relation.CONTRASTS: ("sinn",)}),
        concept("sinn"),
        concept("tun", relations={Relation.RELATED: ("wandel",)}),
        concept("wandel"),
        concept("zufall"),
    ]
    places = {node.id: (node.x, node.y) for node in drawing(*small).nodes.values()}
    assert places == {
        "arbeit": (677, 218),
        "kunde": (1066, 265),
        "sinn": (758, 485),
        "tun": (299, 418),
        "wandel": (201, 180),
        "zufall": (482, 40),
    }


@pytest.mark.parametrize("count", [60, 200])
def test_little_moves_when_little_changes(count: int) -> None:
    """Layouts that start from chance move the middle concept by a quarter of the field."""
    concepts = grown(count)
    before = drawing(*concepts)
    ways = sorted(
        way
        for seed in range(3)
        for changed in edits(concepts, seed)
        for way in moved(before, drawing(*changed))
    )
    assert sum(ways) / len(ways) < 0.06
    assert ways[int(len(ways) * 0.95)] < 0.2


def test_lines_are_shorter_than_ways_between_any_two() -> None:
    concepts = grown(200)
    graph = drawing(*concepts)
    at = {node.id: (node.x, node.y) for node in graph.nodes.values()}
    lines = [
        math.dist(at[edge.source], at[edge.target])
        for edges in graph.edges.values()
        for edge in edges
    ]
    any_two = [
        math.dist(one, other) for one in at.values() for other in at.values() if one != other
    ]
    assert sum(lines) / len(lines) < 0.45 * sum(any_two) / len(any_two)


def test_what_is_compared_grows_with_the_concepts_and_not_with_their_square() -> None:
    def compared(count: int) -> tuple[int, int]:
        concepts = grown(count)
        whole = net(
            (one.id for one in concepts),
            (
                (one.id, other)
                for one in concepts
                for ids in one.relations.values()
                for other in ids
            ),
        )
        points = start(whole)
        room = math.sqrt(4 / count)
        pairs = sum(1 for _ in neighbours(points, room))
        return pairs, sum(map(len, distances(whole.part(components(whole)[0]))))

    (pairs, terms), (more_pairs, more_terms) = compared(200), compared(600)
    assert more_pairs < 5 * pairs
    assert more_terms < 2 * terms


def test_the_largest_part_comes_first_and_the_others_lie_at_the_rim() -> None:
    whole = net("abcdef", [("a", "c"), ("c", "e"), ("f", "b")])
    assert components(whole) == [[0, 2, 4], [1, 5], [3]]
    points = start(whole)
    for point in (points[1], points[3], points[5]):
        assert max(abs(point.real), abs(point.imag)) > 0.85


def test_a_net_has_each_line_once() -> None:
    assert net("ba", [("b", "a"), ("a", "b")]) == Net(("a", "b"), ((0, 1),))


def test_every_concept_lies_on_the_field() -> None:
    for concepts in (CHAIN, grown(60), [concept(f"allein-{n}") for n in range(40)]):
        graph = drawing(*concepts)
        assert list(graph.nodes) == sorted(one.id for one in concepts)
        for node in graph.nodes.values():
            assert 0 < node.x < graph.width
            assert 0 < node.y < graph.height
        assert len({(node.x, node.y) for node in graph.nodes.values()}) == len(concepts)


def test_a_line_is_drawn_once_whichever_files_state_it() -> None:
    graph = drawing(
        concept("a", relations={Relation.RELATED: ("b", "a", "nirgends")}),
        concept("b", relations={Relation.RELATED: ("a",), Relation.PART_OF: ("a",)}),
    )
    assert graph.edges == {
        "b": (GraphEdge("b", "a", Relation.PART_OF),),
        "a": (GraphEdge("a", "b", Relation.RELATED),),
    }
    assert {node.id: node.degree for node in graph.nodes.values()} == {"a": 2, "b": 2}


def test_no_concept_and_a_single_one_can_be_drawn() -> None:
    empty = drawing()
    assert empty == Graph(empty.width, empty.height)
    assert min(empty.width, empty.height) > 0
    (node,) = drawing(concept("a")).nodes.values()
    assert (node.id, node.degree) == ("a", 0)
