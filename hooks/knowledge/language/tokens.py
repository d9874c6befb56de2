"""Words in running text, and the form in which they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_LETTER = r"(?:[^\W_]|[\u00ad\u0300-\u036f]|&shy;)"
WORD = re.compile(rf"[^\W_]{_LETTER}*(?:['’](?:s(?!{_LETTER})|(?<=[sxzS]['’])(?!{_LETTER})))?")
"""Letters and digits with soft hyphens and combining marks in them; a possessive ending
belongs to the word before it."""
SOFT_HYPHEN = re.compile("\u00ad|&shy;")
POSSESSIVE = re.compile(r"['’]s?$")
HYPHENS = "-\u2010\u2011"
GAP = re.compile(rf"[{HYPHENS}]|[ \t\u00a0\u202f\r]*\n?[ \t\u00a0\u202f>]*")
"""What may stand between two adjacent words of a label: one hyphen, or white space with at
most one line break (and the mark of a quotation on the new line)."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word and where it stands."""

    start: int
    end: int
    word: str
    """The word as written, without soft hyphens, composed (NFC)."""
    folded: str
    """The word as compared: case folded (`ß` is `ss`), without possessive ending."""


def clean(word: str) -> str:
    """A word without soft hyphens, its umlauts composed."""
    return unicodedata.normalize("NFC", SOFT_HYPHEN.sub("", word))


def fold(word: str) -> str:
    """The form in which words are compared."""
    return POSSESSIVE.sub("", clean(word)).casefold()


def fold_surface(surface: str) -> str:
    """The form in which surfaces of several words are compared: any white space is one space."""
    return fold(" ".join(surface.split()))


def tokenize(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The words of a stretch of text, with offsets into the whole text."""
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        word = clean(match.group())
        yield Token(match.start(), match.end(), word, POSSESSIVE.sub("", word).casefold())
