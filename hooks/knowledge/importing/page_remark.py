"""One comment's element into what it says: who, when, in which words, and where it stands.

The element has been taken out of the page, and the answers to it out of the element: all that is
left in it is its own.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from urllib.parse import urldefrag, urljoin

from lxml import etree

from knowledge.importing.dates import When, find_date, locate_date
from knowledge.importing.model import LeftOut, Markup, Place, Remark, What
from knowledge.importing.page_furniture import drop_furniture
from knowledge.importing.page_tree import (
    Node,
    Region,
    ancestors,
    classes,
    inner_html,
    is_in,
    marks,
    outer_html,
    prune,
    squeeze,
    spaced,
    take_out,
    unwrapped,
)
from knowledge.model import CommentKind

NAME = (
    ".comment-author .fn,.wp-block-comment-author-name,.wpd-comment-author,.comment-author-name"
    ",.comment-author-link,.fn,itemprop:author itemprop:name,itemprop:creator itemprop:name"
    ",.p-author .p-name,.author .p-name,.p-author,itemprop:author,itemprop:creator"
    ",.comment-block .user,.comment-byline .author,.comment_author,.commentauthor,.comment-name,.comment_name"
    ",.comment__author-name,.comment__author,.authorname,.author-name,.comment-author cite,cite"
    ",.comment-author,.comment-poster,.commenter,.username,.user-name,.post-byline .author"
    ",.serendipity_comment_source .comment_source_author,.author,.nickname,.name,.user,.by,.poster"
    ",.isso-author,.byline"
).split(",")
WHEN = (
    "itemprop:datecreated,itemprop:datepublished,itemprop:commenttime,.dt-published,time"
    ",.comment-date,.comment_date,.commentdate,.comment-time,.comment_time,.wpd-comment-date"
    ",.wp-block-comment-date,.comment-timestamp,.published,.comment-meta a,.commentmetadata a"
    ",.comment-meta,.commentmetadata,.comment_meta,.comment__date,.comment-metadata,.datetime"
    ",.date,.timestamp,.time,.time-ago,.posted,.submitted,.comment-info,.comment-header"
    ",.serendipity_comment_source,.comment-footer,.comment-head,abbr,small"
).split(",")
BODY = (
    ".comment-content,.comment_content,.commentcontent,.wp-block-comment-content,.comment-text"
    ",.comment_text,.commenttext,.wpd-comment-text,.serendipity_commentbody,itemprop:text"
    ",itemprop:commenttext,.e-content,.p-content,.comment__content,.comment__text,.comment__body"
    ",.comment-message,.post-message,.comment-copy,.comment-txt,.comment_txt,.comment-entry"
    ",.comment-body,.comment_body,.commentbody,.field-name-comment-body,.comment-desc"
    ",.comment-wrap-text,.commentarea,.entry-content,.isso-text,.comment-main,.content,.text,.txt"
    ",.message,.body,.comment,.the-comment"
).split(",")
META = (
    ".comment-meta,.commentmetadata,.comment-metadata,.comment_meta,.comment-author,.vcard"
    ",.comment-header,.comment-footer,.serendipity_comment_source,.comment-info,.comment-head"
    ",.says,.p-author,.comment-date,.comment-time,.commentcount,.comment-number,.commentnumber"
    ",.comment-num,.comment-permalink,.permalink,.comment-block-head,.badge,.wpd-comment-header"
).split(",")
WAITS = re.compile(
    r"(?:comment|kommentar|reply|antwort)\w*\b.{0,40}?\b(?:awaiting|held for) moderation"
    r"|(?:kommentar|antwort)\b.{0,30}?\b(?:wartet|muss noch)\b.{0,60}?\b(?:moderation|freischaltung"
    r"|freigabe|freigegeben|freigeschaltet|moderiert|genehmig)|noch nicht freigeschaltet"
    r"|wird (?:gerade|noch) moderiert",
    re.IGNORECASE,
)
WAITING = (
    ".comment-awaiting-moderation,.comment-unapproved,.awaiting-moderation,.moderation"
    ",.wpd-unapproved,.unapproved,.comment-moderation"
).split(",")
VERB = r"(?:sagte?n?|schreibt|schrieb|meinte?|kommentierte?|antwortete?|says|said|wrote|writes|replied|comments?)"
SAYS = re.compile(
    rf"^\W*(?:\d+[.)]?\s+)?(.{{1,80}}?)\s+{VERB}\b\s*(?::|$|\(?(?:am|on|um|at|vor|\d))", re.I
)
BY = re.compile(
    r"(?:^|\b)(?:kommentar|comment|geschrieben|verfasst|eingetragen|posted|written|submitted|comment\w*)?"
    r"\s*\b(?:von|by)\b:?\s+(.{1,80}?)\s*(?:$|[,|·•–—@(#-]|\b(?:am|on|um|at|vom)\b)",
    re.IGNORECASE,
)
DAYS = (
    r"\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)\b\.?"
)
GLUE_WORD = re.compile(
    rf"\b(?:{VERB}|on|am|um|at|by|von|vom|uhr|kommentar|comment|posted|permalink|permanentlink|link"
    r"|geschrieben|der|the|in|reply|antworten|zu|to|to this|this|edit|bearbeiten|zitieren|quote|autor"
    rf"|author|beitragsautor|post|nr|no|said|tracked|weblog|trackback|pingback|from|aus)\b|{DAYS}|\d+[.)]?|#",
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
REBLOG = re.compile(
    r"reblogged this on|hat dies? (?:auf .{0,120}?)?(?:rebloggt|gebloggt)|rebloggte dies|rebloggt auf"
    r"|has reblogged this|reblogg\w* (?:diesen|this)",
    re.IGNORECASE,
)
PING = re.compile(r"^\W*(pingback|trackback|pingback/trackback)\b\s*(?:von|from|by)?\s*:?", re.I)
PING_ALONE = re.compile(r"\W*(pingback|trackback)\W*", re.I)
WEBLOG = re.compile(r"\bweblog:\s*(.{1,100}?)\s*(?:aufgenommen|tracked|$)", re.I)
REPLIES_TO = re.compile(
    r"(?:in reply to|repl(?:y|ied|ies) to|antwort(?:et|ete)?\s+(?:auf|an|zu)|@)\W*$", re.I
)
PERMALINK = re.compile(r"#(?:li-|div-)?(?:comment|kommentar|c)[-_]?(?:id)?[-_]?(\w+)$", re.I)
REPLYING = re.compile(r"[?&]replytocom=(\d+)")
AUTHORS = {
    *"bypostauthor by-author wpd-blog-post_author blog-author byauthor authcomment author-comment".split(),
    *"comment-author-admin serendipity_comment_author_self by-node-author comment-by-author".split(),
}
LONGEST_NAME = 120


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
    for link in node.iter("a"):
        # only one that leads to the same page, and before the words begin
        if (href := link.get("href") or "") and (match := PERMALINK.search(href)):
            if (
                find_date(spaced(link))
                or find_date(link.get("title") or "")
                or href.startswith("#")
            ):
                return match.group(1)
    return ""


ANSWERS = (
    ".in-reply-to a,.comment-parent,.u-in-reply-to,.parent-link,.wpd-reply-to a,.reply-to a"
    ",rel:in-reply-to"
).split(",")


def answered_by(node: Node) -> str:
    """The id of the comment that one says it answers, by a link to it; empty where none does."""
    links = Region(node).all(*ANSWERS)
    for link in node.iter("a"):
        before = link.getprevious()
        said = (before.tail if before is not None else link.getparent().text) or ""
        if REPLIES_TO.search(said):
            links.append(link)
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
    when_node, when = _when(region, month_first)
    url = _url(region, number, page_url, when_node)
    name_node = _name_node(region)
    name = _name(region, name_node, kind)
    says_reblog = REBLOG.search(spaced(node)[:600]) is not None
    html = _words(region, name, name_node, when_node, kind)
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


# when


def _when(region: Region, month_first: bool) -> tuple[Node | None, When | None]:
    body = _body(region, None, None)
    for node in region.all(*WHEN):
        if body is not None and is_in(node, body) and node is not body:
            continue
        for said in _said_when(node):
            if when := find_date(said, month_first=month_first):
                return node, _finer(node, region.root, when, month_first)
    loose, when = _loose_when(region, month_first)
    if loose is not None and when is not None:
        when = _finer(loose, region.root, when, month_first)
    return loose, when


def _said_when(node: Node) -> list[str]:
    return [
        node.get("datetime") or "",
        node.get("content") or "",
        spaced(node) if len(spaced(node)) < 300 else "",
        node.get("title") or "",
    ]


def _loose_when(region: Region, month_first: bool) -> tuple[Node | None, When | None]:
    """A date that stands in the element without a sign: in its own text, or in a short block."""
    body = _body(region, None, None)
    inside = set(body.iter()) if body is not None and body.tag != "div" else set()
    for node in region.root.iter():
        if node in inside:
            continue
        for text in (node.text, *(child.tail for child in node)):
            said = " ".join((text or "").split())
            when = find_date(said, month_first=month_first) if 5 < len(said) < 120 else None
            if when and len(_without_header(said, "")) < 45:
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


# who


def _name_node(region: Region) -> Node | None:
    for node in region.all(*NAME):
        text = spaced(node)
        if node.tag in {"p", "blockquote"} and len(text) > LONGEST_NAME:
            continue
        if text and len(text) <= LONGEST_NAME and _cleaned(text):
            return node
        if not text and node.get("content"):
            return node
    return None


def _name(region: Region, node: Node | None, kind: CommentKind) -> str:
    if node is not None:
        return _cleaned(spaced(node) or node.get("content") or "")
    if kind is not CommentKind.COMMENT:
        if match := WEBLOG.search(spaced(region.root)):
            return _cleaned(match.group(1))
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
        r"^(?:avatar|bild|foto)\s*(?:von|of|für)\s+|['’]s avatar$", "", avatar or "", flags=re.I
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
            if _is_glue(text):
                continue
            return _cleaned(text) if len(text) < 60 else ""
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
        return _cleaned(match.group(1))
    found = locate_date(text)
    if found and found.start > 2 and len(text) - found.end < 40:
        return _cleaned(text[: found.start]) if found.start < 80 else ""
    return ""


def _cleaned(name: str) -> str:
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


# where


def _url(region: Region, number: str, page_url: str, when_node: Node | None) -> str:
    for link in _permalinks(region, when_node):
        href = (link.get("href") or "").strip()
        if match := PERMALINK.search(href):
            if not number or match.group(1) == number:
                return _joined(page_url, href)
    link = region.first(".u-url", "itemprop:url")
    if link is not None and link.get("href") and "author" not in str(link.get("class")):
        if when_node is not None and (is_in(when_node, link) or is_in(link, when_node)):
            return _joined(page_url, link.get("href"))
    if number and page_url and (region.root.get("id") or "").endswith(number):
        return f"{urldefrag(page_url)[0]}#{region.root.get('id')}"
    return ""


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


# in which words


def _body(region: Region, name_node: Node | None, when_node: Node | None) -> Node | None:
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


def _words(
    region: Region, name: str, name_node: Node | None, when_node: Node | None, kind: CommentKind
) -> str:
    root = region.root
    subject = _subject(region, name)
    body = _body(region, name_node, when_node)
    if body is not None and (kind is CommentKind.COMMENT or spaced(body)):
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


def _subject(region: Region, name: str) -> str:
    """The heading that a commenter gave a comment (Drupal, and others)."""
    for node in region.all(
        ".comment-title", ".comment-subject", ".comment-headline", "h3 .permalink"
    ):
        text = spaced(node)
        if (
            1 < len(text) < 150
            and text != name
            and not _is_glue(text, name)
            and not find_date(text)
        ):
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
        if node is name_node or not _rest(node, name) or _is_meta(node, name):
            take_out(_widest(node, root, name))


def _leading(root: Node, name: str) -> list[Node]:
    """Elements of running text at the beginning that are the name and no more."""
    return [
        node
        for node in root.iter("b", "strong", "a", "em", "i", "span", "h3", "h4", "h5")
        if name and _cleaned(spaced(node)) == name
    ][:1]


def _widest(node: Node, root: Node, name: str) -> Node:
    """The largest element around a name or a date that says nothing else."""
    best = node
    for parent in ancestors(node, root):
        if _rest(parent, name) or next(parent.iter("img", "video", "audio"), None) is not None:
            break
        best = parent
    return best


def _is_meta(node: Node, name: str) -> bool:
    """Whether what is called a header is one, and does not hold the words as well."""
    if not {f".{word}" for word in classes(node)} & set(META):
        return False
    words = [each for each in node.iter("p", "blockquote", "li", "pre") if each is not node]
    return len(_rest(node, name)) < 60 and not any(len(_rest(each, name)) > 12 for each in words)


def _rest(node: Node, name: str) -> str:
    return _without_header(spaced(node), name)


def _without_header(text: str, name: str) -> str:
    """What is left of a text without a name, a date, and the words between them."""
    if len(text) < 400 and (found := locate_date(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    if name:
        text = text.replace(name, " ", 1)
    return GLUE_WORD.sub("", text).strip(GLUE_SIGNS) if len(text) < 400 else text


def _is_glue(text: str, name: str = "") -> bool:
    return len(text) < 120 and not _without_header(text, name)


def _drop_glue(root: Node, name: str) -> None:
    """Blanks what is left between the parts of a header: *sagt:*, *am*, *um*, a number, the name."""
    holders = {"div", "li", "article", "section", "dt", "header", "footer"}
    if (root.text or "").strip() and _is_glue(root.text, name) and (len(root) or name in root.text):
        root.text = None
    for node in list(root.iter()):
        parent = node.getparent()
        if node is root or parent is None:
            continue
        if parent is not root and parent.tag not in holders:
            continue
        if (node.tail or "").strip() and _is_glue(node.tail, name):
            node.tail = None
        label = node.tag in {"strong", "b", "small", "em", "span", "br", "a", "sup"} and not len(
            node
        )
        first = node.getprevious() is None and not (parent.text or "").strip()
        if first and label and _is_glue(spaced(node), name):
            take_out(node)
