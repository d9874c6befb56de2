"""One page as a template shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from markupsafe import Markup

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
from knowledge.present.division import Part
from knowledge.present.essays import essay_view
from knowledge.present.listings import listing_view
from knowledge.present.pages import further_view, pages_view, shown_comments
from knowledge.present.problems import problems_of
from knowledge.present.questions import question_view
from knowledge.present.scene import Scene
from knowledge.present.sharing import sharing
from knowledge.present.structured import structured
from knowledge.present.translated import with_lag
from knowledge.present.views import (
    AlternateView,
    ConceptView,
    EssayView,
    LinkView,
    ListingView,
    PageView,
    QuestionView,
)

FEEDS = ("essays", "comments", "questions")
"""What there are feeds of in each language, each in a file of that name."""


def show(scene: Scene, document: Document, number: int = 1) -> PageView:
    """A document's page in the language of the scene.

    Args:
        scene: the base as readers of the language see it.
        document: what the page shows.
        number: which of its pages, if what it lists is divided.
    """
    scene = scene.at(document, number)
    part = Part(document, number)
    return _further(scene, part) if number > 1 else _first(scene, part)


def _first(scene: Scene, part: Part) -> PageView:
    """A document's own page."""
    document = part.document
    essay = concept = question = listing = None
    if isinstance(document, Essay):
        essay = essay_view(scene, document, shown_comments(scene, document, part.number))
    elif isinstance(document, Concept):
        concept = concept_view(scene, document)
    elif isinstance(document, Question):
        question = question_view(scene, document)
    elif isinstance(document, Page):
        listing = listing_view(scene, document.listing)
    view = replace(
        _page(scene, part),
        html=scene.settle(scene.rendered(document).body.html),
        extra_headings=tuple(_headings(scene, essay, concept, question, listing)),
        concept_address=_concept_address(scene, _texts(scene, document)),
        essay=essay,
        concept=concept,
        question=question,
        list=listing,
        structured=structured(scene, part, essay.thread if essay else None),
    )
    return with_lag(scene, document, view)


def _further(scene: Scene, part: Part) -> PageView:
    """A further page of a document, which shows a part of what it lists."""
    document = scene.library.everything[part.document.id]  # whose title it shows
    further = further_view(scene, part)
    texts: Iterable[RenderedText] = ()
    if isinstance(document, Essay):
        here = set(shown_comments(scene, document, part.number) or ())
        texts = (c.text for c in scene.rendered(document).comments if c.id in here)
    return replace(
        _page(scene, part),
        extra_headings=(LinkView(f"#{further.anchor}", further.heading),),
        concept_address=_concept_address(scene, texts),
        further=further,
        structured=structured(scene, part, further.thread),
    )


def _page(scene: Scene, part: Part) -> PageView:
    """What every page shows, without what is its own."""
    document = part.document
    version = document.version(scene.language)
    is_fallback = version.language != scene.language
    return PageView(
        kind=document.kind,
        listing=document.listing if isinstance(document, Page) else "",
        title=version.title,
        html=Markup(),
        lang=scene.lang(document),
        notice=scene.t(f"notice_{version.language}") if is_fallback else "",
        original=_original(scene, part) if is_fallback else "",
        canonical=scene.addresses.absolute(part.path, version.language),
        alternates=alternates(scene, part),
        feeds=_feeds(scene),
        problems=tuple(problems_of(scene, document)),
        extra_headings=(),
        pages=pages_view(scene, part),
        sharing=sharing(scene, document),
        path=document.path,
    )


def _concept_address(scene: Scene, texts: Iterable[RenderedText]) -> str:
    """The address of any concept, where some mentions in a page's texts are not linked by hand."""
    automatic = any(
        mention.rule is not Rule.EXPLICIT for text in texts for mention in text.mentions
    )
    return scene.path_href("/concepts/{id}/") if automatic else ""


def _texts(scene: Scene, document: Document) -> Iterator[RenderedText]:
    """The texts of a document: its own and its thread's, or the comments that answer it."""
    rendered = scene.rendered(document)
    yield rendered.body
    yield from (comment.text for comment in rendered.comments)
    for answer in scene.connections.answers.get(document.id, ()):
        if answer.comment:
            yield scene.comment(scene.library.essays[answer.essay], answer.comment).text


def _original(scene: Scene, part: Part) -> str:
    target = scene.addresses.of_page(part.path, part.document.original)
    return scene.addresses.relative(target, scene.base)


def alternates(scene: Scene, part: Part) -> tuple[AlternateView, ...]:
    """The languages the page has a text in, and where readers of any other are sent."""
    document, path = part.document, part.path
    languages = [lang for lang in scene.library.languages if lang in document.versions]
    own = [AlternateView(lang, scene.addresses.absolute(path, lang)) for lang in languages]
    default = scene.addresses.absolute(path, document.original)
    return (*own, AlternateView("x-default", default))


def _feeds(scene: Scene) -> tuple[LinkView, ...]:
    prefix = scene.addresses.of_page("/", scene.language).removesuffix("index.html")
    return tuple(
        LinkView(
            scene.addresses.relative(f"{prefix}{name}.xml", scene.base), scene.t(f"feed_{name}")
        )
        for name in FEEDS
    )


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
