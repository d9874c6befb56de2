"""Which elements of a page are its comments, and which of them answers which.

No list of themes is kept. Every element that bears a sign of a comment (an id with a number, a
class, microdata, a place in a list of comments) is a *candidate*; candidates within each other are
then told apart: a wrapper of the same comment, a part of it, a list of several, or an answer. What
signs there are comes from the walkers and templates of WordPress (`wp_list_comments`,
`comment_class`), its older themes and plugins, Blogger, Typepad and Movable Type, Serendipity,
Drupal, Disqus, and from microformats and schema.org.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from knowledge.importing.dates import find_date
from knowledge.importing.page_tree import Node, ancestors, classes, marks

BLOCKS = {
    "li",
    "div",
    "article",
    "section",
    "dl",
    "table",
    "blockquote",
    "tr",
    "p",
    "details",
    "main",
}
NUMBERED = re.compile(
    r"^(?:(?:li|div|article|section|wp|view|dl|tr|s|id|the|entry|single|item|blog|serendipity|jc|box"
    r"|block|thread|user|isso|remark42_)[-_]|post[-_]?\d+[-_])*"
    r"(?:comment|kommentar|trackback|pingback|ping|reply|antwort|response|commentbox|commento-comment-card)"
    r"[-_]*(?:id|no|num)?[-_]*(\d+|[0-9a-f]{12,}|[0-9a-f]{8}-[0-9a-f-]{27})$",
    re.IGNORECASE,
)
"""Ids of comments. What has a word behind the number, or another one before it, is a part."""
SHORT = re.compile(r"^(?:c|isso-|cm_?|wpd-comm-)(\d+|[0-9a-f]{16,})(?:_(\d+))?$")
"""Ids that need a class beside them: Serendipity, Blogger, wpDiscuz (its number, its parent's)."""
SERVICE_POST = re.compile(r"^post-(\d{5,})$")
"""Disqus, within its thread."""
UNIT = set(
    """
    comment pingback trackback commententry comment-item commentitem comment_item
    single-comment singlecomment single_comment comment-wrapper comment_wrapper h-cite
    u-comment p-comment comment-block commentblock comment-container comment_container
    comment-entry wpd-comment serendipity_comment serendipity_trackback blog-comment
    kommentar comment-single commentbox comment-box comment-wrap comment_wrap comment-holder
    comment-unit commento-card isso-comment remark42__comment the-comment user-comment
    usercomment hreview-comment comment__item comment-card thread-comment comments-item
    comments__item comment-li post-comment
    """.split()
)
SURE = set("comment pingback trackback h-cite u-comment p-comment serendipity_comment".split())
SURE |= set("serendipity_trackback wpd-comment commententry".split())
"""Those of them that nothing but a comment bears."""
LISTS = set(
    """
    commentlist comment-list comments-list commentslist comment_list comments_list pinglist
    pingbacklist trackbacklist trackback-list pingback-list pings trackbacks pingbacks
    wp-block-comment-template comment-listing comments-listing wpd-thread-list kommentare
    comments-container-list pinglist-ol children commentlist-ol comments comments__list
    """.split()
)
CHILDREN = set(
    """
    children indented replies comment-replies reply-list replies-list child-comments
    subcomments sub-comments comment-children comment-thread nested-comments answers
    comment__children comments-nested thread comment-reply-list wpd-reply-list
    """.split()
)
"""What holds the answers to a comment, in it or behind it."""
NAMING = set(
    """
    fn comment-author comment_author commentauthor comment-author-name author vcard p-author
    username wp-block-comment-author-name wpd-comment-author comment-meta commentmetadata
    comment__author comment-name authorname comment-header comment-footer
    """.split()
)
ELSEWHERE = re.compile(
    r"recent[-_]?comments?|latest[-_]?comments|widget_comments|letzte[-_]?kommentare|comments?[-_]?feed"
)
FORM = re.compile(r"(?:^|\s)(?:respond|commentform|comment-form|comment-respond)(?:$|\s)")
DEPTH = re.compile(
    r"^(?:comment-|wpd_comment_|wpd-)?(?:depth|level|indent|thread-level)[-_]?(\d+)$"
)
INDENT = re.compile(r"(?:padding|margin)-left:\s*(\d+(?:\.\d+)?)\s*(?:px|em|rem|%)?", re.IGNORECASE)
COUNT_LABEL = re.compile(
    r"^\W*(?:(?:\d+|no|kein\w*|one|ein\w*)\s+)?(?:comments?|kommentare?|responses?|replies|antwort\w*)"
    r"(?:\W*\(?\d*\)?)?\W*$",
    re.IGNORECASE,
)


@dataclass(eq=False, slots=True)
class Unit:
    """A comment's element, while the page is being read."""

    node: Node
    number: str = ""
    """Its id at the source, as far as its own attributes say."""
    strong: bool = False
    """Whether more speaks for it than its place in a list."""
    parent: Unit | None = None
    above: Unit | None = None
    """The nearest candidate around it, whether or not it answers that one."""
    listed: bool = False
    """Whether a list lies between it and the candidate around it."""
    named: bool = False
    dated: bool = False
    letters: int = 0
    said: str = ""
    """The first words that are in it and in no other candidate."""
    asked_parent: str = ""
    """The number of its parent, where an attribute says so."""
    kids: list[Unit] = field(default_factory=list)
    dropped: bool = False


def find_units(root: Node, *, everywhere: bool = False) -> list[Unit]:
    """The comments of a page, in its order, each with the one it answers as far as places say.

    Nothing is changed. Two elements of one comment give one unit, the outermost.

    Args:
        root: The page.
        everywhere: Also in what is called a form or a list of recent comments.
    """
    units = _candidates(root, everywhere)
    _measure(root, units)
    for unit in reversed(units):
        _settle(unit)
    left = [unit for unit in units if not unit.dropped and not _is_label(unit)]
    _find_parents(left)
    return left


# which elements may be comments


def _candidates(root: Node, everywhere: bool) -> list[Unit]:
    units: list[Unit] = []
    nearest: dict[Node, Unit | None] = {root: None}
    closed: set[Node] = set()
    for node in root.iter():
        parent = node.getparent()
        above = nearest.get(parent)
        if not everywhere and (parent in closed or _is_closed(node)):
            closed.add(node)
            continue
        unit = _candidate(node)
        if unit is not None:
            unit.above = above
            unit.listed = above is not None and _is_listed(node, above.node)
            units.append(unit)
        nearest[node] = unit or above
    for unit in units:
        if unit.above is not None:
            unit.above.kids.append(unit)
    return units


def _is_closed(node: Node) -> bool:
    """Whether what is in it is no conversation: recent comments, the form for a new one."""
    words = marks(node)
    if not words.strip() or node.tag in {"body", "html"}:
        return node.tag == "form" and "comment" in (node.get("action") or "")
    return bool(_closing(words))


@lru_cache(maxsize=4096)
def _closing(words: str) -> bool:
    return bool(ELSEWHERE.search(words) or FORM.search(words))


def _candidate(node: Node) -> Unit | None:
    if node.tag not in BLOCKS:
        return None
    words = set(classes(node))
    number, parent = _number(node, words)
    strong = bool(number or words & UNIT or _is_typed(node))
    if node.tag in {"p", "blockquote", "details", "main", "tr", "table"} and not number:
        return None
    if not strong and not _in_list(node):
        return None
    if not number and not strong and words & CHILDREN:
        return None
    if not number and words & LISTS and node.tag in {"ol", "ul", "dl"}:
        return None
    unit = Unit(node, number, strong)
    unit.asked_parent = (
        parent or node.get("data-parent-id") or node.get("data-comment-parent") or ""
    )
    if not unit.number:
        unit.number = node.get("data-comment-id") or node.get("data-commentid") or ""
    return unit


def _number(node: Node, words: set[str]) -> tuple[str, str]:
    name = (node.get("id") or "").strip()
    if match := NUMBERED.match(name):
        return match.group(1), ""
    if match := SHORT.match(name):
        if words & UNIT or (node.tag == "li" and _is_talk(node)):
            parent = match.group(2) or ""
            return match.group(1), "" if parent == "0" else parent
    elif (match := SERVICE_POST.match(name)) and "post" in words and node.tag in {"li", "div"}:
        around = " ".join(marks(parent) for parent in ancestors(node))
        if "disqus" in around or "post-list" in around:
            return match.group(1), ""
    return "", ""


def _is_talk(node: Node) -> bool:
    return any("comment" in marks(parent) for parent in list(ancestors(node))[:6])


def _is_typed(node: Node) -> bool:
    kind = node.get("itemtype") or ""
    return (
        kind.endswith(("/Comment", "/UserComments"))
        or (node.get("itemprop") or "").lower() == "comment"
        or "sioc:Post" in (node.get("typeof") or "")
        or "sioct:Comment" in (node.get("typeof") or "")
    )


def _in_list(node: Node) -> bool:
    if node.tag not in {"li", "article"}:
        return False
    parent = node.getparent()
    if parent is None or parent.tag not in {"ol", "ul", "div", "section"}:
        return False
    if node.tag == "article" and parent.tag not in {"div", "section"}:
        return False
    words = set(marks(parent).split())
    if node.tag == "article":
        return bool(words & (LISTS - {"children"}))
    return bool(words & LISTS) and parent.tag in {"ol", "ul"}


def _is_listed(node: Node, until: Node) -> bool:
    for parent in ancestors(node, until):
        if parent.tag in {"ol", "ul"} or set(classes(parent)) & CHILDREN:
            return True
    return False


# what each of them says by itself


def _measure(root: Node, units: list[Unit]) -> None:
    own = {unit.node: unit for unit in units}
    owner: dict[Node, Unit | None] = {}
    parts: dict[Unit, list[str]] = {}
    for node in root.iter():
        above = owner.get(node.getparent())
        unit = owner[node] = own.get(node, above)
        if unit is not None:
            _sign(node, unit)
            _say(parts, unit, node.text)
        if above is not None:
            _say(parts, above, node.tail)
    for unit in units:
        said = " ".join(" ".join(parts.get(unit, ())).split())
        unit.said = said[:400]
        unit.letters = sum(1 for character in said if character.isalnum())
        unit.dated = unit.dated or find_date(unit.said) is not None


def _say(parts: dict[Unit, list[str]], unit: Unit, text: str | None) -> None:
    if text and not text.isspace():
        parts.setdefault(unit, []).append(text)


def _sign(node: Node, unit: Unit) -> None:
    if node.tag == "time" or "comment-date" in (node.get("class") or ""):
        unit.dated = True
    if node is not unit.node and (node.tag == "cite" or set(classes(node)) & NAMING):
        unit.named = True


# wrappers, parts and lists


def _settle(unit: Unit) -> None:
    """Decides what a candidate is, all those in it being settled."""
    for kid in _living(unit):
        if kid.number and kid.number == unit.number:
            _absorb(unit, kid)
    unit.kids = _living(unit)
    inner = [kid for kid in unit.kids if not kid.listed]
    if _is_shell(unit) and inner:
        if len(inner) == 1 or not _are_alike(inner):
            _absorb(unit, inner[0])
        else:
            _dissolve(unit)
            return
    elif _is_shell(unit) and unit.kids and not unit.number and unit.node.tag != "li":
        _dissolve(unit)
        return
    for kid in [kid for kid in unit.kids if not kid.listed and _is_part(kid, unit)]:
        _absorb(unit, kid)
    unit.kids = _living(unit)


def _living(unit: Unit) -> list[Unit]:
    return [kid for kid in unit.kids if not kid.dropped]


def _is_shell(unit: Unit) -> bool:
    return not unit.dated and not unit.named and unit.letters < 30


def _are_alike(units: list[Unit]) -> bool:
    """Whether they stand beside each other as equals: then what holds them is a list."""
    first = units[0]
    return any(
        other.node.getparent() is first.node.getparent() and other.node.tag == first.node.tag
        for other in units[1:]
    )


def _is_part(kid: Unit, unit: Unit) -> bool:
    return not kid.number and not (kid.named and kid.dated) and (unit.named or unit.dated)


def _absorb(unit: Unit, kid: Unit) -> None:
    """Makes a candidate one with the one around it."""
    unit.number = kid.number or unit.number
    unit.asked_parent = unit.asked_parent or kid.asked_parent
    unit.named, unit.dated = unit.named or kid.named, unit.dated or kid.dated
    unit.letters += kid.letters
    unit.said = f"{unit.said} {kid.said}".strip()[:400]
    unit.strong = unit.strong or kid.strong
    _hand_over(kid, unit)


def _dissolve(unit: Unit) -> None:
    """Takes a list for what it is: its comments belong to whatever is around it."""
    if unit.above is None:
        for kid in unit.kids:
            kid.above = None
        unit.dropped = True
        return
    listed = unit.listed
    for kid in unit.kids:
        kid.listed = kid.listed or listed
    _hand_over(unit, unit.above)


def _hand_over(kid: Unit, unit: Unit) -> None:
    for grandchild in kid.kids:
        grandchild.above = unit
    unit.kids = [*unit.kids, *kid.kids]
    kid.kids = []
    kid.dropped = True


def _is_label(unit: Unit) -> bool:
    """Whether it only counts comments, or holds nothing at all."""
    if unit.number or unit.kids:
        return False
    if not unit.dated and not unit.named and not _is_sure(unit.node):
        # a box called *comment-box* around the form for a new one
        return bool(set(classes(unit.node)) & UNIT)
    if unit.letters == 0:
        return not unit.strong or not (unit.named or unit.dated)
    if not unit.strong and not (unit.named or unit.dated) and unit.letters < 3:
        return True
    return COUNT_LABEL.match(unit.said) is not None and not unit.dated


def _is_sure(node: Node) -> bool:
    return bool(set(classes(node)) & SURE) or _is_typed(node)


# who answers whom


def _find_parents(units: list[Unit]) -> None:
    by_node = {unit.node: unit for unit in units}
    by_number = {unit.number: unit for unit in reversed(units) if unit.number}
    for unit in units:
        unit.parent = unit.above if unit.above is not None and not unit.above.dropped else None
        if unit.parent is None or unit.listed:
            unit.parent = _before_list(unit, by_node) or unit.parent
        if unit.asked_parent in by_number and by_number[unit.asked_parent] is not unit:
            unit.parent = by_number[unit.asked_parent]
    _by_depth(units)
    _break_cycles(units)


def _before_list(unit: Unit, by_node: dict[Node, Unit]) -> Unit | None:
    """The comment behind which the list stands that the unit is in (Drupal, and invalid lists)."""
    until = unit.above.node if unit.above is not None else None
    for holder in ancestors(unit.node, until):
        parent = holder.getparent()
        inside = parent is not None and holder.tag in {"ol", "ul"} and parent.tag in {"ol", "ul"}
        if not inside and not set(classes(holder)) & CHILDREN:
            continue
        before = holder.getprevious()
        while before is not None:
            if found := by_node.get(before):
                return found
            found = next((by_node[node] for node in before.iter() if node in by_node), None)
            if found is not None:
                return found
            if set(classes(before)) & CHILDREN:
                break
            before = before.getprevious()
    return None


def _by_depth(units: Iterable[Unit]) -> None:
    """Nests what only says how deep it lies, by a class, an attribute or its indentation."""
    path: list[tuple[float, Unit]] = []
    for unit in units:
        depth = depth_of(unit.node)
        if depth is None:
            continue
        while path and path[-1][0] >= depth:
            path.pop()
        if unit.parent is None and path:
            unit.parent = path[-1][1]
        path.append((depth, unit))


def _break_cycles(units: list[Unit]) -> None:
    """Whatever attributes say, nothing answers itself, through others or not."""
    safe: set[Unit] = set()
    for unit in units:
        path: list[Unit] = []
        seen: set[Unit] = set()
        at: Unit | None = unit
        while at is not None and at not in safe and at not in seen:
            path.append(at)
            seen.add(at)
            at = at.parent
        if at is not None and at in seen:
            at.parent = None
        safe.update(path)


def depth_of(node: Node) -> float | None:
    """How deep a comment lies, in whatever measure; None where it does not say."""
    for word in classes(node):
        if match := DEPTH.match(word):
            return float(match.group(1))
    for name in ("data-depth", "data-level", "aria-level"):
        if (value := node.get(name) or "").isdecimal() and len(value) < 6:
            return float(value)
    if match := INDENT.search(node.get("style") or ""):
        return float(match.group(1))
    if "serendipity_comment" in classes(node):
        return 0.0
    return None
