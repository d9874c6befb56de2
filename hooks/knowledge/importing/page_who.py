"""Who wrote a comment, and when: from elements that say it, or the running text of a header."""

from __future__ import annotations

import datetime as dt
import re

from knowledge.importing.dates import When, find_date, locate_date
from knowledge.importing.page_tree import Node, Region, ancestors, is_in, listed, marks, spaced
from knowledge.model import CommentKind

NAME = listed(
    """
    .comment-author .fn, .wp-block-comment-author-name, .wpd-comment-author,
    .comment-author-name, .comment-author-link, .fn, itemprop:author itemprop:name,
    itemprop:creator itemprop:name, .p-author .p-name, .author .p-name, .p-author,
    itemprop:author, itemprop:creator, .comment-block .user, .comment-byline .author,
    .comment_author, .commentauthor, .comment-name, .comment_name, .comment__author-name,
    .comment__author, .authorname, .author-name, .comment-author cite, cite,
    .comment-author, .comment-poster, .commenter, .username, .user-name, .post-byline
    .author, .serendipity_comment_source .comment_source_author, .author, .nickname, .name,
    .user, .by, .poster, .isso-author, .byline
    """
)
WHEN = listed(
    """
    itemprop:datecreated, itemprop:datepublished, itemprop:commenttime, .dt-published, time,
    .comment-date, .comment_date, .commentdate, .comment-time, .comment_time,
    .wpd-comment-date, .wp-block-comment-date, .comment-timestamp, .published, .comment-meta
    a, .commentmetadata a, .comment-meta, .commentmetadata, .comment_meta, .comment__date,
    .comment-metadata, .datetime, .date, .timestamp, .time, .time-ago, .posted, .submitted,
    .comment-info, .comment-header, .serendipity_comment_source, .comment-footer,
    .comment-head, abbr, small
    """
)
VERB = (
    r"(?:sagte?n?|schreibt|schrieb|meinte?|kommentierte?|antwortete?|says|said|wrote|writes|replied"
    r"|comments?)"
)
SAYS = re.compile(
    rf"^\W*(?:\d+[.)]?\s+)?(.{{1,80}}?)\s+{VERB}\b\s*(?::|$|\(?(?:am|on|um|at|vor|\d))",
    re.IGNORECASE,
)
BY = re.compile(
    r"(?:^|\b)(?:kommentar|comment|geschrieben|verfasst|eingetragen|posted|written|submitted"
    r"|comment\w*)?\s*\b(?:von|by)\b:?\s+(.{1,80}?)\s*(?:$|[,|·•–—@(#-]|\b(?:am|on|um|at|vom)\b)",
    re.IGNORECASE,
)
DAYS = (
    r"\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|monday"
    r"|tuesday|wednesday|thursday|friday|saturday|sunday|mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat"
    r"|sun)\b\.?"
)
GLUE_WORD = re.compile(
    rf"\b(?:{VERB}|on|am|um|at|by|von|vom|uhr|kommentar|comment|posted|permalink|permanentlink|link"
    r"|geschrieben|der|the|in|reply|antworten|zu|to|to this|this|edit|bearbeiten|zitieren"
    r"|quote|autor"
    rf"|author|beitragsautor|post|nr|no|said|tracked|weblog|trackback|pingback|from"
    rf"|aus)\b|{DAYS}|\d+[.)]?|#",
    re.IGNORECASE,
)
GLUE_SIGNS = " \t\r\n\xa0:,;|·•–—-()[]/@»«›→#."
NOT_NAME = re.compile(
    rf"\s*(?:\b{VERB}\b\s*(?:am|on)?|\(?(?:beitrags|artikel)?autor(?:in)?\)?|\(?post author\)?"
    rf"|permalink|permanentlink|,\s*{DAYS}|\bam\b|\bon\b|\bum\b)?\s*(?:\.\.\.|[:,|/·•–—…#@-])*\s*$",
    re.IGNORECASE,
)
BEFORE_NAME = re.compile(
    r"^[\s|·•–—-]*(?:(?:pingback|trackback|kommentar|comment|posted|geschrieben|verfasst|eingetragen)\s*"
    r"(?:von|by|:)\s*|(?:von|by)\s*:?\s+)",
    re.IGNORECASE,
)
WEBLOG = re.compile(r"\bweblog:\s*(.{1,100}?)\s*(?:aufgenommen|tracked|$)", re.IGNORECASE)
LONGEST_NAME = 120


