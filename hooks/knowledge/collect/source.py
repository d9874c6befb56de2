"""Text files and their front matter: read once, every offset kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import ReaderError

from knowledge.model import Mark, Source

FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
"""YAML between two lines of three hyphens, from the first line on, as MkDocs reads it."""
FAST_LOADER = getattr(yaml, "CBaseLoader", None)
"""Missing where PyYAML was built without libyaml."""
YAML_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
YAML_ONLY = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
"""Ends of lines to YAML (1.1, 5.4) and to nothing else that reads our files."""
MOST_NESTED = 500
NEVER_CLOSED = re.compile(r"\ufeff?---[ \t\r]*\n")


class SourceError(Exception):
    """A file that cannot be read as text or whose front matter is not YAML.

    Attributes:
        line: where in the file.
    """

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands in a file's front matter, all scalars as text, and where."""

    values: Mapping[str, Any] = field(default_factory=dict)
    marks: Mapping[tuple[str | int, ...], Mark] = field(default_factory=dict)
    """The place of each value, its name included, by its path: `("source", "date")`."""

    def mark(self, path: tuple[str | int, ...]) -> Mark:
        """The place of the value at a path, or of the nearest value around it."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, Mark(1))

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of the value at a path, or of the nearest value around it."""
        return self.mark(path).line


def read_text(path: Path) -> str:
    """The text of a file, with its byte order mark and line ends as they are.

    Raises:
        SourceError: if the file is not UTF-8.
    """
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "Expected text in UTF-8, found other bytes. Save the file as UTF-8."
        raise SourceError(message, line) from error


def split_source(path: str, text: str) -> Source:
    """A file's text with the place where its front matter ends; it is not read yet."""
    match = FRONT_MATTER.match(text)
    if match:
        return Source(path, text, match.end())
    return Source(path, text, 1 if text.startswith("\ufeff") else 0)


def parse_front_matter(source: Source) -> FrontMatter:
    """The front matter of a file; every scalar is text, so that nothing changes its type.

    Raises:
        SourceError: if it is not closed, not YAML, or not a mapping.
    """
    match = FRONT_MATTER.match(source.text)
    if match is None and NEVER_CLOSED.match(source.text):
        raise SourceError("The front matter is never closed. Add a line `---` below its fields.")
    return parse_mapping(match.group(1), first_line=2) if match else FrontMatter()


def parse_mapping(text: str, first_line: int) -> FrontMatter:
    """A YAML mapping whose scalars all stay text.

    Args:
        text: YAML.
        first_line: the line of the file on which the text begins.

    Raises:
        SourceError: if it is not YAML, or not a mapping.
    """
    lines = _Lines(text, first_line)
    try:
        node, values = _load(text)
    except (yaml.YAMLError, RecursionError) as error:
        reason, line = _reason(error, text)
        line = lines.number(line)
        message = (
            f"Expected YAML, but {reason}. Put values that contain a colon, a quotation mark "
            "or a number sign in quotes."
        )
        raise SourceError(message, line) from error
    if not isinstance(values, dict):
        raise SourceError("Expected `name: value` lines, found something else.", first_line)
    marks: dict[tuple[str | int, ...], Mark] = {}
    _collect_marks(node, (), lines, marks, set())
    return FrontMatter(values, marks)


def _load(text: str) -> tuple[yaml.Node | None, Any]:
    """A YAML text as a tree and as values.

    libyaml is some eight times as fast, but recurses without a limit and words its errors
    otherwise; so what nests much, and what is wrong, is left to the loader written in Python.
    """
    if FAST_LOADER and sum(map(text.count, "[{-?")) < MOST_NESTED:
        try:
            return _loaded(FAST_LOADER(text))
        except yaml.YAMLError:
            pass
    return _loaded(yaml.BaseLoader(text))


def _loaded(loader: Any) -> tuple[yaml.Node | None, Any]:
    node = loader.get_single_node()
    return node, loader.construct_document(node) if node else {}


def _reason(error: Exception, text: str) -> tuple[str, int]:
    """Why a text is not YAML, and on which of YAML's lines, counted from 0."""
    if isinstance(error, ReaderError):
        return str(error.reason), _breaks(text[: error.position])
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark
        if mark is None or mark.index >= len(text.rstrip()):  # what began does not end
            mark = error.context_mark or mark
        line = min(mark.line, _breaks(text.rstrip())) if mark else 0
        return str(error.problem or error.context), line
    return "it is nested too deeply", 0


def _breaks(text: str) -> int:
    return sum(1 for _ in YAML_BREAK.finditer(text))


def _collect_marks(
    node: yaml.Node | None,
    path: tuple[str | int, ...],
    lines: _Lines,
    into: dict[tuple[str | int, ...], Mark],
    seen: set[int],
) -> None:
    """Notes the place of every value, once where aliases repeat it.

    Raises:
        SourceError: if a name stands twice in one mapping, of which YAML keeps the last.
    """
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, key.value)
            if here in into:
                message = (
                    f"`{key.value}` stands here twice, first in line {into[here].line}. Remove one."
                )
                raise SourceError(message, lines.number(key.start_mark.line))
            into[here] = _mark(key, value, lines)
            _collect_marks(value, here, lines, into, seen)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            into[(*path, index)] = _mark(item, item, lines)
            _collect_marks(item, (*path, index), lines, into, seen)


def _mark(begin: yaml.Node, end: yaml.Node, lines: _Lines) -> Mark:
    """From one node to the end of another; of what goes on in other lines only the first node."""
    start, stop = begin.start_mark, end.end_mark
    if stop.line != start.line or stop.column < start.column:
        stop = begin.end_mark
    length = stop.column - start.column if stop.line == start.line else 0
    return Mark(lines.number(start.line), lines.column(start) + 1, max(1, length))


class _Lines:
    """The lines of a file that YAML's lines stand on: it breaks them at more than line feeds."""

    def __init__(self, text: str, first: int) -> None:
        """Looks where the two differ.

        Args:
            text: YAML.
            first: the line of the file on which it begins.
        """
        self._first = first
        self._starts: list[tuple[int, int]] = []
        """By YAML's number: the line below the first, and its characters before; if they differ."""
        if YAML_ONLY.search(text):
            line, begin = 0, 0
            self._starts.append((line, begin))
            for found in YAML_BREAK.finditer(text):
                if found[0].endswith("\n"):
                    line, begin = line + 1, found.end()
                self._starts.append((line, found.end() - begin))

    def number(self, line: int) -> int:
        """The line of the file, by YAML's, which is counted from 0."""
        return self._first + (self._starts[line][0] if self._starts else line)

    def column(self, mark: yaml.Mark) -> int:
        """The characters of that line before a mark."""
        return mark.column + (self._starts[mark.line][1] if self._starts else 0)
