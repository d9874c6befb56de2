"""Bytes of a plain capture to its lines, whatever it was saved as."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.importing.plain_furniture import Furniture, Signal

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
PAGE_END = "\x0c"
NO_TEXT = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff]")
"""Controls, soft hyphens and spaces without width: nobody reads them, and they split words."""
SPACES = re.compile("[\t\x1c-\x1f\u00a0\u2000-\u200a\u202f\u205f\u3000]")
TAB = 4
SPARSE = 12
"""Lines with text for each empty one, from which on each line is a paragraph of its own."""
WIDEST_WRAPPED = 120
"""Characters; a text with longer lines was not broken at a margin."""


@dataclass(frozen=True)
class Line:
    """A line of the capture."""

    number: int
    indent: int
    text: str
    """Without the space around it; each space a simple one, except those that do not break."""
    new_page: bool = False
    furniture: Furniture | None = None

    @property
    def empty(self) -> bool:
        """Whether it says nothing to readers."""
        return not self.text or self.furniture is not None

    @property
    def signal(self) -> Signal:
        """What it says about where an essay ends."""
        return self.furniture.signal if self.furniture else Signal.NONE

    @cached_property
    def plain(self) -> str:
        """Its text with simple spaces only, to compare."""
        return SPACES.sub(" ", self.text)

    def without(self, start: int) -> Line:
        """The line from `start` on, as though it were indented that far."""
        rest = self.text[start:]
        lead = len(rest) - len(rest.lstrip())
        return replace(self, indent=self.indent + start + lead, text=rest.strip())


def decode(raw: bytes) -> str:
    """The text of a file: by its byte order mark, else UTF-8, else Windows-1252."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:  # five bytes stand for nothing there
        return raw.decode("latin-1")


def lines(text: str) -> list[Line]:
    """The lines of a text, composed characters throughout."""
    found: list[Line] = []
    new_page = False
    position = 0
    composed = unicodedata.normalize("NFC", text)
    for end in (*LINE_END.finditer(composed), None):
        raw = composed[position : end.start() if end else len(composed)]
        found.append(_line(len(found) + 1, raw, new_page))
        new_page = (new_page and not found[-1].text) or bool(end and end.group() == PAGE_END)
        position = end.end() if end else position
    return found


def _line(number: int, raw: str, new_page: bool) -> Line:
    clean = NO_TEXT.sub("", raw).expandtabs(TAB)
    text = clean.strip()
    indent = len(clean) - len(clean.lstrip())
    return Line(number, indent if text else 0, text, new_page)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a capture sets its paragraphs."""

    wrapped: bool
    """Lines are broken at a margin."""
    dense: bool
    """No empty lines: each line is a paragraph."""


def layout(lines: Sequence[Line]) -> Layout:
    """How the paragraphs of these lines are set."""
    lengths = [len(line.text) for line in lines if line.text and "://" not in line.text]
    empty = sum(not line.text for line in lines)
    wrapped = max(lengths, default=0) <= WIDEST_WRAPPED
    return Layout(wrapped, not wrapped and empty * SPARSE < len(lines) - empty)
