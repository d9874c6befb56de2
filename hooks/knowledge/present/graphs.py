"""Drawings of concepts: points and lines as the template draws them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.model import Concept, ConceptKind, Relation
from knowledge.present.lettering import GAP, Dot, letter
from knowledge.present.scene import Scene
from knowledge.present.text import sort_key
from knowledge.present.views import EdgeView, GraphView, LinkView, NodeView

SMALL = (680, 500)
RING = (130, 195)
"""The ellipse on which a concept's neighbours stand."""
MOST_NEIGHBOURS = 14
NEIGHBOUR_RADIUS, SMALLEST_RADIUS, LARGEST_RADIUS = 8, 5, 16
CROWD, LARGEST_IN_CROWD = 160, 11
"""From how many concepts on dots stay smaller."""
MOST_ON_HOME = 40
ROOM = 54
"""What is shown above the highest dot and below the lowest, for names."""
MARK, MARKED = 2, 24
"""Between a dot and the arrow or diamond before it, and where a name stands beyond these."""
DIRECTED = (Relation.BROADER, Relation.PART_OF)
DRAWN = (*DIRECTED, Relation.CONTRASTS, Relation.RELATED)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a concept is drawn, how large, and what its link is called."""

    concept: Concept
    x: int
    y: int
    radius: int
    name: str
    own: bool = False
    """Whether the page is about it."""


def neighbourhood(scene: Scene, concept: Concept) -> GraphView | None:
    """A concept in the middle of those it is related to, or None if there are none.

    Around it they stand in the order of their directions in the drawing of all concepts: those
    that belong together come to stand together, and few change places when one is added.
    """
    to = _relations_to(scene, concept)
    if not to:
        return None
    shown = _by_direction(scene, concept, list(to)[:MOST_NEIGHBOURS])
    left_out = len(to) - len(shown)
    x0, y0 = (side // 2 for side in SMALL)
    places = [_Place(concept, x0, y0, LARGEST_RADIUS, _name(scene, concept), own=True)]
    for index, id in enumerate(shown):
        angle = 2 * math.pi * index / len(shown) - math.pi / 2
        x, y = round(x0 + RING[0] * math.cos(angle)), round(y0 + RING[1] * math.sin(angle))
        other = scene.library.concepts[id]
        labels = ", ".join(scene.t(f"relation_{relation}") for relation in to[id])
        name = f"{labels}: {_name(scene, other)}"
        places.append(_Place(other, x, y, NEIGHBOUR_RADIUS, name))
    view = _view(scene, scene.t("graph_of", title=concept.title(scene.language)), places, SMALL)
    return replace(
        view,
        left_out=scene.count("graph_left_out", left_out) if left_out else "",
        whole=_whole(scene),
    )


def _relations_to(scene: Scene, concept: Concept) -> Mapping[str, list[Relation]]:
    """What each related concept is to one, those with the closer relations first."""
    found: dict[str, list[Relation]] = {}
    relations = scene.connections.relations.get(concept.id, {})
    for relation in Relation:
        for id in relations.get(relation, ()):
            found.setdefault(id, []).append(relation)
    return found


def _by_direction(scene: Scene, concept: Concept, ids: Sequence[str]) -> list[str]:
    """Concepts clockwise around one in the drawing of all, from the top."""
    at = scene.connections.graph.nodes
    middle = at[concept.id]

    def direction(id: str) -> tuple[float, str]:
        right, down = at[id].x - middle.x, at[id].y - middle.y
        return math.atan2(-right, down), id

    return sorted(ids, key=direction)


def whole_graph(scene: Scene) -> GraphView:
    """All concepts as `connect` laid them out."""
    return _map(scene, list(scene.library.concepts))


def home_graph(scene: Scene) -> GraphView:
    """The concepts that are spoken of most, where they lie among all."""
    weightiest = sorted(scene.library.concepts, key=lambda id: (-_weight(scene, id), id))
    return replace(_map(scene, weightiest[:MOST_ON_HOME]), whole=_whole(scene))


def _map(scene: Scene, ids: Sequence[str]) -> GraphView:
    """Some concepts at their places among all, in the order of the alphabet."""
    graph = scene.connections.graph
    most = max((_weight(scene, id) for id in ids), default=0) or 1
    largest = LARGEST_RADIUS if len(ids) < CROWD else LARGEST_IN_CROWD
    concepts = sorted(
        (scene.library.concepts[id] for id in ids),
        key=lambda concept: (sort_key(concept.title(scene.language)), concept.id),
    )
    places = []
    for concept in concepts:
        share = math.sqrt(_weight(scene, concept.id) / most)
        radius = SMALLEST_RADIUS + round((largest - SMALLEST_RADIUS) * share)
        node = graph.nodes[concept.id]
        places.append(_Place(concept, node.x, node.y, radius, _name(scene, concept)))
    return _view(scene, scene.t("graph_title"), places, (graph.width, graph.height))


def _view(scene: Scene, title: str, places: Sequence[_Place], size: tuple[int, int]) -> GraphView:
    edges = tuple(_edges(scene, places))
    relations = {edge.relation for edge in edges}
    kinds = {place.concept.concept_kind for place in places}
    heights = [place.y for place in places] or [ROOM]
    top = min(heights) - ROOM
    return GraphView(
        title=title,
        top=top,
        width=size[0],
        height=max(heights) + ROOM - top,
        nodes=tuple(_nodes(scene, places, size)),
        edges=edges,
        relations=tuple((r, scene.t(f"line_{r}")) for r in DRAWN if r in relations),
        kinds=tuple((kind, scene.t(f"kind_{kind}s")) for kind in ConceptKind if kind in kinds),
    )


def _nodes(scene: Scene, places: Sequence[_Place], size: tuple[int, int]) -> Iterator[NodeView]:
    """The dots with their names; the larger ones are named first."""
    dots = [
        Dot(
            place.x,
            place.y,
            place.radius,
            place.concept.title(scene.language),
            leftward=place.x < size[0] / 2,
            gap=MARKED if place.own else GAP,
        )
        for place in places
    ]
    order = sorted(range(len(dots)), key=lambda number: (-dots[number].radius, number))
    for place, label in zip(places, letter(dots, order, *size), strict=True):
        yield NodeView(
            x=place.x,
            y=place.y,
            radius=place.radius,
            href=scene.href(place.concept),
            kind=place.concept.concept_kind,
            name=place.name,
            label=label,
            lang=scene.lang(place.concept),
            own=place.own,
        )


def _edges(scene: Scene, places: Sequence[_Place]) -> Iterator[EdgeView]:
    """The lines between concepts that are drawn."""
    number = {place.concept.id: index for index, place in enumerate(places)}
    edges = scene.connections.graph.edges
    for edge in (edge for source in number for edge in edges.get(source, ())):
        if edge.target in number:
            ends = (number[edge.source], number[edge.target])
            one, other = (places[end] for end in ends)
            kinds = sorted({one.concept.concept_kind, other.concept.concept_kind})
            x, y = _before(one, other) if edge.relation in DIRECTED else (other.x, other.y)
            yield EdgeView(one.x, one.y, x, y, edge.relation, ends, tuple(kinds))


def _before(one: _Place, other: _Place) -> tuple[int, int]:
    """The point on the way from one to another that lies before the other's rim."""
    far = math.dist((one.x, one.y), (other.x, other.y)) or 1
    share = max(0.0, 1 - (other.radius + MARK) / far)
    return round(one.x + (other.x - one.x) * share), round(one.y + (other.y - one.y) * share)


def _name(scene: Scene, concept: Concept) -> str:
    """A title with its kind."""
    return f"{concept.title(scene.language)} ({scene.t(f'kind_{concept.concept_kind}')})"


def _weight(scene: Scene, concept: str) -> int:
    return scene.facts.weights.get(concept, 0)


def _whole(scene: Scene) -> LinkView:
    return LinkView(scene.path_href("/graph/"), scene.t("graph_all"))
