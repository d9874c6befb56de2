"""Links on their way through Markdown: put into the source, taken out as elements.

The places of links and of mentions without one are found in the source, where they have lines
and offsets. Each is then wrapped in characters of private use that no Markdown syntax knows,
and one inline processor makes the elements. What Markdown did not take for text (raw HTML,
code) is unwrapped again.
"""

from __future__ import annotations

import math
import re
import secrets
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

OPEN, MIDDLE, CLOSE = "\ue000", "\ue001", "\ue002"
LIFTED, LOWERED = "\ue003", "\ue004"
"""Stand around the number of a paragraph that was taken out of its text for a while."""
PRIVATE = re.compile("[\ue000-\ue004]|&#(?:[xX]0*[eE]00[0-4]|0*5734[4-8]);?")
"""What has a meaning here and nowhere else, written out or by number."""
MARKER = rf"{OPEN}(\d+){MIDDLE}([^{OPEN}{CLOSE}]*){CLOSE}"
LEFT_OVER = re.compile(rf"{MARKER}|[{OPEN}{MIDDLE}{CLOSE}]")
PRIORITY = 185
"""After `backtick` (190), so that code stays code; before `escape` (180) and all links, so
that nothing of a surface is taken for syntax of the text around it."""
MADE_HERE = "data-kb"
"""Marks links that are ours and not an author's; removed before the page is shown. On a mention
without a link it stays and holds the concept's id."""
OURS = secrets.token_hex(8)
"""What the mark holds on a link. No text can know it, so that none passes for what is made here."""


class Marker(NamedTuple):
    """A link or a mention, and the stretch of a text it takes the place of."""

    start: int
    end: int
    text: str
    """What it reads, as Markdown."""
    href: str = ""
    """Where the link leads."""
    classes: str = ""
    id: str = ""
    concept: str = ""
    """What a mention without a link means; it never takes the place of a link."""
    is_citation: bool = False
    is_literal: bool = False
    """Whether the text is a title, in which nothing is Markdown or HTML."""


def insert(text: str, markers: Sequence[Marker]) -> str:
    """A source with its markers in place.

    Args:
        text: the source.
        markers: in order, not overlapping.
    """
    parts, position = [], 0
    for index, marker in enumerate(markers):
        parts += [clear(text[position : marker.start]), OPEN, str(index), MIDDLE]
        parts += ["" if marker.is_literal else clear(marker.text), CLOSE]
        position = marker.end
    return "".join([*parts, clear(text[position:])])


def clear(text: str) -> str:
    """A text without the characters that have a meaning here, should it contain any."""
    if not (
        "&#" in text
        or OPEN in text
        or MIDDLE in text
        or CLOSE in text
        or LIFTED in text
        or LOWERED in text
    ):  # nearly always; a loop over them would take five times as long
        return text
    while PRIVATE.search(text):  # without one, what stood around it may be another
        text = PRIVATE.sub("", text)
    return text


def unwrap(html: str, markers: Sequence[Marker] = ()) -> str:
    """HTML with the text of the markers that Markdown did not take for text."""
    if not (OPEN in html or MIDDLE in html or CLOSE in html):
        return html

    def text(match: re.Match[str]) -> str:
        index = int(match.group(1)) if match.group(1) else len(markers)
        if index < len(markers) and markers[index].is_literal:
            return escape(markers[index].text)
        return match.group(2) or ""

    return LEFT_OVER.sub(text, html)


class MarkerProcessor(InlineProcessor):
    """Makes the elements of links from their markers."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(MARKER, md)
        self.markers: Sequence[Marker] = ()
        self.used: set[int] = set()

    def begin(self, markers: Sequence[Marker]) -> None:
        """Takes the markers of the text that is converted next."""
        self.markers, self.used = markers, set()

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name is Python-Markdown's
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element | None, int | None, int | None]:
        """The element for one marker; a number nobody gave is left to be unwrapped."""
        index = int(m.group(1))
        if index >= len(self.markers):
            return None, None, None
        self.used.add(index)
        return element(self.markers[index], m.group(2)), m.start(0), m.end(0)


def element(marker: Marker, text: str) -> Element:
    """The element a marker becomes, around a text that may contain further Markdown."""
    if marker.concept:
        mention = Element("span", {MADE_HERE: marker.concept})
        mention.text = text
        return mention
    if not marker.is_citation:
        link = Element("a", {"class": marker.classes, "href": marker.href, MADE_HERE: OURS})
        link.text = AtomicString(marker.text) if marker.is_literal else text
        return link
    raised = Element("sup", {"class": marker.classes, "id": marker.id})
    link = SubElement(raised, "a", {"href": marker.href, MADE_HERE: OURS})
    link.text = text
    return raised


def register(md: Markdown) -> MarkerProcessor:
    """Adds the processor to a Markdown instance."""
    processor = MarkerProcessor(md)
    md.inlinePatterns.register(processor, "kb_marker", PRIORITY)
    return processor


def in_order(markers: Iterable[Marker]) -> list[Marker]:
    """Markers sorted for `insert`; of two that overlap the link stays, of two links the first."""
    links: list[Marker] = []
    mentions: list[Marker] = []
    for marker in sorted(markers, key=lambda m: (m.start, -m.end)):
        found = mentions if marker.concept else links
        if not found or marker.start >= found[-1].end:
            found.append(marker)
    ends = [0, *(link.end for link in links)]
    starts = [*(link.start for link in links), math.inf]
    free = (m for m in mentions if _is_free(m, starts, ends))
    return sorted((*links, *free), key=lambda m: m.start)


def _is_free(mention: Marker, starts: Sequence[float], ends: Sequence[int]) -> bool:
    """Whether a mention lies between two links, or before or behind all."""
    following = bisect_left(starts, mention.start)
    return ends[following] <= mention.start and mention.end <= starts[following]
