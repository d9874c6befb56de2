"""Which essays and concepts have to do with each other, judged by shared mentions.

The places that count are sections, comments and questions in the original's language.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from knowledge.model import Backlink, Kind, Library, Weighted

MOST_RELATED = 6
COMMON_PLACE = 40
"""A place that mentions more concepts than this says nothing about any two of them."""

Backlinks = Mapping[str, tuple[Backlink, ...]]


def essay_concepts(library: Library, backlinks: Backlinks) -> Mapping[str, tuple[Weighted, ...]]:
    """The concepts of each essay with its thread, weighted by tf-idf.

    The weight is the number of mentions, damped by its logarithm, times the logarithm of how
    rare the concept is among all essays (plus one, so that a base of one essay has weights).
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for concept, links in backlinks.items():
        for link in links:
            essay = library.essays.get(link.document)
            if essay and link.language == essay.original:
                counts[essay.id][concept] += 1
    spread = Counter(concept for found in counts.values() for concept in found)
    total = len(library.essays)

    def weight(concept: str, count: int) -> float:
        return (1 + math.log(count)) * (1 + math.log(total / spread[concept]))

    return {
        essay: _heaviest(Weighted(id, weight(id, count)) for id, count in found.items())
        for essay, found in counts.items()
    }


def related_essays(
    weighed: Mapping[str, tuple[Weighted, ...]],
) -> Mapping[str, tuple[Weighted, ...]]:
    """The essays nearest to each, by the cosine of their weighted concepts."""
    vectors = {essay: {w.id: w.weight for w in concepts} for essay, concepts in weighed.items()}
    lengths = {essay: math.hypot(*vector.values()) for essay, vector in vectors.items()}
    by_concept: dict[str, list[str]] = defaultdict(list)
    for essay, vector in vectors.items():
        for concept in vector:
            by_concept[concept].append(essay)
    products: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for concept, essays in by_concept.items():
        if len(essays) <= COMMON_PLACE:
            for one, two in combinations(essays, 2):
                products[one, two][concept] = vectors[one][concept] * vectors[two][concept]
    found: dict[str, list[Weighted]] = defaultdict(list)
    for (one, two), shared in products.items():
        weight = sum(shared.values()) / (lengths[one] * lengths[two])
        why = tuple(sorted(shared, key=lambda concept: -shared[concept])[:MOST_RELATED])
        found[one].append(Weighted(two, weight, why))
        found[two].append(Weighted(one, weight, why))
    return {essay: _heaviest(others)[:MOST_RELATED] for essay, others in found.items()}


def related_concepts(library: Library, backlinks: Backlinks) -> Mapping[str, tuple[Weighted, ...]]:
    """The concepts that are often mentioned in the same places as each.

    The weight is the number of shared places over the geometric mean of each one's places, so
    that a concept mentioned everywhere is near to none.
    """
    by_place: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for concept, links in backlinks.items():
        for link in links:
            document = library.by_id.get(link.document)
            if (
                document
                and document.kind is not Kind.CONCEPT
                and link.language == document.original
            ):
                by_place[link.document, link.comment, link.section].add(concept)
    places = Counter(concept for found in by_place.values() for concept in found)
    shared: Counter[tuple[str, str]] = Counter()
    for concepts in by_place.values():
        if len(concepts) <= COMMON_PLACE:
            shared.update(combinations(sorted(concepts), 2))
    found: dict[str, list[Weighted]] = defaultdict(list)
    for (one, two), count in shared.items():
        weight = count / math.sqrt(places[one] * places[two])
        found[one].append(Weighted(two, weight, (str(count),)))
        found[two].append(Weighted(one, weight, (str(count),)))
    return {concept: _heaviest(others)[:MOST_RELATED] for concept, others in found.items()}


def _heaviest(items: Iterable[Weighted]) -> tuple[Weighted, ...]:
    return tuple(sorted(items, key=lambda item: (-item.weight, item.id)))
