"""What speaks against a new document: an id or a title that is taken, a field that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from knowledge.check.library import check_library
from knowledge.collect.documents import read_document
from knowledge.collect.library import SUFFIX
from knowledge.collect.source import split_source
from knowledge.language.tokens import clean
from knowledge.model import Document, Essay, Kind, Library, Problem, Severity
from knowledge.site import Site
from knowledge.writing.order import Order

RESERVED = frozenset({"index"})
"""Names of files that list others."""
GROUPS = {Kind.ESSAY: "essays", Kind.CONCEPT: "concepts", Kind.QUESTION: "questions"}


def against_id(id: str, kind: Kind, site: Site, library: Library) -> str:
    """What speaks against an id, or nothing; its form is looked at with the files.

    Args:
        id: of the new document.
        kind: what it is.
        site: the project.
        library: all documents, drafts included.
    """
    if id in RESERVED:
        return f"`{id}` is the name of a page that lists others. Choose another id."
    if id in library.everything:
        return f"The id `{id}` belongs to {_file(library.everything[id])} already. Choose another."
    address = f"/{GROUPS[kind]}/{id}/"
    for document in library.documents():
        if document.path == address:
            return f"The address {address} belongs to {_file(document)} already. Choose another id."
        if isinstance(document, Essay) and {id, address} & set(document.redirects):
            return f"`{id}` is a former name of {_file(document)}. Choose another id."
    folder = site.root / site.docs / GROUPS[kind]
    if (folder / id).exists() or any(folder.glob(f"{id}.*.md")):
        return f"{site.docs}/{GROUPS[kind]}/ has something named `{id}` already. Choose another id."
    return ""


def against_title(title: str, language: str, library: Library) -> str:
    """What speaks against a title in a language, or nothing: a link must name one thing."""
    label = _label(title)
    for document in library.everything.values():
        version = document.versions.get(language)
        if document.kind is Kind.PAGE or version is None:
            continue
        for role, words in (("title", version.title), *(("alias", a) for a in version.aliases)):
            if _label(words) == label:
                owner = f"`{document.id}` ({version.source.path})"
                return f"“{title}” is the {role} of {owner} already. Choose another title."
    return ""


def against_files(
    order: Order, files: Mapping[str, str], site: Site, library: Library
) -> list[Problem]:
    """What is wrong with the files of a new document, as if they had been written.

    Args:
        order: what they were made for.
        files: texts by path.
        site: the project.
        library: all documents, drafts included.
    """
    sources = {
        SUFFIX.match(path)["language"]: split_source(path, text)  # type: ignore[index]
        for path, text in files.items()
    }
    document, problems = read_document(order.kind, order.id, sources, site.languages[0])
    group = GROUPS[order.kind]
    members: Any = {**getattr(library, group), order.id: document}
    problems += check_library(replace(library, **{group: members}))
    return [p for p in problems if p.file in files and p.severity is not Severity.INFO]


def _file(document: Document) -> str:
    return document.versions[document.original].source.path


def _label(words: str) -> str:
    return " ".join(clean(words).split()).casefold()
