"""Characters that are in some texts and cannot be in any element."""

from __future__ import annotations

import re
import sys

UNHOLDABLE = r"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
NOT_HOLDABLE = re.compile(f"[{UNHOLDABLE}]")
"""What XML has no place for; lxml raises when an attribute is given one of them."""
REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]+)|(?P<decimal>[0-9]+));?")
MOST_DIGITS = 9
"""Of a number with more only these are read: it is no character either way."""


def holdable(html: str) -> str:
    """HTML without the characters that no element can hold, written out or by number."""
    if "&#" in html:
        html = REFERENCE.sub(_reference, html)
    return NOT_HOLDABLE.sub("", html)


def _reference(match: re.Match[str]) -> str:
    digits, base = (match["hex"], 16) if match["hex"] else (match["decimal"], 10)
    number = int(digits.lstrip("0")[:MOST_DIGITS] or "0", base)
    is_character = number <= sys.maxunicode and not NOT_HOLDABLE.fullmatch(chr(number))
    return match.group() if is_character else ""
