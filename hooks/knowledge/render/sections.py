"""A rendered text taken apart where its sections begin, and a section lent to another language."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from lxml import html as lxml_html
from lxml.html import HtmlElement

from knowledge.render.walk import PARSER

FOOTNOTES = "footnote"
"""The class of the notes at the end of a text, which belong to all sections."""
NOTE = ("#fn:", "#fnref:")


@dataclass(frozen=True, slots=True)
class SectionHtml:
    """The HTML of a section, its links as neutral as they were."""

    id: str
    """Empty before the first heading."""
    head: str
    """The heading."""
    text: str
    """What stands below it."""


def split(html: str, ids: Collection[str]) -> list[SectionHtml]:
    """The sections of a rendered text, in order; the notes at its end are one without an id.

    Args:
        html: from `render`.
        ids: of the sections; other headings of the same level belong to the section they stand in.
    """
    found: list[SectionHtml] = []
    id, head, parts = "", "", list[str]()
    for child in _children(html):
        begins = child.get("id") if child.tag == "h2" else None
        notes = child.tag == "div" and child.get("class") == FOOTNOTES
        if (begins and begins in ids) or notes:
            found.append(SectionHtml(id, head, "".join(parts).strip()))
            id, parts = begins or "", []
            head = _written(child).strip() if begins else ""
        if not begins or begins not in ids:
            parts.append(_written(child))
    return [*found, SectionHtml(id, head, "".join(parts).strip())]


def lend(
    section: SectionHtml, language: str, taken: Collection[str], elsewhere: Callable[[str], str]
) -> SectionHtml:
    """A section as it can stand on the page of a translation.

    Links to notes lead to the original's page, where these stand.

    Args:
        section: of the original.
        language: of the original.
        taken: ids that the translation has, which become others here.
        elsewhere: the address of a place on the original's page, by its anchor.
    """
    root = _root(section.text)
    own = {str(part.get("id")) for part in root.iter() if part.get("id")}
    for part in root.iter():
        if id := part.get("id"):
            part.set("id", lent_id(id, language, taken))
        href = part.get("href") or ""
        if href[:1] == "#" and href[1:] in own:
            part.set("href", f"#{lent_id(href[1:], language, taken)}")
        elif href.startswith(NOTE):
            part.set("href", elsewhere(href[1:]))
    text = "".join(_written(child) for child in root)
    return SectionHtml(section.id, section.head, text.strip())


def lent_id(id: str, language: str, taken: Collection[str]) -> str:
    """An id of a section that is lent: with the language before it if the translation has it."""
    return f"{language}-{id}" if id in taken else id


def _children(html: str) -> list[HtmlElement]:
    return [child for child in _root(html) if isinstance(child.tag, str)]


def _root(html: str) -> HtmlElement:
    return lxml_html.fragment_fromstring(html, create_parent="div", parser=PARSER)


def _written(element: HtmlElement) -> str:
    return str(lxml_html.tostring(element, encoding="unicode"))
