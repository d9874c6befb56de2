"""What was taken out of the base is suggested again."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.collect import read_library
from knowledge.language import build_lexicon
from knowledge.language.matcher import hits
from knowledge.language.tokens import fold_surface
from knowledge.model import ConceptKind, Library
from knowledge.suggest import Term, passages
from tests.suggest.base import of_library

ROOT = Path(__file__).parents[2]
REMOVED = 20
FIRST = 60


@pytest.fixture(scope="module")
def base() -> Library:
    return read_library(ROOT)[0]


def often_mentioned(base: Library) -> list[str]:
    """The ideas that German texts mention three times and more, on other pages than their own."""
    lexicon = build_lexicon(base.concepts.values(), "de")
    counts = Counter(
        concept
        for passage in passages(base, "de")
        for start, end in passage.stretches()
        for hit in hits(passage.text, lexicon, start, end)
        for concept in hit.claims
        if concept != passage.document
    )
    ideas = (c.id for c in base.concepts.values() if c.concept_kind is ConceptKind.IDEA)
    return sorted(id for id in ideas if counts[id] >= 3)


def names(term: Term) -> set[str]:
    return {fold_surface(text) for text in (term.id, term.title, *term.forms)}


@pytest.mark.parametrize("seed", [0, 1])
def test_most_removed_concepts_come_back(base: Library, seed: int) -> None:
    removed = set(random.Random(seed).sample(often_mentioned(base), REMOVED))
    kept = {id: concept for id, concept in base.concepts.items() if id not in removed}
    suggested = set().union(*map(names, of_library(replace(base, concepts=kept)).terms[:FIRST]))
    back = {
        id
        for id in removed
        for version in [base.concepts[id].version("de")]
        if suggested & {id, *map(fold_surface, (version.title, *version.aliases))}
    }
    assert len(back) >= REMOVED / 2, sorted(removed - back)


def test_nothing_is_suggested_that_is_a_concept_already(base: Library) -> None:
    titles = {
        fold_surface(label)
        for concept in base.concepts.values()
        for version in concept.versions.values()
        for label in (version.title, *version.aliases)
    }
    terms = of_library(base).terms
    assert terms
    assert not [term.title for term in terms if fold_surface(term.title) in titles]
