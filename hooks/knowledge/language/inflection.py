"""The inflected forms of a label's words, from a dictionary of nouns and from rules.

The paradigms come from the package `german-nouns` (Wiktionary); a noun it does not have
takes those of the longest noun it ends in, since German compounds inflect like their heads.
What ends in no known noun is inflected by the endings its own ending allows (Duden, *Die
Grammatik*, chapter on the inflection of nouns).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

SHORTEST_HEAD = 4
"""Letters a known noun needs to be taken for the head of an unknown compound."""
SHORTEST_MODIFIER = 3
ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
ENDINGS_BY_SUFFIX: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("ung", "heit", "keit", "schaft", "ion", "tät", "ik", "ur", "anz", "enz"), ("en",)),
    (("in",), ("nen", "s")),
    (("nis",), ("se", "sen", "ses")),
    (("chen", "lein"), ("s",)),
    (("er", "el", "en"), ("n", "s")),
    (("e",), ("n", "ns", "s")),
    (("ismus",), ("",)),
    (("a", "i", "o", "u", "y"), ("s",)),
    (("s", "ß", "x", "z"), ("e", "en", "es")),
)
ENDINGS = ("s", "es", "e", "en")
UNCOUNTED_NAME_ENDINGS = ("s", "ß", "x", "z")


def noun_paradigms(words: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """The forms of German nouns, the nouns themselves included.

    Args:
        words: nouns as written in labels, capitalised, without hyphens.
    """
    wanted = set(words)
    heads = {word: _heads(word) for word in wanted}
    spellings = {form for options in heads.values() for head in options for form in _spelt(head)}
    known = _dictionary(frozenset(spellings))
    return {word: _forms(word, heads[word], known) for word in wanted}


def _heads(word: str) -> list[str]:
    """The words that could be a noun's dictionary entry or its head, longest first."""
    starts = [0, *range(SHORTEST_MODIFIER, len(word) - SHORTEST_HEAD + 1)]
    return [word[start:].lower() for start in starts]  # `ß` stays one letter


def _spelt(head: str) -> tuple[str, ...]:
    """A word and, if its spelling is that of before 1996, today's (*Fluß*, *Fluss*)."""
    return (head, head.replace("ß", "ss")) if "ß" in head else (head,)


@lru_cache(maxsize=32)
def _dictionary(lemmas: frozenset[str]) -> Mapping[str, set[str]]:
    """The attested forms of some lemmas; the file is read when they are new, and not kept."""
    from german_nouns.config import CSV_FILE_PATH  # noqa: PLC0415 - only when words are new

    found: dict[str, set[str]] = {}
    with Path(CSV_FILE_PATH).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        first = next(rows).index("nominativ singular")
        for row in rows:
            lemma = row[0].lower()
            if lemma in lemmas and "Substantiv" in row[1]:
                found.setdefault(lemma, {row[0]}).update(filter(None, row[first:]))
    return found


def _forms(word: str, heads: list[str], known: Mapping[str, set[str]]) -> frozenset[str]:
    for head in heads:
        for spelt in _spelt(head):
            if spelt in known:
                modifier = word[: len(word) - len(head)]
                return frozenset({word} | {_joined(modifier, form) for form in known[spelt]})
    return frozenset({word} | {word + ending for ending in _endings(word)})


def _joined(modifier: str, form: str) -> str:
    return modifier + form.lower() if modifier else form


def _endings(word: str) -> tuple[str, ...]:
    for suffixes, endings in ENDINGS_BY_SUFFIX:
        if word.casefold().endswith(suffixes):
            return endings
    return ENDINGS


def adjective_forms(word: str) -> frozenset[str]:
    """A German adjective as it stands before a noun, in all its endings.

    Returns:
        Only the word itself where it does not end like such an adjective.
    """
    for ending in sorted(ADJECTIVE_ENDINGS, key=len, reverse=True):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            return frozenset({word} | {stem + other for other in ADJECTIVE_ENDINGS})
    return frozenset({word})


def name_forms(word: str) -> frozenset[str]:
    """A proper name and its genitive."""
    return frozenset({word} if word.endswith(UNCOUNTED_NAME_ENDINGS) else {word, word + "s"})


def english_forms(word: str) -> frozenset[str]:
    """An English noun and its plural (the regular rules of spelling)."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return frozenset({word, word + "es"})
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return frozenset({word, word[:-1] + "ies"})
    return frozenset({word, word + "s"})
