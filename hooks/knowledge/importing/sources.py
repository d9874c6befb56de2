"""What kind of source a file is, told by what it holds; its name matters only where that fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module, util
from pathlib import Path

from knowledge.importing import wxr
from knowledge.importing.model import Reader, SourceError

HEAD = 64_000
"""Bytes that are looked at."""
LARGEST = {"wxr": 8_000_000_000, "pages": 64_000_000, "plain": 64_000_000}
"""Bytes; exports are read bit by bit, everything else as a whole."""
READERS = {
    "wxr": ("knowledge.importing.wxr", "read"),
    "pages": ("knowledge.importing.pages", "read_page"),
    "plain": ("knowledge.importing.plain", "read_capture"),
}
"""Where each kind is read; loaded when a source of it comes."""
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|meta)\b", re.IGNORECASE)
HTML_NAMES = frozenset({".html", ".htm", ".xhtml", ".mht", ".mhtml", ".shtml"})
TEXT_NAMES = frozenset({".txt", ".text", ".md", ".markdown", ""})
PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"(\xb5/\xfd")
NOT_SOURCES = frozenset(
    ".css .js .mjs .json .png .jpg .jpeg .gif .webp .svg .ico .woff .woff2 .ttf .map .mp3 .mp4 "
    ".pdf .diff".split()
)
"""What browsers save beside a page."""


def files(source: Path) -> Iterator[tuple[Path, str]]:
    """A file, or those below a folder in the order of their names, with what each is called.

    Files that a browser saved beside a page, and hidden ones, are no sources.
    """
    if not source.is_dir():
        yield source, str(source)
        return
    for path in sorted(source.rglob("*")):
        below = path.relative_to(source)
        hidden = any(part.startswith(".") for part in below.parts)
        if path.is_file() and not hidden and path.suffix.lower() not in NOT_SOURCES:
            yield path, below.as_posix()


def kind_of(path: Path, name: str) -> str:
    """`wxr`, `pages` or `plain`.

    Raises:
        SourceError: if it is none of them.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
        size = path.stat().st_size
    except OSError as error:
        raise SourceError(f"{name}: {error.strerror or 'it cannot be read'}.") from error
    kind = _kind(path, head)
    if not kind:
        raise SourceError(f"{name}, line 1: {_found(head)} Name an export, a page or a text.")
    if size > LARGEST[kind]:
        message = f"{name}: it has {size:,} bytes, more than the {LARGEST[kind]:,} that are read."
        raise SourceError(message)
    return kind


def _kind(path: Path, head: bytes) -> str:
    if head.startswith(PACKED) or not head.strip():
        return ""
    if wxr.is_wxr(head):
        return "wxr"
    # Letters of two bytes have zeros too, but a page still has its tags without them.
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or HTML.search(head.replace(b"\0", b""))
    if b"\0" in head and not is_wide:
        return ""
    suffix = path.suffix.lower()
    is_xml = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")
    if b"<html" in head.lower() or suffix in HTML_NAMES or (HTML.search(head) and not is_xml):
        return "pages" if suffix not in TEXT_NAMES or _is_page(head) else "plain"
    if is_xml or suffix == ".xml":
        return ""
    return "plain"


def _is_page(head: bytes) -> bool:
    """Whether a file named like a text begins as a page does."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    return start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<!--"))


def _found(head: bytes) -> str:
    if not head.strip():
        return "the file is empty."
    if head.startswith(PACKED):
        return "the file is packed; unpack it first, for what is in it has no limit."
    if head.lstrip().startswith(b"<?xml"):
        return "it is XML, but no export of WordPress."
    return "it is neither an export of WordPress, nor a page, nor a text."


def reader_for(kind: str, name: str) -> Reader:
    """The reader of a kind of source.

    Raises:
        SourceError: if this version has none.
    """
    module, function = READERS[kind]
    if util.find_spec(module) is None:
        raise SourceError(f"{name}: this version reads no sources of the kind “{kind}”.")
    reader: Reader = getattr(import_module(module), function)
    return reader
