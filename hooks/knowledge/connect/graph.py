"""The drawing of all concepts: where each one lies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from knowledge.connect.layout import net, start
from knowledge.connect.spacing import spaced
from knowledge.model import Graph, GraphEdge, GraphNode, Library, Relation

WIDTH = 1200
"""The width of the field in units of the drawing."""
SIDE, EDGE = 110, 40
"""What stays free at the sides, for labels, and above and below."""
LEAST_HEIGHT, PER_CONCEPT, MANY, PER_FURTHER = 640, 3, 160, 1
"""How the height grows: by the first with every concept, by the last from many concepts on."""
DRAWN = (Relation.BROADER, Relation.RELATED, Relation.CONTRASTS, Relation.PART_OF)
"""The directions that files state; the inverses would draw each line twice."""


def lay_out(library: Library, relations: Mapping[str, Mapping[Relation, tuple[str, ...]]]) -> Graph:
    """The concepts and their relations, laid out so that little moves when little changes."""
    edges = _edges(library)
    pairs = ((edge.source, edge.target) for found in edges.values() for edge in found)
    whole = net(library.concepts, pairs)
    height = _height(len(whole.ids))
    points = spaced(whole, start(whole), WIDTH - 2 * SIDE, height - 2 * EDGE)
    nodes = {
        id: GraphNode(
            id=id,
            x=round(WIDTH / 2 + point.real),
            y=round(height / 2 + point.imag),
            degree=sum(len(others) for others in relations.get(id, {}).values()),
        )
        for id, point in zip(whole.ids, points, strict=True)
    }
    return Graph(WIDTH, height, nodes, edges)


def _height(concepts: int) -> int:
    """Grows evenly, so that one concept more does not move the others."""
    return LEAST_HEIGHT + PER_CONCEPT * min(concepts, MANY) + PER_FURTHER * max(0, concepts - MANY)


def _edges(library: Library) -> Mapping[str, tuple[GraphEdge, ...]]:
    found: dict[tuple[str, ...], GraphEdge] = {}
    for concept in library.concepts.values():
        for relation in DRAWN:
            for other in concept.relations.get(relation, ()):
                if other in library.concepts and other != concept.id:
                    key = (*sorted((concept.id, other)), relation)
                    found.setdefault(key, GraphEdge(concept.id, other, relation))
    by_source: dict[str, list[GraphEdge]] = defaultdict(list)
    for key in sorted(found):
        by_source[found[key].source].append(found[key])
    return {source: tuple(edges) for source, edges in by_source.items()}
