"""A site that is opened from a folder: the finished one, with links that need no server.

A browser shows a folder's listing where a link ends in a slash, follows addresses of other pages
only if they name the file, and lets scripts fetch nothing (WHATWG Fetch leaves `file:` to browsers,
which refuse). What only a server gives a use to is left out.
"""

from __future__ import annotations

import html
import posixpath
import re
import shutil
import tempfile
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from knowledge.files import write
from knowledge.publish.offline import WORKER

INDEX = "index.html"
LEFT_OUT = (
    WORKER,
    "404.html",
    "sitemap.xml",
    "assets/search/",
    "assets/javascripts/lunr/",
    "assets/javascripts/workers/",
)
MADE = ".querverweis"
"""A file that tells a folder made here from one that only has the same name."""
ADDRESSES = {"href", "src", "action", "data-address"}
"""Attributes that name a page. Scripts that fetch, as search does, build theirs from others."""
ATTRIBUTE = re.compile(
    r"""(?<=[\s"'/])(?P<name>[^\s"'<>/=]+)\s*=\s*(?:"(?P<one>[^"]*)"|'(?P<two>[^']*)'|(?P<bare>[^\s"'>]+))"""
)
REFRESH = re.compile(r"(\s*\d+\s*;\s*url=)(.*)", re.IGNORECASE)
POLICY, SELF = "content-security-policy", "'self'"
"""A file has no origin (HTML Living Standard, 7.1.1); not every browser finds it in `'self'`."""
PLACE = "{id}"
"""What a script puts a page's name for."""


class FolderError(Exception):
    """The folder cannot be made; says why and what to do."""


def make_folder(site: Path, target: Path, url: str) -> int:
    """Writes a site beside a folder and puts it in its place when it is whole.

    Args:
        site: the finished site.
        target: the folder, which is new, empty, or was made by this function.
        url: the address of the site, which pages name in full.

    Returns:
        How many pages it has.

    Raises:
        FolderError: if there is no site, or something else is in the folder.
    """
    site, target = site.resolve(), target.resolve()
    _refuse(site, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    try:
        whole, old = beside / "new", beside / "old"
        count = _write(site, whole, url)
        if target.exists():
            target.rename(old)
        whole.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return count


def _refuse(site: Path, target: Path) -> None:
    if not (site / INDEX).is_file():
        raise FolderError(f"There is no site in {site.name}/. Build it with `make site`.")
    if target.is_relative_to(site) or site.is_relative_to(target):
        raise FolderError(f"{target.name}/ and {site.name}/ lie in each other. Name another.")
    if target.exists() and not target.is_dir():
        raise FolderError(f"{target.name} is a file. Name a folder.")
    if target.exists() and any(target.iterdir()) and not (target / MADE).is_file():
        raise FolderError(f"{target.name}/ holds something else. Name another, or empty it.")


def _write(site: Path, folder: Path, url: str) -> int:
    count = 0
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or name.startswith(LEFT_OUT) or path.suffix == ".map":
            continue
        data = path.read_bytes()
        if path.suffix == ".html":
            data = local_page(data.decode("utf-8"), name, site, url).encode("utf-8")
            count += 1
        write(folder / name, data)
    write(folder / MADE, b"Made by kb folder, which replaces this folder.\n")
    return count


def local_page(text: str, page: str, site: Path, url: str) -> str:
    """A page whose links within the site lead to files.

    Args:
        text: its HTML, of which everything else stays as it is.
        page: its path from the site's root.
        site: the folder of the site.
        url: the address of the site.
    """

    def local(link: str) -> str:
        return local_link(link, page, site, url)

    rewriter = _Rewriter(text, local)
    rewriter.feed(text)
    rewriter.close()
    return rewriter.result()


def local_link(link: str, page: str, site: Path, url: str) -> str:
    """A link from a page, to a file where it leads to a page of the site.

    Args:
        link: as it is written; in full or relative.
        page: the path of the page it stands on, from the site's root.
        site: the folder of the site.
        url: the address of the site, in full.
    """
    here, parts = posixpath.dirname(page), urlsplit(link)
    if url and link.startswith(url):
        inside = parts.path.removeprefix(urlsplit(url).path)
        path = posixpath.relpath(f"/{inside}", f"/{here}")
        parts = parts._replace(scheme="", netloc="", path=path)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return link
    path = posixpath.normpath(posixpath.join(here, unquote(parts.path)))
    if PLACE in path or (site / path / INDEX).is_file():
        parts = parts._replace(path=posixpath.join(parts.path, INDEX).removeprefix("./"))
    return urlunsplit(parts)


class _Rewriter(HTMLParser):
    """Changes the addresses in start tags and takes what loads ahead; no other byte of a page."""

    def __init__(self, text: str, change: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=False)
        self._text, self._change = text, change
        self._lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self._parts: list[str] = []
        self._end = 0

    def result(self) -> str:
        """The page."""
        return "".join([*self._parts, self._text[self._end :]])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Changes one."""
        written = self.get_starttag_text() or ""
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        self._parts += [self._text[self._end : start], self._changed(tag, dict(attrs), written)]
        self._end = start + len(written)

    def _changed(self, tag: str, attributes: dict[str, str | None], written: str) -> str:
        if tag == "link" and (attributes.get("rel") or "").split() == ["preload"]:
            return ""  # fetched under rules that browsers have no files pass; it is loaded anyway
        if tag == "link" and (attributes.get("href") or "").startswith("http"):
            return written  # where the page is published
        equivalent = (attributes.get("http-equiv") or "").lower() if tag == "meta" else ""
        if equivalent == POLICY:
            return written.replace(SELF, f"{SELF} file:")
        is_refresh = equivalent == "refresh"
        return ATTRIBUTE.sub(lambda match: self._attribute(match, is_refresh), written)

    def _attribute(self, match: re.Match[str], is_refresh: bool) -> str:
        name = match["name"].lower()
        value = html.unescape(match["one"] or match["two"] or match["bare"] or "")
        if name in ADDRESSES:
            changed = self._change(value)
        elif is_refresh and name == "content" and (found := REFRESH.fullmatch(value)):
            changed = found[1] + self._change(found[2])
        else:
            return match[0]
        return match[0] if changed == value else f'{match["name"]}="{html.escape(changed)}"'
