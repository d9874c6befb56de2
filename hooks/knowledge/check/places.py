"""Where in a file something stands, for problems that point at it."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.model import Mark, Source


def heading_mark(source: Source, start: int) -> Mark:
    """The place of a heading, whole.

    Args:
        source: the file.
        start: where the heading begins, from the beginning of the body on.
    """
    begin = source.body_start + start
    end = source.text.find("\n", begin)
    line = source.text[begin : end if end >= 0 else None]
    return source.mark(begin, begin + len(line.rstrip()))


def lines_between(source: Source, first: int, end: int) -> Iterator[tuple[int, str]]:
    """Lines of a file, each with the offset at which it begins.

    Args:
        source: the file.
        first: the first line, counted from 1.
        end: the offset where they end.
    """
    offset = source.offset_of(first)
    for line in source.text[offset:end].split("\n"):
        yield offset, line
        offset += len(line) + 1
