"""One language version of a document, rendered with all that stands on its page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.check.kinds import problem
from knowledge.check.pages import TEMPLATE_ANCHORS
from knowledge.check.places import heading_mark
from knowledge.collect.source import parse_front_matter
from knowledge.language import mask
from knowledge.language.ids import RESERVED_ID, slug
from knowledge.language.matcher import Context
from knowledge.model import (
    Comment,
    Document,
    Essay,
    Kind,
    Ledger,
    Problem,
    RenderedComment,
    RenderedPage,
    RenderedReference,
    Source,
)
from knowledge.render.markdown import comment_reader, page_reader
from knowledge.render.targets import Targets
from knowledge.render.text import Stretch, render_text
from knowledge.render.walk import Place
from knowledge.settings import RenderSettings


def render_page(
    document: Document,
    language: str,
    targets: Targets,
    settings: RenderSettings,
    *,
    docs: str = "docs",
    ledger: Ledger = Ledger(),  # noqa: B008 - frozen
) -> RenderedPage:
    """One language version of a document as HTML whose links are neutral.

    A pure function: the same arguments give the same page, in any process.

    Args:
        document: what to render.
        language: one of the document's languages.
        targets: what links can name, with the lexicons for mentions.
        settings: the Markdown extensions.
        docs: the content folder, relative to the project's.
        ledger: what authors decided about mentions.
    """
    job = _Job(document, language, targets, settings, docs, ledger)
    source = document.versions[language].source
    body, problems = render_text(job.body(source), page_reader(settings, language), ledger)
    of_headings = list(_heading_problems(document, source))
    said = {(found.kind, found.message) for found in of_headings}
    problems = [*of_headings, *(p for p in problems if (p.kind, p.message) not in said)]
    comments = []
    if isinstance(document, Essay):
        for comment in document.thread.comments:
            rendered, found = _render_comment(job, comment)
            problems += found
            if comment.published:
                comments.append(rendered)
    references = tuple(_references(job, problems))
    return RenderedPage(
        document=document.id,
        language=language,
        body=body,
        comments=tuple(comments),
        references=references,
        problems=tuple(problems),
    )


@dataclass(frozen=True, slots=True)
class _Job:
    """The arguments of `render_page`, for its helpers."""

    document: Document
    language: str
    targets: Targets
    settings: RenderSettings
    docs: str
    ledger: Ledger

    def place(self, source: Source, language: str, comment: str = "") -> Place:
        folder = _folder(source.path, self.docs)
        taken = TEMPLATE_ANCHORS if self.document.kind is not Kind.PAGE else frozenset()
        return Place(
            self.document.path, folder, language, self.targets, comment=comment, taken=taken
        )

    @property
    def essay(self) -> str:
        return self.document.id if self.document.kind is Kind.ESSAY else ""

    def body(self, source: Source) -> Stretch:
        own = self.document.id if self.document.kind is Kind.CONCEPT else ""
        references = self.document.references if isinstance(self.document, Essay) else ()
        return Stretch(
            source,
            source.body_start,
            len(source.text),
            Context(self.language, own=own, essay=self.essay),
            self.place(source, self.language),
            references={entry.key: entry.number for entry in references},
            automatic=self.document.kind is not Kind.PAGE,
        )


@lru_cache(maxsize=64)
def _folder(path: str, docs: str) -> str:
    """The folder of a file, relative to the content folder."""
    return posixpath.dirname(posixpath.relpath(path, docs))


def _render_comment(job: _Job, comment: Comment) -> tuple[RenderedComment, list[Problem]]:
    text = comment.text(job.language)
    language = text.language
    if comment.lang and text.language == comment.original:
        language = comment.lang
    stretch = Stretch(
        text.source,
        text.start,
        text.end,
        Context(language, essay=job.essay, in_comment=True),
        job.place(text.source, language, comment.id),
    )
    rendered, problems = render_text(stretch, comment_reader(language), job.ledger)
    return RenderedComment(comment.id, language, rendered), problems


def _references(job: _Job, problems: list[Problem]) -> Iterator[RenderedReference]:
    """The list of references; its texts are Markdown without automatic mentions."""
    if not isinstance(job.document, Essay):
        return
    translated = job.document.versions[job.language].reference_texts
    for entry in job.document.references:
        language = job.language if entry.key in translated else job.document.original
        source = job.document.versions[language].source
        text = translated.get(entry.key, entry.text)
        stretch = Stretch(
            Source(source.path, text),
            0,
            len(text),
            Context(language),
            replace(job.place(source, language), entry=f"ref-{entry.key}"),
            automatic=False,
        )
        reader = page_reader(job.settings, language)
        rendered, found = render_text(stretch, reader, job.ledger)
        if found:
            place = ("references", entry.number - 1, "text")
            where = parse_front_matter(source).mark(place)._asdict()
            problems += [replace(problem, **where) for problem in found]
        yield RenderedReference(entry, _unwrap_paragraph(rendered.html), language)


def _unwrap_paragraph(html: str) -> str:
    return re.sub(r"\A<p>(.*)</p>\Z", r"\1", html, flags=re.DOTALL)


def _heading_problems(document: Document, source: Source) -> Iterator[Problem]:
    """Sections without an id, and headings with one that is taken."""
    taken = TEMPLATE_ANCHORS if document.kind is not Kind.PAGE else frozenset()
    seen: set[str] = set()
    for heading in mask.headings(mask.without_code(source.body)):
        at = heading_mark(source, heading.start)
        if heading.id is not None:
            if message := _wrong_id(heading.id, seen, taken):
                yield problem("duplicate-id", source.path, at, message)
            seen.add(heading.id)
        elif heading.level == 2:
            title = heading.text.strip("# \r")
            message = (
                f"The section “{title}” needs an id that both languages share: "
                f"`## {title} {{ #{slug(title) or 'section'} }}`."
            )
            yield problem("missing-heading-id", source.path, at, message)


def _wrong_id(id: str, seen: Collection[str], taken: Collection[str]) -> str:
    """What speaks against a heading's id, or nothing."""
    if RESERVED_ID.fullmatch(id):
        return f"`{id}` looks like the id of a comment. Choose another."
    if id in taken:
        return f"`{id}` is the id of a part that every page may have. Choose another."
    if id in seen:
        return f"Two headings of this page have the id `{id}`. Rename one."
    return ""
