"""The segments of a Markdown text: what a translator translates; all else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.language import mask

LINE = re.compile(r"[^\n]*(?:\n|\Z)")
FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
HEADING = re.compile(r"(?P<mark>#{1,6}[ \t]+)(?P<text>\S.*?)[ \t]*#*[ \t]*$")
ITEM = re.compile(r"(?P<mark>[ \t]*(?:>[ \t]?)*[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)(?=\S)")
QUOTED = re.compile(r"(?P<mark> {0,3}>[ \t]?(?:>[ \t]?)*)(?=\S)")
NOTE = re.compile(r"(?P<mark> {0,3}\[\^[^\]\n]+\]:[ \t]+)(?=\S)")
BLOCK = re.compile(r" {0,3}/{3,}[^|\n]*(?P<bar>\|[ \t]*)?")
DELIMITERS = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?[ \t]*$")
RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
TAGS = re.compile(r"[ \t]*(?:<[^<>]+>[ \t]*)+$")
INDENTED = re.compile(r"(?: {4}|\t)")
BLANK = re.compile(r"[ \t>]*$")


class Segment(NamedTuple):
    """A stretch of a text that is translated as one."""

    kind: str
    """`heading`, `item`, `quote`, `note`, `row`, `title` or `paragraph`."""
    start: int
    end: int


@dataclass(slots=True)
class _Scan:
    """What the scanner knows behind each line."""

    kind: str = ""
    """Of the segment that goes on."""
    start: int = 0
    end: int = 0
    fence: str = ""
    """What closes the code that is open."""
    in_list: bool = False
    after_block: bool = False
    found: list[Segment] = field(default_factory=list)

    def close(self) -> None:
        if self.kind:
            self.found.append(Segment(self.kind, self.start, self.end))
        self.kind = ""

    def one(self, kind: str, start: int, end: int) -> None:
        self.close()
        self.found.append(Segment(kind, start, end))


def segments(text: str, start: int = 0, end: int | None = None) -> list[Segment]:
    """The segments of a stretch of Markdown, with their offsets in the whole text.

    Args:
        text: Markdown, its line ends as they are.
        start: where the stretch begins; the beginning of a line.
        end: where it ends.
    """
    scan = _Scan()
    for offset, line in _lines(text, start, len(text) if end is None else end):
        _read(scan, offset, line)
    scan.close()
    return scan.found


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    while start < end:
        match = LINE.match(text, start, end)
        assert match is not None
        yield start, match.group().rstrip("\r\n")
        start = max(match.end(), start + 1)


def _read(scan: _Scan, offset: int, line: str) -> None:
    if _is_code(scan, line):
        scan.close()
    elif BLANK.match(line):
        scan.close()
        scan.after_block = False
    elif not _begins(scan, offset, line):
        _goes_on(scan, offset, line)


def _is_code(scan: _Scan, line: str) -> bool:
    """Whether a line is code, or begins or ends some."""
    fence = FENCE.match(line)
    if scan.fence:
        if fence and line.strip().startswith(scan.fence) and not line.strip().strip(scan.fence[0]):
            scan.fence = ""
        return True
    if fence:
        scan.fence = fence["fence"]
        return True
    if scan.after_block and INDENTED.match(line):  # an option of a block
        return True
    return not scan.kind and not scan.in_list and INDENTED.match(line) is not None


def _begins(scan: _Scan, offset: int, line: str) -> bool:
    """Whether a line is a segment by itself, begins one of a kind of its own, or is none."""
    scan.after_block = False
    if block := BLOCK.match(line):
        scan.close()
        scan.after_block, scan.in_list = True, False
        if block["bar"]:
            scan.one("title", offset + block.end(), offset + len(line.rstrip()))
        return True
    if heading := HEADING.match(line):
        text = mask.HEADING_ID.sub("", heading["text"]).rstrip()
        begin = offset + heading.end("mark")
        scan.one("heading", begin, begin + len(text))
        scan.in_list = False
        return True
    if RULE.match(line) or TAGS.match(line) or mask.DEFINITION.match(line):
        scan.close()
        scan.in_list = False
        return True
    if line.lstrip().startswith("|"):
        scan.close()
        if not DELIMITERS.match(line):
            indent = len(line) - len(line.lstrip())
            scan.one("row", offset + indent, offset + len(line.rstrip()))
        return True
    return _begins_marked(scan, offset, line)


def _begins_marked(scan: _Scan, offset: int, line: str) -> bool:
    for kind, pattern in (("note", NOTE), ("item", ITEM), ("quote", QUOTED)):
        mark = pattern.match(line)
        if mark and not (kind == "quote" and scan.kind == "quote"):
            scan.close()
            scan.kind, scan.start = kind, offset + mark.end()
            scan.end = offset + len(line.rstrip())
            scan.in_list = kind != "quote"
            return True
    return False


def _goes_on(scan: _Scan, offset: int, line: str) -> None:
    """A line of running text, which goes on with a segment or begins a paragraph."""
    if not scan.kind:
        indent = len(line) - len(line.lstrip())
        scan.kind, scan.start = "paragraph", offset + indent
        scan.in_list = scan.in_list and indent > 0
    scan.end = offset + len(line.rstrip())
