"""The pages of a few documents whose texts changed, made anew with everything else as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.check.report import in_order
from knowledge.collect import read_documents
from knowledge.files import write
from knowledge.model import Document, Essay, Kind, Library, RenderedPage
from knowledge.present.pages import parts_of
from knowledge.present.reuse import encoded
from knowledge.render import render_page

if TYPE_CHECKING:
    from knowledge.state import State

MOST = 4
"""Documents that are made so; more are better made with all that depends on them."""
GROUPS = {
    Kind.ESSAY: "essays",
    Kind.CONCEPT: "concepts",
    Kind.QUESTION: "questions",
    Kind.PAGE: "pages",
}


def remake(build: State, changed: Collection[Path]) -> list[Path] | None:
    """Makes the pages of the documents in some files, and writes them into the site.

    What other pages show of them, and they of others, is as it was when everything was built.

    Args:
        build: the last whole build, which is changed to know the documents as they are now.
        changed: files that were there when it was built.

    Returns:
        The pages, or None if this cannot show what changed.
    """
    documents = _documents_in(build, changed)
    if documents is None or build.base is None or not build.makers:
        return None
    files = [build.site.root / name for document in documents for name in _files(document)]
    site = build.site
    found, problems = read_documents(site.root, site.docs, site.languages, sorted(files))
    if {document.id for document in found} != {document.id for document in documents}:
        return None
    library = _with(build.library, found)
    rendered = dict(_rendered(build, library, found))
    problems += [problem for page in rendered.values() for problem in page.problems]
    names = {name for document in documents for name in _files(document)}
    others = [problem for problem in build.problems if problem.file not in names]
    build.take(library, rendered, in_order([*others, *problems]))
    return [page for document in found for page in _written(build, document)]


def _documents_in(build: State, changed: Iterable[Path]) -> list[Document] | None:
    """The documents in some files; None if a file belongs to none, or to one in the navigation."""
    by_file = {
        name: document for document in build.library.documents() for name in _files(document)
    }
    found: dict[str, Document] = {}
    for path in changed:
        document = by_file.get(path.relative_to(build.site.root).as_posix())
        if document is None or any(document.id in m.known for m in build.makers.values()):
            return None
        found[document.id] = document
    return list(found.values()) if len(found) <= MOST else None


def _files(document: Document) -> set[str]:
    """The paths of a document's files, those of its thread included."""
    files = {version.source.path for version in document.versions.values()}
    if isinstance(document, Essay):
        files |= {text.source.path for c in document.thread.comments for text in c.texts.values()}
    return files


def _with(library: Library, documents: Iterable[Document]) -> Library:
    for document in documents:
        group = GROUPS[document.kind]
        members: Any = {**getattr(library, group), document.id: document}
        library = replace(library, **{group: members})
    return library


def _rendered(
    build: State, library: Library, documents: Iterable[Document]
) -> Iterator[tuple[tuple[str, str], RenderedPage]]:
    assert build.base is not None and build.base.targets is not None  # noqa: PT018
    site, targets = build.site, build.base.targets
    for document in documents:
        for language in document.versions:
            page = render_page(
                document, language, targets, site.render, docs=site.docs, ledger=library.ledger
            )
            yield (document.id, language), page


def _written(build: State, document: Document) -> Iterator[Path]:
    for language, maker in build.makers.items():
        with build.speaking(language):
            for name, part in parts_of(build.scenes[language], [document]).items():
                path = build.target.folder / name
                write(path, encoded(maker(part)))
                yield path
