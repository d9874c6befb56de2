"""What an essay's page shows beside its text."""

from __future__ import annotations

from knowledge.model import Essay, Reference, RenderedReference, Weighted
from knowledge.present.scene import Scene
from knowledge.present.text import date_iso, date_text
from knowledge.present.threads import thread_view
from knowledge.present.views import EssayView, LinkView, ReferenceView, SourceView

MOST_CONCEPTS = 8


def essay_view(scene: Scene, essay: Essay) -> EssayView:
    """An essay with its questions, references and conversation."""
    connections = scene.connections
    return EssayView(
        author=scene.author(essay),
        date=scene.date_of(essay),
        date_iso=date_iso(essay.date),
        updated=date_text(essay.updated, scene.language),
        updated_iso=date_iso(essay.updated),
        tags=essay.version(scene.language).tags,
        source=_source(scene, essay),
        concepts=scene.essay_concepts(essay, MOST_CONCEPTS),
        questions=tuple(scene.question_card(id) for id in connections.asked_in.get(essay.id, ())),
        references=_references(scene, essay),
        thread=thread_view(scene, essay),
        related=tuple(
            _related(scene, item) for item in connections.related_essays.get(essay.id, ())
        ),
    )


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
        concept=_concept(scene, reference),
        places=tuple(
            LinkView(f"#cite-{reference.key}-{n}", scene.t("back_to_text"))
            for n in range(1, times + 1)
        ),
    )


def _concept(scene: Scene, reference: Reference) -> LinkView | None:
    concept = scene.library.concepts.get(reference.concept)
    return scene.link(concept) if concept else None


def _related(scene: Scene, item: Weighted) -> LinkView:
    shared = ", ".join(
        scene.library.concepts[concept].title(scene.language) for concept in item.shared
    )
    return scene.link(scene.library.essays[item.id], note=scene.t("shares", what=shared))
