"""Translations that come back: checked against the texts as they are, then written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.collect.sections import spans_of
from knowledge.collect.source import split_source
from knowledge.model import Library
from knowledge.translations.exchange import front
from knowledge.translations.exchange.assemble import assemble
from knowledge.translations.exchange.model import DamagedError, Parcel, Piece, Sent
from knowledge.translations.exchange.pieces import BLOCK, COMMENT, Pair, pieces
from knowledge.translations.exchange.segments import segments
from knowledge.translations.exchange.send import SUFFIX, Format, digest_of_text, whole_pair
from knowledge.translations.exchange.tokens import lost, tokens
from knowledge.translations.progress import everything

MOST_BYTES = 20_000_000
BEGINNINGS = {"item": "- ", "quote": "> ", "note": "[^1]: ", "heading": "## ", "title": "/// x | "}
"""What stands before a segment, to find out whether its translation is still one."""


@dataclass(frozen=True, slots=True)
class Received:
    """A translation as it is after a parcel was opened."""

    file: str
    text: str
    changed: bool
    done: tuple[str, ...]
    """The sections that are translated as a whole, from the original as it is."""
    left: tuple[str, ...]
    """The segments that are not translated, or that nobody has looked at again."""


def read_parcels(path: Path) -> list[Parcel]:
    """The parcels in a file.

    Raises:
        DamagedError: if it cannot be read, is too large, or is neither XLIFF nor PO.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DamagedError("it is larger than any translation")
        data = path.read_bytes()
    except OSError as error:
        raise DamagedError(f"it cannot be read: {error.strerror}") from error
    # Loaded for those who exchange only, and only the one.
    if path.suffix.lower() == SUFFIX[Format.PO]:
        from knowledge.translations.exchange.po import read_po_file  # noqa: PLC0415

        return read_po_file(data)
    from knowledge.translations.exchange.xliff import read_xliff  # noqa: PLC0415

    found = read_xliff(data)
    if not found:
        raise DamagedError("it holds no file to translate")
    return found


def receive(library: Library, parcel: Parcel) -> Received:
    """What a translation is with the segments of a parcel.

    Raises:
        DamagedError: if any of it cannot be used; the message names the segment.
    """
    unit = next((u for u in everything(library) if u.file == parcel.translation), None)
    if unit is None or unit.language != parcel.target_language:
        raise DamagedError(
            f"{parcel.translation} translates no text that is there; was {parcel.original} "
            "removed or renamed since the export?"
        )
    pair = whole_pair(library, unit)
    found = pieces(pair)
    sent = _matched(pair, found, parcel)
    targets = {piece.id: _target(piece, sent[piece.id]) for piece in found}
    for piece in found:
        _check(piece, targets[piece.id])
    text = assemble(pair, found, targets)
    _check_shape(pair, text)
    before = pair.translation.text if pair.translation else ""
    if text != before and digest_of_text(pair) != parcel.digest:
        raise DamagedError(
            f"{parcel.translation} was changed since the export; export it again, and take over "
            "what was translated"
        )
    left = [p.id for p in found if not _is_done(p, sent[p.id], targets[p.id])]
    done = [s for s in _sections(found) if not any(p.section == s and p.id in left for p in found)]
    return Received(parcel.translation, text, text != before, tuple(done), tuple(left))


def _matched(pair: Pair, found: Sequence[Piece], parcel: Parcel) -> Mapping[str, Sent]:
    """The segments of a parcel by their ids, each from the original as it is."""
    sent: dict[str, Sent] = {}
    known = {piece.id: piece for piece in found}
    for segment in parcel.segments:
        if segment.id in sent:
            raise DamagedError(f"{segment.id}: the segment stands there twice")
        if segment.id not in known:
            is_other = digest_of_text(pair) != parcel.digest
            changed = parcel.translation if is_other else pair.original.path
            raise DamagedError(
                f"{segment.id}: there is no such segment; {changed} was changed since the export, "
                "or the file was damaged"
            )
        sent[segment.id] = segment
        piece = known[segment.id]
        if _plain(segment.source) != _plain(piece.source):
            raise DamagedError(
                f"{segment.id}: the original changed since the export "
                f"({pair.original.path}:{piece.line}), or its text in the file was changed; "
                "export it again"
            )
    for piece in found:
        if piece.id not in sent:
            raise DamagedError(
                f"{piece.id}: the segment is missing ({pair.original.path}:{piece.line})"
            )
    return sent


def _plain(text: str) -> str:
    return " ".join(text.split())


def _target(piece: Piece, sent: Sent) -> str:
    """What a segment says now; segments that are one line become one line."""
    text = sent.target.replace("\r\n", "\n").replace("\r", "\n").strip()
    if text == piece.target.strip():
        return piece.target
    is_line = piece.kind not in {BLOCK, COMMENT} and "\n" not in piece.source
    if is_line and "\n\n" not in text:
        text = " ".join(text.split("\n"))
    return text


def _check(piece: Piece, target: str) -> None:
    """Looks whether a segment that was changed is still whole.

    Raises:
        DamagedError: if it lacks something, or is something else now.
    """
    if not target or target == piece.target:
        return
    missing = lost(piece.source, target)
    if missing:
        raise DamagedError(f"{piece.id}: the translation lacks {', '.join(missing)}")
    if piece.kind in front.FIELDS or piece.kind == COMMENT:
        return
    new_lists = _attributes(target) - _attributes(piece.source) - _attributes(piece.target)
    if new_lists:
        raise DamagedError(f"{piece.id}: the translation adds `{min(new_lists)}`; do without it")
    if piece.kind == BLOCK:
        if any(id for id, _, _ in spans_of(split_source("", f"\n{target}"))):
            raise DamagedError(f"{piece.id}: a heading does not belong into this segment")
    elif not _is_one(piece, target):
        raise DamagedError(
            f"{piece.id}: the translation would become something else than one {piece.kind}; "
            "do without empty lines and signs of Markdown at its beginning"
        )


def _attributes(text: str) -> set[str]:
    return {token.text for token in tokens(text) if token.kind == "list"}


def _is_one(piece: Piece, target: str) -> bool:
    """Whether a segment is read as one of its kind, as the original is."""
    before = BEGINNINGS.get(piece.kind, "")
    behind = " { #x }" if piece.kind == "heading" else ""
    text = f"{before}{target}{behind}"
    found = [(s.kind, text[s.start : s.end]) for s in segments(text)]
    alone = [[s.kind for s in segments(words)] for words in (piece.source, target)]
    return found == [(piece.kind, target)] and alone[0] == alone[1]


def _check_shape(pair: Pair, text: str) -> None:
    """Looks whether a translation has no sections but those of the original.

    Raises:
        DamagedError: if it has.
    """
    if pair.is_thread:
        return
    there = {id for id, *_ in spans_of(split_source("", text))}
    before = {id for id, *_ in spans_of(pair.translation)} if pair.translation else set()
    strange = there - before - {id for id, *_ in spans_of(pair.original)}
    if strange:
        raise DamagedError(f"#{min(strange)}: there is no such section in {pair.original.path}")


def _is_done(piece: Piece, sent: Sent, target: str) -> bool:
    """Whether a segment is translated from the original as it is: said so, or said anew."""
    if not target:
        return piece.kind == "summary" and not piece.source
    return sent.is_done or target != piece.target


def _sections(found: Sequence[Piece]) -> list[str]:
    return list(dict.fromkeys(piece.section for piece in found))
