"""One walk over a page's elements: its links become neutral, its text and anchors are noted.

Links to pages become `kb:/address/#anchor`, links to other files `kb-file:/path`; only when a
page is shown somewhere do they become addresses.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from knowledge.check.nearest import did_you_mean
from knowledge.language.ids import RESERVED_ID
from knowledge.render.characters import holdable
from knowledge.render.markers import MADE_HERE, OURS
from knowledge.render.safety import Report, disarm
from knowledge.render.targets import Targets

PAGE_SCHEME, FILE_SCHEME = "kb:", "kb-file:"
WEB_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
NOT_TEXT = frozenset({"script", "style", "template"})
BLOCKS = frozenset("blockquote dd div dt figcaption h1 h2 h3 h4 h5 h6 li p pre td th tr".split())
INLINE = frozenset("a b em i span strong".split())
LANGUAGE_SUFFIX = re.compile(r"\.(?P<language>[a-z]{2})$")
NAME = re.compile(r"[A-Za-z_][\w:.-]*")
"""The names of attributes that mean anything."""
PARSER = lxml_html.HTMLParser()
PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
"""Gives each element the one class that is needed here; lxml.html asks Python for each."""
FOOTNOTES = ("#fn:", "#fnref:")
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
OF_TEMPLATES = ("__", "kb-")
"""How ids begin that the theme and our own templates give."""
OTHER = "Choose another."
COMMENT_REL = "nofollow ugc noopener"


@dataclass(slots=True)
class Walked:
    """What the walk noted."""

    html: str = ""
    anchors: set[str] = field(default_factory=set)
    of_headings: set[str] = field(default_factory=set)
    """Those of headings."""
    links: list[tuple[str, str, str]] = field(default_factory=list)
    """Path, anchor, and the words of the source that hold the link."""
    plain: dict[str, str] = field(default_factory=dict)
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands, as far as its links need to know."""

    path: str
    """The page's own address without language."""
    folder: str
    """The folder of its file, relative to the content folder."""
    language: str
    targets: Targets
    comment: str = ""
    """The comment's id, which its own ids begin with; empty for a page."""
    entry: str = ""
    """The id of an entry of the references, for its text, whose ids then begin with it."""
    taken: Collection[str] = ()
    """The ids that templates give to parts of the page."""


def walk(html: str, place: Place, report: Report) -> Walked:
    """Makes a text's links neutral and notes what else the house must know of it.

    Args:
        html: from Markdown, for comments sanitised.
        place: where it stands.
        report: called for each problem found.
    """
    root = lxml_html.fragment_fromstring(holdable(html), create_parent="div", parser=PARSER)
    result = Walked()
    if "{" in html:
        _drop_odd_names(root)
    own = {identifier for part in root.iter() if (identifier := part.get("id"))}
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        disarm(element, report)
        _prefix_ids(element, place, own)
        if identifier := element.get("id"):
            if not place.comment:
                _check_id(element, identifier, place, result, report)
            result.anchors.add(identifier)
        if element.tag == "a":
            _link(element, place, result, report)
        elif element.tag == "img":
            _image(element, place, report)
        if place.comment:
            _tame(element)
    result.plain, result.lead = _plain(root)
    result.html = "".join(_inner(root)).strip()
    return result


def _inner(root: HtmlElement) -> Iterator[str]:
    yield _escape(root.text or "")
    for child in root:
        yield lxml_html.tostring(child, encoding="unicode")


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _drop_odd_names(root: HtmlElement) -> None:
    """Takes attributes whose names lxml takes for those of a namespace, and then raises."""
    for element in root.iter():
        found = element.items() if isinstance(element.tag, str) else ()
        if any("{" in name for name, _ in found):
            element.attrib.clear()
            element.attrib.update({n: value for n, value in found if NAME.fullmatch(n)})


