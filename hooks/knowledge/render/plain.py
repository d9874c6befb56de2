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
DEFINITION = re.compile(r"\n\n *:")
"""What makes the paragraph before it a term, with the beginning of the next."""
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
    parts = ["", *_parts(inner)]
    rest: list[str] = []
    runs: list[list[Paragraph]] = []
    used: set[int] = set()
    goes_on = False
    has_terms = DEFINITION.search(inner) is not None
    for index in range(1, len(parts), 2):
        # A paragraph before a definition is what it defines.
        is_term = has_terms and "".join(parts[index + 2 : index + 3]).lstrip(" ").startswith(":")
        paragraph = None if is_term else _paragraph(parts[index], markers, used)
        if paragraph is None:
            rest += parts[index - 1 : index + 1]
        else:
            if not goes_on:
                rest += [parts[index - 1], f"{LIFTED}{len(runs)}{LOWERED}"]
                runs.append([])
            runs[-1].append(paragraph)
        goes_on = paragraph is not None
    is_whole = len(runs) == 1 and len(rest) == 2
    start = text.index(inner)
    left = "" if is_whole else text[:start] + "".join(rest) + text[start + len(inner) :]
    return Lifted(left, tuple(map(tuple, runs)), frozenset(used))


def _parts(text: str) -> Sequence[str]:
    """The paragraphs of a text, with what parts them between."""
    if "\n\n\n" in text:
        return BETWEEN.split(text)
    paragraphs = text.split("\n\n")  # three times faster
    parts = ["\n\n"] * (2 * len(paragraphs) - 1)
    parts[::2] = paragraphs
    return parts


def _paragraph(text: str, markers: Sequence[Marker], used: set[int]) -> Paragraph | None:
    """A paragraph that has no syntax but markers for links and mentions; None if it has more.

    Nothing in it would have to be escaped. The numbers of its markers are added to those `used`.
    """
    if SIGN.search(text):
        return None
    if OPEN not in text and CLOSE not in text:
        return None if _has_syntax(text) else Paragraph(text, " ".join(text.split()))
    pieces = MARKED.split(text)  # a text, a number, the words it stands at, a text, and so on
    numbers, around, texts = list(map(int, pieces[1::3])), pieces[2::3], pieces[::3]
    inside = [markers[number] for number in numbers]
    if any(marker.is_citation or marker.id for marker in inside):
        return None
    bare = _between(texts, around)
    if OPEN in bare or CLOSE in bare or _has_syntax(bare):
        return None
    used.update(numbers)
    words = [m.text if m.is_literal else own for m, own in zip(inside, around, strict=True)]
    made = [_html(m.href, m.classes, m.concept, own) for m, own in zip(inside, words, strict=True)]
    return Paragraph(_between(texts, made), " ".join(_between(texts, words).split()))


def _between(texts: Sequence[str], others: Sequence[str]) -> str:
    """Texts with others between them, of which there is one less."""
    parts = [""] * (len(texts) + len(others))
    parts[::2], parts[1::2] = texts, others
    return "".join(parts)


def _has_syntax(text: str) -> bool:
    """Whether a line of a paragraph may be syntax."""
    return any(map(_may_be_syntax, text.split("\n"))) if "\n" in text else _may_be_syntax(text)


def _may_be_syntax(line: str) -> bool:
    """Whether a line may be syntax by how it begins or ends."""
    first, last = line[:1], line[-1:]
    return (
        first in BEGINNINGS
        or first.isspace()
        or last.isspace()
        or (first.isdecimal() and ENUMERATED.match(line) is not None)
    )


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
