"""What a text may not hold: whatever runs, loads from elsewhere, or sends."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.html import HtmlElement

Report = Callable[[str, str, str], None]
"""Takes a kind of problem, the words in the source it is about, and the message."""

ACTIVE_ELEMENTS = frozenset(
    "animate animatemotion animatetransform applet base button embed form frame frameset iframe "
    "input link meta object script set style textarea "
    "bgsound fencedframe image isindex keygen listing main noembed noframes noscript option param "
    "plaintext portal select template title xmp".split()
)
"""Elements that run, load or send something, and those that make something else of the page behind
them; a page is text."""
OF_DRAWINGS = frozenset({"image", "title"})
"""Elements that are others, or nothing, outside of a drawing."""
WITHOUT_TEXT = frozenset({"script", "style"})
RUNNING_ATTRIBUTES = frozenset({"srcdoc", "formaction", "action", "ping"})
NAMING_ATTRIBUTES = frozenset({"cite", "longdesc", "xml:base"})
"""Attributes that name an address, which no browser follows by itself."""
LOADING_ATTRIBUTES = frozenset({"background", "data", "poster", "src", "srcset", "xlink:href"})
"""Attributes that make a browser ask for something while the page is read."""
ELSEWHERE = re.compile(r"(?:^|,)\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
"""An address with a scheme or a host, also as one of several in a `srcset`."""
WEB = re.compile(r"https?://", re.IGNORECASE)


def disarm(element: HtmlElement, report: Report) -> None:
    """Takes from an element what could run, load or send, and reports it.

    Args:
        element: any but `img`, whose address is looked up in the content folder.
        report: called for each thing taken.
    """
    tag = str(element.tag)
    if tag in ACTIVE_ELEMENTS and not _is_harmless(element):
        message = f"`<{tag}>` is not allowed in a text: it could run, load or send something, "
        message += "or change the page around it. "
        report("unsafe-html", f"<{tag}", message + "Remove it, or show it as code.")
        if tag in WITHOUT_TEXT:
            element.drop_tree()
        else:
            element.drop_tag()
        return
    for name in list(element.attrib):
        if reason := _objection(tag, str(name).lower(), element.attrib[name]):
            words = element.attrib[name] if ELSEWHERE.search(element.attrib[name]) else str(name)
            report("unsafe-html", words, f"The attribute `{name}` is not allowed: {reason}")
            del element.attrib[name]


def _is_harmless(element: HtmlElement) -> bool:
    """The check box of a task list is inert; a drawing has a title, and holds pictures."""
    if element.tag in OF_DRAWINGS:
        return any(above.tag == "svg" for above in element.iterancestors())
    is_box = element.tag == "input" and element.get("type") == "checkbox"
    return is_box and element.get("disabled") is not None


def _objection(tag: str, name: str, value: str) -> str:
    """What speaks against an attribute, or nothing."""
    if name.startswith("on") or name in RUNNING_ATTRIBUTES:
        return "it could run or send something. Remove it."
    if name == "style":  # no page's policy admits one: it could hide a page, or lay itself over it
        return "no page lets a text bring its own style. Give it a class, and that a stylesheet."
    if name in NAMING_ATTRIBUTES and not WEB.match(value):
        return "it names no address of the web. Correct or remove it."
    is_picture = tag == "img" and name == "src"
    loads = name in LOADING_ATTRIBUTES or (name == "href" and tag != "a")
    if loads and not is_picture and ELSEWHERE.search(value):
        return "no page asks another host for anything. Put the file into the content folder."
    return ""
