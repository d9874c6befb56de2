"""HTML of others, reduced to elements of text: an allow-list, before anything else looks at it."""

from __future__ import annotations

import re
from html import escape

import nh3
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from knowledge.importing.escaping import NO_TEXT

LONGEST = 2_000_000
"""Characters of one text as a source has it; longer is no essay and no comment."""
LONGEST_HTML = 4 * LONGEST
"""Markdown grows when it becomes HTML."""
DEEPEST = 60
"""Elements inside each other; the sanitiser's time grows with the square of the depth."""

TAGS = frozenset(
    "a abbr article aside b blockquote br caption cite code dd del details dfn div dl dt em "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s "
    "samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr "
    "tt u ul var".split()
)
WITHOUT_TEXT = frozenset(
    "script style template noscript iframe object embed applet canvas svg math select textarea "
    "title head audio video".split()
)
"""Elements whose contents are no text of a page."""
LAZY = ("data-orig-file", "data-lazy-src", "data-src", "src")
"""Where themes put the address of a picture, the best first."""
ATTRIBUTES = {
    "*": {"id"},
    "a": {"href", "name"},
    "img": {"alt", "class", *LAZY},
    "ol": {"start"},
    "code": {"class"},
    "pre": {"class"},
    "th": {"colspan"},
    "td": {"colspan"},
}
CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(WITHOUT_TEXT),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    strip_comments=True,
)
EMBEDDED = re.compile(
    r"<(?:iframe|embed|video|audio|source|object)\b[^>]{0,2000}?\s(?:src|data)\s*=\s*[\"']?"
    r"(?P<address>(?:https?:)?//[^\s\"'<>]+)",
    re.IGNORECASE,
)
TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)"
    r"(?:\"[^\"]{0,4000}\"|'[^']{0,4000}'|[^\"'>]){0,400}>"
)
NO_DEPTH = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dd dt td th tr "
    "option tbody thead tfoot".split()
)
"""Elements that hold nothing, or that end where another of them begins."""


class TooLongError(ValueError):
    """A text that is longer than any that people write."""


def sanitised(html: str) -> HtmlElement:
    """The elements of an HTML text that are on the list, inside one `div`.

    Frames and players become links to what they would have loaded.

    Raises:
        TooLongError: if it has more characters than anyone writes.
    """
    if len(html) > LONGEST_HTML:
        raise TooLongError(f"longer than {LONGEST_HTML:,} characters of HTML")
    html = NO_TEXT.sub("", html)
    if "<" in html:
        html = EMBEDDED.sub(_as_link, html)
        html = CLEANER.clean(_flat(html) if html.count("<") > DEEPEST else html)
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    # Inside a body, so that nothing in the text opens or closes one.
    root = lxml_html.document_fromstring(
        f"<html><body><div>{html}</div></body></html>".encode(), parser=parser
    )
    body = root.find("body")
    assert body is not None
    return body


def _as_link(match: re.Match[str]) -> str:
    address = escape(match["address"])
    return f'<p><a href="{address}">{address}</a></p>{match.group()}'


def _flat(html: str) -> str:
    """The same without the tags that lie too deep; what they hold stays."""
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag["name"].lower() in NO_DEPTH:
            return tag.group()
        if tag["close"]:
            depth = max(0, depth - 1)
            return tag.group() if depth < DEEPEST else " "
        depth += 1
        return tag.group() if depth <= DEEPEST else " "

    return TAG.sub(keep, html)
