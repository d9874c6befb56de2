"""How far translations are, as plain values that pages are compared by."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import Kind, Library
from knowledge.translations.progress import units, wanting

Lag = tuple[tuple[str, str], ...]
"""Ids of sections with their state, of those that are stale or missing."""
ProgressSection = tuple[str, str, int]
"""A section or comment: its id, its state, and how many percent of its words changed."""
ProgressRow = tuple[str, str, tuple[ProgressSection, ...]]
"""A document: its id, the language of the translation, and its sections."""


def lags(library: Library) -> Mapping[tuple[str, str], Lag]:
    """What is stale or missing, by document and language; nothing where all is well."""
    found: dict[tuple[str, str], Lag] = {}
    for document in library.documents():
        for language in document.versions:
            lag = tuple((s.id, str(state)) for s, state in wanting(library, document, language))
            if lag:
                found[document.id, language] = lag
    return found


def progress_rows(library: Library, kind: Kind) -> tuple[ProgressRow, ...]:
    """How far the translations of all documents of a kind are, by id and language."""
    return tuple(
        (
            document.id,
            language,
            tuple(
                (unit.id, str(unit.state), round(100 * (unit.changed or 0)))
                for unit in units(library, document, language)
            ),
        )
        for document in library.documents()
        if document.kind is kind
        for language in library.languages
        if language != document.original
    )
