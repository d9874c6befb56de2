"""The list of words whose meaning has left their parts, as its comment describes it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

import knowledge.language

LIST = Path(knowledge.language.__file__).with_name("opaque.txt")
WORD = r"[A-ZÄÖÜ][a-zäöüß]{2,}"
ENTRY = re.compile(rf"(?P<word>{WORD}) (?P<parts>\*|{WORD}(?:,{WORD})*)")
NOTHING = re.compile(rf"- (?P<noun>{WORD})")
WITHOUT_UMLAUTS = str.maketrans("äöü", "aou")
ENDINGS = ("ung", "en", "e", "")
"""What a noun may lose before another: *Fertigung*, *Fertighaus*; *Denken*, *Denkzettel*."""

LINES = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
ENTRIES = [match for line in LINES if (match := ENTRY.fullmatch(line))]
NOUNS = [match["noun"] for line in LINES if (match := NOTHING.fullmatch(line))]
PARTS = {match["word"]: match["parts"].split(",") for match in ENTRIES}


def test_every_line_is_an_entry_and_the_nouns_stand_last() -> None:
    assert [match.group() for match in ENTRIES] + [f"- {noun}" for noun in NOUNS] == LINES
    assert ENTRIES
    assert NOUNS


@pytest.mark.parametrize("words", [[match["word"] for match in ENTRIES], NOUNS])
def test_the_list_is_sorted_and_names_no_word_twice(words: list[str]) -> None:
    folded = [word.casefold() for word in words]
    assert [pair for pair in pairwise(folded) if pair[0] > pair[1]] == []
    assert [word for word, times in Counter(folded).items() if times > 1] == []


def test_a_word_contains_the_parts_it_names_besides_something_else() -> None:
    assert [
        (word, part)
        for word, parts in PARTS.items()
        for part in parts
        if part != "*" and not _is_part(part, word)
    ] == []


def test_no_part_is_named_twice_or_out_of_order() -> None:
    assert {word: parts for word, parts in PARTS.items() if parts != sorted(set(parts))} == {}


def _is_part(part: str, word: str) -> bool:
    """Whether a word begins or ends with a part, or has it in its middle; `ä` is like `a`."""
    whole, noun = _plain(word), _plain(part)
    stem = noun.removesuffix(next(end for end in ENDINGS if noun.endswith(end)))
    return len(stem) < len(whole) - 1 and stem in whole


def _plain(word: str) -> str:
    return word.casefold().translate(WITHOUT_UMLAUTS)
