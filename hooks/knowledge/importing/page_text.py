"""The text of a page without what is around it.

Known containers first; `trafilatura` says where the text is on a page whose theme is unknown, and
where a known container holds too little of it. What it gives is only used to find the place: it
would drop headings, quotations, footnotes and images that are the author's.
"""

from __future__ import annotations

import re
from collections import Counter

import trafilatura

from knowledge.importing.page_tree import (
    Node,
    Region,
    ancestors,
    listed,
    marks,
    outer_html,
    squeeze,
    text_of,
)

CONTAINERS = listed(
    """
    .entry-content, .wp-block-post-content, itemprop:articlebody, .e-content, .post-content,
    .post_content, .post-entry, .entry_content, .entry-body, .post-body, .postbody,
    .articlebody, .article-content, .article-body, .article__content, .storycontent,
    .serendipity_entry_body, .serendipity_entry, .gh-content, .kg-canvas, .format_text,
    .post-text, .posttext, .td-post-content, .et_pb_post_content, .fusion-text, .post-inner,
    .asset-content, .asset-body, .field-name-body, .field--name-body, .node-content,
    .storybody, .story-content, .entrytext, .entry-text, .blog-content, .single-content,
    .item-page, .post__content, .content-inner, .the-content, .the_content, .article_text,
    .postcontent, .snap_preview, .entry, .post, .hentry, article, main, #content
    """
)
"""From what holds a post's words and nothing else to what holds more."""
SURE = CONTAINERS.index(".entry")
ENOUGH = 0.4
"""The share of what trafilatura found that a known container must hold, or trafilatura is asked."""
PLENTY = 400
"""Letters from which on a known container is believed without asking."""
MANY = 0.8
MAYBE_TEXT = re.compile(r"content|main|wrap|page|container|no-sidebar|with-sidebar|has-|\bblog\b")
NOT_TEXT = re.compile(
    r"(?:^|[\s_-])(?:sidebar|footer|widget|comments?|respond|related|nav|menu|header)(?:$|[\s_-])"
)


def find_text(root: Node) -> Node | None:
    """The element that holds the text of the one post in `root`, the comments being gone."""
    region = Region(root)
    for place, selector in enumerate(CONTAINERS):
        nodes = [node for node in region.all(selector) if not _is_aside(node, root)]
        best = max(nodes, key=lambda node: len(text_of(node)), default=None)
        if best is None or not (place < SURE or len(squeeze(text_of(best))) > 80):
            continue
        if place < SURE and (len(text_of(best)) >= PLENTY or not _misses_most(best, root)):
            return best
        if place >= SURE:
            found = located(root)
            return best if found is None or _is_around(found, best) else found
    return located(root)


def _misses_most(known: Node, root: Node) -> bool:
    """Whether what trafilatura takes for the text is long, and mostly not in a known container."""
    pieces = [squeeze(piece) for piece in _extracted(root)]
    inside = squeeze(text_of(known))
    whole = sum(map(len, pieces))
    return (
        whole > PLENTY and sum(len(piece) for piece in pieces if piece in inside) < ENOUGH * whole
    )


def _is_around(found: Node, known: Node) -> bool:
    return found is not known and any(parent is found for parent in ancestors(known))


def _is_aside(node: Node, root: Node) -> bool:
    return any(
        parent.tag in {"aside", "nav"} or NOT_TEXT.search(marks(parent))
        for parent in ancestors(node, root)
        if parent.tag not in {"body", "html"} and not MAYBE_TEXT.search(marks(parent))
    )


def located(root: Node) -> Node | None:
    """The smallest element that holds nearly all of what trafilatura takes for the text."""
    pieces = [squeeze(piece) for piece in _extracted(root)]
    pieces = [piece for piece in pieces if len(piece) > 20]
    if not pieces:
        return root.find("body") if root.tag == "html" else root
    wanted = Counter(pieces)
    held: dict[Node, int] = {}
    for node in root.iter("p", "li", "blockquote", "h2", "h3", "h4", "td", "pre", "div", "span"):
        said = squeeze(text_of(node)) if len(node) < 60 else ""
        if wanted.get(said):
            wanted[said] -= 1
            for around in (node, *ancestors(node)):
                held[around] = held.get(around, 0) + len(said)
    if not held:
        return root.find("body") if root.tag == "html" else root
    most = max(held.values())
    enough = [
        node
        for node, size in held.items()
        if size >= MANY * most and node.tag not in {"p", "span", "li"}
    ]
    depth = {node: sum(1 for _ in ancestors(node)) for node in enough}
    return max(enough, key=lambda node: depth[node], default=root)


def _extracted(root: Node) -> list[str]:
    try:
        text = trafilatura.extract(
            outer_html(root), include_comments=False, include_tables=True, favor_recall=True
        )
    except Exception:
        return []
    return (text or "").splitlines()
