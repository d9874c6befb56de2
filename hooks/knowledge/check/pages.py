"""What can be wrong once all pages are rendered: anchors, and concepts nobody speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from knowledge.check.kinds import problem
from knowledge.check.lost import lost_concepts
from knowledge.check.nearest import did_you_mean
from knowledge.model import Essay, Library, Link, Problem, RenderedPage

TEMPLATE_ANCHORS = frozenset(
    "answers concepts graph mentions questions references set text thread".split()
)
"""Ids that the templates give to parts of pages (see `overrides/fragments`)."""


def check_pages(library: Library, pages: Collection[RenderedPage]) -> Iterator[Problem]:
    """Problems that show when all pages are rendered, those of the rendering included."""
    anchors = _anchors(library, pages)
    by_id = library.everything
    for page in pages:
        yield from page.problems
        document = by_id[page.document]
        source = document.versions[page.language].source.path
        for link in page.body.links:
            yield from _anchor(link, source, anchors)
        if isinstance(document, Essay):
            yield from _comment_anchors(document, page, anchors)
    yield from _orphans(library, pages)
    yield from lost_concepts(library, {(page.document, page.language): page for page in pages})


def _comment_anchors(
    essay: Essay, page: RenderedPage, anchors: Mapping[str, set[str]]
) -> Iterator[Problem]:
    for rendered in page.comments:
        text = essay.thread.by_id[rendered.id].text(page.language)
        for link in rendered.text.links:
            yield from _anchor(link, text.source.path, anchors)


def _anchors(library: Library, pages: Collection[RenderedPage]) -> Mapping[str, set[str]]:
    """Every id a link can name, by the page's address; versions share theirs."""
    paths = library.everything
    found: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        document = paths[page.document]
        found[document.path] |= page.anchors | TEMPLATE_ANCHORS
        found[document.path] |= {f"ref-{entry.reference.key}" for entry in page.references}
    return found


def _anchor(link: Link, source: str, anchors: Mapping[str, set[str]]) -> Iterator[Problem]:
    if link.anchor and link.path in anchors and link.anchor not in anchors[link.path]:
        hint = did_you_mean(link.anchor, anchors[link.path])
        message = f"The page {link.path} has no place `#{link.anchor}`.{hint} Correct the link."
        yield problem("broken-anchor", source, link.at, message)


def _orphans(library: Library, pages: Collection[RenderedPage]) -> Iterator[Problem]:
    spoken_of = {mention.concept for page in pages for mention in page.body.mentions}
    for page in pages:
        spoken_of |= {m.concept for comment in page.comments for m in comment.text.mentions}
    for essay in library.essays.values():
        spoken_of |= {entry.concept for entry in essay.references}
        spoken_of.add(essay.author)
    for concept in library.concepts.values():
        if concept.id not in spoken_of:
            source = concept.versions[concept.original].source.path
            message = "No text mentions this concept. Give it an alias, or link to it with [[…]]."
            yield problem("orphan-concept", source, 1, message)
