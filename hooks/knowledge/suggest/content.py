"""What a passage is about: its concepts and its content words, with how rare each is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.language import Lexicon
from knowledge.language.matcher import hits
from knowledge.language.tokens import Token, tokenize
from knowledge.suggest.lemmas import Lemmas
from knowledge.suggest.passages import Passage
from knowledge.suggest.words import (
    DULL_ADJECTIVES,
    ENGLISH_FUNCTION,
    ENGLISH_STOP,
    GERMAN_FUNCTION,
    GERMAN_STOP,
)

SHORTEST = 4
SUFFIXES = tuple("ungen ung innen ing lich est ten en er em es ed te st ig e n s t".split())
SHORTEST_STEM = 4
QUOTE = 5
"""Words in a row that make a quotation."""
CONCEPT = "concept:"
"""Stands before an id, so that no concept is taken for a word."""


@dataclass(frozen=True)
class About:
    """What stands in one passage, and where."""

    passage: Passage
    places: Mapping[str, tuple[tuple[int, int], ...]]
    """By concept or word: from where to where it stands in the text."""
    length: int
    """Words, function words included."""

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often each stands there."""
        return {key: len(found) for key, found in self.places.items()}

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Every few words in a row, folded: what a quotation has in common with its source."""
        words = [token.folded for token in tokenize(self.passage.text)]
        return frozenset(tuple(words[i : i + QUOTE]) for i in range(len(words) - QUOTE + 1))


Stems = Callable[[Token], Iterable[str]]


def about(passage: Passage, lexicon: Lexicon | None, stems: Stems) -> About:
    """Reads one passage.

    Args:
        passage: the text.
        lexicon: the concepts of its language.
        stems: what a word has in common with others that mean the same.
    """
    places: dict[str, list[tuple[int, int]]] = {}
    length = 0
    for start, end in passage.stretches():
        behind = {}
        for hit in hits(passage.text, lexicon, start, end) if lexicon else ():
            if len(hit.claims) == 1:
                places.setdefault(CONCEPT + next(iter(hit.claims)), []).append((hit.start, hit.end))
                behind[hit.start] = hit.end
        claimed = start
        for token in tokenize(passage.text, start, end):
            length += 1
            claimed = max(claimed, behind.get(token.start, claimed))
            for stem in stems(token) if token.start >= claimed else ():
                places.setdefault(stem, []).append((token.start, token.end))
    return About(passage, {key: tuple(found) for key, found in places.items()}, length)


def german_stems(lemmas: Lemmas) -> Stems:
    """The nouns that a German word is made of; of other words their first letters."""

    def stems(token: Token) -> Iterable[str]:
        word = token.word.lower()
        if word in GERMAN_FUNCTION or len(word) < SHORTEST or not word[0].isalpha():
            return ()
        if not token.word[0].isupper():
            stem = _stem(token.folded)
            return () if stem in DULL_ADJECTIVES or word in DULL_ADJECTIVES else (stem,)
        lemma = lemmas.lemma(token.word)
        if lemma.lower() in GERMAN_STOP:
            return ()
        return {_stem(part.lower()) for part in (lemma, *lemmas.parts(lemma)) if len(part) > 2}

    return stems


def english_stems(token: Token) -> Iterable[str]:
    """The first letters of an English content word."""
    word = token.folded
    if word in ENGLISH_FUNCTION | ENGLISH_STOP or len(word) < SHORTEST or not word[0].isalpha():
        return ()
    return (_stem(word),)


def _stem(word: str) -> str:
    word = word.removeprefix("ge") if word.endswith("t") and len(word) > 6 else word
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM:
            return word[: -len(suffix)]
    return word


class Rarity:
    """How much each concept and word tells passages apart (inverse document frequency)."""

    def __init__(self, texts: Sequence[About]) -> None:
        self._total = len(texts)
        self._spread = Counter(key for text in texts for key in text.places)

    def __call__(self, key: str) -> float:
        """The logarithm of how few passages have it; concepts count twice."""
        rarity = math.log((1 + self._total) / (1 + self._spread[key]))
        return rarity * (2 if key.startswith(CONCEPT) else 1)

    def vector(self, counts: Mapping[str, float]) -> Mapping[str, float]:
        """Weights by key: rarity, and how often, damped by its logarithm."""
        return {key: (1 + math.log(n)) * self(key) for key, n in counts.items() if n > 0}


Vector = Mapping[str, float]


def usual_length(vectors: Sequence[Vector]) -> float:
    """The mean length of some vectors."""
    return sum(math.hypot(*vector.values()) for vector in vectors) / max(1, len(vectors))


def shared(one: Vector, two: Vector, least: float = 0.0) -> Vector:
    """What each key that two vectors share adds to their cosine, the weightiest first.

    Args:
        one: weights by key.
        two: the same of another text.
        least: a shorter vector counts as being so long, so that one word in common does not make
            a text of two words near to anything (Singhal, Buckley and Mitra 1996 call it a pivot).
    """
    length = max(least, math.hypot(*one.values())) * max(least, math.hypot(*two.values()))
    products = {key: one[key] * two[key] / length for key in one.keys() & two.keys() if length}
    return dict(sorted(products.items(), key=lambda item: (-item[1], item[0])))