def _check_id(
    element: HtmlElement, identifier: str, place: Place, result: Walked, report: Report
) -> None:
    """Reports an id by which a page would find something else."""
    is_twice = identifier in result.anchors
    if element.tag in HEADINGS:  # of two headings with one id the source tells
        is_twice = is_twice and identifier not in result.of_headings
        result.of_headings.add(identifier)
    if RESERVED_ID.fullmatch(identifier):
        message = f"`{identifier}` looks like the id of a comment. {OTHER}"
        report("duplicate-id", identifier, message)
    elif identifier in place.taken or identifier.startswith(OF_TEMPLATES):
        message = f"`{identifier}` is the id of a part that every page may have. {OTHER}"
        report("duplicate-id", identifier, message)
    elif is_twice:
        message = f"Two parts of this page have the id `{identifier}`. Rename one."
        report("duplicate-id", identifier, message)


def _prefix_ids(element: HtmlElement, place: Place, own: Collection[str]) -> None:
    """Ids in a comment, or in the text of a reference, begin with its own: no two share one."""
    prefix = place.comment or place.entry
    if not prefix:
        return
    if identifier := element.get("id"):
        element.set("id", f"{prefix}-{identifier}")
    href = element.get("href") or ""
    if (href[:1] == "#" and href[1:] in own) or href.startswith(FOOTNOTES):
        element.set("href", f"#{prefix}-{href[1:]}")


def _link(element: HtmlElement, place: Place, result: Walked, report: Report) -> None:
    href = element.get("href")
    if href is None:
        element.attrib.pop(MADE_HERE, None)
        return
    made_here = element.attrib.pop(MADE_HERE, None) == OURS
    if href.startswith("#"):
        inside = place.comment and href.startswith(f"#{place.comment}-")
        if not made_here and not inside:
            result.links.append((place.path, unquote(href[1:]), href))
            if place.comment or RESERVED_ID.fullmatch(href[1:]):  # which may stand on another page
                element.set("href", f"{PAGE_SCHEME}{place.path}{href}")
        return
    if made_here:
        return
    neutral = _neutral(href, place, result, report)
    if neutral is None:
        del element.attrib["href"]
    else:
        element.set("href", neutral)


def _neutral(href: str, place: Place, result: Walked, report: Report) -> str | None:
    """The neutral address of a link an author wrote, or None if it leads nowhere."""
    parts = _split(href)
    if parts is None:
        report("unknown-link", href, f"`{href}` is not an address. Correct it or remove the link.")
        return None
    if parts.scheme.lower() in WEB_SCHEMES or parts.netloc:
        return href
    if parts.scheme and place.comment:
        return None
    if parts.scheme:
        message = f"A link may not lead to `{parts.scheme}:`. Use an https address or [[id]]."
        report("unsafe-html", href, message)
        return None
    return _internal(href, unquote(parts.path), parts.fragment, place, result, report)


def _split(address: str) -> SplitResult | None:
    """The parts of an address, or None if it is none."""
    try:
        return urlsplit(address.strip())
    except ValueError:
        return None


def _leads_out(address: str) -> bool:
    """Whether an address leads to another site, a mailbox or a telephone."""
    parts = _split(address)
    return parts is not None and (parts.scheme.lower() in WEB_SCHEMES or bool(parts.netloc))


def _internal(
    href: str, path: str, fragment: str, place: Place, result: Walked, report: Report
) -> str | None:
    joined = posixpath.normpath(posixpath.join(place.folder, path)) if path else ""
    stem, suffix = posixpath.splitext(joined)
    if suffix == ".md":
        language = LANGUAGE_SUFFIX.search(stem)
        stem = LANGUAGE_SUFFIX.sub("", stem)
        if found := place.targets.page_at(stem):
            address, languages = found
            _check_language(
                href, language["language"] if language else "", place, languages, report
            )
            result.links.append((address, fragment, href))
            return f"{PAGE_SCHEME}{address}" + (f"#{fragment}" if fragment else "")
    elif place.targets.has_file(joined):
        return f"{FILE_SCHEME}/{joined}" + (f"#{fragment}" if fragment else "")
    pages = (
        f"{stem}.{language}.md"
        for stem, (_, languages) in place.targets.paths.items()
        for language in languages
    )
    message = f"There is no file `{joined or href}` in the content folder."
    hint = did_you_mean(joined, [*pages, *place.targets.files])
    report("unknown-link", href, f"{message}{hint} Or link with [[id]].")
    return None


