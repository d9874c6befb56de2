"""Paragraphs without any syntax, as most of a text is: they go past Markdown.

Markdown, the sanitiser and the walk would each look for what is not there, which takes most of the
time of a text. So a plain paragraph is lifted out of it, and one character with a number stands in
its place until all else is done. What comes out is the same; a test holds the two ways together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, tostring

from knowledge.render.characters import NOT_HOLDABLE
from knowledge.render.markers import (
    CLOSE,
    LIFTED,
    LOWERED,
    MADE_HERE,
    MARKER,
    OPEN,
    Marker,
    element,
)
from knowledge.render.walk import Walked

SIGNS = frozenset("[]<>&*_`~^\\|{}#\t\r")
"""Characters that may be syntax anywhere."""
LINE = re.compile(r"^(?:\s|[-+=:!?/]|\d+[.)])|\s$", re.MULTILINE)
"""A line that may be syntax by how it begins or ends; empty lines stand between paragraphs."""
REACHES_ON = re.compile(
    r"```|~~~|///|\*\[|<(?!(?:https?|mailto):|/?(?:a|abbr|b|cite|code|em|i|kbd|q|small|span|strong"
    r"|sub|sup|u)\b)"
)
"""What may make something else of the paragraphs behind it: fences, blocks, elements that are no
part of a line."""
MARKED = re.compile(MARKER)
BETWEEN = re.compile(r"(\n{2,})")
PLACE = re.compile(rf"{LIFTED}(\d+){LOWERED}")
BEGIN, END = len("<p>"), len("</p>")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A plain paragraph."""

    html: str
    words: str
    """Its text, with the white space evened out."""


@dataclass(frozen=True, slots=True)
class Lifted:
    """A text whose plain paragraphs are lifted out."""

    text: str
    """What is left, with a place for each; empty if nothing else is in it."""
    paragraphs: tuple[Paragraph, ...]
    markers: frozenset[int]
    """The numbers of the markers in them."""

    @property
    def alone(self) -> Walked:
        """The paragraphs, where there is nothing else."""
        words = [paragraph.words for paragraph in self.paragraphs]
        html = "\n".join(paragraph.html for paragraph in self.paragraphs)
        plain = {"": " ".join(filter(None, words))} if words else {}
        return Walked(html, plain=plain, lead=next(iter(words), ""))

    def among(self, rest: Walked) -> Walked:
        """The paragraphs at their places in what became of the rest."""
        if not self.paragraphs:
            return rest
        return replace(
            rest,
            html=PLACE.sub(self._html, rest.html),
            plain={section: PLACE.sub(self._words, text) for section, text in rest.plain.items()},
            lead=PLACE.sub(self._words, rest.lead),
        )

    def _html(self, place: re.Match[str]) -> str:
        paragraph = self._at(place)
        return paragraph.html[BEGIN:-END] if paragraph else ""

    def _words(self, place: re.Match[str]) -> str:
        paragraph = self._at(place)
        return paragraph.words if paragraph else ""

    def _at(self, place: re.Match[str]) -> Paragraph | None:
        """The paragraph of a place; None for a number that a text wrote as an entity."""
        number = int(place[1])
        return self.paragraphs[number] if number < len(self.paragraphs) else None


def lift(text: str, markers: Sequence[Marker]) -> Lifted:
    """Takes the plain paragraphs out of a text.

    Args:
        text: Markdown with markers inserted.
        markers: what their numbers mean.
    """
    if REACHES_ON.search(text) or NOT_HOLDABLE.search(text):
        return Lifted(text, (), frozenset())
    inner = text.strip("\n")
    parts = BETWEEN.split(inner)
    found: list[Paragraph] = []
    used: set[int] = set()
    for index in range(0, len(parts), 2):
        # A paragraph before a definition is what it defines.
        is_term = "".join(parts[index + 2 : index + 3]).lstrip(" ").startswith(":")
        if parts[index] and not is_term and _is_plain(parts[index], markers):
            numbers, paragraph = _paragraph(parts[index], markers)
            parts[index] = f"{LIFTED}{len(found)}{LOWERED}"
            found.append(paragraph)
            used |= numbers
    if not inner or len(found) == (len(parts) + 1) // 2:
        return Lifted("", tuple(found), frozenset(used))
    start = text.index(inner)
    rest = text[:start] + "".join(parts) + text[start + len(inner) :]
    return Lifted(rest, tuple(found), frozenset(used))


def _is_plain(text: str, markers: Sequence[Marker]) -> bool:
    """Whether a paragraph has no syntax but markers for links and mentions."""
    if not SIGNS.isdisjoint(text):
        return False
    if OPEN in text or CLOSE in text:
        inside = (markers[int(match[1])] for match in MARKED.finditer(text))
        if any(marker.is_citation or marker.id for marker in inside):
            return False
        text = MARKED.sub(r"\2", text)
    return OPEN not in text and CLOSE not in text and not LINE.search(text)


def _paragraph(text: str, markers: Sequence[Marker]) -> tuple[set[int], Paragraph]:
    whole = Element("p")
    numbers: set[int] = set()
    if OPEN not in text:
        whole.text = text
    else:
        last: Element | None = None
        for words, number, child in _parts(text, markers):
            if last is None:
                whole.text = words
            else:
                last.tail = words
            if child is not None:
                whole.append(child)
                numbers.add(number)
                last = child
    html = tostring(whole, encoding="unicode", method="html")
    return numbers, Paragraph(html, " ".join("".join(whole.itertext()).split()))


def _parts(text: str, markers: Sequence[Marker]) -> Iterator[tuple[str, int, Element | None]]:
    """The words before each marker, with its number and element; at last those behind all."""
    position = 0
    for match in MARKED.finditer(text):
        number = int(match[1])
        made = element(markers[number], match[2])
        if not markers[number].concept:
            del made.attrib[MADE_HERE]
        yield text[position : match.start()], number, made
        position = match.end()
    yield text[position:], -1, None
