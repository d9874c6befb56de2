"""The parts of the theme that many pages share: rendered once for each folder of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from knowledge.present.address import Addresses

MARK = "\ue0f0"
"""A character of private use, with which the marks in shared parts begin."""


@dataclass
class Frames:
    """The parts of the theme that many pages share, rendered once for each folder of pages.

    Header, tabs, navigation and footer take more time than an essay. On pages that are not in the
    navigation they differ by the folder, and the header by the page's title and by the ways to
    its other languages, which are rendered as marks and filled in.
    """

    config: Any
    """The settings of the language's build, of which only the choice of languages is used."""
    nav: Any
    """The navigation, with its `pages` and its `homepage`."""
    addresses: Addresses
    _parts: dict[tuple[str | int, ...], str] = field(default_factory=dict)
    _homes: list[dict[str, str]] = field(init=False)
    """The choice of languages on the home page."""

    def __post_init__(self) -> None:
        self._homes = list(self.config.extra.get("alternate", ()))

    def of(self, page: Any) -> Callable[..., str]:
        """A page's function `frame`, which a template calls with the name of a part."""
        path = page.part.path
        self.set_alternates(path)
        if page in self.nav.pages:
            return lambda _, caller: caller(page)
        # The further pages of all documents of a folder lie equally deep.
        below = path.removeprefix(page.document.path)
        folder = page.url.removesuffix(below).rstrip("/").rpartition("/")[0]
        key = (folder, below.count("/"), *page.meta["hide"])

        def frame(name: str, caller: Callable[[object], str]) -> str:
            if (name, *key) not in self._parts:
                self._parts[name, *key] = self._marked(page.url, caller)
            part = self._parts[name, *key]
            if MARK in part:
                part = part.replace(f"{MARK}title", page.meta["title"])
                for language in self._languages():
                    address = self.addresses.of_page(path, language)
                    is_here = address == page.url
                    link = "./" if is_here else self.addresses.relative(address, page.url)
                    mark = self.addresses.relative(f"{MARK}{language}", page.url)
                    part = part.replace(mark, link)
            return part

        return frame

    def _marked(self, url: str, caller: Callable[[object], str]) -> str:
        """A part with marks where pages differ."""
        extra: Any = self.config.extra
        real = extra.alternate
        extra.alternate = [{**link, "link": f"{MARK}{link['lang']}"} for link in real]
        section = self._section(url)
        if section:
            section.active = True
        try:
            return caller(_StandIn(url))
        finally:
            extra.alternate = real
            if section:
                section.active = False

    def _section(self, url: str) -> Any:
        """The page in the navigation below which a page stands that is not in it, or None."""
        above = [
            page
            for page in self.nav.pages
            if page is not self.nav.homepage and page.url and url.startswith(page.url)
        ]
        return max(above, key=lambda page: len(page.url), default=None)

    def _languages(self) -> Iterator[str]:
        for home in self._homes:
            yield home["lang"]

    def set_alternates(self, path: str) -> None:
        """Lets the theme's choice of languages lead to the same page in the others.

        static-i18n sets the same attribute for the files that it knows.

        Args:
            path: of the page, without language.
        """
        extra: Any = self.config.extra
        extra.alternate = [
            {**home, "link": self.addresses.of_page(path, home["lang"]) or "."}
            for home in self._homes
        ]


@dataclass
class _StandIn:
    """A page with a mark for its title."""

    url: str
    title: str = f"{MARK}title"

    @property
    def meta(self) -> dict[str, str]:
        """Its front matter."""
        return {"title": self.title}
