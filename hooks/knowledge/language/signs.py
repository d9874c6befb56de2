"""Where in a text a word may stand of which something is to be said, found in one pass.

Nearly every word of a text says nothing about any concept. An automaton for many strings at once
(Aho and Corasick, 1975) passes over them faster than they could be looked up one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, Implementation

from knowledge.language.tokens import HYPHENS

MOST_SHARP = 4
"""Places in one label where `ß` may stand for `ss`, beyond which the rest of it is not needed."""
SMALL = 5_000
"""Signs up to which the faster of the automatons is worth its memory."""
FOLDED_ELSEWHERE = (range(0x80, 0x2200), range(0xA640, 0xABC0), range(0xFB00, 0xFB18))
"""Where Unicode has letters whose lower case is not the form in which they are compared."""
DOTTED_I = "\u0130"
"""The only letter whose lower case is two characters."""
DOT_ABOVE = "\u0307"


def _unlike() -> Iterator[str]:
    """The letters, in lower case, that are compared in another form; `ß` is spelt out instead."""
    for block in FOLDED_ELSEWHERE:
        for letter in map(chr, block):
            if letter.lower() != letter.casefold() and letter not in "ßẞ":
                yield letter.lower()


UNUSUAL = frozenset(
    {
        *HYPHENS,
        "&",
        "\u00ad",
        *map(chr, range(0x300, 0x370)),
        *_unlike(),
    }
)
"""What may make a word read otherwise than it is written: any word with one is looked at."""


class Signs:
    """Finds the places in a text that some words may begin at, or stand within."""

    def __init__(self, words: Iterable[str]) -> None:
        """Prepares for words.

        Args:
            words: folded, as they are compared; none of them holds a space. One that is nothing
                but a soft hyphen is empty, and nowhere.
        """
        spelt = (each for word in words if word for each in _spellings(word))
        signs = sorted({*UNUSUAL, *spelt})
        faster = Implementation.DFA if len(signs) < SMALL else None
        self._automaton = AhoCorasick(signs, implementation=faster)

    def places(self, text: str) -> list[int]:
        """Offsets in a text, in order; every piece between spaces that holds a word has one.

        Args:
            text: as written.
        """
        if DOTTED_I in text:
            text = text.replace(DOTTED_I, DOT_ABOVE)
        text = text.lower()
        try:
            found = self._automaton.find_matches_as_indexes(text)
        except UnicodeEncodeError:  # half a character, which is in no word
            text = text.encode(errors="replace").decode()
            found = self._automaton.find_matches_as_indexes(text)
        return [start for _, start, _ in found]


def _spellings(word: str) -> list[str]:
    """A word with `ß` for every `ss` that it may be; what it begins with, if they are many."""
    sharp = [match.end() for match in re.finditer("ss", word)]
    return _spelt(word[: sharp[MOST_SHARP - 1]] if len(sharp) > MOST_SHARP else word)


def _spelt(word: str) -> list[str]:
    before, double, rest = word.partition("ss")
    if not double:
        return [word]
    sharp = [f"{before}ß{end}" for end in _spelt(rest)]
    return [*sharp, *(f"{before}s{end}" for end in _spelt(f"s{rest}"))]
