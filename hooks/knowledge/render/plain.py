"""Texts without any syntax: paragraphs, as most comments and definitions are.

Markdown, the sanitiser and the walk would each look for what is not there, which takes most of the
time of a short text. What comes out is the same; a test holds the two ways together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from knowledge.render.characters import NOT_HOLDABLE
from knowledge.render.markers import MADE_HERE, MARKER, OPEN, Marker, element

SIGNS = frozenset("[]<>&*_`~^\\|{}#\t\r")
"""Characters that may be syntax anywhere."""
LINE = re.compile(r"^(?:\s|[-+=:!?/]|\d+[.)])|\s$", re.MULTILINE)
"""A line that may be syntax by how it begins or ends; empty lines stand between paragraphs."""
MARKED = re.compile(MARKER)
PARAGRAPHS = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text of paragraphs."""

    html: str
    words: tuple[str, ...]
    """The text of each paragraph, its white space evened out."""


def plain(text: str, markers: Sequence[Marker]) -> Plain | None:
    """A text as paragraphs; None if there may be more in it.

    Args:
        text: Markdown with markers inserted.
        markers: what their numbers mean.
    """
    text = text.strip("\n")
    if not SIGNS.isdisjoint(text) or any(m.is_citation or m.id for m in markers):
        return None
    paragraphs = PARAGRAPHS.split(text) if text else []
    if any(LINE.search(_bare(paragraph)) for paragraph in paragraphs) or NOT_HOLDABLE.search(text):
        return None
    found = [_paragraph(paragraph, markers) for paragraph in paragraphs]
    html = "\n".join(tostring(each, encoding="unicode", method="html") for each in found)
    return Plain(html, tuple(" ".join("".join(each.itertext()).split()) for each in found))


def _bare(paragraph: str) -> str:
    """A paragraph with the words of its markers alone."""
    return MARKED.sub(r"\2", paragraph) if OPEN in paragraph else paragraph


def _paragraph(text: str, markers: Sequence[Marker]) -> Element:
    paragraph = Element("p")
    if OPEN not in text:
        paragraph.text = text
        return paragraph
    last: Element | None = None
    for words, child in _parts(text, markers):
        if last is None:
            paragraph.text = words
        else:
            last.tail = words
        if child is not None:
            paragraph.append(child)
            last = child
    return paragraph


def _parts(text: str, markers: Sequence[Marker]) -> Iterator[tuple[str, Element | None]]:
    """The words before each marker, with its element; at last those behind all."""
    position = 0
    for match in MARKED.finditer(text):
        marker = markers[int(match[1])]
        made = element(marker, match[2])
        if not marker.concept:
            del made.attrib[MADE_HERE]
        yield text[position : match.start()], made
        position = match.end()
    yield text[position:], None
