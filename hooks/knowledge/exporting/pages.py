"""A version of a document as plain Markdown, with what its page says beside the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.exporting.matter import front_matter
from knowledge.exporting.places import CONVERSATION, MENTIONS, REFERENCES, Places, relative
from knowledge.exporting.plain import plain
from knowledge.exporting.text import Words, escaped, resolved
from knowledge.model import (
    Backlink,
    Concept,
    Connections,
    Document,
    Essay,
    Kind,
    Page,
    Question,
    Relation,
    Source,
)
from knowledge.present.labels import translator
from knowledge.present.text import sort_key
from knowledge.render.targets import Targets

ANSWERS, RELATIONS = "answers", "relations"
LISTED = {"essays": Kind.ESSAY, "concepts": Kind.CONCEPT, "questions": Kind.QUESTION}
"""What the pages hold that list documents."""


@dataclass(frozen=True)
class Writer:
    """Writes texts in plain Markdown."""

    places: Places
    targets: Targets
    connections: Connections
    extensions: Sequence[str]
    """The Markdown extensions that texts are written for."""

    def page(self, document: Document, language: str) -> str:
        """The whole file of one version of a document."""
        version = document.versions[language]
        here = self.places.page(document, language)
        rendered = self.places.pages[document.id, language]
        listed = document.references if isinstance(document, Essay) else ()
        references = {entry.key: entry.number for entry in listed}
        words = Words(
            version.source,
            version.source.body_start,
            len(version.source.text),
            language,
            here,
            document.path,
            rendered.body.mentions,
            rendered.body.headings,
            references,
            automatic=document.kind is not Kind.PAGE,
        )

        def markdown(text: str) -> str:
            return self.piece(text, version.source.path, words)

        parts = [self.written(words).strip("\n"), *_Parts(self, document, language, here).all()]
        body = "\n\n".join(filter(None, parts))
        return f"{front_matter(document, language, markdown)}{body}\n"

    def written(self, words: Words, extensions: Sequence[str] | None = None) -> str:
        """Some words in plain Markdown.

        Args:
            words: what to write.
            extensions: those it was written for; those of the site's own texts by default.
        """
        known = self.extensions if extensions is None else extensions
        return plain(resolved(words, self.places, self.targets), known)

    def piece(self, text: str, path: str, of: Words) -> str:
        """A line that stands outside of a text, in plain Markdown.

        Args:
            text: what it reads.
            path: the file it was written in.
            of: the text that it goes with.
        """
        source = Source(path, text)
        words = Words(source, 0, len(text), of.language, of.here, of.path, automatic=False)
        return self.written(words)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts below the text of one page."""

    writer: Writer
    document: Document
    language: str
    here: str

    def all(self) -> Iterator[str]:
        """All of them, in Markdown."""
        document = self.document
        if isinstance(document, Essay):
            yield from self._essay(document)
        elif isinstance(document, Concept):
            yield self._relations(document)
            yield self._mentions(document)
        elif isinstance(document, Question):
            yield from self._question(document)
        elif isinstance(document, Page) and document.listing in LISTED:
            yield self._listing(LISTED[document.listing])

    def _t(self, key: str, **values: object) -> str:
        return translator(self.language)(key, **values)

    def _to(self, path: str, text: str, anchor: str = "") -> str:
        link = self.writer.places.link(self.here, path, self.language, anchor)
        return f"[{escaped(text)}]({link})"

    def _link(self, document: Document, anchor: str = "") -> str:
        return self._to(document.path, document.title(self.language), anchor)

    def _essay(self, essay: Essay) -> Iterator[str]:
        places = self.writer.places
        if essay.references:
            heading = f"## {self._t('references')} {{#{REFERENCES}}}"
            rows = self._references(essay)
            yield f"{heading}\n\n" + "\n".join(rows)
        count = sum(comment.published for comment in essay.thread.comments)
        if count:
            link = relative(places.thread(essay, self.language), self.here)
            heading = f"## {self._t('conversation')} {{#{CONVERSATION}}}"
            yield f"{heading}\n\n[{self._t('comments', n=count)}]({link})"

    def _references(self, essay: Essay) -> Iterator[str]:
        version, concepts = essay.versions[self.language], self.writer.places.library.concepts
        for entry in essay.references:
            text = version.reference_texts.get(entry.key, entry.text)
            body = self._piece(text)
            about = self._link(concepts[entry.concept]) if entry.concept in concepts else ""
            url = f"<{entry.url}>" if entry.url else ""
            yield f"{entry.number}. {' · '.join(filter(None, (body, url, about)))}"

    def _piece(self, text: str) -> str:
        source = self.document.versions[self.language].source
        words = Words(source, 0, 0, self.language, self.here, self.document.path)
        return " ".join(self.writer.piece(text, source.path, words).split())

    def _relations(self, concept: Concept) -> str:
        concepts = self.writer.places.library.concepts
        found = self.writer.connections.relations.get(concept.id, {})
        rows = [
            f"- {self._t(f'relation_{relation}')}: "
            + ", ".join(self._link(concepts[id]) for id in found[relation])
            for relation in Relation
            if found.get(relation)
        ]
        return self._section(RELATIONS, rows)

    def _mentions(self, concept: Concept) -> str:
        found = self.writer.connections.backlinks.get(concept.id, ())
        rows = [self._mention(each) for each in found if self._is_shown(each)]
        return self._section(MENTIONS, list(dict.fromkeys(rows)))

    def _is_shown(self, link: Backlink) -> bool:
        """Whether readers of this language see the text that a mention stands in."""
        document = self.writer.places.library.everything[link.document]
        language = document.version(self.language).language
        if link.comment and isinstance(document, Essay):
            return document.thread.by_id[link.comment].text(language).language == link.language
        return language == link.language

    def _mention(self, link: Backlink) -> str:
        document = self.writer.places.library.everything[link.document]
        words = (escaped(" ".join(part.split())) for part in link.sentence)
        before, surface, after = words
        where = self._link(document, link.comment or link.section)
        left = " " if link.sentence.before[-1:].isspace() else ""
        right = " " if link.sentence.after[:1].isspace() else ""
        return f"- {where}: {before}{left}**{surface}**{right}{after}"

    def _question(self, question: Question) -> Iterator[str]:
        essays = self.writer.places.library.essays
        essay, _, comment = question.asked_in.partition("#")
        if essay in essays:
            yield f"{self._t('asked_in')}: {self._link(essays[essay], comment)}"
        found = self.writer.connections.answers.get(question.id, ())
        rows = [f"- {self._answer(essays[each.essay], each.comment)}" for each in found]
        yield self._section(ANSWERS, rows, "answered_by")

    def _answer(self, essay: Essay, comment: str) -> str:
        if not comment:
            return self._link(essay)
        name = essay.thread.by_id[comment].name
        text = self._t("comment_of", name=name) if name else self._t("comment_by_nobody")
        return f"{self._to(essay.path, text, comment)} ({self._link(essay)})"

    def _listing(self, kind: Kind) -> str:
        documents = [each for each in self.writer.places.library.documents() if each.kind is kind]
        ordered = sorted(documents, key=lambda each: (sort_key(each.title(self.language)), each.id))
        return "\n".join(f"- {self._link(each)}" for each in ordered)

    def _section(self, id: str, rows: Sequence[str], label: str = "") -> str:
        """A part with its heading; nothing where it has nothing to say."""
        return f"## {self._t(label or id)} {{#{id}}}\n\n" + "\n".join(rows) if rows else ""
