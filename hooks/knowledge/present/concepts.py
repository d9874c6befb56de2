"""What a concept's page shows beside its text: above all where it is discussed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from knowledge.model import Backlink, Concept, Document, Essay, Relation
from knowledge.present.graphs import neighbourhood
from knowledge.present.scene import Scene
from knowledge.present.text import date_text
from knowledge.present.views import (
    ConceptView,
    LinkView,
    PlaceGroup,
    PlaceView,
    QuestionCard,
    RelationGroup,
)


def concept_view(scene: Scene, concept: Concept) -> ConceptView:
    """A concept with its relations and every place where it is meant."""
    connections = scene.connections
    backlinks = connections.backlinks.get(concept.id, ())
    related = connections.related_concepts.get(concept.id, ())
    relations = relation_groups(scene, concept.id)
    return ConceptView(
        kind=concept.concept_kind,
        kind_label=scene.t(f"kind_{concept.concept_kind}"),
        aliases=concept.version(scene.language).aliases,
        terms=_terms(scene, concept),
        relations=relations,
        count=scene.count("mentions_count", len(scene.backlinks_here(concept.id))),
        groups=tuple(_groups(scene, backlinks)),
        cited_in=tuple(
            scene.link(scene.library.essays[essay], "references", note=f"[{number}]")
            for essay, number in connections.references.get(concept.id, ())
        ),
        related=tuple(
            scene.link(
                scene.library.concepts[item.id],
                note=scene.count("related_places", int(item.shared[0])),
            )
            for item in related
        ),
        graph=neighbourhood(scene, concept),
        questions=_questions(scene, backlinks),
        essays=tuple(
            scene.essay_card(scene.library.essays[essay])
            for essay in connections.essays_of.get(concept.id, ())
        ),
    )


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


def _terms(scene: Scene, concept: Concept) -> tuple[LinkView, ...]:
    shown = concept.version(scene.language).language
    return tuple(
        LinkView(
            scene.addresses.relative(scene.addresses.of_page(concept.path, language), scene.base),
            version.title,
            language,
            scene.t(f"term_{language}") if language in {"de", "en"} else language,
        )
        for language, version in concept.versions.items()
        if language != shown
    )


def _questions(scene: Scene, backlinks: Iterable[Backlink]) -> tuple[QuestionCard, ...]:
    """The questions whose own text means the concept."""
    ids = dict.fromkeys(b.document for b in backlinks if b.document in scene.library.questions)
    return tuple(scene.question_card(id) for id in ids)


def _groups(scene: Scene, backlinks: Iterable[Backlink]) -> Iterator[PlaceGroup]:
    """The places by document, those of a thread apart; those in other concepts together."""
    by_place: dict[tuple[str, bool], list[Backlink]] = {}
    in_concepts: list[Backlink] = []
    for link in backlinks:
        if link.document in scene.library.concepts:
            in_concepts.append(link)
        else:
            by_place.setdefault((link.document, bool(link.comment)), []).append(link)
    for (document_id, in_thread), links in by_place.items():
        document = scene.library.everything[document_id]
        headings = _headings(scene, document)
        views = [(scene.shows(link), _place(scene, document, link, headings)) for link in links]
        kind = "thread" if in_thread else str(document.kind)
        label = scene.t("conversation" if in_thread else f"kind_{document.kind}")
        title = scene.link(document, "thread" if in_thread else "")
        yield _group(scene, title, kind, label, views)
    if in_concepts:
        views = [(scene.shows(link), _in_concept(scene, link)) for link in in_concepts]
        yield _group(scene, LinkView("", scene.t("in_concepts")), "concept", "", views)


def _group(
    scene: Scene, title: LinkView, kind: str, label: str, views: list[tuple[bool, PlaceView]]
) -> PlaceGroup:
    """Places that readers see in their language; those of the other only if there are none."""
    here = tuple(view for is_shown, view in views if is_shown)
    others = tuple(view for is_shown, view in views if not is_shown)
    if not here:
        here, others = others, ()
    return PlaceGroup(
        title=title,
        kind=kind,
        kind_label=label,
        count=scene.count("mentions_count", len(here)),
        places=here,
        others=others,
        others_count=scene.count("in_other_language", len(others)) if others else "",
    )


def _in_concept(scene: Scene, link: Backlink) -> PlaceView:
    concept = scene.library.concepts[link.document]
    title = concept.versions[link.language].title
    return replace(_place(scene, concept, link, {}), where=title)


def _headings(scene: Scene, document: Document) -> Mapping[tuple[str, str], str]:
    return {
        (language, heading.id): heading.text
        for language in document.versions
        for heading in scene.pages[document.id, language].body.headings
    }


def _place(
    scene: Scene,
    document: Document,
    link: Backlink,
    headings: Mapping[tuple[str, str], str],
) -> PlaceView:
    if link.comment:
        where = _comment_name(scene, document, link.comment)
    else:
        where = headings.get((link.language, link.section)) or scene.t("opening")
    anchor = link.comment or link.section
    if scene.shows(link):
        href = scene.href(document, anchor)
    else:
        target = scene.addresses.of_page(document.path, link.language)
        href = scene.addresses.relative(target, scene.base) + (f"#{anchor}" if anchor else "")
    return PlaceView(
        href=href,
        where=where,
        before=link.sentence.before,
        surface=link.sentence.surface,
        after=link.sentence.after,
        rule=link.rule,
        lang="" if link.language == scene.language else link.language,
    )


def _comment_name(scene: Scene, document: Document, comment_id: str) -> str:
    assert isinstance(document, Essay)
    comment = document.thread.by_id[comment_id]
    name = comment.name or scene.t("comment_anonymous")
    return ", ".join(filter(None, [name, date_text(comment.date, scene.language)]))
