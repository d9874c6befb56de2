"""A built site as a reader's browser finds it: pages by address, links with where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from lxml import html
from lxml.html import HtmlElement

from tests.project import SITE_URL

STEP = re.compile(r"^[a-z0-9]*|[.#][\w-]+")


@dataclass(frozen=True)
class Site:
    """A folder with a built site."""

    root: Path

    @cached_property
    def pages(self) -> dict[str, HtmlElement]:
        """The elements of every page, by its full address."""
        return {
            self.address(path): html.document_fromstring(path.read_bytes())
            for path in sorted(self.root.rglob("*.html"))
        }

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """Every id of every page, repeated ones repeatedly."""
        return {
            address: [str(id) for id in page.xpath("//@id")] for address, page in self.pages.items()
        }

    def page(self, path: str) -> HtmlElement:
        """The page at a path such as `/en/concepts/`."""
        return self.pages[SITE_URL + path.lstrip("/")]

    def address(self, path: Path) -> str:
        """The full address of a file, a folder's for its `index.html`."""
        name = path.relative_to(self.root).as_posix()
        return SITE_URL + (name.removesuffix("index.html") if path.name == "index.html" else name)

    def file(self, address: str) -> Path:
        """The file that a server gives for a full address."""
        path = self.root / unquote(address.removeprefix(SITE_URL))
        return path / "index.html" if path.is_dir() else path

    def text_address(self, page: str, link: str) -> str:
        """Where the text lies that a link shows, whichever language's page shows it."""
        address, anchor = urldefrag(urljoin(page, link))
        (canonical,) = self.pages[address].xpath("//link[@rel='canonical']/@href")
        return str(canonical).removeprefix(SITE_URL) + (f"#{anchor}" if anchor else "")

    def links(self) -> Iterator[tuple[str, str, str]]:
        """Every link and source: the page, the element's name, the full address it leads to."""
        for address, page in self.pages.items():
            for element, attribute, link, _ in page.iterlinks():
                if attribute in {"href", "src", "srcset", "action", "data", "poster"}:
                    yield address, str(element.tag), urljoin(address, link)

    def broken(self) -> list[tuple[str, str]]:
        """The links within the site that lead to no file or to no place on a page."""
        found = []
        for page, _, link in self.links():
            if link.startswith(SITE_URL):
                address, anchor = urldefrag(link)
                there = self.address(self.file(address))
                is_missing = not self.file(address).is_file()
                if is_missing or (anchor and unquote(anchor) not in self.ids.get(there, [])):
                    found.append((page.removeprefix(SITE_URL), link.removeprefix(SITE_URL)))
        return found


def text(element: HtmlElement) -> str:
    """The text of an element, its white space evened out."""
    return " ".join("".join(element.itertext()).split())


def select(element: HtmlElement, path: str) -> list[HtmlElement]:
    """The elements inside another on a path of steps such as `li#c1 a.kb-note`."""
    found: list[HtmlElement] = element.xpath(f".//{'//'.join(map(_step, path.split()))}")
    return found


def one(element: HtmlElement, path: str) -> HtmlElement:
    """The only element on a path."""
    (found,) = select(element, path)
    return found


def _step(step: str) -> str:
    tag, *conditions = STEP.findall(step)
    return (tag or "*") + "".join(
        f"[@id='{name}']"
        if sign == "#"
        else f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
        for sign, name in ((condition[0], condition[1:]) for condition in conditions)
    )
