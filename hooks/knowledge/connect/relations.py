"""Relations between concepts with their inverse and symmetric directions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from knowledge.model import INVERSE, Library, Relation


def all_relations(library: Library) -> Mapping[str, Mapping[Relation, tuple[str, ...]]]:
    """What each concept is to others, whichever of the two files says so.

    Ids that name no concept are left out; `check` reports them.
    """
    found: dict[str, dict[Relation, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for concept in library.concepts.values():
        for relation, others in concept.relations.items():
            for other in others:
                if other in library.concepts and other != concept.id:
                    found[concept.id][relation][other] = None
                    found[other][INVERSE[relation]][concept.id] = None
    return {
        concept: {relation: tuple(others) for relation, others in relations.items()}
        for concept, relations in found.items()
    }
