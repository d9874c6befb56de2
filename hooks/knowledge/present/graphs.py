"""Drawings of concepts: points and lines as the template draws them."""

from __future__ import annotations

import math
from dataclasses import replace

from knowledge.model import Concept, Relation
from knowledge.present.scene import Scene
from knowledge.present.views import EdgeView, GraphView, NodeView

SMALL_WIDTH, SMALL_HEIGHT = 960, 430
RING_X, RING_Y = 230, 160
"""The ellipse on which a concept's neighbours stand."""
MOST_NEIGHBOURS = 14
SMALLEST_RADIUS, LARGEST_RADIUS = 5, 16
DRAWN = (Relation.BROADER, Relation.RELATED, Relation.CONTRASTS, Relation.PART_OF)


def neighbourhood(scene: Scene, concept: Concept) -> GraphView | None:
    """A concept in the middle of those it is related to, or None if there are none."""
    relations = scene.connections.relations.get(concept.id, {})
    first: dict[str, Relation] = {}
    for kind, ids in relations.items():
        for id in ids:
            first.setdefault(id, kind)
    around = [(scene.library.concepts[id], relation) for id, relation in first.items()]
    around = around[:MOST_NEIGHBOURS]
    if not around:
        return None
    x0, y0 = SMALL_WIDTH // 2, SMALL_HEIGHT // 2
    nodes = [replace(_node(scene, concept, (x0, y0), LARGEST_RADIUS), own=True)]
    edges = []
    for index, (other, relation) in enumerate(around):
        angle = 2 * math.pi * index / len(around) - math.pi / 2
        x = round(x0 + RING_X * math.cos(angle))
        y = round(y0 + RING_Y * math.sin(angle))
        node = _node(scene, other, (x, y), SMALLEST_RADIUS + 3)
        nodes.append(replace(node, label_left=x < x0 - 10))
        edges.append(EdgeView(x0, y0, x, y, relation))
    return GraphView(
        title=scene.t("graph_of", title=concept.title(scene.language)),
        width=SMALL_WIDTH,
        height=SMALL_HEIGHT,
        nodes=tuple(nodes),
        edges=tuple(edges),
        relations=tuple((r, scene.t(f"relation_{r}")) for r in relations),
    )


def _node(scene: Scene, concept: Concept, at: tuple[int, int], radius: int) -> NodeView:
    return NodeView(
        x=at[0],
        y=at[1],
        radius=radius,
        href=scene.href(concept),
        title=concept.title(scene.language),
        kind=concept.concept_kind,
    )


def whole_graph(scene: Scene) -> GraphView:
    """All concepts as `connect` laid them out."""
    graph = scene.connections.graph
    places = {node.id: (node.x, node.y) for node in graph.nodes}
    most = max((_weight(scene, node.id) for node in graph.nodes), default=1) or 1
    nodes = []
    for node in graph.nodes:
        concept = scene.library.concepts[node.id]
        share = math.sqrt(_weight(scene, node.id) / most)
        radius = SMALLEST_RADIUS + round((LARGEST_RADIUS - SMALLEST_RADIUS) * share)
        nodes.append(
            replace(
                _node(scene, concept, (node.x, node.y), radius), label_left=node.x > graph.width / 2
            )
        )
    edges = tuple(
        EdgeView(*places[edge.source], *places[edge.target], edge.relation) for edge in graph.edges
    )
    used = {edge.relation for edge in graph.edges}
    return GraphView(
        title=scene.t("graph_title"),
        width=graph.width,
        height=graph.height,
        nodes=tuple(nodes),
        edges=edges,
        relations=tuple((r, scene.t(f"relation_{r}")) for r in DRAWN if r in used),
    )


def _weight(scene: Scene, concept: str) -> int:
    return len(scene.connections.backlinks.get(concept, ()))
