"""Which essays and concepts have to do with each other, judged by shared mentions.

The places that count are sections, comments and questions, each in the language it was written
in, so that a translation does not count twice.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from operator import attrgetter

from knowledge.model import Backlink, Essay, Library, Spot, Weighted

MOST_RELATED = 6
MOST_SHARED = 5
"""Concepts that say why two essays are related."""
MOST_SPOTS = 2
"""Places that say why two concepts are related."""
COMMON_PLACE = 40
"""A place that mentions more concepts than this says nothing about any two of them."""

DOCUMENT = attrgetter("document")
PLACE = attrgetter("document", "comment", "section")

Backlinks = Mapping[str, Sequence[Backlink]]
Places = Mapping[Spot, Mapping[str, int]]
_Near = tuple[float, str, tuple[str, str]]
"""The weight of something near, negative so that the heaviest is first, its id, and the pair."""


def originals(library: Library, backlinks: Backlinks) -> Mapping[str, Sequence[Backlink]]:
    """The mentions of each concept in what was written first, so that translations count once."""
    texts: set[tuple[str, str, str]] = set()
    for id, document in library.everything.items():
        texts.add((id, document.original, ""))
        if isinstance(document, Essay):
            texts.update((id, c.original, c.id) for c in document.thread.comments)
    return {
        concept: [link for link in links if link[:3] in texts]
        for concept, links in backlinks.items()
    }


def essay_concepts(library: Library, mentions: Backlinks) -> Mapping[str, tuple[Weighted, ...]]:
    """The concepts of each essay with its thread, weighted by tf-idf.

    The weight is the number of mentions, damped by its logarithm, times the logarithm of how
    rare the concept is among all essays (plus one, so that a base of one essay has weights).

    Args:
        library: all documents.
        mentions: of each concept, as `originals` gives them.
    """
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for concept, links in mentions.items():
        for document, count in Counter(map(DOCUMENT, links)).items():
            if document in library.essays:
                counts[document][concept] = count
    spread = Counter(concept for found in counts.values() for concept in found)
    total = len(library.essays)

    def weight(concept: str, count: int) -> float:
        return (1 + math.log(count)) * (1 + math.log(total / spread[concept]))

    return {
        essay: _heaviest(Weighted(id, weight(id, count), count) for id, count in found.items())
        for essay, found in counts.items()
    }


def related_essays(
    weighed: Mapping[str, tuple[Weighted, ...]],
) -> Mapping[str, tuple[Weighted, ...]]:
    """The essays nearest to each, by the cosine of their concepts as `essay_concepts` weighs them.

    Shared concepts are named in the order of what each adds to the cosine, so that those which
    are rare, and weigh much in both, come first.
    """
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
    near: dict[str, list[_Near]] = defaultdict(list)
    for (one, two), shared in products.items():
        weight = sum(shared.values()) / (lengths[one] * lengths[two])
        near[one].append((-weight, two, (one, two)))
        near[two].append((-weight, one, (one, two)))

    def why(pair: tuple[str, str]) -> tuple[str, ...]:
        shared = products[pair]
        return tuple(sorted(shared, key=lambda concept: -shared[concept])[:MOST_SHARED])

    return {
        essay: tuple(
            Weighted(other, -minus, len(products[pair]), why(pair))
            for minus, other, pair in sorted(others)[:MOST_RELATED]
        )
        for essay, others in near.items()
    }


def related_concepts(places: Places) -> Mapping[str, tuple[Weighted, ...]]:
    """The concepts that are often mentioned in the same places as each.

    A concept is a vector over places: its mentions there, damped by their logarithm, times how
    much the place says, which is the logarithm of how few of all concepts it mentions. The weight
    is the cosine of two vectors, so that a concept mentioned everywhere is near to none, times
    the discount of Pantel and Lin ("Discovering word senses from text", KDD 2002) for how little
    one or two shared places prove. Measured on three essays against the relations that authors
    wrote down (170 of 72 concepts that share a place, mean average precision): 0.63; without the
    discount 0.60; cosine of mere places 0.57; normalised pointwise mutual information 0.57,
    discounted 0.59; log-likelihood ratio 0.57.
    """
    vectors = _vectors(places)
    lengths = {concept: math.hypot(*vector.values()) for concept, vector in vectors.items()}
    shared: dict[tuple[str, str], list[tuple[float, Spot]]] = defaultdict(list)
    for spot, concepts in places.items():
        if len(concepts) <= COMMON_PLACE:
            for one, two in combinations(sorted(concepts), 2):
                shared[one, two].append((vectors[one][spot] * vectors[two][spot], spot))
    near: dict[str, list[_Near]] = defaultdict(list)
    for (one, two), products in shared.items():
        cosine = sum(product for product, _ in products) / (lengths[one] * lengths[two])
        rarer = min(len(vectors[one]), len(vectors[two]))
        weight = cosine * _discount(len(products)) * _discount(rarer)
        near[one].append((-weight, two, (one, two)))
        near[two].append((-weight, one, (one, two)))

    def spots(pair: tuple[str, str]) -> tuple[Spot, ...]:
        weightiest = sorted(shared[pair], key=lambda item: -item[0])[:MOST_SPOTS]
        return tuple(spot for _, spot in weightiest)

    return {
        concept: tuple(
            Weighted(other, -minus, len(shared[pair]), spots=spots(pair))
            for minus, other, pair in sorted(others)[:MOST_RELATED]
        )
        for concept, others in near.items()
    }


def places_of(library: Library, mentions: Backlinks) -> Places:
    """The places of essays, threads and questions, with how often each concept is meant there.

    Args:
        library: all documents.
        mentions: of each concept, as `originals` gives them.
    """
    found: dict[Spot, dict[str, int]] = defaultdict(dict)
    for concept, links in mentions.items():
        for place, count in Counter(map(PLACE, links)).items():
            spot = Spot(*place)
            if spot.document not in library.concepts and spot.document in library.by_id:
                found[spot][concept] = count
    return dict(found)


def _vectors(places: Mapping[Spot, Mapping[str, int]]) -> Mapping[str, Mapping[Spot, float]]:
    """Each concept's places, with how much it weighs there."""
    total = len({concept for concepts in places.values() for concept in concepts})
    found: dict[str, dict[Spot, float]] = defaultdict(dict)
    for spot, concepts in places.items():
        says = math.log(1 + total / len(concepts))
        for concept, count in concepts.items():
            found[concept][spot] = (1 + math.log(count)) * says
    return found


def _discount(count: int) -> float:
    return count / (count + 1)


def _heaviest(items: Iterable[Weighted]) -> tuple[Weighted, ...]:
    return tuple(sorted(items, key=lambda item: (-item.weight, item.id)))