BODY = listed(
    """
    .comment-content, .comment_content, .commentcontent, .wp-block-comment-content,
    .comment-text, .comment_text, .commenttext, .wpd-comment-text, .serendipity_commentbody,
    itemprop:text, itemprop:commenttext, .e-content, .p-content, .comment__content,
    .comment__text, .comment__body, .comment-message, .post-message, .comment-copy,
    .comment-txt, .comment_txt, .comment-entry, .comment-body, .comment_body, .commentbody,
    .field-name-comment-body, .comment-desc, .comment-wrap-text, .commentarea,
    .entry-content, .isso-text, .comment-main, .content, .text, .txt, .message, .body,
    .comment, .the-comment
    """
)


PROSE = {"p", "blockquote", "pre", "td"}


def when_of(region: Region, month_first: bool) -> tuple[Node | None, When | None]:
    """When a comment was written, and the element that says so, if one does."""
    for node in region.all(*WHEN):
        if _is_in_prose(node, region.root):
            continue
        for said in _said_when(node):
            if when := find_date(said, month_first=month_first):
                return node, _finer(node, region.root, when, month_first)
    loose, when = _loose_when(region, month_first)
    if loose is not None and when is not None:
        when = _finer(loose, region.root, when, month_first)
    return loose, when


def _is_in_prose(node: Node, root: Node) -> bool:
    """Whether it stands in a paragraph that says more than who and when."""
    around = (each for each in (node, *ancestors(node, root)) if each.tag in PROSE)
    return any(len(without_header(spaced(each), "")) >= 60 for each in around)


def _said_when(node: Node) -> list[str]:
    return [
        node.get("datetime") or "",
        node.get("content") or "",
        spaced(node) if len(spaced(node)) < 300 else "",
        node.get("title") or "",
    ]


def _loose_when(region: Region, month_first: bool) -> tuple[Node | None, When | None]:
    """A date that stands in the element without a sign: in its own text, or in a short block."""
    body = body_of(region, None, None)
    inside = set(body.iter()) if body is not None and body.tag != "div" else set()
    for node in region.root.iter():
        if node in inside:
            continue
        for text in (node.text, *(child.tail for child in node)):
            said = " ".join((text or "").split())
            when = find_date(said, month_first=month_first) if 5 < len(said) < 120 else None
            if when and len(without_header(said, "")) < 45:
                return (node if node is not region.root else None), when
    return None, None


def _finer(node: Node, root: Node, when: When, month_first: bool) -> When:
    """The time of day that stands beside a day, in an element of its own."""
    if isinstance(when, dt.datetime):
        return when
    for around in (node, *list(ancestors(node, root))[:2]):
        text = spaced(around)
        if len(text) > 160 or next(around.iter("p", "blockquote", "li"), around) is not around:
            break
        finer = find_date(text, month_first=month_first)
        if isinstance(finer, dt.datetime) and finer.date() == when:
            return finer
    return when


def name_node(region: Region) -> Node | None:
    """The element that holds the name of who wrote a comment and not much else."""
    for node in region.all(*NAME):
        text = spaced(node)
        if node.tag in {"p", "blockquote"} and len(text) > LONGEST_NAME:
            continue
        if text and len(text) <= LONGEST_NAME and cleaned(text):
            return node
        if not text and node.get("content"):
            return node
    return None


