"""The nearest spelling, for messages that say what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that is spelt most like a word, or `""` if none is close."""
    by_folded: dict[str, str] = {}
    for candidate in candidates:
        by_folded.setdefault(candidate.casefold(), candidate)  # an id before a title spelt like it
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else ""


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """A sentence that proposes the nearest spelling, with a space before it, or `""`."""
    found = nearest(word, candidates)
    return f" Did you mean `{found}`?" if found else ""
