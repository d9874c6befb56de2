"""The drawing of all concepts: where each one lies."""

from __future__ import annotations

import random
from collections.abc import Mapping

from knowledge.model import Graph, GraphEdge, GraphNode, Library, Relation

WIDTH, MARGIN = 1200, 60
"""The width of the field in units of the drawing, and what stays free at its border."""
LEAST_HEIGHT, HEIGHT_PER_CONCEPT = 640, 7
LETTER, LINE, DOT = 9, 24, 30
"""How wide a letter of a label is, how high a line, and what the dot before it takes."""
MOST_LETTERS = 30
ROUNDS, NEIGHBOURS = 200, 80
"""How often labels are moved apart at most, and with how many below each is compared."""
SEED = 20171113
"""The layout starts from chance; the same chance each time gives the same drawing."""
DRAWN = (Relation.BROADER, Relation.RELATED, Relation.CONTRASTS, Relation.PART_OF)
"""The directions that files state; the inverses would draw each line twice."""


def lay_out(library: Library, relations: Mapping[str, Mapping[Relation, tuple[str, ...]]]) -> Graph:
    """The concepts and their relations, laid out by forces (Kamada and Kawai, 1989)."""
    ids = sorted(library.concepts)
    edges = _edges(library)
    height = max(LEAST_HEIGHT, HEIGHT_PER_CONCEPT * len(ids))
    lengths = [_longest_title(library, id) for id in ids]
    points = _part(_spread(_coordinates(ids, edges), height), lengths)
    nodes = tuple(
        GraphNode(
            id=id,
            x=round(x),
            y=round(y),
            degree=sum(len(others) for others in relations.get(id, {}).values()),
            label_left=_turns(x, length),
        )
        for id, (x, y), length in zip(ids, points, lengths, strict=True)
    )
    lowest = max((node.y for node in nodes), default=0)
    return Graph(WIDTH, max(height, lowest + MARGIN), nodes, edges)


def _longest_title(library: Library, id: str) -> int:
    """The letters of a label; the drawing is the same in both languages."""
    titles = (version.title for version in library.concepts[id].versions.values())
    return min(MOST_LETTERS, max(map(len, titles)))


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


def _spread(points: list[tuple[float, float]], height: int) -> list[tuple[float, float]]:
    """Coordinates scaled to the whole field."""
    if not points:
        return []
    lows = [min(axis) for axis in zip(*points, strict=True)]
    spans = [max(axis) - min(axis) or 1.0 for axis in zip(*points, strict=True)]
    room = (WIDTH - 2 * MARGIN, height - 2 * MARGIN)
    return [
        (
            MARGIN + (x - lows[0]) / spans[0] * room[0],
            MARGIN + (y - lows[1]) / spans[1] * room[1],
        )
        for x, y in points
    ]


def _part(points: list[tuple[float, float]], lengths: list[int]) -> list[tuple[float, float]]:
    """Moves dots up and down until no label lies on another, or nearly so.

    Only neighbours by height are compared in each round, so that the cost grows with the number
    of concepts and not with its square.
    """
    xs, ys = [x for x, _ in points], [y for _, y in points]
    spans = [_span(x, length) for x, length in zip(xs, lengths, strict=True)]
    for _ in range(ROUNDS):
        order = sorted(range(len(ys)), key=ys.__getitem__)
        moved = False
        for place, upper in enumerate(order):
            for lower in order[place + 1 : place + 1 + NEIGHBOURS]:
                overlap = LINE - (ys[lower] - ys[upper])
                if overlap <= 0:
                    break
                if spans[upper][0] < spans[lower][1] and spans[lower][0] < spans[upper][1]:
                    ys[upper] -= overlap / 2
                    ys[lower] += overlap / 2
                    moved = True
        if not moved:
            break
    above = MARGIN - min(ys, default=MARGIN)
    return [(x, y + above) for x, y in zip(xs, ys, strict=True)]


def _span(x: float, letters: int) -> tuple[float, float]:
    """From where to where a dot with its label reaches."""
    width = letters * LETTER
    return (x - DOT - width, x + DOT) if _turns(x, letters) else (x - DOT, x + DOT + width)


def _turns(x: float, letters: int) -> bool:
    """Whether a label stands to the left of its dot, because it would leave the field."""
    return x + DOT + letters * LETTER > WIDTH
