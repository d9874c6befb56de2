"""The words of a comment: what is left of its element without who, when, and what one can do."""

from __future__ import annotations

from lxml import etree

from knowledge.importing.dates import find_date
from knowledge.importing.page_furniture import drop_furniture
from knowledge.importing.page_tree import (
    PERMALINK,
    Node,
    Region,
    ancestors,
    classes,
    inner_html,
    is_in,
    listed,
    outer_html,
    prune,
    spaced,
    squeeze,
    take_out,
    unwrapped,
)
from knowledge.importing.page_who import body_of, cleaned, is_glue, without_header
from knowledge.model import CommentKind

META = listed(
    """
    .comment-meta, .commentmetadata, .comment-metadata, .comment_meta, .comment-author,
    .vcard, .comment-header, .comment-footer, .serendipity_comment_source, .comment-info,
    .comment-head, .says, .p-author, .comment-date, .comment-time, .commentcount,
    .comment-number, .commentnumber, .comment-num, .comment-permalink, .permalink,
    .comment-block-head, .badge, .wpd-comment-header
    """
)
HOLDERS = ("div", "li", "article", "section", "dt", "header", "footer")
LABELS = {"strong", "b", "small", "em", "span", "br", "a", "sup"}


def words_of(
    region: Region, name: str, name_node: Node | None, when_node: Node | None, kind: CommentKind
) -> str:
    """What a comment says, as HTML; the element is taken apart for it."""
    root = region.root
    subject = _subject(region, name)
    body = body_of(region, name_node, when_node)
    if body is not None and (kind is CommentKind.COMMENT or _says_more_than_links(body)):
        drop_furniture(body, comment=True)
        prune(body)
        said = inner_html(unwrapped(body))
        return said if not subject or _begins(spaced(body), subject) else _bold(subject) + said
    if kind is not CommentKind.COMMENT:
        return _ping_words(region)
    drop_furniture(root, comment=True)
    paragraphs = [
        outer_html(node) for node in root.iter("p", "blockquote", "pre") if _rest(node, name)
    ]
    _drop_header(region, name, name_node, when_node)
    _drop_glue(root, name)
    prune(root)
    if paragraphs and not spaced(root):
        return "".join(paragraphs)
    return inner_html(unwrapped(root))


def _says_more_than_links(node: Node) -> bool:
    text = spaced(node)
    for link in node.iter("a"):
        text = text.replace(spaced(link), " ", 1)
    return not is_glue(text)


def _subject(region: Region, name: str) -> str:
    """The heading that a commenter gave a comment (Drupal, and others)."""
    for node in region.all(
        ".comment-title", ".comment-subject", ".comment-headline", "h3 .permalink"
    ):
        text = spaced(node)
        if 1 < len(text) < 150 and text != name and not is_glue(text, name) and not find_date(text):
            return text
    return ""


def _begins(text: str, subject: str) -> bool:
    return squeeze(text).startswith(squeeze(subject.rstrip(".… ")))


def _bold(text: str) -> str:
    paragraph = etree.Element("p")
    etree.SubElement(paragraph, "strong").text = text
    return outer_html(paragraph)


def _ping_words(region: Region) -> str:
    """What a ping says of itself: its link, and an excerpt where the theme shows one."""
    drop_furniture(region.root, comment=True)
    words = [node for node in region.root.iter("p", "blockquote") if len(spaced(node)) > 2]
    if words and not all(next(node.iter("a"), None) is not None for node in words):
        return "".join(outer_html(node) for node in words)
    links = [
        link
        for link in region.root.iter("a")
        if spaced(link)
        and not PERMALINK.search(link.get("href") or "")
        and not find_date(spaced(link))
    ]
    if not links:
        return inner_html(words[0]) if words else inner_html(region.root)
    return "".join(outer_html(link) for link in links[:1])


def _drop_header(region: Region, name: str, name_node: Node | None, when_node: Node | None) -> None:
    """Takes out what says who and when, as far as it says nothing else."""
    root = region.root
    for node in (name_node, when_node, *region.all(*META), *_leading(root, name)):
        if node is None or node is root or not is_in(node, root):
            continue
        sure = node is name_node or (
            (not _rest(node, name) or _is_meta(node, name))
            and not _has_words(node, name_node, when_node)
        )
        if sure:
            take_out(_widest(node, root, name))


def _has_words(node: Node, *heads: Node | None) -> bool:
    """Whether a paragraph is in it that does not say who or when."""
    for each in node.iter("p", "blockquote", "pre", "ul", "ol"):
        text = spaced(each)
        if not text or each is node or (len(text) < 60 and find_date(text)):
            continue
        if not any(
            head is not None and (is_in(head, each) or is_in(each, head))
            for head in heads
            if head is not node
        ):
            return True
    return False


def _leading(root: Node, name: str) -> list[Node]:
    """Elements of running text at the beginning that are the name and no more."""
    return [
        node
        for node in root.iter("b", "strong", "a", "em", "i", "span", "h3", "h4", "h5")
        if name and cleaned(spaced(node)) == name
    ][:1]


def _widest(node: Node, root: Node, name: str) -> Node:
    """The largest element around a name or a date that says nothing else."""
    best = node
    for parent in ancestors(node, root):
        if _rest(parent, name) or _holds_more(parent, node):
            break
        best = parent
    return best


def _holds_more(parent: Node, node: Node) -> bool:
    """Whether something stands beside an element that somebody wrote or put there."""
    if next(parent.iter("img", "video", "audio", "iframe"), None) is not None:
        return True
    paragraphs = (
        each for each in parent.iter("p", "blockquote", "pre", "ul", "ol") if spaced(each)
    )
    return any(not is_in(node, each) and not is_in(each, node) for each in paragraphs)


def _is_meta(node: Node, name: str) -> bool:
    """Whether what is called a header is one, and does not hold the words as well."""
    if not {f".{word}" for word in classes(node)} & set(META):
        return False
    words = [each for each in node.iter("p", "blockquote", "li", "pre") if each is not node]
    return len(_rest(node, name)) < 60 and not any(len(_rest(each, name)) > 12 for each in words)


def _rest(node: Node, name: str) -> str:
    return without_header(spaced(node), name)


def _drop_glue(root: Node, name: str) -> None:
    """Blanks what is left between the parts of a header: *sagt:*, *am*, a number, the name."""
    for holder in list(root.iter(*HOLDERS)):
        if _may_be_blank(holder.text, name) and (
            len(holder) or holder is not root or name in holder.text
        ):
            holder.text = None
        for node in list(holder):
            if _may_be_blank(node.tail, name):
                node.tail = None
            first = holder.index(node) == 0 and not (holder.text or "").strip()
            if first and node.tag in LABELS and not len(node) and is_glue(spaced(node), name):
                take_out(node)


def _may_be_blank(text: str | None, name: str) -> bool:
    return bool(text and text.strip() and is_glue(text, name))
