"""What a concept's page shows beside its text: above all where it is discussed."""

from __future__ import annotations

from knowledge.model import Concept, Relation, Weighted
from knowledge.present.graphs import neighbourhood
from knowledge.present.places import place_rows, rule_counts, spot_link
from knowledge.present.scene import Scene
from knowledge.present.views import (
    ConceptView,
    RelatedView,
    RelationGroup,
    Row,
    TermView,
)


def concept_view(scene: Scene, concept: Concept) -> ConceptView:
    """A concept with its relations and every place where it is meant."""
    connections = scene.connections
    related = connections.related_concepts.get(concept.id, ())
    relations = relation_groups(scene, concept.id)
    return ConceptView(
        kind=concept.concept_kind,
        kind_label=scene.t(f"kind_{concept.concept_kind}"),
        aliases=concept.version(scene.language).aliases,
        terms=_terms(scene, concept),
        relations=relations,
        count=scene.count("mentions_count", scene.facts.counts.get(concept.id, 0)),
        spread=", ".join(
            scene.count(f"in_{kind}", count)
            for kind, count in scene.facts.spread.get(concept.id, {}).items()
        ),
        places=places(scene, concept),
        rules=rule_counts(scene, concept.id),
        cited_in=tuple(
            scene.link(scene.library.essays[essay], "references", note=f"[{number}]")
            for essay, number in connections.references.get(concept.id, ())
        ),
        related=tuple(_related(scene, item) for item in related),
        graph=neighbourhood(scene, concept),
        questions=tuple(
            scene.question_card(id) for id in scene.facts.asked_about.get(concept.id, ())
        ),
        essays=tuple(
            scene.essay_card(scene.library.essays[essay])
            for essay in connections.essays_of.get(concept.id, ())
        ),
    )


def places(scene: Scene, concept: Concept, number: int = 1) -> list[Row]:
    """The places that a concept's page lists, or a further one of it."""
    return place_rows(scene, scene.facts.places.get((concept.id, number), ()))


def relation_groups(scene: Scene, concept: str) -> tuple[RelationGroup, ...]:
    """The concepts a concept is related to, by relation."""
    found = scene.connections.relations.get(concept, {})
    return tuple(
        RelationGroup(
            relation,
            scene.t(f"relation_{relation}"),
            tuple(scene.link(scene.library.concepts[other]) for other in found[relation]),
        )
        for relation in Relation
        if relation in found
    )


def _terms(scene: Scene, concept: Concept) -> tuple[TermView, ...]:
    shown = concept.version(scene.language).language
    return tuple(
        TermView(
            href=scene.addresses.relative(
                scene.addresses.of_page(concept.path, language), scene.base
            ),
            title=version.title,
            definition=scene.facts.leads[concept.id, language],
            lang=language,
            language=scene.language_name(language),
        )
        for language, version in concept.versions.items()
        if language != shown
    )


def _related(scene: Scene, item: Weighted) -> RelatedView:
    return RelatedView(
        link=scene.link(scene.library.concepts[item.id]),
        count=scene.count("related_places", item.count),
        shared=tuple(spot_link(scene, spot) for spot in item.spots),
        is_all=len(item.spots) == item.count,
    )
