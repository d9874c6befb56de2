"""How words are told apart from what is between them, and compared however they are typed.

The script in the browser (`docs/assets/javascripts/search.js`) does the same; a test holds the two
together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
"""Letters and digits; what hyphens join are several words, *F&E* is one."""
OMITTED = re.compile("\u00ad|['’]s?(?![^\\W_])")
"""Soft hyphens and the ending of a possessive."""
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l"})
TYPED = re.compile("([aou])e")
"""An umlaut as it is typed where the keyboard has none."""


def words(text: str) -> Sequence[str]:
    """The words of a text as they are written."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if any(sign in text for sign in "\u00ad'’"):  # spares most texts
        text = OMITTED.sub("", text)
    found: list[str] = WORD.findall(text)
    return found


def plain(word: str) -> str:
    """A word in lower case, `ß` as `ss`; umlauts stay."""
    return word.lower().replace("ß", "ss")


def key(word: str) -> str:
    """What is the same for all ways to type a word: *Bücher*, *Buecher* and *Bucher* are `bucher`.

    Words that are not the same may have one key (*Poet*, *Pot*): who looks for one goes on.

    Args:
        word: in lower case.
    """
    if not word.isascii():
        bare = unicodedata.normalize("NFD", word.translate(LETTERS))
        word = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return TYPED.sub(r"\1", word)
