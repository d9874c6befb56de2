"""What a page says about its comments as a whole: how many there are, and where the others are."""

from __future__ import annotations

import re

from knowledge.importing.page_tree import Node, ancestors, marks, text_of

THINGS = (
    r"(?:kommentare?n?|antwort(?:en)?|gedanken?|reaktion(?:en)?|meinung(?:en)?|stimmen?"
    r"|rückmeldung(?:en)?|comments?|responses?|repl(?:y|ies)|thoughts?|reactions?|anmerkung(?:en)?|leserkommentare?)\b"
)
INVITING = r"(?:schreib|hinterlass|verfass|abgeben|abbrechen|leave|write|post a|cancel)"
"""*Eine Antwort schreiben* counts nothing."""
NUMBER_FIRST = re.compile(
    rf"(?<![\d.,])(\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,6}})\s+(?:\w+\s+)?{THINGS}", re.IGNORECASE
)
NUMBER_LAST = re.compile(rf"^\W*{THINGS}\s*[:(\[–-]\s*(\d{{1,6}})\b", re.IGNORECASE)
ONE = re.compile(
    rf"^\W*(?:es gibt\s+|bisher\s+)?(?:eine?|one)\s+{THINGS}(?!.*{INVITING})", re.IGNORECASE
)
NONE = re.compile(
    rf"^\W*(?:noch\s+)?(?:keine?|no)\s+{THINGS}"
    r"(?:\s+(?:vorhanden|yet|so far))?\W*$",
    re.IGNORECASE,
)
ITEMPROP = re.compile(r"(?:UserComments:)?(\d{1,6})$")
TITLED = re.compile(
    r"comments?[-_]?(?:title|count|number|head|num|intro)|wpdtc|wpd-thread-info|total-comments"
)
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption"}
PLACES = ("a", "span", "p", "div", "strong", "b", "li", "small")
LONGEST = 220
OTHER_PAGES = re.compile(
    r"^\W*(?:ältere|neuere|frühere|vorherige|nächste|weitere|older|newer|previous|next|more"
    r"|load more)\s+(?:kommentare|comments)|^kommentare laden|^mehr kommentare",
    re.IGNORECASE,
)


def declared_count(root: Node) -> int | None:
    """How many comments the page says there are; None where it says nothing.

    A heading counts more than a link, and what is called a matter of comments more than what is
    not. The comments themselves must be gone: they may talk of numbers.
    """
    best: tuple[int, int] | None = None
    for node in root.iter():
        weight = _weight(node)
        if weight <= (best[0] if best else 0):
            continue
        if (count := _count(node)) is not None:
            best = (weight, count)
    return best[1] if best else None


def _weight(node: Node) -> int:
    if node.get("itemprop") in {"commentCount", "interactionCount"}:
        return 2
    if node.tag in HEADINGS:
        return 4 if _is_about_comments(node) else 1 if node.tag != "h1" else 0
    if node.tag in PLACES and len(node) < 8:
        href = node.get("href") or ""
        own = marks(node)
        if href.endswith(("#comments", "#respond", "#kommentare")) or "comments-link" in own:
            return 2 if not _is_aside(node) else 0
        parent = node.getparent()
        if TITLED.search(f"{own} {marks(parent) if parent.tag != 'body' else ''}"):
            return 3
    return 0


def _is_aside(node: Node) -> bool:
    return any(
        parent.tag == "aside" or re.search(r"related|widget|sidebar", marks(parent))
        for parent in ancestors(node)
        if parent.tag != "body"
    )


def _is_about_comments(node: Node) -> bool:
    around = [node, *list(ancestors(node))[:4]]
    return any(
        re.search(r"comment|kommentar|respon|respond|discussion|feedback", marks(each))
        for each in around
        if each.tag != "body"
    )


def _count(node: Node) -> int | None:
    if value := node.get("content"):
        match = ITEMPROP.match(value)
        return int(match.group(1)) if match else None
    text = text_of(node)
    if not text or len(text) > LONGEST:
        return None
    if match := NUMBER_FIRST.search(text) or NUMBER_LAST.search(text):
        return int(re.sub(r"\D", "", match.group(1)))
    if re.fullmatch(r"[0-9]{1,5}", text) and "count" in marks(node):
        return int(text)
    return 1 if ONE.search(text) else 0 if NONE.search(text) else None


def other_pages(root: Node) -> str:
    """The address of a page with more of the comments, where the page links to one."""
    for link in root.iter("a"):
        href = (link.get("href") or "").strip()
        leads = OTHER_PAGES.search(text_of(link)) or "comment-page-" in href
        if leads and not _is_aside(link):
            return href
    return ""
