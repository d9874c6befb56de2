"""How many posts a page has: one, or the several of a home page or an archive."""

from __future__ import annotations

import re

from knowledge.importing.page_facts import TITLES, metas
from knowledge.importing.page_text import CONTAINERS, SURE
from knowledge.importing.page_tree import Node, Region, ancestors, is_in, marks, text_of

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
    r"related|sidebar|widget|footer|recent|latest|teaser|carousel|slider|more-posts|read-next|card"
)
MORE = re.compile(
    r"^\W*(?:weiterlesen|mehr lesen|mehr|weiter|read more|continue reading|more|lies mehr"
    r"|den ganzen)\b",
    re.IGNORECASE,
)
SHORTENED = ".more-link,.entry-summary,.read-more,.readmore,.excerpt,.continue-reading".split(",")
LONG = 600
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
    is_one = words & SINGLE or metas(root).get("og:type", "").lower() == "article"
    if talks or (is_one and not words & SEVERAL):
        return []
    region = Region(root)
    best: list[Node] = []
    for selector in POSTS:
        found = [node for node in region.all(selector) if _is_post(node)]
        inside = set(found)
        outer = [node for node in found if not any(parent in inside for parent in ancestors(node))]
        if len(outer) > len(best):
            best = outer
    return best if len(best) > 1 and not _beside_a_text(region, best) else []


def _beside_a_text(region: Region, posts: list[Node]) -> bool:
    """Whether a longer text than any of them stands beside them: then they only lead elsewhere."""
    longest = max(len(text_of(post)) for post in posts)
    inside = set(posts)
    return any(
        len(text_of(node)) > longest
        and not any(each in inside for each in (node, *ancestors(node)))
        and not any(is_in(post, node) for post in posts)
        for node in region.all(*CONTAINERS[:SURE])
    )


def other_texts(root: Node, text: Node) -> list[str]:
    """The beginnings of long texts of a page beside the one that was taken."""
    return [
        text_of(node)[:60]
        for node in Region(root).all(*CONTAINERS[:SURE])
        if len(text_of(node)) > LONG and not is_in(node, text) and not is_in(text, node)
    ]


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
