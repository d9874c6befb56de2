"""The headings of an imported text: second level and below, each with an id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from knowledge.check.pages import TEMPLATE_ANCHORS
from knowledge.importing.escaping import plain
from knowledge.language.ids import RESERVED_ID, slug

LONGEST_ID = 60
NAMES = ("h1", "h2", "h3", "h4", "h5", "h6")
FIRST_LEVEL = 2


@dataclass(slots=True)
class Headings:
    """Gives each heading its level and id."""

    highest: int = 1
    """The level that becomes the second."""
    with_ids: bool = True
    taken: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: HtmlElement, *, with_ids: bool) -> Headings:
        """For the headings of a text."""
        levels = [int(str(element.tag)[1]) for element in root.iter(*NAMES)]
        return cls(min(levels, default=1), with_ids)

    def line(self, element: HtmlElement, text: str) -> str:
        """A heading's line.

        Args:
            element: the heading.
            text: what it reads, as Markdown on one line.
        """
        level = min(6, int(str(element.tag)[1]) - self.highest + FIRST_LEVEL)
        # Braces and the last number signs of a heading have a meaning of their own.
        text = text.replace("\\{", "&#123;").replace("\\}", "&#125;")
        if text.endswith("#"):
            text = f"{text[:-1]}&#35;"
        if not self.with_ids:
            return f"{'#' * level} {text}"
        id = self._id(plain("".join(element.itertext())))
        return f"{'#' * level} {text} {{ #{id} }}"

    def _id(self, words: str) -> str:
        return unique(slug(words) or "abschnitt", self.taken, TEMPLATE_ANCHORS)


def unique(id: str, taken: set[str], others: Sequence[str] | frozenset[str] = ()) -> str:
    """An id that nothing else has, cut at a word where it is long; it is taken from now on."""
    if len(id) > LONGEST_ID:
        id = id[: LONGEST_ID + 1].rpartition("-")[0] or id[:LONGEST_ID]
    if RESERVED_ID.fullmatch(id) or id in others:
        id = f"{id}-2" if id in others else f"abschnitt-{id}"
    found, number = id, 1
    while found in taken or found in others:
        number += 1
        found = f"{id}-{number}"
    taken.add(found)
    return found
