"""Addresses of others: which a link may have, how they are written, and what they lead to here."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote, urljoin, urlsplit

TO_THE_WEB = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
TO_A_MAILBOX = re.compile(r"mailto:[^\s@:/]+@[^\s@:/]+", re.IGNORECASE)
UNSAFE = re.compile(r"[\s<>\"'()\[\]\\{}|^`~*\x00-\x20\x7f]")
"""What would end an address in Markdown, or mean something in it."""
IN_TEXT = re.compile(r"\bhttps?://[^\s<>\"„“”«»]+", re.IGNORECASE)
CLOSING = ".,;:!?'’*_…"
LOOKS_LIKE_REFERENCE = re.compile(r"&(?=#?\w+;)")
COMMENT = re.compile(r"(?:comment|kommentar)-(\d+)")

Inside = Callable[[str], str]
"""Takes an address and gives what it is in this base, `id` or `id#c4`, or `""`."""


def usable(href: str, base: str = "") -> str:
    """An address that a link may have, safe to write in Markdown, or `""`.

    Args:
        href: as the source has it.
        base: the address of the page it stands on, for those that are relative.
    """
    href = href.strip()
    if not href:
        return ""
    if href.startswith("//"):
        href = f"https:{href}"
    try:
        if base and not urlsplit(href).scheme:
            href = urljoin(base, href)
        if not (TO_THE_WEB.fullmatch(href) or TO_A_MAILBOX.fullmatch(href)):
            return ""
        written = LOOKS_LIKE_REFERENCE.sub("&amp;", UNSAFE.sub(_percent, href))
        urlsplit(written).port  # noqa: B018 - raises where the port is none
    except ValueError:
        return ""
    return written


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode())


def in_text(text: str) -> list[tuple[str, bool]]:
    """A text divided into what is a web address in it and what is not."""
    parts: list[tuple[str, bool]] = []
    position = 0
    for match in IN_TEXT.finditer(text):
        found = match.group().rstrip(CLOSING)
        while found.endswith(")") and found.count(")") > found.count("("):
            found = found[:-1].rstrip(CLOSING)
        parts += [(text[position : match.start()], False), (found, True)]
        position = match.start() + len(found)
    return [*parts, (text[position:], False)]


def same_place(address: str) -> str:
    """What is the same for addresses that lead to the same page: no scheme, `www.` or end."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    query = f"?{parts.query}" if parts.query.startswith(("p=", "page_id=")) else ""
    return f"{host}{unquote(parts.path).rstrip('/')}{query}" if host else ""


def comment_named(address: str) -> str:
    """The id at the source of the comment that an address names, or `""`."""
    match = COMMENT.fullmatch(address.partition("#")[2])
    return match[1] if match else ""
