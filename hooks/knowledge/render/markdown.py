"""The two ways Markdown is read: an author's page, and a comment by anyone.

Instances are made once for each process and language and reset before each text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from knowledge.check.pages import TEMPLATE_ANCHORS
from knowledge.language.ids import RESERVED_ID, slug
from knowledge.render import links
from knowledge.render.fitting import Fitting, signs_in
from knowledge.render.markers import Marker, MarkerProcessor, register, unwrap
from knowledge.settings import RenderSettings

PERMALINK_TITLE = {"de": "Link zu diesem Abschnitt", "en": "Link to this section"}
BACK_TO_TEXT = {
    "de": "Zurück zur Stelle von Anmerkung {} im Text",
    "en": "Back to note {} in the text",
}

COMMENT_EXTENSIONS = ("fenced_code", "footnotes", "sane_lists", "tables")
"""Comments get what mail and forums know, and nothing that sets attributes."""
COMMENT_TAGS = frozenset(
    "a abbr b blockquote br code dd del dl dt em h1 h2 h3 h4 h5 h6 hr i img li ol p pre strong "
    "span sub sup table tbody td th thead tr ul div".split()
)
COMMENT_ATTRIBUTES = {
    "a": {"href", "title", "class", "data-kb"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "div": {"class"},
    "span": {"data-kb"},
    "sup": {"class", "id"},
    "li": {"id"},
}
COMMENT_SCHEMES = {"http", "https", "mailto", "kb"}

SYNTAX = re.compile(r"[\\`*_{}\[\]()>#+.!-]")
"""What a backslash makes an ordinary character."""


IDLE = frozenset(
    "NormalizeWhitespace DepthLimit InlineProcessor PrettifyTreeprocessor TocTreeprocessor "
    "UnescapeTreeprocessor BlocksTreeprocessor HighlightTreeprocessor SubstituteTagInlineProcessor "
    "MarkerProcessor EmptyBlockProcessor ListIndentProcessor CodeBlockProcessor "
    "SuperFencesCodeBlockProcessor SaneOListProcessor MarkdownInHtmlProcessor "
    "ParagraphProcessor".split()
)
"""Processors that need no sign in a text, and leave one alone that has no syntax at all."""
MOST_BRACKETS = 2_000
"""Python-Markdown needs time by the square of their number; a text with more is shown as code."""
DEEPEST = 100
"""Elements inside each other; the HTML parser of the walk drops what is deeper than 256."""


class DepthLimit(Treeprocessor):
    """Refuses a text that is nested deeper than anyone means."""

    def run(self, root: Element) -> None:
        """Looks how deep the elements go, without going down itself."""
        level = [root]
        for _ in range(DEEPEST):
            level = [child for element in level for child in element]
        if level:
            raise RecursionError


class Reader:
    """A Markdown instance with the markers of the text it reads."""

    def __init__(self, md: Markdown) -> None:
        self.md = md
        links.register(md)
        self.processor: MarkerProcessor = register(md)
        # Before `inline` (20): what a text is nested in are its blocks.
        md.treeprocessors.register(DepthLimit(md), "kb_depth", 30)
        self._preprocessors, self._trees = Fitting(md.preprocessors), Fitting(md.treeprocessors)
        self._blocks, self._inline = Fitting(md.parser.blockprocessors), Fitting(md.inlinePatterns)

    @cached_property
    def knows_plain(self) -> bool:
        """Whether a text without any sign of syntax is nothing but paragraphs here."""
        left = (self._preprocessors, self._trees, self._blocks, self._inline)
        return all(type(each).__qualname__ in IDLE for f in left for each in f(frozenset()))

    def read(self, text: str, markers: Sequence[Marker]) -> tuple[str, frozenset[int]]:
        """HTML, and which markers became elements (the others are text again).

        Args:
            text: Markdown with markers inserted. Where it is nested too deeply, it is shown as
                it was typed: no text stops a build, and none is lost.
            markers: what their numbers mean.
        """
        if text.count("[") > MOST_BRACKETS:
            text = "\n".join(f"    {line}" for line in text.split("\n"))
        try:
            html = self._convert(text, markers)
        except RecursionError:
            html = self._convert(SYNTAX.sub(r"\\\g<0>", text), markers)
        return html, frozenset(self.processor.used)

    def _convert(self, text: str, markers: Sequence[Marker]) -> str:
        self.md.reset()
        md: Any = self.md
        signs = signs_in(text)
        md.preprocessors = self._preprocessors(signs)
        md.parser.blockprocessors = self._blocks(signs)
        md.treeprocessors = self._trees(signs)
        md.treeprocessors["inline"].inlinePatterns = self._inline(signs)
        self.md.parser.state.clear()  # what a text nested too deeply left behind
        self.processor.begin(markers)
        return unwrap(self.md.convert(text), markers)

    @property
    def toc_tokens(self) -> list[dict[str, Any]]:
        """The headings of the text read last, as the extension `toc` gives them."""
        return getattr(self.md, "toc_tokens", [])


_PAGE_READERS: dict[tuple[str, str], Reader] = {}
"""By settings and language; a process sees one or two settings in its life."""


def heading_slug(title: str, separator: str) -> str:
    """The id of a heading that has none of its own; never that of a comment or of a page's part."""
    found = slug(title) or "section"
    taken = RESERVED_ID.fullmatch(found) or found in TEMPLATE_ANCHORS
    return f"section-{found}" if taken else found


def page_reader(settings: RenderSettings, language: str) -> Reader:
    """The reader for an author's text in a language."""
    key = (repr(settings), language)
    if key not in _PAGE_READERS:
        _PAGE_READERS[key] = _page_reader(settings, language)
    return _PAGE_READERS[key]


def _page_reader(settings: RenderSettings, language: str) -> Reader:
    extensions = settings.extensions
    by_name = {name: dict(options) for name, options in settings.extension_configs.items()}
    if "toc" in extensions:
        title = PERMALINK_TITLE.get(language, PERMALINK_TITLE["en"])
        own = {"permalink_title": title, "slugify": heading_slug}
        by_name["toc"] = by_name.get("toc", {}) | own
    if "tables" in extensions:  # columns are aligned without a style, which no page's policy admits
        by_name["tables"] = {"use_align_attribute": True} | by_name.get("tables", {})
    if "footnotes" in extensions:
        title = BACK_TO_TEXT.get(language, BACK_TO_TEXT["en"])
        by_name["footnotes"] = by_name.get("footnotes", {}) | {"BACKLINK_TITLE": title}
    return Reader(Markdown(extensions=list(extensions), extension_configs=by_name))


@lru_cache(maxsize=8)
def comment_reader(language: str) -> Reader:
    """The reader for a comment: raw HTML is text to it, shown as it was typed."""
    title = BACK_TO_TEXT.get(language, BACK_TO_TEXT["en"])
    md = Markdown(
        extensions=list(COMMENT_EXTENSIONS),
        extension_configs={"footnotes": {"BACKLINK_TITLE": title}},
    )
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    return Reader(md)


def sanitize(html: str) -> str:
    """The HTML of a comment, reduced to a short list of elements without any power."""
    return nh3.clean(
        html,
        tags=set(COMMENT_TAGS),
        attributes=COMMENT_ATTRIBUTES,
        url_schemes=COMMENT_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
