from __future__ import annotations

import math
from collections.abc import Mapping

import pytest

from knowledge.model import ConceptKind, Relation
from knowledge.present import Scene, show
from knowledge.present.graphs import MOST_NEIGHBOURS, MOST_ON_HOME, home_graph, whole_graph
from knowledge.present.views import GraphView
from tests.documents import concept, essay, library, page, scene

BASE = library(
    concept(
        "arbeit",
        "Arbeit",
        "work",
        relations={Relation.BROADER: ("tun",), Relation.RELATED: ("sinn",)},
    ),
    concept("sinn", "Sinn", "meaning", relations={Relation.PART_OF: ("tun",)}),
    concept("tun", "Tun", "doing"),
    concept("zoo", "Zoo", "zoo", kind=ConceptKind.ORGANISATION),
    concept("aerger", "Ärger", kind=ConceptKind.WORK, relations={Relation.CONTRASTS: ("sinn",)}),
    essay("e", "Arbeit. Arbeit.", "work."),
    page("graph", "graph"),
)


def around(view_of: Scene, id: str) -> GraphView:
    view = show(view_of, view_of.library.concepts[id]).concept
    assert view is not None
    assert view.graph is not None
    return view.graph


def lines(graph: GraphView) -> Mapping[tuple[str, str], str]:
    """The relations drawn, by the names of both ends."""
    names = [node.label.lines[0] for node in graph.nodes]
    return {(names[a], names[b]): edge.relation for edge in graph.edges for a, b in [edge.ends]}


def test_neighbours_have_their_own_relations_drawn_too() -> None:
    graph = around(scene(BASE), "arbeit")
    assert lines(graph) == {
        ("Arbeit", "Tun"): "broader",
        ("Arbeit", "Sinn"): "related",
        ("Sinn", "Tun"): "part_of",
    }


def test_a_neighbour_says_what_it_is_and_of_which_kind() -> None:
    german, english = around(scene(BASE), "sinn"), around(scene(BASE, "en"), "sinn")
    assert german.nodes[0].own
    assert german.nodes[0].name == "Sinn (Idee)"
    assert {node.name for node in german.nodes[1:]} == {
        "Teil von: Tun (Idee)",
        "Verwandt mit: Arbeit (Idee)",
        "Im Gegensatz zu: Ärger (Werk)",
    }
    names = {node.name: node.lang for node in english.nodes}
    assert names["Part of: doing (Idea)"] == ""
    assert names["In contrast to: Ärger (Work)"] == "de"


def test_a_concept_without_relations_has_no_neighbourhood() -> None:
    view = show(scene(BASE), BASE.concepts["zoo"]).concept
    assert view is not None
    assert view.graph is None


def test_what_has_a_direction_ends_before_the_dot_it_leads_to() -> None:
    graph = whole_graph(scene(BASE))
    for edge in graph.edges:
        target = graph.nodes[edge.ends[1]]
        gap = math.dist((edge.x2, edge.y2), (target.x, target.y))
        if edge.relation in {"broader", "part_of"}:
            assert target.radius <= gap <= target.radius + 4
        else:
            assert gap == 0


def test_nodes_come_in_the_order_of_the_alphabet() -> None:
    names = [node.name for node in whole_graph(scene(BASE)).nodes]
    assert names == [
        "Arbeit (Idee)",
        "Ärger (Werk)",
        "Sinn (Idee)",
        "Tun (Idee)",
        "Zoo (Organisation)",
    ]


def test_the_list_has_the_kind_and_the_relations_of_each_concept() -> None:
    view = show(scene(BASE), BASE.pages["graph"]).list
    assert view is not None
    assert view.graph is not None
    assert [(row.concept.text, row.kind) for row in view.graph.rows] == [
        ("Arbeit", "idea"),
        ("Ärger", "work"),
        ("Sinn", "idea"),
        ("Tun", "idea"),
        ("Zoo", "organisation"),
    ]
    tun = view.graph.rows[3]
    assert [(group.relation, [item.text for item in group.concepts]) for group in tun.groups] == [
        ("narrower", ["Arbeit"]),
        ("has_part", ["Sinn"]),
    ]


def test_the_legend_has_only_what_is_drawn() -> None:
    graph = around(scene(BASE), "arbeit")
    assert [kind for kind, _ in graph.kinds] == ["idea"]
    assert [relation for relation, _ in graph.relations] == ["broader", "part_of", "related"]


def test_every_name_on_small_bases_has_room_and_every_dot_is_shown() -> None:
    graph = whole_graph(scene(BASE))
    for node in graph.nodes:
        assert not node.label.quiet
        assert graph.top < node.y < graph.top + graph.height


@pytest.mark.parametrize("count", [MOST_NEIGHBOURS, MOST_NEIGHBOURS + 3])
def test_many_neighbours_are_left_to_the_list(count: int) -> None:
    others = [concept(f"k{n}", f"Begriff {n}") for n in range(count)]
    hub = concept("mitte", relations={Relation.RELATED: tuple(other.id for other in others)})
    graph = around(scene(library(hub, *others)), "mitte")
    assert len(graph.nodes) == MOST_NEIGHBOURS + 1
    assert graph.left_out == (
        "3 weitere stehen nur in der Liste." if count > MOST_NEIGHBOURS else ""
    )
    assert len({(node.x, node.y) for node in graph.nodes}) == len(graph.nodes)


def test_the_home_page_draws_the_concepts_spoken_of_most() -> None:
    many = [concept(f"k{n:02}", f"Begriff {n}") for n in range(MOST_ON_HOME + 5)]
    spoken_of = concept("zuletzt", "Zuletzt")
    view_of = scene(library(*many, spoken_of, essay("e", "Zuletzt.")))
    home, whole = home_graph(view_of), whole_graph(view_of)
    assert len(home.nodes) == MOST_ON_HOME
    assert "Zuletzt (Idee)" in {node.name for node in home.nodes}
    places = {node.name: (node.x, node.y) for node in whole.nodes}
    assert all(places[node.name] == (node.x, node.y) for node in home.nodes)
    assert (home.whole is not None, whole.whole) == (True, None)


def test_an_empty_base_can_be_drawn() -> None:
    graph = whole_graph(scene(library(essay("e"))))
    assert (graph.nodes, graph.edges) == ((), ())
    assert graph.height > 0
