"""One comment's element into what it says: who, when, in which words, and where it stands.

The element has been taken out of the page, and the answers to it out of the element: all that is
left in it is its own.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urldefrag, urljoin

from knowledge.importing.dates import When, find_date
from knowledge.importing.model import LeftOut, Markup, Place, Remark, What
from knowledge.importing.page_tree import (
    PERMALINK,
    Node,
    Region,
    ancestors,
    classes,
    is_in,
    listed,
    spaced,
    squeeze,
)
from knowledge.importing.page_who import name_node, name_of, when_of
from knowledge.importing.page_words import words_of
from knowledge.model import CommentKind

WAITS = re.compile(
    r"(?:comment|kommentar|reply|antwort)\w*\b.{0,40}?\b(?:awaiting|held for) moderation"
    r"|(?:kommentar|antwort)\b.{0,30}?\b(?:wartet|muss noch)\b.{0,60}?\b(?:moderation|freischaltung"
    r"|freigabe|freigegeben|freigeschaltet|moderiert|genehmig)|noch nicht freigeschaltet"
    r"|wird (?:gerade|noch) moderiert",
    re.IGNORECASE,
)
WAITING = listed(
    """
    .comment-awaiting-moderation, .comment-unapproved, .awaiting-moderation, .moderation,
    .wpd-unapproved, .unapproved, .comment-moderation
    """
)
REBLOG = re.compile(
    r"reblogged this on|hat dies? (?:auf .{0,120}?)?(?:rebloggt|gebloggt)|rebloggte dies"
    r"|rebloggt auf|has reblogged this|reblogg\w* (?:diesen|this)",
    re.IGNORECASE,
)
PING = re.compile(
    r"^\W*(pingback|trackback|pingback/trackback)\b\s*(?:von|from|by)?\s*:?", re.IGNORECASE
)
PING_ALONE = re.compile(r"\W*(pingback|trackback)\W*", re.IGNORECASE)
REPLIES_TO = re.compile(
    r"(?:in reply to|repl(?:y|ied|ies) to|antwort(?:et|ete)?\s+(?:auf|an|zu)|@)\W*$", re.IGNORECASE
)
REPLYING = re.compile(r"[?&]replytocom=(\d+)")
AUTHORS = set(
    """
    bypostauthor by-author wpd-blog-post_author blog-author byauthor authcomment author-comment
    comment-author-admin serendipity_comment_author_self comment-by-node-author comment-by-author
    """.split()
)
"""Classes of what the post's author wrote."""
ANSWERS = listed(
    """
    .in-reply-to a, .comment-parent, .u-in-reply-to, .parent-link, .wpd-reply-to a,
    .reply-to a, rel:in-reply-to
    """
)


def number_of(node: Node) -> str:
    """A comment's id at the source, from the links in it; empty where none says."""
    for link in node.iter("a"):
        href = link.get("href") or ""
        if match := REPLYING.search(href):
            return match.group(1)
        if "comment-permalink" in (link.get("class") or "") and (match := PERMALINK.search(href)):
            return match.group(1)
    for name in ("data-commentid", "data-comment-id", "data-id"):
        for each in node.iter():
            if (value := each.get(name) or "").isdecimal():
                return value
    found = (PERMALINK.search(link.get("href") or "") for link in node.iter("a") if _is_own(link))
    return next((match.group(1) for match in found if match), "")


def _is_own(link: Node) -> bool:
    """Whether a link leads to the comment it is in: one with its date, or one on the same page."""
    if REPLIES_TO.search(_said_before(link)):
        return False
    dated = find_date(spaced(link)) or find_date(link.get("title") or "")
    return dated is not None or (link.get("href") or "").startswith("#")


def _said_before(link: Node) -> str:
    before = link.getprevious()
    return (before.tail if before is not None else link.getparent().text) or ""


def answered_by(node: Node) -> str:
    """The id of the comment that one says it answers, by a link to it; empty where none does."""
    links = Region(node).all(*ANSWERS)
    links += [link for link in node.iter("a") if REPLIES_TO.search(_said_before(link))]
    found = (PERMALINK.search(link.get("href") or "") for link in links)
    return next((match.group(1) for match in found if match), "")


