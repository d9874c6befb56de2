"""Elements of a saved page: parsing, looking up, taking out, writing down.

Nothing here recurses: a page may be nested as deep as its sender likes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urljoin

from lxml import etree

Node = Any
"""An element of lxml; its class has no public name."""

DEEPEST = 2048
"""Elements within each other, beyond which libxml2 gives up (`xmlParserMaxDepth`)."""
NEVER_TEXT = ("script", "style", "noscript", "template", "object", "embed", "applet")
INLINE = set(
    """
    a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span
    strike strong sub sup tt u var wbr
    """.split()
)
"""What runs on in a line."""
PERMALINK = re.compile(
    r"#(?:li-|div-)?(?:comment|kommentar|c)[-_]?(?:id)?[-_]?(\w+)$", re.IGNORECASE
)
"""The end of an address that leads to a comment, with its number."""
LAZY = "data-src data-lazy-src data-original data-orig-file data-full-url".split()
"""Where plugins put the address of an image until it comes into view."""


def parse(text: str) -> tuple[Node | None, bool]:
    """The root of a page, and whether all of it was read (False: nested deeper than `DEEPEST`)."""
    parser = etree.HTMLParser(
        huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.ParserError:
        return None, True
    except etree.XMLSyntaxError:
        return None, True
    deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log) or any(
        "xcessive depth" in entry.message for entry in parser.error_log
    )
    return root, not deep


def drop_never_text(root: Node) -> None:
    """Takes out scripts and the like, and gives images that wait for them their addresses."""
    for image in root.iter("img"):
        source = image.get("src", "")
        if not source or source.startswith("data:"):
            lazy = next((image.get(name) for name in LAZY if image.get(name)), "")
            if lazy:
                image.set("src", lazy)
    etree.strip_elements(root, *NEVER_TEXT, with_tail=False)


def make_absolute(root: Node, base: str) -> None:
    """Gives links without a host the one of their page, and images that are not saved beside it."""
    for node in root.iter("a", "img"):
        name = "href" if node.tag == "a" else "src"
        address = (node.get(name) or "").strip()
        local = address.startswith(("#", "./")) or (
            node.tag == "img" and not address.startswith("/")
        )
        if not address or local or re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE):
            continue
        with suppress(ValueError):
            node.set(name, urljoin(base, address))


def classes(node: Node) -> list[str]:
    """The words of its class attribute, in lower case."""
    return (node.get("class") or "").lower().split()


def marks(node: Node) -> str:
    """Its classes and id as one text, in lower case, for patterns."""
    return f"{node.get('class') or ''} {node.get('id') or ''}".lower()


def text_of(node: Node) -> str:
    """What it says, with single spaces."""
    return " ".join("".join(node.itertext()).split())


def spaced(node: Node) -> str:
    """What it says, with single spaces, also between what stands in lines of its own."""
    parts: list[str] = []
    for event, each in etree.iterwalk(node, events=("start", "end")):
        if each.tag not in INLINE:
            parts.append(" ")
        if event == "start":
            parts.append(each.text or "")
        elif each is not node:
            parts.append(each.tail or "")
    return " ".join("".join(parts).split())


def inner_html(node: Node) -> str:
    """What is in it, as HTML."""
    parts = [_escaped(node.text)]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in node]
    return "".join(parts).strip()


def outer_html(node: Node) -> str:
    """It and what is in it, as HTML."""
    return etree.tostring(node, encoding="unicode", method="html", with_tail=False).strip()


def prune(node: Node) -> None:
    """Takes out boxes and lists with nothing in them."""
    for each in reversed(
        list(node.iter("div", "section", "ul", "ol", "span", "header", "footer", "article", "p"))
    ):
        if each is not node and not len(each) and not (each.text or "").strip():
            take_out(each)


def unwrapped(node: Node) -> Node:
    """The innermost of elements that hold nothing but one another."""
    while len(node) == 1 and node[0].tag in {"div", "section", "article"}:
        if (node.text or "").strip() or (node[0].tail or "").strip():
            break
        node = node[0]
    return node


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def take_out(node: Node) -> None:
    """Removes an element from its parent and leaves the text behind it where it was."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
        node.tail = None
    parent.remove(node)


def ancestors(node: Node, until: Node | None = None) -> Iterator[Node]:
    """Its ancestors from the nearest on, up to and without `until`."""
    parent = node.getparent()
    while parent is not None and parent is not until:
        yield parent
        parent = parent.getparent()


def is_in(node: Node, other: Node) -> bool:
    """Whether it is the other one, or somewhere in it."""
    return node is other or any(parent is other for parent in ancestors(node))


class Region:
    """The elements of a part of a page by what they are called, in the order of the page.

    A selector is `.class`, `#id`, a tag, `itemprop:name`, `rel:name`, or two of them with a space
    between: the second within the first.
    """

    def __init__(self, root: Node) -> None:
        self.root = root
        self._named: dict[str, list[Node]] = defaultdict(list)
        for node in root.iter():
            for name in _names(node):
                self._named[name].append(node)

    def all(self, *selectors: str) -> list[Node]:
        """What fits any of the selectors, those of the first one first."""
        found: dict[int, Node] = {}
        for selector in selectors:
            for node in self._matches(selector):
                found.setdefault(id(node), node)
        return list(found.values())

    def first(self, *selectors: str) -> Node | None:
        """The first of what fits the first selector that something fits."""
        return next((node for selector in selectors for node in self._matches(selector)), None)

    def _matches(self, selector: str) -> Iterator[Node]:
        outer, _, inner = selector.rpartition(" ")
        named = (node for node in self._named.get(inner, ()) if node is not self.root)
        if not outer:
            return named
        return self._within(named, outer)

    def _within(self, nodes: Iterable[Node], outer: str) -> Iterator[Node]:
        around = {id(node) for node in self._named.get(outer, ())}
        for node in nodes:
            if any(id(parent) in around for parent in ancestors(node, self.root.getparent())):
                yield node


def _names(node: Node) -> Iterator[str]:
    yield node.tag
    for name in set(classes(node)):
        yield f".{name}"
    if name := node.get("id"):
        yield f"#{name.lower()}"
    for attribute in ("itemprop", "rel"):
        for name in (node.get(attribute) or "").lower().split():
            yield f"{attribute}:{name}"


def listed(text: str) -> list[str]:
    """The parts of a text between commas: a list that is too long for one line."""
    return [part for part in (each.strip() for each in text.split(",")) if part]


def squeeze(text: str) -> str:
    """Letters and digits alone, in lower case: for comparing what two elements say."""
    return re.sub(r"\W+", "", text).lower()
