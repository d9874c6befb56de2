"""Ids from titles: ASCII, lower case, hyphens; umlauts are spelt out."""

from __future__ import annotations

import re
import unicodedata

RESERVED_ID = re.compile(r"c\d+")
"""The form of a comment's id, which nothing else on a page may have."""
SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "œ": "oe"}
)


def slug(title: str) -> str:
    """The id a title gives, or `""` if it has no letter or digit that can be one."""
    lower = unicodedata.normalize("NFC", title).lower().translate(SPELT_OUT)
    ascii_only = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
