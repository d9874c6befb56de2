"""A translation made anew from its pieces: what is no segment stays byte by byte as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from knowledge.collect.sections import spans_of
from knowledge.collect.thread import escape, scan, unescape
from knowledge.model import Source
from knowledge.translations.exchange import front
from knowledge.translations.exchange.model import DamagedError, Piece
from knowledge.translations.exchange.pieces import COMMENT, Pair
from knowledge.translations.exchange.tokens import in_language


class Edit(NamedTuple):
    """What is put in the place of a stretch of the translation."""

    start: int
    end: int
    text: str


def assemble(pair: Pair, found: Sequence[Piece], targets: Mapping[str, str]) -> str:
    """The text of a translation with some segments as they are said now.

    Args:
        pair: the texts.
        found: the pieces of the text.
        targets: translations by the ids of pieces; without one, or an empty one, they stay.

    Raises:
        DamagedError: if there is no translation yet and what it begins with is not translated.
    """
    said = {id: text for id, text in targets.items() if text.strip()}
    if pair.translation is None:
        return _new(pair, found, said)
    text, line_end = pair.translation.text, _line_end(pair.translation.text)
    edits = [edit for piece in found for edit in _edits(pair, piece, said)]
    edits += _insertions(pair, found, said)
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        written = edit.text.replace("\n", line_end)
        text = text[: edit.start] + written + text[edit.end :]
    return text


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _edits(pair: Pair, piece: Piece, said: Mapping[str, str]) -> Iterable[Edit]:
    new = said.get(piece.id, "")
    if not new or new == piece.target or piece.target_start < 0:
        return
    assert pair.translation is not None
    if piece.kind in front.FIELDS:
        old = pair.translation.text[piece.target_start : piece.target_end]
        end = "\n" if old.endswith("\n") else ""  # a value of several lines ends with its last
        yield Edit(piece.target_start, piece.target_end, front.as_yaml(new) + end)
    else:
        text = escape(unescape(new)) if piece.kind == COMMENT else in_language(new, pair.language)
        gap = "" if piece.target else "\n\n"  # where a section had nothing but its heading
        yield Edit(piece.target_start, piece.target_end, f"{gap}{text}{gap}")


def _insertions(pair: Pair, found: Sequence[Piece], said: Mapping[str, str]) -> Iterable[Edit]:
    """What the translation lacks and is translated as a whole: a summary, sections, comments."""
    assert pair.translation is not None
    there = front.values(pair.translation)
    summary = next((p for p in found if p.id == "summary" and p.target_start < 0), None)
    if summary and summary.id in said and "title" in there:
        line = f"\nsummary: {front.as_yaml(said[summary.id])}"
        yield Edit(there["title"].end, there["title"].end, line)
    new = _whole_sections(pair, found, said)
    places = _comment_places(pair.translation) if pair.is_thread else _places(pair.translation)
    order = list(dict.fromkeys(piece.section for piece in found))
    added: dict[int, list[str]] = {}
    for section, text in new.items():
        before = [id for id in order[: order.index(section)] if id in places]
        place = places[before[-1]] if before else len(pair.translation.text)
        added.setdefault(place, []).append(text)
    for place, texts in added.items():
        yield _between(pair.translation.text, place, texts)


def _places(source: Source) -> dict[str, int]:
    """Where each section of a text ends."""
    return {id: end for id, _, end in spans_of(source)}


def _comment_places(source: Source) -> dict[str, int]:
    """Where each block of a thread ends."""
    found = {}
    for block in scan(source)[0]:
        end = source.text.find("\n", block.end)
        found[str(block.options.get("id", ""))] = len(source.text) if end < 0 else end + 1
    return found


def _between(text: str, place: int, texts: Sequence[str]) -> Edit:
    """Texts put between what stands before a place and behind it, an empty line apart."""
    before, behind = text[:place], text[place:]
    start = len(before.rstrip())
    lead = "\n\n" if start else ""
    rest = "\n\n" if behind.strip() else "\n"
    end = place + len(behind) - len(behind.lstrip("\r\n"))
    return Edit(start, end, lead + "\n\n".join(texts) + rest)


def _whole_sections(pair: Pair, found: Sequence[Piece], said: Mapping[str, str]) -> dict[str, str]:
    """The sections or comments that the translation lacks, as far as all of each is translated."""
    by_section: dict[str, list[Piece]] = {}
    for piece in found:
        if piece.target_start < 0 and piece.kind not in front.FIELDS:
            by_section.setdefault(piece.section, []).append(piece)
    return {
        section: _made(pair, section, of_section, said)
        for section, of_section in by_section.items()
        if section and all(piece.id in said for piece in of_section)
    }


def _made(pair: Pair, section: str, of_section: Sequence[Piece], said: Mapping[str, str]) -> str:
    """A section of the original with its segments in the other language."""
    if pair.is_thread:
        body = escape(unescape(said[section]))
        return f"/// comment\n    id: {section}\n\n{body}\n///"
    spans = {id: (start, end) for id, start, end in spans_of(pair.original)}
    start, end = spans[section]
    return _filled(pair, start, end, of_section, said)


def _filled(
    pair: Pair, start: int, end: int, of_section: Iterable[Piece], said: Mapping[str, str]
) -> str:
    text = pair.original.text
    parts, position = [], start
    for piece in of_section:
        target = in_language(said[piece.id], pair.language)
        parts += [text[position : piece.start], target]
        position = piece.end
    whole = "".join([*parts, text[position:end]])
    return whole.replace("\r\n", "\n").strip()


def _new(pair: Pair, found: Sequence[Piece], said: Mapping[str, str]) -> str:
    """A translation that is not there yet."""
    if pair.is_thread:
        comments = _whole_sections(pair, found, said)
        return "\n\n".join(comments.values()) + "\n" if comments else ""
    opening = [piece for piece in found if not piece.section]
    lacking = [p.id for p in opening if p.id not in said and p.id != "summary"]
    if lacking:
        raise DamagedError(
            f"{lacking[0]} is not translated: a new translation begins with its title and all "
            "that stands before the first section"
        )
    lines = [f"{name}: {front.as_yaml(said[name])}" for name in front.FIELDS if name in said]
    _, start, end = next(iter(spans_of(pair.original)))
    text = [piece for piece in opening if piece.kind not in front.FIELDS]
    parts = [_filled(pair, start, end, text, said)]
    parts += _whole_sections(pair, found, said).values()
    body = "\n\n".join(filter(None, parts))
    return "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n"
