"""How many posts a page has: one, or the several of a home page or an archive."""

from __future__ import annotations

import re

from knowledge.importing.page_facts import TITLES
from knowledge.importing.page_tree import Node, Region, ancestors, marks, text_of

POSTS = "article,.hentry,.post,.h-entry,.serendipity_entry,.entry,.blog-post,.type-post".split(",")
SINGLE = {
    "single",
    "single-post",
    "singular",
    "page",
    "attachment",
    "post-template-default",
    "item",
}
SEVERAL = {
    "home",
    "blog",
    "archive",
    "category",
    "tag",
    "search",
    "author",
    "date",
    "index",
    "paged",
}
NOT_MAIN = re.compile(
    r"related|sidebar|widget|footer|recent|latest|teaser|carousel|slider|more-posts|read-next"
)
MORE = re.compile(
    r"^\W*(?:weiterlesen|mehr lesen|mehr|weiter|read more|continue reading|more|lies mehr"
    r"|den ganzen)\b",
    re.IGNORECASE,
)
SHORTENED = ".more-link,.entry-summary,.read-more,.readmore,.excerpt,.continue-reading".split(",")
SHORTEST = 60
"""Letters a post has at least."""


def several_posts(root: Node, talks: bool) -> list[Node]:
    """The elements of a page's posts, if it has more than one; nothing if it is the page of one.

    Args:
        root: The page, without its comments.
        talks: Whether there were any: only a post's own page shows them.
    """
    body = root.find("body")
    words = set((body.get("class") or "").lower().split()) if body is not None else set()
    if talks or (words & SINGLE and not words & SEVERAL):
        return []
    region = Region(root)
    best: list[Node] = []
    for selector in POSTS:
        found = [node for node in region.all(selector) if _is_post(node)]
        inside = set(found)
        outer = [node for node in found if not any(parent in inside for parent in ancestors(node))]
        if len(outer) > len(best):
            best = outer
    return best if len(best) > 1 else []


def _is_post(node: Node) -> bool:
    if len(text_of(node)) < SHORTEST or node.tag in {"body", "a", "span"}:
        return False
    if any(
        NOT_MAIN.search(marks(each)) or each.tag == "aside"
        for each in (node, *ancestors(node))
        if each.tag not in {"body", "html"}
    ):
        return False
    region = Region(node)
    title = region.first(*TITLES, "h2", "h3")
    if title is None:
        return False
    parent = title.getparent()
    return any(link.get("href") for link in title.iter("a")) or parent.tag == "a"


def is_excerpt(post: Node) -> bool:
    """Whether an archive shows only the beginning of a post."""
    region = Region(post)
    if region.first(*SHORTENED) is not None:
        return True
    return any(MORE.match(text_of(link)) for link in post.iter("a"))
