"""Mentions inverted: from the pages that mention a concept to the concept that is mentioned."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from knowledge.model import (
    Backlink,
    Document,
    Essay,
    Kind,
    Library,
    Mention,
    Question,
    RenderedPage,
)

KIND_ORDER = {Kind.ESSAY: 0, Kind.QUESTION: 1, Kind.CONCEPT: 2, Kind.PAGE: 3}


def backlinks(
    library: Library, pages: Collection[RenderedPage]
) -> Mapping[str, tuple[Backlink, ...]]:
    """Every mention of every concept, by concept.

    Essays come first, by date, then questions, then other concepts; within a document the
    order is that of the text, its thread behind it. A comment that both language versions of
    a page show counts once.
    """
    by_path = library.everything
    found: dict[str, list[Backlink]] = defaultdict(list)
    seen: set[tuple[str, str, str]] = set()
    for page in sorted(pages, key=lambda page: _order(by_path[page.document], page.language)):
        for comment, language, mentions in _texts(library, page):
            if (page.document, comment, language) in seen:
                continue
            seen.add((page.document, comment, language))
            for concept, _, _, _, section, _, rule, linked, sentence in mentions:
                place = (page.document, language, comment, section or "")
                found[concept].append(Backlink(*place, sentence, rule, linked))
    return {concept: tuple(links) for concept, links in found.items()}


def _order(document: Document, language: str) -> tuple[int, dt.date, str, str]:
    date = document.date if isinstance(document, Essay | Question) else None
    return KIND_ORDER[document.kind], date or dt.date.max, document.id, language


def _texts(library: Library, page: RenderedPage) -> Iterator[tuple[str, str, Iterable[Mention]]]:
    """The texts of a page: comment id, language of the file, mentions."""
    yield "", page.language, page.body.mentions
    if not page.comments:
        return
    by_id = library.essays[page.document].thread.by_id
    for rendered in page.comments:
        language = by_id[rendered.id].text(page.language).language
        yield rendered.id, language, rendered.text.mentions


def references(library: Library) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """The entries of lists of references that name a concept: essay and number."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for essay in library.essays.values():
        for entry in essay.references:
            if entry.concept:
                found[entry.concept].append((essay.id, entry.number))
    return {concept: tuple(places) for concept, places in found.items()}


def essays_of(library: Library) -> Mapping[str, tuple[str, ...]]:
    """The essays of each author who has a page, the earliest first."""
    found: dict[str, list[Essay]] = defaultdict(list)
    for essay in library.essays.values():
        if essay.author in library.concepts:
            found[essay.author].append(essay)
    return {
        author: tuple(essay.id for essay in sorted(essays, key=lambda e: e.date or dt.date.max))
        for author, essays in found.items()
    }
