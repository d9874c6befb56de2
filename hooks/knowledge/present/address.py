"""Addresses: from a page's place in the base to a link on another page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

NAMES = ("href", "src")
"""The attributes that hold the links which `render` left neutral."""
BEGIN, SCHEMES = '="kb', (":", "-file:")
"""How their values begin."""
WRITTEN = re.compile(r"(?P<file>-file)?:(?P<path>[^#]*)(?P<anchor>#.*)?", re.DOTALL)
"""The rest of a value."""


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

        def link(written: str) -> str:
            found = links.get(written)
            if found is None:
                found = self._settled(written, language, base, place)
                if "#" not in written:  # with one, it may be another on its own page
                    links[written] = found
            return found

        return with_links(html, link)

    def _settled(
        self, written: str, language: str, base: str, place: Callable[[str, str], str]
    ) -> str:
        neutral = WRITTEN.fullmatch(written)
        assert neutral is not None
        path, anchor = neutral["path"], neutral["anchor"] or ""
        target = path.lstrip("/")
        if not neutral["file"]:
            target = self.of_page(place(path, anchor[1:]), language)
            if anchor and target == base:
                return anchor
        return f"{self.relative(target, base)}{anchor}"


def with_links(html: str, link: Callable[[str], str]) -> str:
    """HTML with other addresses in place of its neutral links.

    Args:
        html: from `render`.
        link: gives what stands in place of a link, by what is written behind its `kb`, as `WRITTEN`
            reads it; both are text of an attribute.
    """
    before, *pieces = html.split(BEGIN)
    parts, in_tag = [before], False
    for piece in pieces:
        opened, closed = before.rfind("<"), before.rfind(">")
        if opened != closed:
            in_tag = opened > closed
        written, quote, rest = piece.partition('"')
        if in_tag and quote and before.endswith(NAMES) and written.startswith(SCHEMES):
            parts += ('="', link(written), quote, rest)
            before = rest
        else:  # words that look like one
            parts += (BEGIN, piece)
            before = piece
    return "".join(parts)
