"""One page as a template shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.check.report import in_order
from knowledge.model import (
    Concept,
    Document,
    Essay,
    Page,
    Question,
    RenderedText,
    Rule,
)
from knowledge.present.concepts import concept_view
from knowledge.present.essays import essay_view
from knowledge.present.listings import listing_view
from knowledge.present.questions import question_view
from knowledge.present.scene import Scene
from knowledge.present.sharing import sharing
from knowledge.present.structured import structured
from knowledge.present.views import (
    AlternateView,
    ConceptView,
    EssayView,
    LinkView,
    ListingView,
    PageView,
    ProblemView,
    QuestionView,
)

FEEDS = ("essays", "comments", "questions")
"""What there are feeds of in each language, each in a file of that name."""


def show(scene: Scene, document: Document) -> PageView:
    """A document's page in the language of the scene.

    Args:
        scene: the base as readers of the language see it.
        document: what the page shows.
    """
    scene = scene.at(document)
    version = document.version(scene.language)
    essay = essay_view(scene, document) if isinstance(document, Essay) else None
    concept = concept_view(scene, document) if isinstance(document, Concept) else None
    question = question_view(scene, document) if isinstance(document, Question) else None
    listing = listing_view(scene, document.listing) if isinstance(document, Page) else None
    is_fallback = version.language != scene.language
    return PageView(
        kind=document.kind,
        listing=document.listing if isinstance(document, Page) else "",
        title=version.title,
        html=scene.settle(scene.rendered(document).body.html),
        lang=scene.lang(document),
        notice=scene.t(f"notice_{version.language}") if is_fallback else "",
        original=_original(scene, document) if is_fallback else "",
        canonical=scene.addresses.absolute(document.path, version.language),
        alternates=alternates(scene, document),
        feeds=_feeds(scene),
        problems=tuple(_problems(scene, document)),
        extra_headings=tuple(_headings(scene, essay, concept, question, listing)),
        concept_address=_concept_address(scene, document),
        essay=essay,
        concept=concept,
        question=question,
        list=listing,
        sharing=sharing(scene, document),
        structured=structured(scene, document, essay),
    )


def _concept_address(scene: Scene, document: Document) -> str:
    """The address of any concept, where some mentions are not linked by hand."""
    automatic = any(
        mention.rule is not Rule.EXPLICIT
        for text in _texts(scene, document)
        for mention in text.mentions
    )
    return scene.path_href("/concepts/{id}/") if automatic else ""


def _texts(scene: Scene, document: Document) -> Iterator[RenderedText]:
    """The texts that a page shows: its own and its thread's, or the comments that answer it."""
    rendered = scene.rendered(document)
    yield rendered.body
    yield from (comment.text for comment in rendered.comments)
    for answer in scene.connections.answers.get(document.id, ()):
        if answer.comment:
            yield scene.comment(scene.library.essays[answer.essay], answer.comment).text


def _original(scene: Scene, document: Document) -> str:
    target = scene.addresses.of_page(document.path, document.original)
    return scene.addresses.relative(target, scene.base)


def alternates(scene: Scene, document: Document) -> tuple[AlternateView, ...]:
    """The languages the page has a text in, and where readers of any other are sent."""
    languages = [lang for lang in scene.library.languages if lang in document.versions]
    own = [AlternateView(lang, scene.addresses.absolute(document.path, lang)) for lang in languages]
    default = scene.addresses.absolute(document.path, document.original)
    return (*own, AlternateView("x-default", default))


def _feeds(scene: Scene) -> tuple[LinkView, ...]:
    prefix = scene.addresses.of_page("/", scene.language).removesuffix("index.html")
    return tuple(
        LinkView(
            scene.addresses.relative(f"{prefix}{name}.xml", scene.base), scene.t(f"feed_{name}")
        )
        for name in FEEDS
    )


def _problems(scene: Scene, document: Document) -> Iterator[ProblemView]:
    """The problems of a page's own files; the home page has those of files without a page."""
    files = _files(document)
    if isinstance(document, Page) and document.listing == "home" and len(scene.problems):
        others = set().union(*map(_files, scene.library.documents()))
        files |= set(scene.problems) - others
    for found in in_order(found for file in files for found in scene.problems.get(file, ())):
        place = f"{found.file}:{found.line}"
        yield ProblemView(found.severity, found.kind, place, found.message)


def _files(document: Document) -> set[str]:
    files = {version.source.path for version in document.versions.values()}
    if isinstance(document, Essay):
        files |= {t.source.path for c in document.thread.comments for t in c.texts.values()}
    return files


def _headings(
    scene: Scene,
    essay: EssayView | None,
    concept: ConceptView | None,
    question: QuestionView | None,
    listing: ListingView | None,
) -> Iterable[LinkView]:
    """The parts of the page that follow its text, for the table of contents."""
    parts: list[tuple[str, str, bool]] = []
    if essay:
        parts = [
            ("concepts", scene.t("concepts_in_essay"), bool(essay.concepts)),
            ("questions", scene.t("questions_of_essay"), bool(essay.questions)),
            ("references", scene.t("references"), bool(essay.references)),
            ("thread", scene.t("conversation"), True),
        ]
    elif concept:
        parts = [
            ("mentions", scene.t("mentions"), True),
            ("graph", concept.graph.title if concept.graph else "", concept.graph is not None),
        ]
    elif question:
        parts = [("answers", scene.t("answered_by"), True)]
    elif listing:
        parts = [(group.anchor, group.title, True) for group in listing.concepts]
        parts += [(group.anchor, group.title, True) for group in listing.questions]
    return (LinkView(f"#{anchor}", text) for anchor, text, present in parts if present)
