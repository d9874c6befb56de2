"""What changed between two texts, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

AROUND = 8
"""Words shown on either side of a change."""
GAP = "…"


class Change(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Words(NamedTuple):
    """Words in a row with one fate."""

    change: Change
    text: str


def word_diff(old: Sequence[str], new: Sequence[str], around: int = AROUND) -> Iterator[Words]:
    """The words of two texts in order, those that stayed cut to what is needed to find the place.

    Args:
        old: the words of the earlier text.
        new: those of the later.
        around: how many kept words stand on either side of a change.
    """
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (code, old_start, old_end, new_start, new_end) in enumerate(codes):
        if code == "equal":
            is_first, is_last = number == 0, number == len(codes) - 1
            kept = list(new[new_start:new_end])
            yield Words(Change.KEPT, " ".join(_cut(kept, around, is_first, is_last)))
            continue
        if old_end > old_start:
            yield Words(Change.REMOVED, " ".join(old[old_start:old_end]))
        if new_end > new_start:
            yield Words(Change.ADDED, " ".join(new[new_start:new_end]))


def _cut(words: list[str], around: int, is_first: bool, is_last: bool) -> list[str]:
    """Kept words without those that are far from any change."""
    before = 0 if is_first else around
    behind = 0 if is_last else around
    if len(words) <= before + behind + 1:
        return words
    return [*words[:before], GAP, *words[len(words) - behind :]]
