"""Whether links of a folder of pages lead to what is there."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html


@dataclass(frozen=True)
class Page:
    """A page's links and the ids on it."""

    links: tuple[str, ...]
    ids: frozenset[str]


@dataclass(frozen=True)
class Folder:
    """A folder of pages.

    Attributes:
        root: the folder.
        pages: those whose links are followed, by path.
    """

    root: Path
    pages: Mapping[str, Page]

    @cached_property
    def internal(self) -> list[tuple[str, str]]:
        """Page and address of every link that leads to no other host."""
        return [
            (name, link)
            for name, page in self.pages.items()
            for link in page.links
            if not urlsplit(link).scheme and not urlsplit(link).netloc
        ]

    def lost(self) -> list[tuple[str, str]]:
        """The links that lead to no file, or to no place on its page."""
        return [(page, link) for page, link in self.internal if not self._lands(page, link)]

    def _lands(self, page: str, link: str) -> bool:
        parts = urlsplit(link)
        path = unquote(parts.path)
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), path)).lstrip("/")
        target = target if path else page
        if (self.root / target).is_dir():
            target = posixpath.join(target, "index.html")
        if not (self.root / target).is_file():
            return False
        anchor = unquote(parts.fragment)
        return not anchor or target not in self.pages or anchor in self.pages[target].ids


def read(text: str) -> Page:
    """A page as HTML."""
    root = html.document_fromstring(text)
    found = [element.attrib for element in root.iter("*")]
    links = [str(each[name]) for each in found for name in ("href", "src") if name in each]
    return Page(tuple(links), frozenset(str(each["id"]) for each in found if "id" in each))


def folder_of_html(root: Path) -> Folder:
    """A built site."""
    paths = sorted(root.rglob("*.html"))
    return Folder(
        root, {path.relative_to(root).as_posix(): read(path.read_text("utf-8")) for path in paths}
    )
