"""The page class: a page whose text was rendered elsewhere and only comes to stand here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from knowledge.model import Page as PageDocument

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.toc import _TocToken

    from knowledge.model import Document, Heading, RenderedPage
    from knowledge.state import State


UNDATED = dt.date(1980, 1, 1)
"""Stands for the day of the build, which MkDocs would write into `sitemap.xml.gz`; it is the
first day that archives can hold."""


class KnowledgePage(Page):
    """A page of the site that shows one document in the language being built.

    Material's blog sets pages of its own in the same way: `file.page` is assigned in
    `on_files`, behind static-i18n, and MkDocs keeps what it finds there.
    """

    def __init__(
        self,
        file: File,
        config: MkDocsConfig,
        document: Document,
        rendered: RenderedPage,
        language: str,
    ) -> None:
        version = document.version(language)
        # Templates of MkDocs and Material take titles for HTML.
        super().__init__(escape(version.nav_title or version.title), file, config)
        self.update_date = (document.modified or UNDATED).isoformat()
        self.document = document
        self.rendered = rendered
        self.language = language
        """The language being built, which the text need not be in."""
        self.version = version

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Takes what was read already; the file may not even exist in this language."""
        self.markdown = self.version.source.body
        self.meta = {
            "title": escape(self.version.title),
            "description": self.version.summary or self.rendered.body.lead,
            "hide": list(self.document.hide)
            if isinstance(self.document, PageDocument)
            else ["navigation"],
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Takes what was rendered already; links get their addresses when the page is shown."""
        self.content = self.rendered.body.html
        self.toc = get_toc(nest(self.rendered.body.headings))
        self.present_anchor_ids = set(self.rendered.anchors)
        self.links_to_anchors = {}


def nest(headings: Iterable[Heading]) -> list[_TocToken]:
    """Headings in order as the nested tokens that MkDocs makes its table of contents from."""
    top: list[_TocToken] = []
    open_tokens: list[_TocToken] = []
    for heading in headings:
        token: _TocToken = {
            "level": heading.level,
            "id": heading.id,
            "name": heading.text,
            "children": [],
        }
        while open_tokens and open_tokens[-1]["level"] >= heading.level:
            open_tokens.pop()
        (open_tokens[-1]["children"] if open_tokens else top).append(token)
        open_tokens.append(token)
    return top


def match_files(files: Files, config: MkDocsConfig, build: State) -> None:
    """Makes the files those of the library.

    Files of no document are left out. A document without a version in the default language gets a
    file there, since static-i18n falls back to that language only; it takes plain files, whether
    or not they exist, and what is shown is read from the library.
    """
    for file in files.documentation_pages():
        if _stem(file, build) not in build.library.by_stem:
            files.remove(file)
    default = build.library.languages[0]
    for stem, document in build.library.by_stem.items():
        if default not in document.versions:
            name = f"{stem.removeprefix(f'{build.site.docs}/')}.{default}.md"
            files.append(File(name, config.docs_dir, config.site_dir, config.use_directory_urls))


def set_pages(files: Files, config: MkDocsConfig, build: State, language: str) -> None:
    """Sets the page of every file that static-i18n chose for a language."""
    assert build.base is not None
    for file in files.documentation_pages():
        document = build.library.by_stem[_stem(file, build)]
        rendered = build.base.pages[document.id, document.version(language).language]
        KnowledgePage(file, config, document, rendered, language)


def _stem(file: File, build: State) -> str:
    """The path of a file without language and suffix, as the library knows it."""
    return f"{build.site.docs}/{file.src_uri.rsplit('.', 2)[0]}"
