"""The first forms of the nouns of some texts, and their genders.

A word of the dictionary has its lemma there; of several the one that more compounds are made of
(*Fragen* is *Frage*, not *das Fragen*). A compound has that of its last part, and a word that
nobody listed is taken for a form of another one of the same texts, if it could be one.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from knowledge.language.compounds import Splitter
from knowledge.language.dictionary import WordData
from knowledge.language.tokens import fold

SHORTEST_TAIL = 4
FEMININE = ("ung", "heit", "keit", "schaft", "ion", "tät", "ik", "enz", "anz", "ur", "in", "ei")
NEUTER = ("chen", "lein", "tum", "ment", "nis", "ing")
MASCULINE = ("er", "ling", "ismus", "or", "ist")


class Lemmas:
    """What words of some texts are forms of."""

    def __init__(self, words: Iterable[str], data: WordData) -> None:
        """Looks up all words at once.

        Args:
            words: as written, those with a capital.
            data: the nouns that are known.
        """
        self._data = data
        self._splitter = Splitter(data.parts, {}, {})
        self._words = frozenset(words)
        wanted = {word.lower() for word in self._words}
        wanted |= {tail for word in wanted for tail in _tails(word)}
        self._lemmas = _lemmas_of(wanted, data)
        self._known: dict[str, str] = {}

    def is_noun(self, word: str) -> bool:
        """Whether the dictionary has a word as a form of a noun that is no name."""
        return bool(self._lemmas.get(word.lower()))

    def lemma(self, word: str) -> str:
        """The first form of a noun, with its capital; the word itself if none is known."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._lemma(word)
        return known

    def parts(self, lemma: str) -> tuple[str, ...]:
        """The nouns a noun is made of, as their first forms; of a single one itself."""
        if "-" in lemma:
            return tuple(part for part in lemma.split("-") if part)
        pieces = self._splitter.split(fold(lemma))
        return pieces or (fold(lemma),)

    def commonness(self, lemma: str) -> int:
        """In how many compounds of the dictionary a noun is the last part."""
        return self._data.heads.get(fold(lemma), 0)

    def _lemma(self, word: str) -> str:
        before, hyphen, last = word.rpartition("-")
        if hyphen:
            return before + hyphen + (self._lemma(last) if last[:1].isupper() else last)
        lower = word.lower()
        if found := self._lemmas.get(lower):
            return _capital(self._likeliest(found, lower))
        if head := self._head(lower):
            stem = lower[: len(lower) - len(head)]
            return _capital(stem + self._likeliest(self._lemmas[head], head))
        return self._guessed(word)

    def _head(self, word: str) -> str:
        """The last part of a compound as it is written there, if it is a known noun."""
        pieces = self._splitter.split(fold(word))
        tail = pieces[-1] if pieces else ""
        return next((t for t in _tails(word) if fold(t) == tail and t in self._lemmas), "")

    def _likeliest(self, lemmas: Collection[str], form: str) -> str:
        def rank(lemma: str) -> tuple[int, bool, int, str]:
            return -self.commonness(lemma), lemma != form, len(lemma), lemma

        return min(lemmas, key=rank)

    def _guessed(self, word: str) -> str:
        """The shortest other word of the texts of which this one could be a form."""
        if word.isupper():
            return word
        for length in range(max(3, len(word) - 3), len(word)):
            shorter = word[:length]
            if shorter in self._words and word.lower() in self._data.nouns.guess(shorter.lower()):
                return shorter
        return word


def _tails(word: str) -> Iterator[str]:
    for cut in range(3, len(word) - SHORTEST_TAIL + 1):
        yield word[cut:]


def _lemmas_of(wanted: Set[str], data: WordData) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for lemma, forms in data.nouns.paradigms.items():
        if lemma in data.nouns.parts:  # no name
            for form in forms & wanted:
                found[form].add(lemma)
    return {form: frozenset(lemmas) for form, lemmas in found.items()}


def _capital(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def gender(noun: str) -> str:
    """The gender of a German noun: `m`, `f` or `n`, from its longest part that is known."""
    known = _table().genders
    lower = noun.rpartition("-")[2].lower()
    for cut in range(len(lower) - 2):
        if found := known.get(lower[cut:]):
            return found
    endings = {"f": FEMININE, "n": NEUTER, "m": MASCULINE}
    return next((g for g, ends in endings.items() if lower.endswith(ends)), "m")


def is_first_name(word: str) -> bool:
    """Whether people are called so, with a further name behind it."""
    return word.lower() in _table().first_names


class _Table(NamedTuple):
    """What of the table of `german-nouns` the language room does not keep."""

    genders: Mapping[str, str]
    """In lower case; of several the first."""
    first_names: frozenset[str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    from german_nouns.config import CSV_FILE_PATH  # noqa: PLC0415 - only when terms are sought

    genders: dict[str, str] = {}
    names: set[str] = set()
    with Path(CSV_FILE_PATH).open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            genus = row[2] or row[3]
            if genus in {"m", "f", "n"}:
                genders.setdefault(row[0].lower(), genus)
            if "Vorname" in row[1]:
                names.add(row[0].lower())
    return _Table(genders, frozenset(names))
