"""What a page says of its post beside the text: title, author, dates, language, address, tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from knowledge.importing.dates import When, find_date
from knowledge.importing.page_tree import Node, Region, listed, marks, text_of

SAVED_FROM = (
    re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE),
    re.compile(r"Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE),
    re.compile(r"<!--\s*Mirrored from\s+(\S+)\s+by HTTrack", re.IGNORECASE),
)
"""What browsers, SingleFile and HTTrack leave in what they save."""
POSTS = {
    "article",
    "blogposting",
    "newsarticle",
    "socialmediaposting",
    "techarticle",
    "report",
}
TITLES = listed(
    """
    .entry-title, itemprop:headline, .p-name, .post-title, .posttitle, .wp-block-post-title,
    .post__title, .storytitle, .entry_title, .article-title, .serendipity_title, .title h1,
    h1
    """
)
AUTHORS = listed(
    """
    .entry-meta .author .fn, .author .fn, .byline .fn, .byline .author, .p-author,
    .entry-author-name, .post-author-name, .wp-block-post-author__name,
    .wp-block-post-author-name, itemprop:author itemprop:name, itemprop:author,
    .author-name, .entry-author, .post-author, .posted-by, .author, rel:author, .vcard .fn, .byline
    """
)
DATES = listed(
    """
    .entry-date, .dt-published, itemprop:datepublished, .published, .wp-block-post-date,
    .post-date, .postdate, .entry-meta time, .posted-on time, .date-header, .post-meta time,
    .entry-meta, .post-meta, .postmetadata, .date, .meta-date, .posted-on, .post-info,
    .serendipity_date, .posted, header time, time, .byline, .submitted, .meta
    """
)
UPDATED = ".updated,.dt-updated,itemprop:datemodified".split(",")
IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})(?:/|$)")
WRITTEN_BY = re.compile(
    r"\b(?:geschrieben|verfasst|veröffentlicht|eingestellt|gepostet|erstellt|posted|written|published"
    r"|submitted)\s+(?:von|by):?\s+(.{2,60}?)\s*(?:$|[|,·•(–—-]|\b(?:am|on|um|at|in|vom)\b)",
    re.IGNORECASE,
)
BY = re.compile(
    r"\b(?:von|by)\s+(.{2,60}?)\s*(?:$|[|,·•(–—-]|\b(?:am|on|um|at|in)\b)", re.IGNORECASE
)
DETAILS = ".meta,.post-meta,.entry-meta,.postmetadata,.post-info,.headline_meta,.postinfo".split(
    ","
)
NO_TAG = {"allgemein", "uncategorized", "unkategorisiert", "uncategorised", "keine kategorie"}
LONGEST_JSON = 2_000_000


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of its post; what it does not say is empty."""

    title: str = ""
    author: str = ""
    date: When | None = None
    updated: When | None = None
    language: str = ""
    url: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    is_page: bool = False
    declared: int | None = None
    """How many comments its machine-readable parts say there are."""


def page_address(root: Node, source: str, archive: str = "") -> str:
    """The address of a page: what it calls its canonical one, or where it was saved from."""
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and _is_address(link.get("href")):
            return str(link.get("href")).strip()
    meta = metas(root)
    saved = next((match.group(1) for each in SAVED_FROM if (match := each.search(source))), "")
    for address in (meta.get("og:url"), saved, archive, meta.get("twitter:url")):
        if _is_address(address):
            return str(address).strip()
    return ""


