"""A post's list of references, and its list of questions to the readers.

Only what is clearly one: a heading, or a paragraph that is a label, and a list right behind it.
"""

from __future__ import annotations

import re

from knowledge.importing.model import Asked, Entry, Markup
from knowledge.importing.page_tree import Node, inner_html, take_out, text_of

SOURCES = re.compile(
    r"(?:verwendete\s+)?(?:quellen?(?:angaben?|verzeichnis|nachweise?)?"
    r"|literatur(?:verzeichnis|angaben?|hinweise|liste)?"
    r"|einzelnachweise|references?|sources?|bibliography|works cited|further reading"
    r"|fußnoten und quellen|quellen und literatur|literatur und quellen|weiterführende literatur)",
    re.IGNORECASE,
)
MAYBE_SOURCES = re.compile(
    r"(?:weitere\s+)?(?:details|empfehlungen|links|anmerkungen|notes|nachweise|hinweise|belege)"
    r"(?:\s*(?:/|und|and|&)\s*\w+)?",
    re.IGNORECASE,
)
"""Labels that need citations in the text beside them."""
QUESTIONS = re.compile(
    r"(?:meine\s+|unsere\s+)?fragen?\s+an\s+(?:die|meine|unsere|euch|sie|alle)?"
    r"\s*(?:leser\w*|euch|sie|community|runde|blogger\w*)?(?:\s+und\s+leser\w*)?"
    r"|questions?\s+(?:for|to)\s+(?:the|my|our|you)?\s*(?:readers?|you)?",
    re.IGNORECASE,
)
LABELS = {"p", "h2", "h3", "h4", "h5", "h6", "strong", "b", "div"}
LONGEST_LABEL = 60


def take_references(text: Node) -> tuple[Entry, ...]:
    """Takes a post's list of references out of its text, with the label above it."""
    whole = text_of(text)
    for ol in list(text.iter("ol", "ul")):
        label = _label(ol)
        if label is None or not _names_sources(label, ol, whole):
            continue
        items = list(ol.iterchildren("li"))
        if not items or len(items) != len(ol) or not all(text_of(item) for item in items):
            continue
        start = (
            int(ol.get("start"))
            if (ol.get("start") or "").isdecimal() and len(ol.get("start")) < 5
            else 1
        )
        entries = tuple(_entry(number, item) for number, item in enumerate(items, start))
        take_out(ol)
        take_out(label)
        return entries
    return ()


def _names_sources(label: Node, ol: Node, whole: str) -> bool:
    said = _said(label)
    if SOURCES.fullmatch(said):
        return True
    count = len(list(ol.iterchildren("li")))
    cited = any(re.search(rf"[(\[]\s*{number}\s*[)\]]", whole) for number in range(1, count + 1))
    return ol.tag == "ol" and cited and MAYBE_SOURCES.fullmatch(said) is not None


def _said(label: Node) -> str:
    return text_of(label).strip(" :.–-")


def _label(node: Node) -> Node | None:
    if (
        node.getprevious() is None and (node.getparent().text or "").strip()
    ) or node.getparent() is None:
        return None
    before = node.getprevious()
    while before is not None and before.tag in {"br", "hr"} and not (before.tail or "").strip():
        before = before.getprevious()
    if before is None or before.tag not in LABELS or (before.tail or "").strip():
        return None
    return before if 0 < len(text_of(before)) <= LONGEST_LABEL else None


def _entry(number: int, item: Node) -> Entry:
    links = [
        link.get("href") for link in item.iter("a") if (link.get("href") or "").startswith("http")
    ]
    url = links[0] if len(set(links)) == 1 else ""
    return Entry(number, inner_html(item), Markup.HTML, url)


def find_questions(text: Node) -> tuple[Asked, ...]:
    """The questions of a list that is said to be one; they stay in the text."""
    for items in text.iter("ol", "ul"):
        label = _label(items)
        if label is None or not QUESTIONS.fullmatch(_said(label)):
            continue
        asked = [text_of(item) for item in items.iterchildren("li")]
        if asked and all("?" in question for question in asked):
            numbered = items.tag == "ol"
            return tuple(
                Asked(text, place if numbered else 0) for place, text in enumerate(asked, 1)
            )
    return ()
