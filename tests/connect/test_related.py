from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from knowledge.connect import connect
from knowledge.model import Connections, Document, Spot
from tests.documents import comment, concept, essay, library, question, rendered

WORDS = {name: concept(name.lower(), name) for name in ("Haus", "Baum", "Wald", "Stein", "Meer")}


def connected(*documents: Document) -> Connections:
    base = library(*WORDS.values(), *documents)
    return connect(base, rendered(base).values())


def test_what_is_mentioned_more_often_weighs_more() -> None:
    found = connected(essay("a", "Haus, Haus, Haus und Baum."))
    assert [item.id for item in found.essay_concepts["a"]] == ["haus", "baum"]
    one, two = found.essay_concepts["a"]
    assert one.weight > two.weight > 0


def test_what_is_mentioned_everywhere_weighs_less() -> None:
    found = connected(essay("a", "Haus und Baum."), essay("b", "Haus."), essay("c", "Haus."))
    assert [item.id for item in found.essay_concepts["a"]] == ["baum", "haus"]


def test_a_translation_does_not_count_twice() -> None:
    both = essay("a", "Haus und Baum, Baum.", "House, houses, house.")
    house = concept("haus", "Haus", "house")
    base = library(house, WORDS["Baum"], both)
    found = connect(base, rendered(base).values())
    assert len([link for link in found.backlinks["haus"] if link.language == "en"]) == 3
    assert [item.id for item in found.essay_concepts["a"]] == ["baum", "haus"]


def test_related_essays_share_rare_concepts() -> None:
    found = connected(
        essay("a", "Haus, Wald und Stein."),
        essay("b", "Haus, Wald und Stein."),
        essay("c", "Haus und Meer."),
        essay("d", "Baum."),
    )
    near = found.related_essays["a"]
    assert [item.id for item in near] == ["b", "c"]
    assert near[0].weight > near[1].weight
    assert set(near[0].shared) == {"haus", "wald", "stein"}
    assert near[0].count == 3
    assert near[1].shared == ("haus",)
    assert near[1].count == 1
    assert "d" not in found.related_essays


def test_related_essays_are_related_both_ways_with_one_weight() -> None:
    found = connected(essay("a", "Haus und Wald."), essay("b", "Wald und Meer."))
    (one,), (two,) = found.related_essays["a"], found.related_essays["b"]
    assert (one.id, two.id, one.weight) == ("b", "a", two.weight)


def test_concepts_are_related_by_the_sections_they_share() -> None:
    text = "Haus und Baum.\n\n## A { #a }\n\nHaus und Baum.\n\n## B { #b }\n\nHaus und Meer.\n"
    near = connected(essay("e", text)).related_concepts["haus"]
    assert [(item.id, item.count) for item in near] == [("baum", 2), ("meer", 1)]


def test_related_concepts_name_the_places_that_say_most() -> None:
    text = (
        "Haus, Baum, Wald, Stein und Meer.\n\n## A { #a }\n\nHaus, Haus und Baum, Baum.\n\n"
        "## B { #b }\n\nHaus und Baum.\n"
    )
    near = connected(essay("e", text, comments=[comment("c1", "Haus.")])).related_concepts["haus"]
    baum = next(item for item in near if item.id == "baum")
    assert baum.count == 3
    assert baum.spots == (Spot("e", "", "a"), Spot("e", "", "b"))


def test_one_shared_place_proves_less_than_two() -> None:
    text = (
        "## A { #a }\n\nHaus und Meer.\n\n## B { #b }\n\nHaus und Baum.\n\n"
        "## C { #c }\n\nHaus und Baum.\n\n## D { #d }\n\nBaum.\n\n## E { #e }\n\nBaum.\n"
    )
    found = connected(essay("e", text)).related_concepts["haus"]
    assert [item.id for item in found] == ["baum", "meer"]


def test_a_place_that_names_few_concepts_says_more() -> None:
    text = "## A { #a }\n\nHaus und Meer.\n\n## B { #b }\n\nHaus, Baum, Wald und Stein.\n"
    found = connected(essay("e", text)).related_concepts["haus"]
    assert found[0].id == "meer"
    assert found[0].weight > found[1].weight


def test_an_original_comment_counts_in_whatever_language_it_was_written() -> None:
    house = concept("haus", "Haus", "house")
    english = comment("c1", "Haus.", "House, houses.")
    german = essay("a", "Baum.", "Tree.", comments=[replace(english, original="en")])
    base = library(house, WORDS["Baum"], german)
    found = connect(base, rendered(base).values())
    assert {item.id: item.count for item in found.essay_concepts["a"]} == {"haus": 2, "baum": 1}


def test_a_concept_mentioned_everywhere_is_near_to_none() -> None:
    everywhere = [essay(f"e{n}", "Haus.") for n in range(9)]
    found = connected(essay("a", "Haus, Baum und Wald."), *everywhere).related_concepts["baum"]
    assert [item.id for item in found] == ["wald", "haus"]


def test_weights_fall_and_equal_ones_are_in_order_of_their_ids() -> None:
    found = connected(essay("a", "Wald, Stein, Haus."), essay("b", "Meer, Baum, Baum."))
    for items in (*found.essay_concepts.values(), *found.related_concepts.values()):
        keys = [(-item.weight, item.id) for item in items]
        assert keys == sorted(keys)
    assert all(one.id < two.id for one, two in pairwise(found.essay_concepts["a"]))


def test_a_base_without_mentions_relates_nothing() -> None:
    found = connected(essay("a"), question("q"))
    assert (found.essay_concepts, found.related_essays, found.related_concepts) == ({}, {}, {})
