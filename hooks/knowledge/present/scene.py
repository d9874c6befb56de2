"""What every view is made from: the base, its connections, and where the page stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from markupsafe import Markup

from knowledge.model import (
    Concept,
    Connections,
    Document,
    Essay,
    Library,
    Problem,
    RenderedComment,
    RenderedPage,
)
from knowledge.present.address import Addresses
from knowledge.present.division import Part
from knowledge.present.facts import Facts
from knowledge.present.labels import Translate
from knowledge.present.text import date_iso, date_text, number_text
from knowledge.present.views import ConceptCard, EssayCard, LinkView, QuestionCard

NOWHERE: Mapping[str, str] = {}


@dataclass(frozen=True)
class Scene:
    """The base as readers of one language see it from one page."""

    library: Library
    pages: Mapping[tuple[str, str], RenderedPage]
    """By the document's id and the language of the text."""
    connections: Connections
    facts: Facts
    addresses: Addresses
    language: str
    t: Translate
    """The words of the site."""
    site_name: str = ""
    imprint: str = ""
    """Who is answerable for the site, in lines; empty where that was not entered."""
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    """What is wrong, by file; only where authors look at the site while they write."""
    base: str = ""
    """The address of the page from the site's root."""
    known: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out for another page from the same documents, and is the same here."""

    def at(self, document: Document, number: int = 1) -> Scene:
        """The same, seen from a document's page, or from a further one of it."""
        path = Part(document, number).path
        return replace(self, base=self.addresses.of_page(path, self.language))

    def place(self, path: str, anchor: str) -> str:
        """The path of the page that a place stands on.

        Args:
            path: of the document's own page.
            anchor: of the place; comments may stand on a further page.
        """
        return self.facts.further.get(path, NOWHERE).get(anchor, path) if anchor else path

    def href(self, document: Document, anchor: str = "") -> str:
        """The link from here to a document's page, or to a place in the document."""
        target = self.addresses.of_page(self.place(document.path, anchor), self.language)
        if anchor and target == self.base:
            return f"#{anchor}"
        return (self.up + target or "./") + (f"#{anchor}" if anchor else "")

    @cached_property
    def up(self) -> str:
        """The link from here to the site's root, or nothing if here is that."""
        return self.addresses.relative("", self.base).removeprefix("./")

    def path_href(self, path: str) -> str:
        """The link from here to a page by its address without language."""
        target = self.addresses.of_page(path, self.language)
        return self.addresses.relative(target, self.base)

    def lang(self, document: Document) -> str:
        """The language of a document's text, if it is not that of the page."""
        language = document.version(self.language).language
        return "" if language == self.language else language

    def rendered(self, document: Document) -> RenderedPage:
        """The version of a document that readers see here."""
        return self.pages[document.id, document.version(self.language).language]

    def comment(self, essay: Essay, id: str) -> RenderedComment:
        """A published comment in the version of its essay that readers see here."""
        return self.facts.comments[essay.id, essay.version(self.language).language, id]

    def settle(self, html: str) -> Markup:
        """HTML from `render` with its links made for this page."""
        known = self.known.setdefault((Addresses, self.up), {})
        return Markup(self.addresses.settle(html, self.language, self.base, self.place, known))

    def link(self, document: Document, anchor: str = "", note: str = "") -> LinkView:
        """A link to a document that reads its title."""
        known = self.known.setdefault((LinkView, self.up), {})
        link: LinkView | None = known.get(document.id)
        if link is None:
            title = document.title(self.language)
            known[document.id] = link = LinkView(self.href(document), title, self.lang(document))
        return (
            link._replace(href=self.href(document, anchor), note=note) if anchor or note else link
        )

    def essay_concepts(self, essay: Essay, most: int) -> tuple[LinkView, ...]:
        """Links to an essay's weightiest concepts; its author is not one of them."""
        weighted = self.connections.essay_concepts.get(essay.id, ())
        ids = [item.id for item in weighted if item.id != essay.author]
        return tuple(self.link(self.library.concepts[id]) for id in ids[:most])

    def author(self, essay: Essay) -> LinkView:
        """An essay's author: a link to the person's page if there is one, else the name alone.

        What a retold source does not say is said to be unknown.
        """
        person = self.library.concepts.get(essay.author)
        if person:
            return self.link(person)
        unknown = self.t("author_unknown") if essay.origin else ""
        return LinkView("", essay.author or unknown)

    def date_of(self, essay: Essay) -> str:
        """The day of an essay in words; what a retold source does not say is unknown."""
        unknown = self.t("date_unknown") if essay.origin else ""
        return date_text(essay.date, self.language) or unknown

    def count(self, key: str, number: int) -> str:
        """A number with its noun."""
        return _count(self.t, self.language, key, number)

    def language_name(self, code: str) -> str:
        """A language in words; the code where the site has none for it."""
        return self.t(f"language_{code}") if code in {"de", "en"} else code

    def concept_card(self, concept: Concept) -> ConceptCard:
        """A concept for a list."""
        title = concept.title(self.language)
        other_lang, other = next(
            ((lang, v.title) for lang, v in concept.versions.items() if v.title != title), ("", "")
        )
        mentions = self.facts.counts.get(concept.id, 0)
        return ConceptCard(
            href=self.href(concept),
            title=title,
            kind=concept.concept_kind,
            kind_label=self.t(f"kind_{concept.concept_kind}"),
            definition=self.lead(concept),
            mentions=self.count("mentions_count", mentions) if mentions else "",
            other=other,
            other_lang=other_lang,
            lang=self.lang(concept),
        )

    def lead(self, document: Document) -> str:
        """The first paragraph of the version of a document that readers see here."""
        return self.facts.leads[document.id, document.version(self.language).language]

    def minutes(self, essay: Essay) -> int:
        """How many minutes the version that readers see here takes to read."""
        return self.facts.minutes[essay.id, essay.version(self.language).language]

    def reading_time(self, essay: Essay) -> str:
        """The same in words."""
        return self.count("reading_time", self.minutes(essay))

    def essay_card(self, essay: Essay) -> EssayCard:
        """An essay for a list."""
        comments = sum(c.published and c.is_remark for c in essay.thread.comments)
        return EssayCard(
            href=self.href(essay),
            title=essay.title(self.language),
            summary=essay.version(self.language).summary or self.lead(essay),
            author=self.author(essay),
            date=self.date_of(essay),
            date_iso=date_iso(essay.date),
            reading=self.reading_time(essay),
            comments=self.count("comments", comments) if comments else "",
            thread_href=self.href(essay, "thread"),
            concepts=self.essay_concepts(essay, 5),
            lang=self.lang(essay),
        )

    def question_card(self, id: str) -> QuestionCard:
        """A question for a list."""
        question = self.library.questions[id]
        state = self.connections.states[id]
        return QuestionCard(
            href=self.href(question),
            title=question.title(self.language),
            state=state,
            state_label=self.t(f"state_{state}"),
            number=question.set.number if question.set else None,
            lang=self.lang(question),
        )


@lru_cache(maxsize=20_000)
def _count(t: Translate, language: str, key: str, number: int) -> str:
    return t(key, n=number).replace(str(number), number_text(number, language), 1)