def _check_language(
    href: str, language: str, place: Place, languages: tuple[str, ...], report: Report
) -> None:
    if language and language != place.language and place.language in languages:
        message = (
            f"`{href}` names the file of another language, and readers are shown theirs anyway. "
            f"Write `.{place.language}.md`, or link with [[id]]."
        )
        report("wrong-language-link", href, message)


def _image(element: HtmlElement, place: Place, report: Report) -> None:
    src = (element.get("src") or "").strip()
    if place.comment:
        return
    parts = _split(src)
    if parts is None:
        report("unknown-link", src, f"`{src}` is not an address. Correct it or remove the picture.")
        del element.attrib["src"]
        return
    if parts.scheme or parts.netloc:
        message = (
            f"The picture `{src[:80]}` lies elsewhere, and no page asks another host for anything. "
            "Put it into the content folder."
        )
        report("unsafe-html", src, message)
        del element.attrib["src"]
        return
    joined = posixpath.normpath(posixpath.join(place.folder, unquote(src)))
    if not place.targets.has_file(joined):
        hint = did_you_mean(joined, place.targets.files)
        report("unknown-link", src, f"There is no picture `{joined}` in the content folder.{hint}")
        return
    element.set("src", f"{FILE_SCHEME}/{joined}")
    element.set("loading", "lazy")


def _tame(element: HtmlElement) -> None:
    """In a comment headings are paragraphs and pictures are links to them."""
    if element.tag in HEADINGS:
        element.tag = "p"
        element.set("class", "kb-comment__heading")
    elif element.tag == "img":
        src = element.get("src") or ""
        alt = element.get("alt") or src
        tail = element.tail
        element.clear()
        element.tag, element.text, element.tail = "a", alt, tail
        if _leads_out(src):
            element.set("href", src)
    if element.tag == "a" and _leads_out(element.get("href") or ""):
        element.set("rel", COMMENT_REL)


def _plain(root: HtmlElement) -> tuple[dict[str, str], str]:
    """The text of each section, and of the first paragraph."""
    parts: dict[str, list[str]] = defaultdict(list)
    section, lead = "", ""
    for child in root:
        if not isinstance(child.tag, str):
            continue
        if child.tag == "h2":
            section = child.get("id") or ""
            continue
        text = _text(child)
        if child.tag == "p" and not lead and not section:
            lead = text
        parts[section].append(text)
    joined = {id: " ".join(filter(None, texts)) for id, texts in parts.items()}
    return joined, lead


def _text(element: HtmlElement) -> str:
    inside = element.iterdescendants()
    if element.tag == "p" and all(part.tag in INLINE and not _is_mark(part) for part in inside):
        return " ".join("".join(element.itertext()).split())
    return " ".join("".join(_in_order(element)).split())


def _in_order(element: HtmlElement) -> Iterator[str]:
    """The text of an element and those inside it, as it is read."""
    if not isinstance(element.tag, str) or element.tag in NOT_TEXT or _is_mark(element):
        return
    block = element.tag in BLOCKS
    if block:
        yield " "
    yield element.text or ""
    for child in element:
        yield from _in_order(child)
        yield child.tail or ""
    if block:
        yield " "


def _is_mark(element: HtmlElement) -> bool:
    """Marks beside the text: permalinks, numbers of citations and footnotes."""
    classes = (element.get("class") or "").split()
    return bool({"headerlink", "kb-cite", "footnote-ref", "footnote-backref"} & set(classes)) or (
        element.tag == "sup" and (element.get("id") or "").startswith("fnref")
    )
