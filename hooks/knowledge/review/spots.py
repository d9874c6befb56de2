"""Every place of a base where a concept is meant, or where several could be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.base import Base
from knowledge.model import (
    Contested,
    Document,
    Essay,
    Kind,
    Mention,
    RenderedPage,
    RenderedText,
    Rule,
    Sentence,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention, or a surface that several concepts claim, with where it stands."""

    file: str
    """Path relative to the project's folder."""
    line: int
    start: int
    document: str
    essay: str
    """The essay the text belongs to; empty in concepts, questions and pages."""
    comment: str
    """The comment it stands in, or empty."""
    section: str
    """The id of the section's heading, or empty."""
    language: str
    surface: str
    concepts: tuple[str, ...]
    """One for a mention, several where nobody has decided."""
    rule: Rule | None
    """None where nobody has decided."""
    linked: bool
    sentence: Sentence

    @property
    def is_contested(self) -> bool:
        """Whether several concepts claim it."""
        return self.rule is None


def spots(base: Base) -> tuple[Spot, ...]:
    """The places of all texts of a base, by file and in the order of each.

    A comment that is shown under an essay and under its translation counts once.
    """
    found = {
        (spot.file, spot.start, spot.concepts): spot
        for page in base.pages.values()
        for spot in _on_page(base.library.everything[page.document], page)
    }
    return tuple(sorted(found.values(), key=lambda s: (s.file, s.line, s.start, s.concepts)))


def _on_page(document: Document, page: RenderedPage) -> Iterator[Spot]:
    path = document.versions[page.language].source.path
    yield from _in_text(page.body, document, page.language, path)
    if not isinstance(document, Essay):
        return
    for comment in page.comments:
        path = document.thread.by_id[comment.id].text(page.language).source.path
        yield from _in_text(comment.text, document, comment.language, path, comment.id)


def _in_text(
    text: RenderedText, document: Document, language: str, path: str, comment: str = ""
) -> Iterator[Spot]:
    places: tuple[Mention | Contested, ...] = (*text.mentions, *text.contested)
    for place in places:
        mention = place if isinstance(place, Mention) else None
        yield Spot(
            file=path,
            line=place.line,
            start=place.start,
            document=document.id,
            essay=document.id if document.kind is Kind.ESSAY else "",
            comment=comment,
            section=place.section or "",
            language=language,
            surface=place.surface,
            concepts=(place.concept,) if isinstance(place, Mention) else place.concepts,
            rule=mention.rule if mention else None,
            linked=bool(mention and mention.linked),
            sentence=place.sentence,
        )
