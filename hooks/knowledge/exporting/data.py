"""The base as rows: documents, comments, mentions, relations, and what each says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.collect.thread import unescape
from knowledge.exporting import tables
from knowledge.exporting.pages import Writer
from knowledge.exporting.text import Words
from knowledge.model import (
    Comment,
    Concept,
    Document,
    Essay,
    Mention,
    Page,
    Question,
    Relation,
    RenderedPage,
)
from knowledge.present import Scene
from knowledge.present.text import date_iso


@dataclass(frozen=True)
class Data:
    """Makes the rows of each table."""

    scene: Scene
    writer: Writer

    def rows(self) -> Mapping[str, list[tables.Row]]:
        """All rows, by the name of their table."""
        library = self.scene.library
        return {
            "documents": [self._document(each) for each in library.documents()],
            "essays": [self._essay(each) for each in library.essays.values()],
            "concepts": [self._concept(each) for each in library.concepts.values()],
            "questions": [self._question(each) for each in library.questions.values()],
            "comments": [
                self._comment(essay, comment)
                for essay in library.essays.values()
                for comment in essay.thread.comments
            ],
            "mentions": list(self._mentions()),
            "relations": list(self._relations()),
        }

    def _document(self, document: Document) -> tables.Row:
        has_address = bool(self.scene.addresses.site_url)
        versions = [
            tables.VersionRow(
                language=language,
                title=version.title,
                summary=version.summary,
                aliases=list(version.aliases),
                tags=list(version.tags),
                file=self.writer.places.page(document, language),
                source=version.source.path,
                url=self.scene.addresses.absolute(document.path, language) if has_address else "",
            )
            for language, version in sorted(document.versions.items())
        ]
        return tables.DocumentRow(
            id=document.id,
            kind=str(document.kind),
            original=document.original,
            modified=date_iso(document.modified),
            redirects=[] if isinstance(document, Page) else list(_redirects(document)),
            versions=versions,
        )

    def _essay(self, essay: Essay) -> tables.Row:
        return tables.EssayRow(
            id=essay.id,
            author=essay.author,
            date=date_iso(essay.date),
            updated=date_iso(essay.updated),
            draft=essay.draft,
            answers=list(essay.answers),
            comments=len(essay.thread.comments),
            declared=essay.thread.declared,
            source=_source(essay),
            references=list(self._references(essay)),
        )

    def _references(self, essay: Essay) -> Iterator[tables.ReferenceRow]:
        for entry in essay.references:
            texts = {
                language: self._piece(essay, language, version.reference_texts[entry.key])
                for language, version in sorted(essay.versions.items())
                if entry.key in version.reference_texts
            }
            yield tables.ReferenceRow(
                number=entry.number,
                key=entry.key,
                text=texts or {essay.original: self._piece(essay, essay.original, entry.text)},
                concept=entry.concept,
                url=entry.url,
            )

    def _piece(self, essay: Essay, language: str, text: str) -> str:
        source = essay.versions[language].source
        here = self.writer.places.page(essay, language)
        words = Words(source, 0, 0, language, here, essay.path)
        return self.writer.piece(text, source.path, words)

    def _concept(self, concept: Concept) -> tables.Row:
        leads = self.scene.facts.leads
        return tables.ConceptRow(
            id=concept.id,
            kind=str(concept.concept_kind),
            date=concept.date,
            definitions={code: leads[concept.id, code] for code in sorted(concept.versions)},
            match={
                "case": concept.match.case,
                "compounds": concept.match.compounds,
                "never": list(concept.match.never),
            },
        )

    def _question(self, question: Question) -> tables.Row:
        answers = self.scene.connections.answers.get(question.id, ())
        return tables.QuestionRow(
            id=question.id,
            asked_in=question.asked_in,
            asked_by=question.asked_by,
            date=date_iso(question.date),
            set=question.set.id if question.set else "",
            number=question.set.number if question.set else None,
            state=str(self.scene.connections.states[question.id]),
            draft=question.draft,
            answers=[
                f"{each.essay}#{each.comment}" if each.comment else each.essay for each in answers
            ],
        )

    def _comment(self, essay: Essay, comment: Comment) -> tables.Row:
        return tables.CommentRow(
            essay=essay.id,
            id=comment.id,
            name=comment.name,
            date=date_iso(comment.date),
            kind=str(comment.kind),
            status=str(comment.status),
            lang=comment.lang,
            original=comment.original,
            reply_to=comment.reply_to,
            answers=list(comment.answers),
            url=comment.url,
            author_of_essay=comment.author_of_essay,
            markdown={
                language: self._markdown(essay, comment, language)
                for language in sorted(comment.texts)
            },
        )

    def _markdown(self, essay: Essay, comment: Comment, language: str) -> str:
        """The words of a comment, which know no extension and no automatic link of ours."""
        text, places = comment.texts[language], self.writer.places
        here = places.page(essay, language)
        words = Words(text.source, text.start, text.end, language, here, essay.path)
        written = self.writer.written(words, extensions=())
        return unescape(written).strip()

    def _mentions(self) -> Iterator[tables.MentionRow]:
        seen: set[tuple[str, str, str]] = set()
        for page in self.scene.pages.values():
            document = self.scene.library.everything[page.document]
            source = document.versions[page.language].source.path
            yield from _mention_rows(page, "", page.language, source, page.body.mentions)
            for rendered in page.comments:
                assert isinstance(document, Essay)
                text = document.thread.by_id[rendered.id].text(page.language)
                # Both versions of a page show a comment that only one language has.
                key = (document.id, rendered.id, text.language)
                if key not in seen:
                    seen.add(key)
                    found = rendered.text.mentions
                    place = (rendered.id, text.language, text.source.path)
                    yield from _mention_rows(page, *place, found)

    def _relations(self) -> Iterator[tables.RelationRow]:
        for id, concept in self.scene.library.concepts.items():
            found = self.scene.connections.relations.get(id, {})
            for relation in Relation:
                for other in found.get(relation, ()):
                    yield tables.RelationRow(
                        source=id,
                        relation=str(relation),
                        target=other,
                        stated=other in concept.relations.get(relation, ()),
                    )


def _source(essay: Essay) -> tables.SourceRow | None:
    origin = essay.origin
    if origin is None:
        return None
    return tables.SourceRow(
        title=origin.title,
        author=origin.author,
        url=origin.url,
        date=date_iso(origin.date),
        rights={code: v.rights for code, v in sorted(essay.versions.items()) if v.rights},
    )


def _redirects(document: Document) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(document, "redirects", ())
    return found


def _mention_rows(
    page: RenderedPage, comment: str, language: str, file: str, found: tuple[Mention, ...]
) -> Iterator[tables.MentionRow]:
    for each in found:
        yield tables.MentionRow(
            document=page.document,
            language=language,
            comment=comment,
            section=each.section or "",
            file=file,
            line=each.line,
            start=each.start,
            end=each.end,
            surface=each.surface,
            concept=each.concept,
            rule=str(each.rule),
            linked=each.linked,
            before=each.sentence.before,
            after=each.sentence.after,
        )
