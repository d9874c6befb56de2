"""The bytes of an export on their way to the parser: what must not reach it is refused before."""

from __future__ import annotations

import re
from typing import BinaryIO

DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
BEFORE_ROOT = 64_000
"""A document type stands before the first element, where it can stand at all."""
CONTROL = bytes(set(range(32)) - {9, 10, 13})
ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")
ORDINARY = re.compile(rb"utf-?8|us-ascii|iso-8859-\d{1,2}|windows-125\d", re.IGNORECASE)
"""Encodings in which the letters of XML are what they look like."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class UnsafeError(ValueError):
    """A file that declares entities, or is stored in a way that could hide it."""


class Safe:
    """A file to be read, without what no XML may hold and WordPress writes all the same."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        head = file.read(BEFORE_ROOT)
        file.seek(0)
        if head.startswith(UTF_16) or b"\0" in head[:200]:
            raise UnsafeError("it is not stored as UTF-8")
        prolog, root, _ = head.partition(b"<rss")
        if not root or DECLARATION.search(prolog):
            raise UnsafeError("it declares a document type or entities, which no export needs")
        if (encoding := ENCODING.search(prolog)) and not ORDINARY.fullmatch(encoding[1]):
            raise UnsafeError("it is stored neither as UTF-8 nor in another usual way")

    def read(self, size: int = -1) -> bytes:
        """The next bytes, without control characters."""
        data = self._file.read(size)
        cleaned = data.translate(None, CONTROL)
        # An empty answer means the end: a piece of nothing but control characters is not it.
        return cleaned if cleaned or not data else self.read(size)
