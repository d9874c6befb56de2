"""What an essay's page shows beside its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from knowledge.model import Essay, Reference, RenderedReference, Weighted
from knowledge.present.scene import Scene
from knowledge.present.text import date_iso, date_text
from knowledge.present.threads import thread_view
from knowledge.present.views import (
    EssayConcept,
    EssayView,
    LinkView,
    ReferenceView,
    RelatedView,
    SourceView,
)

MOST_CHIPS = 8
MOST_CONCEPTS = 15
"""Concepts that stand open; the rest unfolds."""
TEXT = "text"
"""The id that the template gives the text, for what stands before its first section."""


def essay_view(scene: Scene, essay: Essay, shown: Sequence[str] | None = None) -> EssayView:
    """An essay with its questions, references and conversation.

    Args:
        scene: what is seen from its page.
        essay: the essay.
        shown: the ids of the comments that the page has, in order; all by default.
    """
    connections = scene.connections
    concepts = _concepts(scene, essay)
    more = concepts[MOST_CONCEPTS:]
    return EssayView(
        author=scene.author(essay),
        date=scene.date_of(essay),
        date_iso=date_iso(essay.date),
        updated=date_text(essay.updated, scene.language),
        updated_iso=date_iso(essay.updated),
        reading=scene.reading_time(essay),
        minutes=scene.minutes(essay),
        tags=essay.version(scene.language).tags,
        source=_source(scene, essay),
        chips=_chips(scene, concepts),
        concepts=concepts[:MOST_CONCEPTS],
        more_concepts=more,
        more_count=scene.count("concepts_more", len(more)) if more else "",
        questions=tuple(scene.question_card(id) for id in connections.asked_in.get(essay.id, ())),
        references=_references(scene, essay),
        thread=thread_view(scene, essay, shown),
        related=tuple(
            _related(scene, item) for item in connections.related_essays.get(essay.id, ())
        ),
    )


def _concepts(scene: Scene, essay: Essay) -> tuple[EssayConcept, ...]:
    """The concepts of an essay and its thread; its author is not one of them."""
    anchors = _anchors(scene, essay)
    return tuple(
        EssayConcept(
            link=scene.link(scene.library.concepts[item.id]),
            count=scene.count("mentions_count", len(anchors[item.id])) if found else "",
            first=scene.href(essay, found[0]) if found else "",
        )
        for item in scene.connections.essay_concepts.get(essay.id, ())
        if item.id != essay.author
        for found in (anchors.get(item.id, ()),)
    )


def _anchors(scene: Scene, essay: Essay) -> Mapping[str, list[str]]:
    """Where each concept is meant on the page that readers see, in the order of the text."""
    rendered = scene.rendered(essay)
    found: dict[str, list[str]] = defaultdict(list)
    for mention in rendered.body.mentions:
        found[mention.concept].append(mention.section or TEXT)
    for comment in rendered.comments:
        for mention in comment.text.mentions:
            found[mention.concept].append(comment.id)
    return found


def _chips(scene: Scene, concepts: tuple[EssayConcept, ...]) -> tuple[LinkView, ...]:
    chips = tuple(concept.link for concept in concepts[:MOST_CHIPS])
    if len(concepts) <= MOST_CHIPS:
        return chips
    return (*chips, LinkView("#concepts", scene.count("concepts_all", len(concepts))))


def _source(scene: Scene, essay: Essay) -> SourceView | None:
    if essay.origin is None:
        return None
    return SourceView(
        title=essay.origin.title,
        author=essay.origin.author,
        date=date_text(essay.origin.date, scene.language),
        date_iso=date_iso(essay.origin.date),
        url=essay.origin.url,
        rights=essay.version(scene.language).rights,
        lang="" if essay.original == scene.language else essay.original,
    )


def _references(scene: Scene, essay: Essay) -> tuple[ReferenceView, ...]:
    rendered = scene.rendered(essay)
    cited = rendered.body.citations
    return tuple(
        _reference(scene, entry, cited.count(entry.reference.key)) for entry in rendered.references
    )


def _reference(scene: Scene, entry: RenderedReference, times: int) -> ReferenceView:
    reference = entry.reference
    return ReferenceView(
        id=f"ref-{reference.key}",
        number=reference.number,
        html=scene.settle(entry.html),
        lang="" if entry.language == scene.language else entry.language,
        url=reference.url,
        concept=_cited_concept(scene, reference),
        places=tuple(
            LinkView(f"#cite-{reference.key}-{n}", scene.t("back_to_text"))
            for n in range(1, times + 1)
        ),
    )


def _cited_concept(scene: Scene, reference: Reference) -> LinkView | None:
    concept = scene.library.concepts.get(reference.concept)
    return scene.link(concept) if concept else None


def _related(scene: Scene, item: Weighted) -> RelatedView:
    concepts = scene.library.concepts
    return RelatedView(
        link=scene.link(scene.library.essays[item.id]),
        count=scene.count("shared_concepts", item.count),
        shared=tuple(scene.link(concepts[concept]) for concept in item.shared),
        is_all=len(item.shared) == item.count,
    )
