"""German nouns: their attested forms, and how a noun that nobody attested inflects.

The paradigms come from the package `german-nouns` (Wiktionary). From them the endings are
learned that nouns of an ending take: what ends in *-ung* has a plural in *-ungen*, what ends in
*-haus* one in *-häuser*. Authors coin words, and a new noun inflects like those it sounds like
(Köpcke 1988 calls this schema learning; Duden, *Die Grammatik*, lists the endings).

Reading the table takes a second and some hundred megabytes. It happens in one process, when
labels are new; `store` keeps what came of it.
"""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

LONGEST_SUFFIX = 8
"""Letters of a suffix that endings are learned for."""
ENOUGH = 10
"""Nouns that must end in a suffix before it teaches anything."""
SHARE = 0.01
"""Of the nouns that end in a suffix, the share that must take an ending before others may."""
UMLAUTS = {"a": "ä", "o": "ö", "u": "ü"}
NOT_INFLECTED_LIKE_A_NOUN = frozenset(
    {"Abkürzung", "Affix", "Buchstabe", "Gebundenes Lexem", "Suffix", "Symbol", "Wortverbindung"}
)
"""Parts of speech in the table that say nothing about other nouns."""
NAMES = frozenset({"Eigenname", "Nachname", "Straßenname", "Toponym", "Vorname"})
SHORTEST_PART = 3
BEHIND_ALL_LETTERS = "\uffff"


class Row(NamedTuple):
    """A noun as the table has it."""

    lemma: str
    kinds: Collection[str]
    """Its parts of speech."""
    forms: Collection[str]
    plurals: Collection[str] = ()
    """The nominatives among its forms that are plurals."""


class Ending(NamedTuple):
    """What makes a form of a noun's first form."""

    umlaut: bool
    """Whether the last vowel that can takes its umlaut (*Haus*, *Häuser*)."""
    strip: int
    """Letters taken away at the end."""
    add: str


class Sets(Mapping[str, frozenset[str]]):
    """Words by words, each set a text until it is asked for: so reading them is much faster."""

    def __init__(self, sets: Mapping[str, Iterable[str]]) -> None:
        self._texts = {key: "\n".join(sorted(words)) for key, words in sets.items()}

    def __getitem__(self, key: str) -> frozenset[str]:
        return frozenset(filter(None, self._texts[key].split("\n")))

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@dataclass(frozen=True)
class Nouns:
    """The nouns that are known."""

    paradigms: Mapping[str, frozenset[str]]
    """All forms by first form, both in lower case."""
    plurals: Mapping[str, frozenset[str]]
    """The nominative plurals by first form, both in lower case."""
    parts: frozenset[str]
    """The forms that can be a part of a compound, in lower case: no names, no abbreviations."""
    names: frozenset[str] = frozenset()
    """What is a name and nothing else, in lower case."""

    def forms(self, noun: str) -> frozenset[str]:
        """All forms of a noun: those attested, or else those of nouns that end like it.

        Args:
            noun: in any case.

        Returns:
            The forms in lower case, the noun itself included.
        """
        lower = noun.lower()
        attested = self.paradigms.get(lower) or self.paradigms.get(lower.replace("ß", "ss"))
        return attested | {lower} if attested else self.guess(lower)

    def guess(self, noun: str) -> frozenset[str]:
        """The forms a noun would have if it inflected like those that end as it does.

        A guess that is another noun's first form is none.
        """
        endings = next(filter(None, map(self._endings, _suffixes(noun))), ())
        guessed = (_apply(ending, noun) for ending in endings)
        return frozenset({noun}).union(
            form for form in guessed if form and form not in self.paradigms
        )

    def singular_forms(self, noun: str) -> frozenset[str]:
        """All forms of the nouns of which a word is a plural, if it is no first form itself."""
        lower = noun.lower()
        if lower in self.paradigms:
            return frozenset()
        found = (self.paradigms[lemma] for lemma in self._plurals.get(lower, ()))
        return frozenset().union(*found)

    def prepare(self) -> None:
        """Works out what every lexicon will ask for, so that it can be kept with the rest."""
        _ = self._plurals, self._backwards

    @cached_property
    def _plurals(self) -> Mapping[str, tuple[str, ...]]:
        """The first forms by plurals, in lower case."""
        found: dict[str, set[str]] = defaultdict(set)
        for noun, forms in self.plurals.items():
            for form in forms:
                found[form].add(noun)
        return {form: tuple(sorted(lemmas)) for form, lemmas in found.items()}

    def _endings(self, suffix: str) -> tuple[Ending, ...]:
        """The endings that nouns with some last letters take; none if too few end so."""
        if suffix not in self._learned:
            first = bisect_left(self._backwards, suffix[::-1])
            last = bisect_left(self._backwards, suffix[::-1] + BEHIND_ALL_LETTERS)
            nouns = [noun[::-1] for noun in self._backwards[first:last] if len(noun) > len(suffix)]
            counts: Counter[Ending] = Counter()
            for noun in nouns if len(nouns) >= ENOUGH else ():
                counts.update({e for form in self.paradigms[noun] for e in _ending(noun, form)})
            least = SHARE * len(nouns)
            self._learned[suffix] = tuple(e for e, count in counts.items() if count >= least)
        return self._learned[suffix]

    @cached_property
    def _learned(self) -> dict[str, tuple[Ending, ...]]:
        """The endings that were asked for; those of all nouns would take seconds."""
        return {}

    @cached_property
    def _backwards(self) -> Sequence[str]:
        """All nouns from their last letter to their first, sorted: equal ends stand together."""
        return sorted(noun[::-1] for noun in self.paradigms)


