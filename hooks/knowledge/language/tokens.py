"""Words in running text, and the form in which they are compared."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

HYPHENS = "-\u2010\u2011"
_ENTITY = r"&(?:shy|szlig|[A-Za-z]{1,2}(?:uml|acute|grave|circ|cedil|tilde|slash|ring|lig|caron));"
_INSIDE = rf"[\u00ad\u0300-\u036f]|{_ENTITY}"
_PART = rf"(?:[^\W_]|{_ENTITY})[^\W_]*(?:(?:{_INSIDE})[^\W_]*)*"
_JOINT = rf"(?:[{HYPHENS}]|&(?:amp;|(?!\w+;))(?=[^\W\d_]))"
_LETTER = rf"(?:[^\W_]|{_INSIDE})"
GENDERED = r"[:*_/][iI]n(?:nen)?(?![^\W_])"
_POSSESSIVE = rf"['’](?:s(?!{_LETTER})|(?<=[sxzßS]['’])(?!{_LETTER}))"
_REST = rf"(?:(?:{_INSIDE})[^\W_]*)*(?:{_JOINT}{_PART})*(?:{GENDERED}|{_POSSESSIVE})?[{HYPHENS}]?"
WORD = re.compile(
    rf"[{HYPHENS}]?(?:[^\W_]+|{_ENTITY}[^\W_]*)"
    rf"(?:(?=[{HYPHENS}&:*_/'’\u00ad\u0300-\u036f]){_REST})?"  # spares most words the rest
)
"""Letters and digits with soft hyphens and combining marks in them. What hyphens (or, as in
*F&E*, an ampersand) hold together is one word, and so are the halves that wait for the half of
another (*Kunden-*, *-beziehungen*). An ending in *:innen* and a possessive belong to the word
before them."""
SOFT_HYPHEN = re.compile("\u00ad|&shy;")
POSSESSIVE = re.compile(r"['’]s?$")
HYPHEN = re.compile(rf"[{HYPHENS}]")
SPACE = r"(?:[ \t\u00a0\u202f\r]|&nbsp;)*\n?(?:[ \t\u00a0\u202f>]|&nbsp;)*"
GAP = re.compile(SPACE)
"""What may stand between two adjacent words of a label: white space with at most one line
break (and the mark of a quotation on the new line)."""


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
    if word.isalpha():  # nearly all; a letter of several characters is none
        return word
    word = SOFT_HYPHEN.sub("", word)
    if "&" in word:
        word = html.unescape(word)
    return unicodedata.normalize("NFC", word)


def fold(word: str) -> str:
    """The form in which words are compared."""
    if word.isalpha():
        return word.casefold()
    return HYPHEN.sub("-", POSSESSIVE.sub("", clean(word)).casefold())


def fold_surface(surface: str) -> str:
    """The form in which surfaces of several words are compared: any white space is one space."""
    return fold(" ".join(surface.split()))


def tokenize(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The words of a stretch of text, with offsets into the whole text."""
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        yield token(match)


def token(match: re.Match[str]) -> Token:
    """The word that a match of `WORD` found."""
    word = clean(match.group())
    return Token(match.start(), match.end(), word, fold(word))
