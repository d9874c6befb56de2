"""A document, or its thread, as pieces: each segment of the original with its translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from knowledge.collect.sections import spans_of
from knowledge.model import Document, Essay, Mention, Source
from knowledge.translations.exchange import front
from knowledge.translations.exchange.model import Piece
from knowledge.translations.exchange.segments import Segment, segments
from knowledge.translations.progress import State, Unit

OPENING = "opening"
BLOCK, COMMENT = "text", "comment"
"""Kinds of pieces that hold several paragraphs."""


class Pair(NamedTuple):
    """The two texts of a document, or the two files of its thread."""

    document: Document
    language: str
    """Of the translation."""
    original: Source
    translation: Source | None
    units: Sequence[Unit]
    """Of this file, in the order of the original."""

    @property
    def is_thread(self) -> bool:
        """Whether these are comments."""
        return self.original.path.rsplit("/", 1)[-1].startswith("thread.")


def pair_of(document: Document, language: str, units: Sequence[Unit], file: str) -> Pair:
    """The texts of a translation.

    Args:
        document: what is translated.
        language: into which.
        units: all of the document in this language.
        file: the translation, whether or not it exists; the document's own, or that of its thread.
    """
    own = [unit for unit in units if unit.file == file]
    original = own[0].original
    sources = {version.source.path: version.source for version in document.versions.values()}
    if isinstance(document, Essay):
        for comment in document.thread.comments:
            sources |= {text.source.path: text.source for text in comment.texts.values()}
    return Pair(document, language, sources[original], sources.get(file), own)


def pieces(pair: Pair) -> list[Piece]:
    """The pieces of a text in the order of the original."""
    if pair.is_thread:
        return list(_comments(pair))
    return [*_front(pair), *_sections(pair)]


def with_terms(
    found: Sequence[Piece], mentions: Sequence[Mention], pair: Pair, terms: dict[str, str]
) -> list[Piece]:
    """The same pieces with what their concepts are called in the other language.

    Args:
        found: of a text.
        mentions: in the original, by offsets of the file.
        pair: the texts.
        terms: by concept, as a note says them.
    """
    if pair.is_thread:
        return list(found)
    noted = []
    for piece in found:
        inside = [m.concept for m in mentions if piece.start <= m.start < piece.end]
        note = "\n".join(terms[id] for id in dict.fromkeys(inside) if id in terms)
        noted.append(replace(piece, note=note))
    return noted


def _text(source: Source, start: int, end: int) -> str:
    """A stretch of a file, its line ends as they are compared."""
    return source.text[start:end].replace("\r\n", "\n")


def _front(pair: Pair) -> Iterator[Piece]:
    theirs = front.values(pair.translation) if pair.translation else {}
    is_stale = any(unit.state is State.STALE for unit in pair.units if not unit.id)
    for name, value in front.values(pair.original).items():
        there = theirs.get(name)
        yield Piece(
            name,
            "",
            name,
            value.text,
            value.start,
            value.end,
            value.line,
            target=there.text if there else "",
            target_start=there.start if there else -1,
            target_end=there.end if there else -1,
            is_stale=is_stale,
        )


def _sections(pair: Pair) -> Iterator[Piece]:
    theirs = {}
    if pair.translation:
        theirs = {id: (start, end) for id, start, end in spans_of(pair.translation)}
    states = {unit.id: unit.state for unit in pair.units}
    for id, start, end in spans_of(pair.original):
        found = segments(pair.original.text, start, end)
        there = theirs.get(id)
        is_stale = states.get(id) is State.STALE
        if there is None or pair.translation is None:
            yield from (_piece(pair, id, n, s) for n, s in _numbered(found))
            continue
        other = segments(pair.translation.text, *there)
        if [s.kind for s in found] == [s.kind for s in other]:
            both = zip(_numbered(found), other, strict=True)
            for (n, segment), target in both:
                yield _with_target(_piece(pair, id, n, segment), pair, target, is_stale)
        else:
            yield from _apart(pair, id, (found, end), (other, there[1]), is_stale)


def _numbered(found: Sequence[Segment]) -> Iterator[tuple[str, Segment]]:
    """Segments with the ends of their ids: the heading of a section, all others by number."""
    number = 0
    for index, segment in enumerate(found):
        if not index and segment.kind == "heading":
            yield "heading", segment
        else:
            number += 1
            yield str(number), segment


def _piece(pair: Pair, section: str, end: str, segment: Segment) -> Piece:
    return Piece(
        f"#{section}:{end}" if section else f"{OPENING}:{end}",
        section,
        segment.kind,
        _text(pair.original, segment.start, segment.end),
        segment.start,
        segment.end,
        pair.original.line_at(segment.start),
    )


def _with_target(piece: Piece, pair: Pair, target: Segment, is_stale: bool) -> Piece:
    assert pair.translation is not None
    return replace(
        piece,
        target=_text(pair.translation, target.start, target.end),
        target_start=target.start,
        target_end=target.end,
        is_stale=is_stale,
    )


def _apart(
    pair: Pair,
    id: str,
    ours: tuple[list[Segment], int],
    theirs: tuple[list[Segment], int],
    is_stale: bool,
) -> Iterator[Piece]:
    """A section whose translation is divided otherwise: its heading, and all the rest as one."""
    (found, end), (other, other_end) = ours, theirs
    if id and found and other and found[0].kind == other[0].kind == "heading":
        heading = _piece(pair, id, "heading", found[0])
        yield _with_target(heading, pair, other[0], is_stale)
        found, other = found[1:], other[1:]
    if not found:
        return
    assert pair.translation is not None
    rest = _whole(pair.original, found[0].start, end)
    piece = replace(_piece(pair, id, BLOCK, rest), kind=BLOCK)
    if other:
        yield _with_target(
            piece, pair, _whole(pair.translation, other[0].start, other_end), is_stale
        )
    else:
        there = other_end
        yield replace(piece, target_start=there, target_end=there, is_stale=is_stale)


def _whole(source: Source, start: int, end: int) -> Segment:
    """All that stands from the line of a segment to the end of its section."""
    begin = source.text.rfind("\n", 0, start) + 1
    text = source.text[begin:end]
    return Segment(BLOCK, begin, begin + len(text.rstrip()))


def _comments(pair: Pair) -> Iterator[Piece]:
    assert isinstance(pair.document, Essay)
    by_id = pair.document.thread.by_id
    for unit in pair.units:
        comment = by_id[unit.id]
        text, there = comment.texts[comment.original], comment.texts.get(pair.language)
        ours = _stripped(text.source, text.start, text.end)
        piece = Piece(unit.id, unit.id, COMMENT, _text(text.source, *ours), *ours, text.line)
        if there:
            span = _stripped(there.source, there.start, there.end)
            piece = replace(
                piece,
                target=_text(there.source, *span),
                target_start=span[0],
                target_end=span[1],
                is_stale=unit.state is State.STALE,
            )
        yield piece


def _stripped(source: Source, start: int, end: int) -> tuple[int, int]:
    """Where the words of a comment stand, without the empty lines around them."""
    text = source.text[start:end]
    lead = len(text) - len(text.lstrip())
    return start + lead, max(start + lead, start + len(text.rstrip()))
