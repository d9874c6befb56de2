"""Text files and their front matter: read once, every offset kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from knowledge.model import Source

FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
"""YAML between two lines of three hyphens, from the first line on, as MkDocs reads it."""


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
    """What stands in a file's front matter, all scalars as text, and on which lines."""

    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)
    """The line of each value by its path: `("source", "date")`."""

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of the value at a path, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


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
        SourceError: if it is not YAML, or not a mapping.
    """
    match = FRONT_MATTER.match(source.text)
    return parse_mapping(match.group(1), first_line=2) if match else FrontMatter()


def parse_mapping(text: str, first_line: int) -> FrontMatter:
    """A YAML mapping whose scalars all stay text.

    Args:
        text: YAML.
        first_line: the line of the file on which the text begins.

    Raises:
        SourceError: if it is not YAML, or not a mapping.
    """
    try:
        loader = yaml.BaseLoader(text)
        node = loader.get_single_node()
        values = loader.construct_document(node) if node else {}
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = first_line + (mark.line if mark else 0)
        reason = getattr(error, "problem", None) or "it is nested too deeply"
        message = (
            f"Expected YAML, but {reason}. Put values that contain a colon, a quotation mark "
            "or a number sign in quotes."
        )
        raise SourceError(message, line) from error
    if not isinstance(values, dict):
        raise SourceError("Expected `name: value` lines, found something else.", first_line)
    lines: dict[tuple[str | int, ...], int] = {}
    _collect_lines(node, (), first_line, lines)
    return FrontMatter(values, lines)


def _collect_lines(
    node: yaml.Node | None,
    path: tuple[str | int, ...],
    first: int,
    into: dict[tuple[str | int, ...], int],
) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            into[(*path, key.value)] = first + key.start_mark.line
            _collect_lines(value, (*path, key.value), first, into)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            into[(*path, index)] = first + item.start_mark.line
            _collect_lines(item, (*path, index), first, into)
