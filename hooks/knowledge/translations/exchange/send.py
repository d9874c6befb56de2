"""Translations on their way out: one file for each text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from knowledge.model import Library, RenderedPage, Version
from knowledge.translations.exchange.model import Parcel, Piece, Sent
from knowledge.translations.exchange.pieces import Pair, pair_of, pieces, with_terms
from knowledge.translations.progress import Unit
from knowledge.translations.progress import units as units_of

DIGITS = 32


class Format(StrEnum):
    """How a text is sent."""

    XLIFF = "xliff"
    PO = "po"


SUFFIX = {Format.XLIFF: ".xlf", Format.PO: ".po"}


def parcels(
    library: Library, units: Sequence[Unit], pages: Mapping[tuple[str, str], RenderedPage]
) -> list[Parcel]:
    """A parcel for each text that some units belong to, whole.

    Args:
        library: all documents.
        units: what somebody asked for.
        pages: the rendered originals, for the terms in them.
    """
    by_file = {(unit.file, unit.language): unit for unit in units}
    return [_parcel(library, unit, pages) for unit in by_file.values()]


def _parcel(library: Library, unit: Unit, pages: Mapping[tuple[str, str], RenderedPage]) -> Parcel:
    pair = whole_pair(library, unit)
    page = pages.get((unit.document.id, unit.document.original))
    mentions = page.body.mentions if page else ()
    terms = _terms(library, unit.document.original, unit.language)
    found = with_terms(pieces(pair), mentions, pair, terms)
    return Parcel(
        original=pair.original.path,
        translation=unit.file,
        source_language=unit.document.original,
        target_language=unit.language,
        digest=digest_of_text(pair),
        segments=tuple(map(_sent, found)),
    )


def whole_pair(library: Library, unit: Unit) -> Pair:
    """The two texts that a unit belongs to."""
    every = list(units_of(library, unit.document, unit.language))
    return pair_of(unit.document, unit.language, every, unit.file)


def digest_of_text(pair: Pair) -> str:
    """A digest of a translation as it stands; empty if there is none."""
    if pair.translation is None:
        return ""
    data = pair.translation.text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data, usedforsecurity=False).hexdigest()[:DIGITS]


def _sent(piece: Piece) -> Sent:
    is_done = bool(piece.target) and not piece.is_stale
    return Sent(piece.id, piece.source, piece.target, is_done, piece.line, piece.note)


def _terms(library: Library, source: str, target: str) -> dict[str, str]:
    """What concepts are called in both languages, as a note."""
    found = {}
    for concept in library.concepts.values():
        ours, theirs = concept.versions.get(source), concept.versions.get(target)
        if ours and theirs:
            found[concept.id] = f"{ours.title} → {_all(theirs)}"
    return found


def _all(version: Version) -> str:
    return ", ".join((version.title, *version.aliases))


def file_name(parcel: Parcel, form: Format, docs: str) -> str:
    """The name of a parcel's file: the path of the translation, written as one word."""
    path = parcel.translation.removeprefix(f"{docs}/").removesuffix(".md")
    return path.replace("/", "--") + SUFFIX[form]


def written(parcel: Parcel, form: Format) -> bytes:
    """The file of a parcel."""
    # Loaded for those who exchange only, and only the one.
    if form is Format.PO:
        from knowledge.translations.exchange.po import as_po  # noqa: PLC0415

        return as_po(parcel)
    from knowledge.translations.exchange.xliff import as_xliff  # noqa: PLC0415

    return as_xliff(parcel)


def names(found: Iterable[Parcel], form: Format, docs: str) -> dict[str, Parcel]:
    """Parcels by the names of their files."""
    return {file_name(parcel, form, docs): parcel for parcel in found}