def _is_address(address: str | None) -> bool:
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def metas(root: Node) -> dict[str, str]:
    """The meta elements of a page by name; of several of one name, the first."""
    found: dict[str, str] = {}
    for node in root.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("http-equiv") or "").lower()
        content = (node.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def read_json(root: Node) -> list[Mapping[str, Any]]:
    """The objects of a page's JSON-LD, flat; what is no JSON is passed over."""
    objects: list[Mapping[str, Any]] = []
    for script in root.iter("script"):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "") or len(text) > LONGEST_JSON:
            continue
        try:
            objects += _objects(json.loads(text))
        except (ValueError, RecursionError):
            continue
    return objects


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    waiting = [value]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting = [*each, *waiting]
        elif isinstance(each, dict):
            yield each
            waiting += [
                each[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in each
            ]


def types_of(thing: Mapping[str, Any]) -> set[str]:
    """What a JSON-LD object says it is, in lower case."""
    kind = thing.get("@type", "")
    return {str(each).lower() for each in (kind if isinstance(kind, list) else [kind])}


def text_in(value: Any) -> str:
    """A text, or the name of an object, or of the first of several."""
    while isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name", "")
    return value.strip() if isinstance(value, str) else ""


def read_facts(
    root: Node, article: Node, things: list[Mapping[str, Any]], url: str, *, alone: bool
) -> Facts:
    """Gathers what is known of a post.

    Args:
        root: The page.
        article: The post's part of it, without the comments.
        things: The page's JSON-LD.
        url: The page's address.
        alone: Whether it is the page's only post: then what the page says is said of it.
    """
    region = Region(article)
    meta = metas(root) if alone else {}
    post = _described(things) if alone else {}
    language = _language(root, article, meta)
    month_first = not language.lower().startswith(("de", "en-gb", "fr", "it", "es")) and bool(
        language
    )
    heading = title_node(region)
    page = Region(root) if alone and article is not root else region
    published = (meta.get("article:published_time"), post.get("datePublished"))
    modified = (
        meta.get("article:modified_time"),
        post.get("dateModified"),
        meta.get("og:updated_time"),
    )
    shown = _shown(region, DATES, month_first)
    date = (
        _local(_date(published, month_first), shown)
        or shown
        or _in_address(url)
        or _shown(page, DATES, month_first)
        or _loose(region, month_first)
        or _loose(page, month_first)
    )
    updated = _local(_date(modified, month_first), _shown(region, UPDATED, month_first))
    return Facts(
        title=_title(heading, meta, post, root if alone else None),
        author=_author(region, meta, post) or _author(page, meta, post),
        date=date,
        updated=updated if updated != date else None,
        language=language,
        url=url if alone else _permalink(heading, url),
        summary=" ".join(meta.get("description", meta.get("og:description", "")).split()),
        tags=_tags(region, meta),
        is_page=alone and _is_page(root),
        declared=_count(post),
    )


def _described(things: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """What the page's JSON-LD says of its post, or else of the page."""
    for kinds in (POSTS, {"webpage"}):
        for thing in things:
            if types_of(thing) & kinds:
                return thing
    return {}


def _language(root: Node, article: Node, meta: Mapping[str, str]) -> str:
    for value in (
        article.get("lang"),
        root.get("lang"),
        root.get("xml:lang"),
        meta.get("og:locale"),
        meta.get("content-language"),
    ):
        if value and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*", value.strip()):
            return value.strip().replace("_", "-")
    return ""


def title_node(region: Region) -> Node | None:
    """The heading of a post: what is called one, or the first heading in its part of the page."""
    for selectors in (TITLES, ("h2",), ("h3",)):
        for node in region.all(*selectors):
            if 0 < len(text_of(node)) < 300 and "site-title" not in (node.get("class") or ""):
                return node
    return None


def _title(
    node: Node | None, meta: Mapping[str, str], post: Mapping[str, Any], root: Node | None
) -> str:
    head = " ".join((root.findtext("head/title") or "").split()) if root is not None else ""
    shown = text_of(node) if node is not None else ""
    said = " ".join((meta.get("og:title") or text_in(post.get("headline"))).split())
    # a heading without a sign may be the blog's name; what else the page says of its title decides
    sure = (node is not None and node.tag not in {"h1", "h2", "h3"}) or bool(_named_titles(node))
    if shown and (sure or (not said and (not head or _agree(shown, head))) or _agree(shown, said)):
        return shown
    return said or (shown if not head else "") or _first_part(head, shown)


def _named_titles(node: Node | None) -> set[str]:
    return (
        set(TITLES) & {f".{name}" for name in (node.get("class") or "").lower().split()}
        if node is not None
        else set()
    )


def _first_part(head: str, shown: str) -> str:
    parts = [part.strip() for part in re.split(r"\s+[|–—«»·]\s+|\s+-\s+", head) if part.strip()]
    return parts[0] if parts else shown or head


def _agree(one: str, other: str) -> bool:
    one, other = re.sub(r"\W+", "", one).lower(), re.sub(r"\W+", "", other).lower()
    return bool(one and other) and (one in other or other in one)


def _author(region: Region, meta: Mapping[str, str], post: Mapping[str, Any]) -> str:
    for node in region.all(*AUTHORS):
        if name := _name(text_of(node) or node.get("content") or ""):
            return name
    for value in (
        text_in(post.get("author")),
        meta.get("author", ""),
        meta.get("article:author", ""),
    ):
        if name := _name(value):
            return name
    return _author_in_text(region.root) or _author_in_details(region)


def _author_in_details(region: Region) -> str:
    """The name in *12. Mai 2011, von …*, where the theme says that it tells of the post."""
    for node in region.all(*DETAILS):
        text = text_of(node)
        if len(text) < 200 and (match := BY.search(text)) and (name := _name(match.group(1))):
            return name
    return ""


def _author_in_text(root: Node) -> str:
    """The name in *Verfasst von …*, where nothing marks it as one."""
    for node in root.iter("p", "div", "span", "small"):
        text = text_of(node) if len(node) < 8 else ""
        if 5 < len(text) < 160 and (match := WRITTEN_BY.search(text)):
            return _name(match.group(1))
    return ""


def _name(text: str) -> str:
    text = re.sub(
        r"^\W*(?:geschrieben|verfasst|veröffentlicht|gepostet|posted|written|published|autor(?:in)?|author)?\s*(?:von|by)?\s*:?\s+(?=\w)",
        "",
        f" {text.strip()}",
        flags=re.IGNORECASE,
    )
    text = re.split(r"\s+(?:am|on|in|um|vom)\s+\d|\s*[|·•]\s*|\s*,\s*\d", text)[0].strip(" ,|·–-")
    ok = 1 < len(text) <= 80 and not text.startswith(("http", "@")) and find_date(text) is None
    return text if ok else ""


def _date(values: tuple[Any, ...], month_first: bool) -> When | None:
    said = (text_in(value) for value in values)
    return next((when for text in said if (when := find_date(text, month_first=month_first))), None)


def _shown(region: Region, selectors: list[str], month_first: bool) -> When | None:
    for node in region.all(*selectors):
        text = text_of(node)
        for said in (node.get("datetime"), node.get("content"), text[:300], node.get("title")):
            if when := find_date(said or "", month_first=month_first):
                return when
    return None


def _local(said: When | None, shown: When | None) -> When | None:
    """What machines are told, but with the zone of what readers are shown if it is the moment."""
    return shown if said is None or said == shown else said


def _loose(region: Region, month_first: bool) -> When | None:
    """A date in a short piece of the page that nothing says is one."""
    for node in region.root.iter("p", "div", "span", "small", "h2", "h3", "h4", "em", "td"):
        text = text_of(node) if len(node) < 8 and "updated" not in marks(node) else ""
        if 5 < len(text) < 100 and (when := find_date(text, month_first=month_first)):
            return when
    return None


def _in_address(url: str) -> When | None:
    match = IN_ADDRESS.search(url)
    return find_date("-".join(match.groups())) if match else None


def _permalink(title: Node | None, base: str) -> str:
    if title is None:
        return ""
    parent = title.getparent()
    link = next((node for node in title.iter("a") if node.get("href")), None)
    if link is None and parent is not None and parent.tag == "a":
        link = parent
    try:
        return urljoin(base, (link.get("href") or "").strip()) if link is not None else ""
    except ValueError:
        return ""


def _tags(region: Region, meta: Mapping[str, str]) -> tuple[str, ...]:
    nodes = region.all(
        "rel:tag",
        ".tags-links a",
        ".post-tags a",
        ".tags a",
        ".p-category",
        ".taxonomy-post_tag a",
        ".serendipity_freetag a",
    )
    names = [text_of(node).lstrip("#") for node in nodes] or [meta.get("article:tag", "")]
    kept = [name for name in names if name and name.lower() not in NO_TAG and len(name) < 80]
    return tuple(dict.fromkeys(kept))


def _is_page(root: Node) -> bool:
    body = root.find("body")
    words = (body.get("class") or "").split() if body is not None else []
    return "page" in words and "single" not in words


def _count(post: Mapping[str, Any]) -> int | None:
    count = post.get("commentCount")
    return (
        int(count)
        if isinstance(count, int | str) and str(count).isdecimal() and len(str(count)) < 7
        else None
    )
