"""Places in texts that can be written anew while every other byte stays: values of YAML, links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import yaml

Path = tuple[str | int, ...]
END_OF_LINE = re.compile(r"[^\r\n]*")
LINE_ENDS = re.compile(r"\r\n|\n")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value of YAML and where it stands, its quotation marks included."""

    path: Path
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A stretch of a text and what stands there then."""

    start: int
    end: int
    new: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with stretches replaced that do not overlap."""
    parts, position = [], 0
    for edit in sorted(set(edits)):
        parts += [text[position : edit.start], edit.new]
        position = edit.end
    return "".join([*parts, text[position:]])


def scalars(text: str, offset: int = 0) -> list[Scalar]:
    """The values in a YAML text, in order; one that aliases repeat stands once.

    Args:
        text: YAML.
        offset: where it begins in what offsets are counted in.

    Raises:
        yaml.YAMLError: if it is none.
    """
    node = yaml.compose(text, yaml.BaseLoader)
    return list(_scalars(node, (), offset, set())) if node else []


def _scalars(node: yaml.Node, path: Path, offset: int, seen: set[int]) -> Iterator[Scalar]:
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, (*path, str(key.value)), offset, seen)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _scalars(value, (*path, index), offset, seen)
    else:
        start, end = node.start_mark.index + offset, node.end_mark.index + offset
        yield Scalar(path, str(node.value), start, end)


def replace_in(scalar: Scalar, text: str, old: str, new: str) -> Edit:
    """The edit that makes a value another; its quotation marks stay.

    Args:
        scalar: the value.
        text: what its offsets are counted in.
        old: the part of the value that changes, which stands in it once.
        new: what it becomes.
    """
    at = text.find(old, scalar.start, scalar.end)
    if at >= 0:
        return Edit(at, at + len(old), new)
    whole = json.dumps(scalar.value.replace(old, new), ensure_ascii=False)
    return Edit(scalar.start, scalar.end, whole)


def added_to_list(text: str, start: int, end: int, name: str, item: str) -> Edit:
    """The edit that adds an item to a list of front matter, or the list.

    Args:
        text: the whole file.
        start: where the YAML of the front matter begins.
        end: where it ends: the beginning of its last line of hyphens.
        name: the list's name.
        item: what needs no quotation marks.

    Raises:
        yaml.YAMLError: if it is no YAML.
    """
    node = yaml.compose(text[start:end], yaml.BaseLoader)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == name:
            return _longer(text, start, value, item)
    return Edit(end, end, f"{name}: [{item}]{line_end_of(text)}")


def _longer(text: str, start: int, value: yaml.Node, item: str) -> Edit:
    begin, end = start + value.start_mark.index, start + value.end_mark.index
    if isinstance(value, yaml.SequenceNode) and value.flow_style:
        bracket = end - 1
        return Edit(bracket, bracket, f", {item}" if value.value else item)
    if isinstance(value, yaml.SequenceNode) and value.value:
        last = start + value.value[-1].end_mark.index
        if rest := END_OF_LINE.match(text, last):  # a comment behind the last item stays there
            last = rest.end()
        indent = " " * value.start_mark.column
        return Edit(last, last, f"{line_end_of(text)}{indent}- {item}")
    written = text[begin:end]
    return Edit(begin, end, f"[{written}, {item}]" if written else f" [{item}]")


def line_of(text: str, offset: int) -> int:
    """The line of an offset, from 1."""
    return text.count("\n", 0, offset) + 1


def whole_line(text: str, offset: int) -> str:
    """The line on which an offset lies, without its end."""
    begin = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return text[begin : end if end >= 0 else len(text)].rstrip("\r")


def line_end_of(text: str) -> str:
    """How most lines of a text end; a line feed where there are none."""
    found: Sequence[str] = LINE_ENDS.findall(text)
    return "\r\n" if 2 * found.count("\r\n") > len(found) else "\n"
