"""The line a problem is about, cut to fit, and what underlines the words that are meant."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from knowledge.model import Problem

BEFORE = 30
"""Characters shown before the place, where a line is too long."""
CUT = "…"
LEAST = 20


class Excerpt(NamedTuple):
    """What is shown of a line."""

    text: str
    """Without tabs, so that every character has one place."""
    start: int
    """Where the words begin in it."""
    length: int
    """Of the words; 0 if the problem is about the line as a whole."""


def excerpt(line: str, column: int, length: int, width: int) -> Excerpt:
    """A line, or the part of it around a place.

    Args:
        line: as it stands in the file.
        column: of the place, counted from 1; 0 for the line as a whole.
        length: of the place.
        width: how many characters there is room for.
    """
    plain = "".join(c if c.isprintable() else " " for c in line.rstrip())
    width = max(width, LEAST)
    start = max(column - 1, 0)
    begin = max(0, start - BEFORE) if len(plain) > width else 0
    begin = min(begin, max(0, len(plain) - width + 1))
    shown = CUT * bool(begin) + plain[begin:]
    if len(shown) > width:
        shown = shown[: width - 1] + CUT
    at = start - begin + bool(begin)
    if not column or at > len(shown):
        return Excerpt(shown, 0, 0)
    return Excerpt(shown, at, max(1, min(length, len(shown) - at)))


def line_reader(root: Path) -> Callable[[Problem], str]:
    """Gives the line of a file that a problem is about, or nothing where there is none."""

    @lru_cache(maxsize=4)
    def lines(name: str) -> list[str]:
        try:
            text = (root / name).read_bytes().decode("utf-8", "replace")
        except OSError:
            return []
        return text.removeprefix("\ufeff").split("\n")

    def line_of(problem: Problem) -> str:
        found = lines(problem.file)
        return found[problem.line - 1] if 0 < problem.line <= len(found) else ""

    return line_of
