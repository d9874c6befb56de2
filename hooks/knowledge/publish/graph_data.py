"""The graph as data, for whoever wants to draw or count it otherwise."""

from __future__ import annotations

import json

from knowledge.present import Scene


def graph_data(scene: Scene) -> bytes:
    """Concepts and relations as JSON: `{"concepts": […], "relations": […]}`."""
    connections = scene.connections
    concepts = [
        {
            "id": concept.id,
            "kind": concept.concept_kind,
            "title": concept.title(scene.language),
            "url": scene.addresses.absolute(concept.path, scene.language),
            "mentions": scene.facts.counts.get(concept.id, 0),
        }
        for concept in scene.library.concepts.values()
    ]
    relations = [
        {"source": edge.source, "relation": edge.relation, "target": edge.target}
        for edges in connections.graph.edges.values()
        for edge in edges
    ]
    data = {"concepts": concepts, "relations": relations}
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8")
