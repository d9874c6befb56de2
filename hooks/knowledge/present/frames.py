"""What the pages of a folder share: rendered once for all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.present.address import Addresses

BEGIN, END = "\ue0f0", "\ue0f1"
"""Characters of private use, between which the marks in what is shared stand."""
MARK = re.compile(rf"(?:\.\./)*{BEGIN}([^{END}]*){END}")
"""A mark, or a relative address that leads to one."""
OWN = ("head", "toc", "content")
"""The parts of a page that no other shares: templates of these names, among the fragments."""
TITLE, LANGUAGE = "title", "language-"
Ways = dict[str, Callable[..., str]]
"""The functions `frame` and `own`, which a template calls with the name of a part."""


def _without_page(_: str, caller: Callable[[object], str]) -> str:
    return caller(None)


NO_PAGE: Ways = {"frame": _without_page, "own": _without_page}
"""The functions for a template that shows no page."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What pages share, and where their own parts belong."""

    pieces: tuple[str, ...]
    """Text and names of parts, in turn; text comes first and last."""

    @classmethod
    def of(cls, html: str) -> Frame:
        """The frame that a page is with marks for its own parts."""
        return cls(tuple(MARK.split(html)))

    def filled(self, parts: Mapping[str, str]) -> str:
        """A page.

        Args:
            parts: its own, by name.
        """
        pieces = list(self.pieces)
        pieces[1::2] = [parts[name] for name in self.pieces[1::2]]
        return "".join(pieces)


@dataclass
class Frames:
    """What pages share, rendered once for each folder of pages.

    Header, tabs, navigation and footer take more time than an essay, and so does the theme around
    all of them. On pages that are not in the navigation they differ by the folder, and the header
    by the page's title and by the ways to its other languages, which are rendered as marks and
    filled in.
    """

    config: Any
    """The settings of the language's build, of which only the choice of languages is used."""
    nav: Any
    """The navigation, with its `pages` and its `homepage`."""
    addresses: Addresses
    _parts: dict[tuple[str | int, ...], Frame] = field(default_factory=dict)
    _homes: list[dict[str, str]] = field(init=False)
    """The choice of languages on the home page."""

    def __post_init__(self) -> None:
        self._homes = list(self.config.extra.get("alternate", ()))

    def ways(self, page: Any) -> Ways:
        """The functions for a page that is rendered whole."""
        self.set_alternates(page.part.path)

        def own(_: str, caller: Callable[[object], str]) -> str:
            return caller(page)

        if page in self.nav.pages:
            return {"frame": own, "own": own}
        key = self._key(page)

        def frame(name: str, caller: Callable[[object], str]) -> str:
            if (name, *key) not in self._parts:
                self._parts[name, *key] = Frame.of(self._marked(page.url, caller))
            return self._parts[name, *key].filled(self.filling(page))

        return {"frame": frame, "own": own}

    def around(self, page: Any, kind: str, render: Callable[[Ways], str]) -> Frame:
        """What is around the own parts of a page that is not in the navigation.

        Args:
            page: any of the folder's.
            kind: what else parts pages of a folder into such as share everything.
            render: gives the whole page.
        """
        key = ("", kind, *self._key(page))
        if key not in self._parts:
            self.set_alternates(page.part.path)

            def frame(_: str, caller: Callable[[object], str]) -> str:
                return self._marked(page.url, caller)

            def own(name: str, caller: object) -> str:
                return _mark(name)

            self._parts[key] = Frame.of(render({"frame": frame, "own": own}))
        return self._parts[key]

    def filling(self, page: Any) -> dict[str, str]:
        """What a page has in place of the marks that are not its own parts."""
        filling = {TITLE: page.meta["title"]}
        for home in self._homes:
            language = home["lang"]
            address = self.addresses.of_page(page.part.path, language)
            is_here = address == page.url
            link = "./" if is_here else self.addresses.relative(address, page.url)
            filling[f"{LANGUAGE}{language}"] = link
        return filling

    def _key(self, page: Any) -> tuple[str | int, ...]:
        # The further pages of all documents of a folder lie equally deep.
        below = page.part.path.removeprefix(page.document.path)
        folder = page.url.removesuffix(below).rstrip("/").rpartition("/")[0]
        return (folder, below.count("/"), *page.meta["hide"])

    def _marked(self, url: str, caller: Callable[[object], str]) -> str:
        """A part with marks where pages differ."""
        extra: Any = self.config.extra
        real = extra.alternate
        extra.alternate = [
            {**home, "link": _mark(f"{LANGUAGE}{home['lang']}")} for home in self._homes
        ]
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


def _mark(name: str) -> str:
    return f"{BEGIN}{name}{END}"


@dataclass
class _StandIn:
    """A page with a mark for its title."""

    url: str
    title: str = _mark(TITLE)

    @property
    def meta(self) -> dict[str, str]:
        """Its front matter."""
        return {"title": self.title}
