"""WordPress exports: WXR 1.0 to 1.2, read item by item.

An item holds its comments, so that one item is all that is in memory. Every version has the
elements of the one before; their namespaces differ in the version number alone, so names are
compared without them.

https://github.com/WordPress/WordPress/blob/master/wp-admin/includes/export.php
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from knowledge.importing.model import Found, Notice, Place, SourceError, Wanted
from knowledge.importing.wxr_file import Safe, UnsafeError
from knowledge.importing.wxr_item import Blog, author, item, local, unfinished

EXPORT = re.compile(rb"http://wordpress\.org/export/1\.\d", re.IGNORECASE)
HEAD = 20_000
"""Bytes in which an export says that it is one."""
TOLD_EVERY = 25
IN_CHANNEL = 2
"""How many elements are around an item."""
Element = Any


def is_wxr(head: bytes) -> bool:
    """Whether a file that begins like this is an export of WordPress."""
    return b"<rss" in head[:HEAD].lower() and bool(EXPORT.search(head[:HEAD]))


def read(path: Path, name: str, wanted: Wanted) -> Iterator[Found]:
    """The posts of an export, with their comments.

    Args:
        path: the file.
        name: what it is called in messages.
        wanted: drafts and pages are handed over in any case; whoever asked chooses.

    Raises:
        SourceError: if it holds no item that can be read.
    """
    blog = Blog(name)
    size = path.stat().st_size
    with path.open("rb") as file:
        try:
            stream = _Stream(Safe(file), blog)
        except UnsafeError as error:
            raise SourceError(f"{name}, line 1: {error}.") from error
        try:
            for element in stream.items():
                yield from item(element, blog)
                if wanted.told and stream.count % TOLD_EVERY == 0:
                    wanted.told(min(file.tell(), size), size)
        except etree.XMLSyntaxError as error:
            yield from _broken(error, stream)
    for kind, count in sorted(blog.others.items()):
        message = f"{count} of the type “{kind}” are neither posts nor pictures, and not imported."
        yield Notice(message, Place(name))


def _broken(error: etree.XMLSyntaxError, stream: _Stream) -> Iterator[Found]:
    blog = stream.blog
    line, column = error.position or (0, 0)
    reason = re.sub(r", line \d+, column \d+.*$", "", str(error.msg or "it is no XML"))
    message = f"{blog.name}, line {line}, column {column}: the export breaks off here ({reason})."
    rest = list(unfinished(stream.open, blog))
    if not stream.count and not rest:
        raise SourceError(message) from None
    yield from rest
    yield Notice(f"{message} What stands before is read.", Place(blog.name, line), is_broken=True)


class _Stream:
    """The items of an export, each forgotten when the next is read."""

    def __init__(self, source: Safe, blog: Blog) -> None:
        self.blog = blog
        self.count = 0
        self.open: list[Element] = []
        """The elements that have begun and not ended, from the outside in."""
        # Without `huge_tree` a text has at most ten million bytes, and elements are 256 deep.
        self._events: Any = etree.iterparse(
            source,
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )

    def items(self) -> Iterator[Element]:
        """Item after item; what the export says of the blog goes to the blog."""
        for event, element in self._events:
            if event == "start":
                self.open.append(element)
                continue
            self.open.pop()
            if len(self.open) != IN_CHANNEL:
                continue
            if local(element) == "item":
                self.count += 1
                yield element
            else:
                self._said(element)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]

    def _said(self, element: Element) -> None:
        tag, text = local(element), (element.text or "").strip()
        if tag == "author":
            author(element, self.blog)
        elif tag == "language":
            self.blog.language = text.partition("-")[0].lower()
