"""The drawing of all concepts: where each one lies."""

from __future__ import annotations

import random
from collections.abc import Mapping

from knowledge.model import Graph, GraphEdge, GraphNode, Library, Relation

WIDTH, HEIGHT, MARGIN = 1200, 900, 70
"""The field in units of the drawing, and what stays free at its border for labels."""
SEED = 20171113
"""The layout starts from chance; the same chance each time gives the same drawing."""
DRAWN = (Relation.BROADER, Relation.RELATED, Relation.CONTRASTS, Relation.PART_OF)
"""The directions that files state; the inverses would draw each line twice."""


def lay_out(library: Library, relations: Mapping[str, Mapping[Relation, tuple[str, ...]]]) -> Graph:
    """The concepts and their relations, laid out by forces (Kamada and Kawai, 1989)."""
    ids = sorted(library.concepts)
    edges = _edges(library)
    points = _spread(_coordinates(ids, edges))
    nodes = tuple(
        GraphNode(id, x, y, sum(len(others) for others in relations.get(id, {}).values()))
        for id, (x, y) in zip(ids, points, strict=True)
    )
    return Graph(WIDTH, HEIGHT, nodes, edges)


def _edges(library: Library) -> tuple[GraphEdge, ...]:
    found: dict[tuple[str, ...], GraphEdge] = {}
    for concept in library.concepts.values():
        for relation in DRAWN:
            for other in concept.relations.get(relation, ()):
                if other in library.concepts and other != concept.id:
                    key = (*sorted((concept.id, other)), relation)
                    found.setdefault(key, GraphEdge(concept.id, other, relation))
    return tuple(found[key] for key in sorted(found))


def _coordinates(ids: list[str], edges: tuple[GraphEdge, ...]) -> list[tuple[float, float]]:
    import igraph  # noqa: PLC0415 - not needed by commands that draw nothing

    if not ids:
        return []
    number = {id: index for index, id in enumerate(ids)}
    graph = igraph.Graph(
        n=len(ids), edges=[(number[edge.source], number[edge.target]) for edge in edges]
    )
    igraph.set_random_number_generator(random.Random(SEED))
    return [(float(x), float(y)) for x, y in graph.layout_kamada_kawai()]


def _spread(points: list[tuple[float, float]]) -> list[tuple[int, int]]:
    """Coordinates scaled to the whole field."""
    if not points:
        return []
    lows = [min(axis) for axis in zip(*points, strict=True)]
    spans = [max(axis) - min(axis) or 1.0 for axis in zip(*points, strict=True)]
    room = (WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)
    return [
        (
            round(MARGIN + (x - lows[0]) / spans[0] * room[0]),
            round(MARGIN + (y - lows[1]) / spans[1] * room[1]),
        )
        for x, y in points
    ]