def read_remark(
    node: Node, number: str, page_url: str, place: Place, *, trackbacks: bool, month_first: bool
) -> Remark | LeftOut:
    """Reads a comment; what waits for approval is left out.

    Args:
        node: Its element, alone; it is taken apart.
        number: Its id at the source, or nothing.
        page_url: The address of the page.
        place: Where it stands.
        trackbacks: Whether it stands in a list of trackbacks.
        month_first: How `11/12/2017` is read.
    """
    region = Region(node)
    kind = _kind(node, trackbacks)
    waits = _waits(region)
    by_author = _by_author(region)
    when_node, when = when_of(region, month_first)
    url = _url(region, number, page_url, when_node)
    named = name_node(region)
    name = name_of(region, named, kind)
    says_reblog = REBLOG.search(spaced(node)[:600]) is not None
    html = words_of(region, name, named, when_node, kind)
    if says_reblog and kind is CommentKind.COMMENT:
        kind = CommentKind.REBLOG
    remark = Remark(
        key=number or _made_key(name, when, html),
        text=html,
        markup=Markup.HTML,
        name=name,
        date=when,
        kind=kind,
        url=url,
        lang=_language(node),
        by_author=by_author,
        place=place,
    )
    if waits:
        what = What.COMMENT if kind is CommentKind.COMMENT else What.TRACKBACK
        return LeftOut(what, remark.key, "awaits moderation", place)
    return remark


def _made_key(name: str, when: When | None, html: str) -> str:
    said = "\n".join((name, when.isoformat() if when else "", squeeze(html)))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _language(node: Node) -> str:
    return (node.get("lang") or "").strip()


def _kind(node: Node, trackbacks: bool) -> CommentKind:
    words = set(classes(node))
    for child in node:
        words |= set(classes(child)) & {"pingback", "trackback"}
    labels = [spaced(each) for each in node.iter("strong", "b", "small", "em", "span")]
    said = PING.match(spaced(node)) or next(filter(None, map(PING_ALONE.fullmatch, labels)), None)
    name = said.group(1).lower() if said else ""
    if "pingback" in words or "serendipity_pingback" in words or name == "pingback":
        return CommentKind.PINGBACK
    if words & {"trackback", "serendipity_trackback"} or name:
        return CommentKind.TRACKBACK
    if trackbacks and not words & {"comment", "byuser", "bypostauthor"}:
        return CommentKind.TRACKBACK
    if words & {"u-repost", "p-repost"}:
        return CommentKind.REBLOG
    return CommentKind.COMMENT


def _waits(region: Region) -> bool:
    noted = region.all(*WAITING, "em", "p em")
    if set(classes(region.root)) & {"comment-unapproved", "unapproved", "wpd-unapproved"}:
        return True
    for node in noted:
        if set(classes(node)) & {name[1:] for name in WAITING} and len(spaced(node)) < 400:
            return True
        if len(spaced(node)) < 200 and WAITS.search(spaced(node)):
            return True
    return False


def _by_author(region: Region) -> bool:
    if set(classes(region.root)) & AUTHORS:
        return True
    return any(region.first(f".{name}") is not None for name in sorted(AUTHORS))


# where


def _url(region: Region, number: str, page_url: str, when_node: Node | None) -> str:
    for link in _permalinks(region, when_node):
        href = (link.get("href") or "").strip()
        match = PERMALINK.search(href)
        if match and number in {"", match.group(1)}:
            return _joined(page_url, href)
    link = region.first(".u-url", "itemprop:url")
    if link is not None and "author" not in classes(link) and _touch(link, when_node):
        return _joined(page_url, link.get("href") or "")
    if number and page_url and (region.root.get("id") or "").endswith(number):
        return f"{urldefrag(page_url)[0]}#{region.root.get('id')}"
    return ""


def _touch(one: Node, other: Node | None) -> bool:
    return other is not None and (is_in(one, other) or is_in(other, one))


def _permalinks(region: Region, when_node: Node | None) -> list[Node]:
    near = []
    if when_node is not None:
        near = [when_node, *when_node.iter("a"), *ancestors(when_node, region.root)]
    return [node for node in (*near, *region.all("a")) if node.tag == "a"]


def _joined(base: str, href: str) -> str:
    try:
        address = urljoin(base, href)
    except ValueError:
        return ""
    return address if address.startswith(("http://", "https://")) else ""
