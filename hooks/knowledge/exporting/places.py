"""Where everything lies in an export, and what links there name."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from knowledge.language import mask
from knowledge.language.ids import RESERVED_ID
from knowledge.model import Document, Essay, Heading, Library, RenderedPage

TEXT = "text"
"""The folder of the texts, one folder for each language below it."""
FILES = f"{TEXT}/files"
"""The folder of what texts show and refer to, the same for all languages."""
THREAD = "thread.html"
REFERENCES, MENTIONS, CONVERSATION = "references", "mentions", "thread"
"""The ids of the parts that an export adds to a text; no text may use them for its own."""
Key = tuple[str, str]
"""A document's id and the language of its text."""


@dataclass(frozen=True)
class Places:
    """The files of an export and the anchors in them.

    Attributes:
        library: all documents.
        pages: every version of every document, rendered.
        docs: the content folder, relative to the project's.
    """

    library: Library
    pages: Mapping[Key, RenderedPage]
    docs: str
    _anchors: dict[Key, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    """The ids of headings that were looked up already."""

    @cached_property
    def by_path(self) -> Mapping[str, Document]:
        """The documents by their address without language."""
        return {document.path: document for document in self.library.documents()}

    def stem(self, document: Document) -> str:
        """The path of a document's files below the content folder, without language and suffix."""
        source = document.versions[document.original].source
        return posixpath.relpath(source.path, self.docs).rsplit(".", 2)[0]

    def language(self, document: Document, language: str) -> str:
        """The language of the version that readers of some language are sent to."""
        return document.version(language).language

    def page(self, document: Document, language: str) -> str:
        """The file of one version of a document."""
        return f"{TEXT}/{self.language(document, language)}/{self.stem(document)}.md"

    def thread(self, essay: Essay, language: str) -> str:
        """The file of the conversation under one version of an essay."""
        folder = posixpath.dirname(self.stem(essay))
        return posixpath.join(TEXT, self.language(essay, language), folder, THREAD)

    def link(self, here: str, path: str, language: str, anchor: str = "") -> str:
        """A relative link to a page of the base, or to a place on it.

        What only the site has a place for leads to the text as a whole.

        Args:
            here: the file that the link stands in, from the root of the export.
            path: the page's address without language.
            language: of the text that links.
            anchor: of the place.
        """
        document = self.by_path[path]
        target = self.page(document, language)
        if isinstance(document, Essay) and self._in_thread(document, language, anchor):
            target = self.thread(document, language)
        elif anchor:
            anchor = self._anchor(document, self.language(document, language), anchor)
        if target == here and anchor:
            return f"#{anchor}"
        return relative(target, here) + (f"#{anchor}" if anchor else "")

    def file_link(self, here: str, path: str, fragment: str = "") -> str:
        """A relative link to a file that is no text.

        Args:
            here: the file that the link stands in, from the root of the export.
            path: of the file below the content folder.
            fragment: what is named in it.
        """
        target = posixpath.join(FILES, path.lstrip("/"))
        return relative(target, here) + (f"#{fragment}" if fragment else "")

    def _in_thread(self, essay: Essay, language: str, anchor: str) -> bool:
        if not RESERVED_ID.match(anchor):
            return False
        found = self.pages[essay.id, self.language(essay, language)]
        return any(
            anchor == comment.id or anchor in comment.text.anchors for comment in found.comments
        )

    def _anchor(self, document: Document, language: str, anchor: str) -> str:
        page = self.pages[document.id, language]
        if page.references and (anchor == REFERENCES or anchor.startswith("ref-")):
            return REFERENCES
        if page.comments and anchor == CONVERSATION:
            return CONVERSATION
        key = (document.id, language)
        if key not in self._anchors:
            body = mask.without_code(document.versions[language].source.body)
            given = ids_of_headings(body, page.body.headings)
            self._anchors[key] = frozenset(id for _, id in given)
        return anchor if anchor in self._anchors[key] else ""


def ids_of_headings(bare: str, rendered: Sequence[Heading]) -> Iterator[tuple[mask.Heading, str]]:
    """The headings of a source with the ids that they have on the page.

    Args:
        bare: the source with code blotted out.
        rendered: the headings of the page, those included that a source hides in a list.
    """
    given = iter(rendered)
    for heading in mask.headings(bare):
        found = next((each for each in given if each.level == heading.level), None)
        if id := heading.id or (found.id if found else ""):
            yield heading, id


def relative(target: str, here: str) -> str:
    """The link from one file of the export to another, with what addresses cannot hold encoded."""
    return quote(posixpath.relpath(target, posixpath.dirname(here)), safe="/.-_~")
