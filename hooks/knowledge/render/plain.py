"""Paragraphs without any syntax, as most of a text is: they go past Markdown.

Markdown, the sanitiser and the walk would each look for what is not there, which takes most of the
time of a text. So a plain paragraph is lifted out of it, and one character with a number stands in
its place until all else is done. What comes out is the same; a test holds the two ways together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from xml.etree.ElementTree import Element, tostring

from knowledge.render.characters import UNHOLDABLE
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

SIGN = re.compile(rf"[\[\]<>&*_`~^\\|{{}}#\t\r{UNHOLDABLE}]")
"""Characters that may be syntax anywhere, and those that no element can hold."""
BEGINNINGS = frozenset("-+=:!?/")
ENUMERATED = re.compile(r"\d+[.)]")
"""What may be syntax at the beginning of a line."""
FENCES = ("```", "~~~", "///")
ELEMENT = re.compile(
    r"<(?!(?:https?|mailto):|/?(?:a|abbr|b|cite|code|em|i|kbd|q|small|span|strong|sub|sup|u)\b)"
)
"""What may make something else of the paragraphs behind it: fences, blocks, elements that are no
part of a line."""
MARKED = re.compile(MARKER)
BETWEEN = re.compile(r"(\n{2,})")
PLACE = re.compile(rf"{LIFTED}(\d+){LOWERED}")
MOST_ELEMENTS = 100_000
"""Links and mentions whose HTML is remembered."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A plain paragraph."""

    html: str
    """What is in its element."""
    words: str
    """Its text, with the white space evened out."""


@dataclass(frozen=True, slots=True)
class Lifted:
    """A text whose plain paragraphs are lifted out."""

    text: str
    """What is left, with a place for each run of them; empty if nothing else is in it."""
    runs: tuple[tuple[Paragraph, ...], ...]
    """Those that follow each other."""
    markers: frozenset[int]
    """The numbers of the markers in them."""

    @property
    def alone(self) -> Walked:
        """The paragraphs, where there is nothing else."""
        begin, end = _around()
        run = next(iter(self.runs), ())
        html = f"{begin}{_html_of(run)}{end}" if run else ""
        return Walked(html, plain={"": _words_of(run)} if run else {}, lead=_words_of(run[:1]))

    def among(self, rest: Walked) -> Walked:
        """The paragraphs at their places in what became of the rest."""
        if not self.runs:
            return rest
        html, words = self._at(_html_of), self._at(_words_of)
        return replace(
            rest,
            html=PLACE.sub(html, rest.html),
            plain={section: PLACE.sub(words, text) for section, text in rest.plain.items()},
            lead=PLACE.sub(self._at(lambda run: _words_of(run[:1])), rest.lead),
        )

    def _at(self, show: Callable[[Sequence[Paragraph]], str]) -> Callable[[re.Match[str]], str]:
        """What stands at a place; nothing at one that no text can have."""

        def shown(place: re.Match[str]) -> str:
            number = int(place[1])
            return show(self.runs[number]) if number < len(self.runs) else ""

        return shown


def _html_of(run: Iterable[Paragraph]) -> str:
    """From what is in the element of the first paragraph to what is in that of the last."""
    begin, end = _around()
    return f"{end}\n{begin}".join(paragraph.html for paragraph in run)


def _words_of(run: Iterable[Paragraph]) -> str:
    return " ".join(filter(None, (paragraph.words for paragraph in run)))


def lift(text: str, markers: Sequence[Marker]) -> Lifted:
    """Takes the plain paragraphs out of a text.

    Args:
        text: Markdown with markers inserted.
        markers: what their numbers mean.
    """
    if any(sign[0] in text and sign in text for sign in FENCES) or (
        "<" in text and ELEMENT.search(text)
    ):
        return Lifted(text, (), frozenset())
    inner = text.strip("\n")
    if not inner:
        return Lifted("", (), frozenset())
    parts = ["", *BETWEEN.split(inner)]
    rest: list[str] = []
    runs: list[list[Paragraph]] = []
    used: set[int] = set()
    goes_on = False
    for index in range(1, len(parts), 2):
        # A paragraph before a definition is what it defines.
        is_term = "".join(parts[index + 2 : index + 3]).lstrip(" ").startswith(":")
        is_plain = not is_term and _is_plain(parts[index], markers)
        if not is_plain:
            rest += parts[index - 1 : index + 1]
        else:
            numbers, paragraph = _paragraph(parts[index], markers)
            used |= numbers
            if not goes_on:
                rest += [parts[index - 1], f"{LIFTED}{len(runs)}{LOWERED}"]
                runs.append([])
            runs[-1].append(paragraph)
        goes_on = is_plain
    is_whole = len(runs) == 1 and len(rest) == 2
    start = text.index(inner)
    left = "" if is_whole else text[:start] + "".join(rest) + text[start + len(inner) :]
    return Lifted(left, tuple(map(tuple, runs)), frozenset(used))


def _is_plain(text: str, markers: Sequence[Marker]) -> bool:
    """Whether a paragraph has no syntax but markers for links and mentions."""
    if SIGN.search(text):
        return False
    if OPEN in text or CLOSE in text:
        inside = (markers[int(match[1])] for match in MARKED.finditer(text))
        if any(marker.is_citation or marker.id for marker in inside):
            return False
        text = MARKED.sub(r"\2", text)
    return OPEN not in text and CLOSE not in text and not any(map(_may_be_syntax, text.split("\n")))


def _may_be_syntax(line: str) -> bool:
    """Whether a line may be syntax by how it begins or ends."""
    first, last = line[:1], line[-1:]
    return (
        first in BEGINNINGS
        or first.isspace()
        or last.isspace()
        or (first.isdecimal() and ENUMERATED.match(line) is not None)
    )


def _paragraph(text: str, markers: Sequence[Marker]) -> tuple[set[int], Paragraph]:
    """A plain paragraph, which has nothing that would have to be escaped, and its markers."""
    if OPEN not in text:
        return set(), Paragraph(text, " ".join(text.split()))
    numbers: set[int] = set()

    def words(match: re.Match[str]) -> str:
        marker = markers[int(match[1])]
        return marker.text if marker.is_literal else match[2]

    def made(match: re.Match[str]) -> str:
        number = int(match[1])
        numbers.add(number)
        marker = markers[number]
        return _html(marker.href, marker.classes, marker.concept, words(match))

    html = MARKED.sub(made, text)
    return numbers, Paragraph(html, " ".join(MARKED.sub(words, text).split()))


@lru_cache(maxsize=MOST_ELEMENTS)
def _html(href: str, classes: str, concept: str, text: str) -> str:
    """The HTML of a link or a mention."""
    made = element(Marker(0, 0, text, href, classes, concept=concept), text)
    if not concept:
        del made.attrib[MADE_HERE]
    return tostring(made, encoding="unicode", method="html")


@lru_cache(maxsize=1)
def _around() -> list[str]:
    """How the element of a paragraph begins and ends."""
    paragraph = Element("p")
    paragraph.text = OPEN
    return tostring(paragraph, encoding="unicode", method="html").split(OPEN)
