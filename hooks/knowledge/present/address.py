"""Addresses: from a page's place in the base to a link on another page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

NEUTRAL = re.compile(
    r'(?P<name>href|src)="(?P<scheme>kb|kb-file):(?P<path>[^"#]*)(?P<anchor>#[^"]*)?"'
)
"""The links that `render` left neutral."""


def _on_its_own(path: str, _anchor: str) -> str:
    return path


@dataclass(frozen=True, slots=True)
class Addresses:
    """How the site addresses its pages."""

    site_url: str
    """Ends with a slash; may be empty."""
    default_language: str
    directory_urls: bool = True
    """Whether links end in a slash, or in `index.html` for a site opened from disk."""

    def of_page(self, path: str, language: str) -> str:
        """The address of a page from the site's root, without a leading slash.

        Args:
            path: without language: `/concepts/resonanz/`.
            language: the language it is shown in.
        """
        prefix = "" if language == self.default_language else f"{language}/"
        return prefix + path.lstrip("/") + ("" if self.directory_urls else "index.html")

    def absolute(self, path: str, language: str) -> str:
        """The full address of a page, or one from the server's root if the site has none."""
        return (self.site_url or "/") + self.of_page(path, language)

    def rooted(self, path: str, language: str) -> str:
        """The address of a page from the server's root, for pages that are shown anywhere."""
        return (urlsplit(self.site_url).path or "/") + self.of_page(path, language)

    def relative(self, target: str, base: str) -> str:
        """The link from one page to an address, both from the site's root.

        Args:
            target: as `of_page` gives it, or the path of a file.
            base: the address of the page the link stands on.
        """
        return "../" * base.count("/") + target or "./"

    def settle(
        self,
        html: str,
        language: str,
        base: str,
        place: Callable[[str, str], str] = _on_its_own,
        known: dict[str, str] | None = None,
    ) -> str:
        """HTML with its neutral links made into addresses for the page it is shown on.

        Args:
            html: from `render`.
            language: the language of the page it is shown on.
            base: that page's address from the site's root.
            place: gives the path of the page that a place stands on, by the document's path and
                the anchor.
            known: links that were made already for pages as deep as this one; it grows.
        """
        links = {} if known is None else known

        def address(match: re.Match[str]) -> str:
            if html.rfind(">", 0, match.start()) > html.rfind("<", 0, match.start()):
                return match[0]  # words that look like one
            link = links.get(match[0])
            if link is None:
                path, anchor = match["path"], match["anchor"] or ""
                target = path.lstrip("/")
                if match["scheme"] == "kb":
                    target = self.of_page(place(path, anchor[1:]), language)
                    if anchor and target == base:
                        return f'{match["name"]}="{anchor}"'
                link = f'{match["name"]}="{self.relative(target, base)}{anchor}"'
                if not anchor:  # with one, it may be another on its own page
                    links[match[0]] = link
            return link

        return NEUTRAL.sub(address, html)
