"""Where in a text a word may stand of which something is to be said, found in one pass.

Nearly every word of a text says nothing about any concept. An automaton for many strings at once
(Aho and Corasick, 1975) passes over them faster than they could be looked up one by one, and over
bytes faster than over characters. So a text is searched as Latin-1, in which a byte is a character;
where it has other characters that may belong to a word, each of them is a place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ahocorasick_rs import BytesAhoCorasick, Implementation

from knowledge.language.tokens import HYPHENS

MOST_SHARP = 4
"""Places in one label where `ß` may stand for `ss`, beyond which the rest of it is not needed."""
SMALL = 5_000
"""Signs up to which the faster of the automatons is worth its memory."""
FOLDED_ELSEWHERE = (range(0x80, 0x2200), range(0xA640, 0xABC0), range(0xFB00, 0xFB18))
"""Where Unicode has letters whose lower case is not the form in which they are compared."""
LATIN_1 = 0x100
"""The first character beyond it."""
LETTERS = 0x1EA00
"""Beyond which no character has a lower case."""
LOWER = bytes(
    ord(chr(byte).lower()) if len(chr(byte).lower()) == 1 else byte for byte in range(LATIN_1)
)
"""The lower case of each byte."""


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
        signs = {*UNUSUAL, *(each for word in words if word for each in _spellings(word))}
        near = sorted(sign for sign in signs if ord(max(sign)) < LATIN_1)
        faster = Implementation.DFA if len(near) < SMALL else None
        latin = [sign.encode("latin-1") for sign in near]
        self._automaton = BytesAhoCorasick(latin, implementation=faster)
        self._others = re.compile(f"[{re.escape(''.join(_others(signs)))}]")

    def places(self, text: str) -> list[int]:
        """Offsets in a text, in order; every piece between spaces that holds a word has one.

        Args:
            text: as written.
        """
        data = text.encode("latin-1", "replace").translate(LOWER)
        found = [start for _, start, _ in self._automaton.find_matches_as_indexes(data)]
        if data.count(b"?") > text.count("?"):
            others = [match.start() for match in self._others.finditer(text)]
            found = sorted(found + others) if others else found
        return found


def _others(signs: Iterable[str]) -> list[str]:
    """Characters beyond Latin-1 that stand in a sign, or are read as one that does."""
    lower = {letter for sign in signs for letter in sign if ord(letter) >= LATIN_1}
    capitals = _capitals()
    upper = (each for letter in lower for each in capitals.get(letter, ()))
    return sorted({*lower, *upper, *capitals[""]})


@cache
def _capitals() -> Mapping[str, list[str]]:
    """Letters beyond Latin-1 by their lower case; below nothing, those whose own is within it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for letter in map(chr, range(LATIN_1, LETTERS)):
        lower = letter.lower()
        if lower != letter:
            found[lower if ord(lower[0]) >= LATIN_1 else ""].append(letter)
    return found


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
