"""The little that many pages show of others, apart from all the rest of them.

A page that shows a heading of an essay is to be made anew when that heading changes, and not
whenever something in the essay does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from knowledge.model import (
    Backlink,
    Connections,
    Essay,
    Library,
    RenderedComment,
    RenderedPage,
)

Key = tuple[str, str]
"""A document's id and the language of its text."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What pages show of other pages."""

    leads: Mapping[Key, str] = field(default_factory=dict)
    """Their first paragraphs."""
    headings: Mapping[Key, Mapping[str, str]] = field(default_factory=dict)
    """The texts of their headings by id."""
    comments: Mapping[tuple[str, str, str], RenderedComment] = field(default_factory=dict)
    """Comments by essay, language and id, for pages that show single ones."""
    weights: Mapping[str, int] = field(default_factory=dict)
    """How often each concept is meant, in all languages."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How often each concept is meant in the texts that readers of the language see."""

    def with_pages(self, pages: Mapping[Key, RenderedPage]) -> Facts:
        """The same with some pages as they are now; what is counted stays."""
        return replace(
            self,
            leads={**self.leads, **_leads(pages)},
            headings={**self.headings, **_headings(pages)},
            comments={**self.comments, **_comments(pages)},
        )


def facts(
    library: Library,
    pages: Mapping[Key, RenderedPage],
    connections: Connections,
    language: str,
) -> Facts:
    """Gathers the facts as readers of a language see them."""
    backlinks = connections.backlinks.items()
    return Facts(
        leads=_leads(pages),
        headings=_headings(pages),
        comments=_comments(pages),
        weights={concept: len(links) for concept, links in backlinks},
        counts={concept: len(seen_links(library, links, language)) for concept, links in backlinks},
    )


def _leads(pages: Mapping[Key, RenderedPage]) -> Mapping[Key, str]:
    return {key: page.body.lead for key, page in pages.items()}


def _headings(pages: Mapping[Key, RenderedPage]) -> Mapping[Key, Mapping[str, str]]:
    return {
        key: {heading.id: heading.text for heading in page.body.headings}
        for key, page in pages.items()
    }


def _comments(
    pages: Mapping[Key, RenderedPage],
) -> Mapping[tuple[str, str, str], RenderedComment]:
    return {(*key, comment.id): comment for key, page in pages.items() for comment in page.comments}


def seen_links(library: Library, links: Iterable[Backlink], language: str) -> Sequence[Backlink]:
    """Those mentions that stand in the texts which readers of a language see."""
    known: dict[tuple[str, str, str], bool] = {}
    found = []
    for link in links:
        text = link[:3]  # the document, the language, the comment
        seen = known.get(text)
        if seen is None:
            seen = known[text] = is_seen(library, link, language)
        if seen:
            found.append(link)
    return found


def is_seen(library: Library, link: Backlink, language: str) -> bool:
    """Whether the text a mention stands in is the one that readers of a language see."""
    document = library.everything[link.document]
    if link.comment and isinstance(document, Essay):
        seen = document.thread.by_id[link.comment].text(document.version(language).language)
        return link.language == seen.language
    return link.language == document.version(language).language
