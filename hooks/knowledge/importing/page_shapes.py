"""Conversations that have no element per comment, or no sign on it, brought into the usual shape.

Definition lists (Blogger's old templates), anchors with a comment's parts behind each (Typepad,
Serendipity), and repeated siblings under a heading that says what they are. The elements around
which a comment is gathered, or the sign on them, are put into the tree; `page_units` does the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from knowledge.importing.dates import find_date
from knowledge.importing.page_tree import Node, ancestors, classes, marks, text_of
from knowledge.importing.page_units import NUMBERED, SHORT, UNIT

MADE = "comment"
"""The class of what is made here."""
TALK = re.compile(
    r"comments?\b|comment[-_]?list|kommentar|discussion|diskussion|reaktion|antworten|responses|replies"
    r"|feedback|guestbook|gaestebuch|meinung|leserbrief"
)
TITLE = re.compile(
    r"\b(?:comments?|kommentare?|responses?|repl(?:y|ies)|reaktion(?:en)?|antworten|diskussion"
    r"|discussion|meinungen|leserstimmen|thoughts on|gedanken zu|what others say)\b",
    re.IGNORECASE,
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ENDS = {"form", "nav", "footer", *HEADINGS}
NOT_TALK = re.compile(
    r"recent|latest|letzte|sidebar|widget|respond|form|count|nav|menu|meta|link|feed"
)
SHORT_HEAD = 90
"""Letters of what only says who and when."""


def gather(root: Node) -> None:
    """Makes an element of each comment that consists of several beside each other."""
    for dl in list(root.iter("dl")):
        if TALK.search(marks(dl)) or any(_anchor_number(dt) for dt in dl.iterchildren("dt")):
            _gather_terms(dl)
    parents = Counter(anchor.getparent() for anchor in root.iter("a") if _is_anchor(anchor))
    for parent, count in parents.items():
        words = (
            f"{marks(parent)} {marks(parent.getparent()) if parent.getparent() is not None else ''}"
        )
        if count > 1 or TALK.search(words):
            _gather_behind_anchors(parent)


def _gather_terms(dl: Node) -> None:
    terms = list(dl.iterchildren("dt"))
    for dt in terms:
        group = [dt, *_siblings_until(dt, {"dt"})]
        number = _anchor_number(dt)
        made = _wrap(group, number)
        made.tag = "article"


def _anchor_number(node: Node) -> str:
    """The number of a comment that an element, or an anchor in it, is the target of."""
    for each in (node, *node.iter("a")):
        for name in (each.get("id"), each.get("name")):
            if name and (match := NUMBERED.match(name) or SHORT.match(name)):
                return match.group(1)
    return ""


def _is_anchor(node: Node) -> bool:
    if text_of(node) or node.get("href"):
        return False
    name = node.get("id") or node.get("name") or ""
    return bool(NUMBERED.match(name) or SHORT.match(name))


def _gather_behind_anchors(parent: Node) -> None:
    anchors = [node for node in parent.iterchildren("a") if _is_anchor(node)]
    inside = any(_numbered(node) for node in (parent, *ancestors(parent))) or (
        parent.tag in {"li", "article"} and bool(set(classes(parent)) & UNIT)
    )
    for anchor in anchors:
        number, after = _anchor_number(anchor), anchor.getnext()
        if after is None or inside:
            continue
        if set(classes(after)) & UNIT or _numbered(after):
            if not _numbered(after):
                after.set("data-comment-id", number)
        elif group := list(_siblings_until(anchor, ENDS, anchors)):
            _wrap([anchor, *group], number)


def _numbered(node: Node) -> bool:
    return bool(NUMBERED.match(node.get("id") or ""))


def _siblings_until(node: Node, tags: set[str], stops: Iterable[Node] = ()) -> Iterator[Node]:
    stop = set(stops)
    after = node.getnext()
    while after is not None and after.tag not in tags and after not in stop:
        yield after
        after = after.getnext()


def _wrap(group: list[Node], number: str) -> Node:
    """Puts siblings into a new element in their place, with the text between them."""
    first = group[0]
    parent = first.getparent()
    made = etree.Element("div")
    made.set("class", MADE)
    if number:
        made.set("data-comment-id", number)
        made.set("id", f"comment-{number}")
    parent.insert(parent.index(first), made)
    last_tail, group[-1].tail = (
        (group[-1].tail, None) if group[-1].tag != "a" else ("", group[-1].tail)
    )
    for node in group:
        if (node.get("id") or "") == made.get("id"):
            del node.attrib["id"]
        made.append(node)
    made.tail = last_tail or None
    return made


# repeated siblings


def mark_repeated(root: Node) -> bool:
    """Marks what looks like comments although nothing calls it so; whether there was any.

    They are siblings of one kind, each with a date and words, in something that is called a
    conversation, or under a heading that does.
    """
    best: list[Node] = []
    for parent in list(root.iter("div", "section", "ol", "ul", "article", "main", "td", "body")):
        if _is_talk(parent):
            found = _repeated(parent)
            if len(found) > len(best):
                best = found
    for node in best:
        node.set("class", f"{node.get('class') or ''} {MADE}".strip())
    return bool(best)


def _is_talk(parent: Node) -> bool:
    words = marks(parent)
    if NOT_TALK.search(words):
        return False
    if parent.tag != "body" and TALK.search(words):
        return True
    heading = parent.getprevious()
    if heading is not None and heading.tag in HEADINGS and TITLE.search(text_of(heading)):
        return True
    return any(TITLE.search(text_of(child)) for child in parent if child.tag in HEADINGS)


def _repeated(parent: Node) -> list[Node]:
    children = [child for child in parent if child.tag not in HEADINGS and child.tag != "form"]
    heading = next(
        (child for child in parent if child.tag in HEADINGS and TITLE.search(text_of(child))), None
    )
    if heading is not None and not TALK.search(marks(parent)):
        children = list(_siblings_until(heading, ENDS))
    dated = [child for child in children if _says_when(child)]
    if not dated:
        return []
    kind, _ = Counter(_kind(child) for child in dated).most_common(1)[0]
    dated = [child for child in dated if _kind(child) == kind]
    if all(_only_says_when(child) for child in dated):
        return _joined(children, dated)
    return [child for child in dated if len(text_of(child)) > 20]


def _kind(node: Node) -> tuple[str, str]:
    words = [word for word in classes(node) if word not in {"odd", "even", "alt", "first", "last"}]
    return node.tag, words[0] if words else ""


def _says_when(node: Node) -> bool:
    if node.tag in {"script", "style", "nav"}:
        return False
    if next(node.iter("time"), None) is not None:
        return True
    text = text_of(node)
    return find_date(text[:300]) is not None or find_date(text[-200:]) is not None


def _only_says_when(node: Node) -> bool:
    return len(text_of(node)) < SHORT_HEAD and next(node.iter("p"), None) is None


def _joined(children: list[Node], heads: list[Node]) -> list[Node]:
    """Comments whose words stand behind, or before, the element that says who and when."""
    known = set(heads)
    groups: list[list[Node]] = []
    before = bool(children) and children[-1] in known and children[0] not in known
    open_group: list[Node] = []
    for child in children:
        if child in known and not before:
            open_group = [child]
            groups.append(open_group)
        elif open_group or before:
            open_group.append(child)
            if before and child in known:
                groups.append(open_group)
                open_group = []
    return [_wrap(group, _anchor_number(group[0])) for group in groups if len(group) > 1]
