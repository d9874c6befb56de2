"""Footnotes in the HTML of others: references that lead to a list below, and back again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

NUMBER = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡]{1,3})[\])]?")
BACK = re.compile(r"[\s↩↑^⏎\ufe0e\ufe0f]*")
NOTE_ELEMENTS = frozenset({"li", "p", "div", "dd"})


@dataclass(slots=True)
class Notes:
    """The footnotes of one text."""

    by_reference: dict[HtmlElement, str] = field(default_factory=dict)
    texts: dict[str, HtmlElement] = field(default_factory=dict)

    def label(self, element: HtmlElement) -> str:
        """The label of the note that an element refers to, or `""`."""
        return self.by_reference.get(element, "") if self.by_reference else ""

    def definitions(self) -> Iterator[tuple[str, HtmlElement]]:
        """Labels with the elements that hold the notes' texts."""
        return iter(self.texts.items())


def take_notes(root: HtmlElement) -> Notes:
    """The footnotes of a text; their list is taken out of it."""
    notes = Notes()
    references = [
        a
        for a in root.iter("a")
        if (a.get("href") or "").startswith("#") and NUMBER.fullmatch(_words(a))
    ]
    if not references:
        return notes
    targets = _targets(root)
    labels: dict[HtmlElement, str] = {}
    for reference in references:
        target = targets.get((reference.get("href") or "")[1:])
        if (
            target is None
            or _is_inside(reference, target)
            or not _is_before(reference, target, root)
        ):
            continue
        if target not in labels:
            labels[target] = str(len(labels) + 1)
        notes.by_reference[_raised(reference)] = labels[target]
    for target, label in labels.items():
        _without_way_back(target)
        notes.texts[label] = target
        _take_out(target)
    return notes


def _words(element: HtmlElement) -> str:
    return "".join(element.itertext()).strip()


def _targets(root: HtmlElement) -> dict[str, HtmlElement]:
    """The element of a note by each id that leads to it."""
    found: dict[str, HtmlElement] = {}
    for element in root.iter():
        for id in (element.get("id"), element.get("name")):
            holder: HtmlElement | None = element
            while holder is not None and holder.tag not in NOTE_ELEMENTS:
                holder = holder.getparent()
            if id and holder is not None and holder.getparent() is not None:
                found.setdefault(id, holder)
    return found


def _is_inside(element: HtmlElement, other: HtmlElement) -> bool:
    return other in element.iterancestors()


def _is_before(element: HtmlElement, other: HtmlElement, root: HtmlElement) -> bool:
    """Whether an element comes first; what leads upwards is no note."""
    for found in root.iter(element.tag, other.tag):
        if found is element:
            return True
        if found is other:
            return False
    return False


def _raised(reference: HtmlElement) -> HtmlElement:
    """The element to put the mark in place of: the raised one, if it holds nothing else."""
    parent = reference.getparent()
    is_alone = parent is not None and parent.tag == "sup" and len(parent) == 1
    return parent if is_alone and _words(parent) == _words(reference) else reference


def _without_way_back(target: HtmlElement) -> None:
    for link in list(target.iter("a")):
        leads_up = (link.get("href") or "").startswith("#")
        if leads_up and (BACK.fullmatch(_words(link)) or NUMBER.fullmatch(_words(link))):
            link.drop_tree()


def _take_out(target: HtmlElement) -> None:
    parent = target.getparent()
    if parent is None:
        return
    tail, target.tail = target.tail, None
    before = target.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (tail or "")
    else:
        parent.text = (parent.text or "") + (tail or "")
    parent.remove(target)
    if parent.tag in {"ol", "ul", "section", "div"} and not _words(parent) and len(parent) == 0:
        parent.drop_tree()
