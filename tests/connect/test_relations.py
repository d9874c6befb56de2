from __future__ import annotations

import pytest

from knowledge.connect.relations import all_relations
from knowledge.model import INVERSE, Relation
from tests.documents import concept, library


@pytest.mark.parametrize("relation", list(Relation))
def test_the_other_side_knows_it_too(relation: Relation) -> None:
    base = library(concept("a", relations={relation: ("b",)}), concept("b"))
    assert all_relations(base) == {"a": {relation: ("b",)}, "b": {INVERSE[relation]: ("a",)}}


@pytest.mark.parametrize("relation", list(Relation))
def test_the_inverse_of_the_inverse_is_the_relation(relation: Relation) -> None:
    assert INVERSE[INVERSE[relation]] is relation


def test_what_both_files_say_counts_once() -> None:
    base = library(
        concept("a", relations={Relation.RELATED: ("b", "b")}),
        concept("b", relations={Relation.RELATED: ("a",)}),
    )
    found = all_relations(base)
    assert found == {"a": {Relation.RELATED: ("b",)}, "b": {Relation.RELATED: ("a",)}}


def test_what_is_no_concept_and_the_concept_itself_are_left_out() -> None:
    base = library(concept("a", relations={Relation.BROADER: ("a", "nirgends")}))
    assert all_relations(base) == {}