def _suffixes(noun: str) -> Iterator[str]:
    """The last letters of a noun, the longest first, none at all last."""
    for length in range(min(LONGEST_SUFFIX, len(noun) - 1), -1, -1):
        yield noun[len(noun) - length :]


def _ending(noun: str, form: str) -> Iterator[Ending]:
    """How a form is made, if it is made at the end of the noun."""
    for umlaut in (False, True):
        stem = _with_umlaut(noun) if umlaut else noun
        shared = len(_common_prefix(stem, form))
        if stem and len(noun) - shared <= 3 and shared >= 2:
            yield Ending(umlaut, len(noun) - shared, form[shared:])
            return


def _apply(ending: Ending, noun: str) -> str:
    """A form of a noun, or nothing where the noun has no vowel for an umlaut."""
    stem = _with_umlaut(noun) if ending.umlaut else noun
    return stem[: len(stem) - ending.strip] + ending.add if stem else ""


def _with_umlaut(noun: str) -> str:
    """A noun with the umlaut of its last vowel, or nothing if that has none."""
    for index in range(len(noun) - 1, -1, -1):
        letter = noun[index]
        if letter in UMLAUTS:
            if letter == "u" and noun[index - 1 : index] == "a":
                return noun[: index - 1] + "äu" + noun[index + 1 :]
            return noun[:index] + UMLAUTS[letter] + noun[index + 1 :]
        if letter in "iyäöü":
            return ""
    return ""


def _common_prefix(one: str, two: str) -> str:
    for index, (a, b) in enumerate(zip(one, two, strict=False)):
        if a != b:
            return one[:index]
    return min(one, two, key=len)


@lru_cache(maxsize=1)
def german_nouns() -> Nouns:
    """The nouns of the package `german-nouns`."""
    return nouns_of(table())


def nouns_of(rows: Iterable[Row]) -> Nouns:
    """Nouns from a table."""
    paradigms: dict[str, set[str]] = defaultdict(set)
    plurals: dict[str, set[str]] = defaultdict(set)
    parts: set[str] = set()
    names: set[str] = set()
    for row in rows:
        if NOT_INFLECTED_LIKE_A_NOUN.isdisjoint(row.kinds):
            lemma = row.lemma.lower()
            found = {lemma, *(form.lower() for form in row.forms)}
            paradigms[lemma] |= found
            if NAMES.isdisjoint(row.kinds):
                plurals[lemma].update(form.lower() for form in row.plurals)
                parts |= found
            else:
                names.add(lemma)
    for noun, forms in paradigms.items():  # plurals has the nouns that are no names
        # A dative in *-e* that hardly anyone writes is no form where another noun has it (*Rate*).
        if (dative := noun + "e") in plurals and dative not in plurals.get(noun, ()):
            forms.discard(dative)
    return Nouns(
        {noun: frozenset(forms) for noun, forms in paradigms.items()},
        {noun: frozenset(forms - {noun}) for noun, forms in plurals.items()},
        frozenset(part for part in parts if len(part) >= SHORTEST_PART and part.isalpha()),
        frozenset(names - parts),
    )


def table() -> Iterator[Row]:
    """The rows of the table that the package brings."""
    from german_nouns.config import CSV_FILE_PATH  # noqa: PLC0415 - only when words are new

    with Path(CSV_FILE_PATH).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        first = header.index("nominativ singular")
        plural = [i for i, name in enumerate(header) if name.startswith("nominativ plural")]
        for row in rows:
            forms = {form for form in row[first:] if form}
            yield Row(row[0], row[1].split(","), forms, {row[i] for i in plural if row[i]})


def data_version() -> str:
    """What the word data is, for whoever keeps what came of it."""
    return f"german-nouns {version('german-nouns')}"