def name_of(region: Region, node: Node | None, kind: CommentKind) -> str:
    """Who wrote it: what `name_node` found, or what the text around the date says."""
    if node is not None:
        return cleaned(spaced(node) or node.get("content") or "")
    if kind is not CommentKind.COMMENT:
        if match := WEBLOG.search(spaced(region.root)):
            return cleaned(match.group(1))
        link = next((link for link in region.root.iter("a") if spaced(link)), None)
        if link is not None:
            return spaced(link)[:LONGEST_NAME]
    for block in (_lead(region.root), *_heads(region)):
        if name := _name_in(block):
            return name
    if name := _first_label(region):
        return name
    avatar = next((image.get("alt") for image in region.all(".avatar") if image.get("alt")), "")
    return re.sub(
        r"^(?:avatar|bild|foto)\s*(?:von|of|für)\s+|['’]s avatar$",
        "",
        avatar or "",
        flags=re.IGNORECASE,
    ).strip()


def _first_label(region: Region) -> str:
    """What stands first in an element of its own, as a heading, a link, or in bold."""
    for node in region.root.iter():
        text = spaced(node) if node is not region.root else ""
        if not text or any(spaced(child) for child in node):
            if (node.text or "").strip():
                break
            continue
        sentence = next((each for each in ancestors(node, region.root) if each.tag == "p"), None)
        if sentence is not None and len(spaced(sentence)) > len(text) + 30:
            break
        if node.tag in {"h2", "h3", "h4", "h5", "h6", "strong", "b", "a", "dt", "span"}:
            if is_glue(text):
                continue
            return cleaned(text) if len(text) < 60 else ""
        break
    return ""


def _lead(root: Node) -> str:
    """The running text at the top, up to the first paragraph or the like."""
    parts = [root.text or ""]
    for node in root:
        if node.tag not in {
            "b",
            "strong",
            "a",
            "em",
            "i",
            "span",
            "small",
            "cite",
            "time",
            "img",
            "u",
        }:
            break
        parts += [spaced(node), node.tail or ""]
    return " ".join(" ".join(parts).split())[:200]


def _heads(region: Region) -> list[str]:
    """What stands in short pieces at the top and at the end: there it says who wrote it."""
    pieces = [" ".join((region.root.text or "").split())]
    for node in region.root.iter():
        if node is not region.root and len(text := spaced(node)) < 200:
            pieces.append(text)
        if node.tail:
            pieces.append(" ".join(node.tail.split())[:200])
    pieces = [piece for piece in pieces if piece]
    return [*pieces[:6], *pieces[-4:]]


def _name_in(text: str) -> str:
    if match := SAYS.search(text) or BY.search(text):
        return cleaned(match.group(1))
    found = locate_date(text)
    if found and found.start > 2 and len(text) - found.end < 40:
        return cleaned(text[: found.start]) if found.start < 80 else ""
    return ""


def cleaned(name: str) -> str:
    """A name without what themes write beside it."""
    name = name.replace("\u200b", "").strip()
    found = locate_date(name)
    if found:
        name = name[: found.start] or name[found.end :]
    name = BEFORE_NAME.sub("", name, count=1)
    before = None
    while before != name:
        before, name = name, NOT_NAME.sub("", name, count=1).strip()
    name = re.sub(r"^(?:\d+[.)]|#[\d.]+)\s+", "", name).strip(" :,|·•–—")
    return name if len(name) <= LONGEST_NAME else ""


def without_header(text: str, name: str) -> str:
    """What is left of a text without a name, a date, and the words between them."""
    if len(text) < 400 and (found := locate_date(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    if name:
        text = text.replace(name, " ", 1)
    return GLUE_WORD.sub("", text).strip(GLUE_SIGNS) if len(text) < 400 else text


def is_glue(text: str, name: str = "") -> bool:
    """Whether a text is a name, a date and the words between them, and no more."""
    return len(text) < 120 and not without_header(text, name)


def body_of(region: Region, name_node: Node | None, when_node: Node | None) -> Node | None:
    """The element that holds the words and nothing else."""
    for node in region.all(*BODY):
        if any(inner is not None and is_in(inner, node) for inner in (name_node, when_node)):
            continue
        if node.tag in {"span", "a"} and "text" not in marks(node):
            continue
        if region.first(".fn") is not None and any(is_in(fn, node) for fn in region.all(".fn")):
            continue
        if node.find(".//time") is not None and not spaced(node).strip():
            continue
        return node
    return None


# in which words
