"""Running text: the elements inside a paragraph as pieces, and pieces as lines of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from knowledge.importing.escaping import escape, escape_line

BREAK = "  \n"
"""The end of a line inside a paragraph; the spaces are how Markdown has it."""
LONGEST_CODE = 1_500
"""Characters between backticks; with more, not everything that reads Markdown takes it for code."""
BEFORE_LINK = re.compile(r"!(?=\[)")


class Piece(NamedTuple):
    """A part of running text."""

    text: str
    is_markdown: bool = False
    """Whether the text is Markdown already; if not, nothing in it means anything."""


LINE_END = Piece(BREAK, True)


def joined(pieces: Sequence[Piece]) -> str:
    """Pieces as Markdown, without white space at the ends, on one line or more."""
    parts: list[str] = []
    for text, is_markdown in _merged(pieces):
        parts.append(text if is_markdown else escape(text))
    lines = "".join(parts).split(BREAK)
    # An empty line would end the paragraph.
    kept = [" ".join(line.split(" ")).strip() for line in lines]
    text = BREAK.join(escape_line(line) for line in kept if line)
    return BEFORE_LINK.sub(r"\\!", text) if "![" in text else text


def on_one_line(pieces: Sequence[Piece]) -> list[Piece]:
    """The same without ends of lines."""
    return [Piece(" ") if piece is LINE_END else _flat(piece) for piece in pieces]


def _flat(piece: Piece) -> Piece:
    return piece._replace(text=piece.text.replace(BREAK, " ")) if piece.is_markdown else piece


def _merged(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces with neighbouring text in one, so that it is escaped as it will be read."""
    run: list[str] = []
    for piece in pieces:
        if piece.is_markdown:
            if run:
                yield Piece(_even("".join(run)))
                run = []
            yield piece
        else:
            run.append(piece.text)
    if run:
        yield Piece(_even("".join(run)))


def _even(text: str) -> str:
    return re.sub(" {2,}", " ", text)


def plain_text(pieces: Sequence[Piece]) -> str:
    """The words of pieces that are not Markdown."""
    return "".join(" " if piece is LINE_END else piece.text for piece in pieces)


def emphasised(pieces: Sequence[Piece], mark: str) -> list[Piece]:
    """Pieces in emphasis: the mark stands close to the words and apart from other marks."""
    before, inner, after = _trimmed(pieces)
    if not inner:
        return list(pieces)
    text = joined(inner)
    if not text or "*" in text.replace("\\*", "") or (mark in "~^" and re.search(r"\s", text)):
        return list(pieces)  # emphasis in emphasis: the words matter more
    return [*before, Piece(f"{mark}{text}{mark}", True), *after]


def _trimmed(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """White space and ends of lines before, the pieces without them, and those behind."""
    inner = list(pieces)
    before: list[Piece] = []
    after: list[Piece] = []
    while inner and (inner[0] is LINE_END or not inner[0].text.strip()):
        before.append(inner.pop(0))
    while inner and (inner[-1] is LINE_END or not inner[-1].text.strip()):
        after.insert(0, inner.pop())
    if inner and not inner[0].is_markdown and inner[0].text[0].isspace():
        before.append(Piece(" "))
        inner[0] = Piece(inner[0].text.lstrip())
    if inner and not inner[-1].is_markdown and inner[-1].text[-1].isspace():
        after.insert(0, Piece(" "))
        inner[-1] = Piece(inner[-1].text.rstrip())
    return before, inner, after


def apart(pieces: list[Piece], more: Sequence[Piece]) -> list[Piece]:
    """Pieces with more behind them; of two that are emphasised and touch, only the first is."""
    if pieces and more and pieces[-1].is_markdown and more[0].is_markdown:
        left, right = pieces[-1].text, more[0].text
        if left[-1:] == "*" and right[:1] == "*":
            return [*pieces, Piece(right.strip("*"), True), *more[1:]]
    return [*pieces, *more]


def code(text: str) -> list[Piece]:
    """A stretch of code; what is too long for that, or has no sign, is text."""
    text = " ".join(text.split())
    if not text or len(text) > LONGEST_CODE:
        return [Piece(text)]
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    space = " " if text[0] == "`" or text[-1] == "`" else ""
    return [Piece(f"{fence}{space}{text}{space}{fence}", True)]


def link(pieces: Sequence[Piece], address: str, target: str) -> list[Piece]:
    """A link around pieces.

    Args:
        pieces: what it reads; may be empty.
        address: where it leads, safe to write.
        target: what that is in this base, or `""`.
    """
    before, inner, after = _trimmed(on_one_line(pieces))
    text = joined(inner)
    if target:
        words = text.replace("\\[", "&#91;").replace("\\]", "&#93;")
        is_words = words and not words.startswith(("<http", "http"))
        made = (
            f"[[{target}|{words}]]"
            if is_words and not re.search(r"[\[\]|]", words)
            else (f"[[{target}]]")
        )
    elif not text or _reads(inner, address):
        made = (
            f"<{address}>"
            if address.startswith("http") and "&amp;" not in address
            else (f"[{escape(address.removeprefix('mailto:'))}]({address})")
        )
    else:
        made = f"[{text}]({address})"
    return [*before, Piece(made, True), *after]


def _reads(pieces: Sequence[Piece], address: str) -> bool:
    """Whether a link reads as its address does."""
    return len(pieces) == 1 and pieces[0].text.strip("<>") == address
