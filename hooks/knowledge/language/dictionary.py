"""What is known of German words, in one process and only when labels are new.

It follows from an installed package and from this room, and is the same for every site. So it is
worked out once on a machine, like bytecode, and kept in the folder for caches of whoever builds.
"""

from __future__ import annotations

import pickle
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from platformdirs import user_cache_path

from knowledge.cache import Cache, key_of
from knowledge.language.compounds import Parts, learn_parts
from knowledge.language.nouns import Nouns, Sets, data_version, german_nouns
from knowledge.language.tokens import fold

APPLICATION = "querverweis"
ENTRY = "words"


@dataclass(frozen=True)
class WordData:
    """What is known of German words."""

    nouns: Nouns
    parts: Parts
    heads: Mapping[str, int]
    """In how many compounds a noun is the last one, by its first form, folded."""
    spelt: Mapping[str, frozenset[str]]
    """Forms with `ß` or `ss` that fold alike and are different nouns, by what they fold to."""
    first_parts: frozenset[str]
    """Words that a compound can begin with."""
    lemmas: Mapping[str, str]
    """The first forms of nouns that are no names, by what they fold to."""

    def forms_of(self, noun: str) -> Iterable[str]:
        """The forms of a noun that is known and no name, all folded."""
        lemma = self.lemmas.get(noun)
        return map(fold, self.nouns.paradigms[lemma]) if lemma else ()


@lru_cache(maxsize=1)
def dictionary() -> WordData:
    """The German words of the dictionary; it takes seconds to work out what is not kept."""
    return kept_words(Cache(user_cache_path(APPLICATION)))


def kept_words(cache: Cache) -> WordData:
    """The German words of the dictionary.

    Args:
        cache: where they were kept, and will be.
    """
    stored = cache.get(ENTRY, words_version())
    if stored is not None:
        found: WordData = pickle.loads(stored)
        return found
    data = word_data(german_nouns())
    nouns = replace(
        data.nouns, paradigms=Sets(data.nouns.paradigms), plurals=Sets(data.nouns.plurals)
    )
    nouns.prepare()
    data = replace(data, nouns=nouns)
    cache.put(ENTRY, words_version(), pickle.dumps(data, pickle.HIGHEST_PROTOCOL))
    return data


@lru_cache(maxsize=1)
def words_version() -> str:
    """What all that is said of words follows from: the word data, and the code of this room."""
    room = sorted(p for p in Path(__file__).parent.iterdir() if p.suffix in {".py", ".txt"})
    python = ".".join(map(str, sys.version_info[:2]))  # with its Unicode
    return key_of([data_version(), python, *(path.read_bytes() for path in room)])


def word_data(nouns: Nouns) -> WordData:
    """What labels and compounds need of some nouns."""
    parts, heads = learn_parts(nouns)
    return WordData(
        nouns,
        parts,
        heads,
        _told_apart_by_s(nouns),
        frozenset(noun for noun in nouns.paradigms if len(noun) > 3),
        {fold(noun): noun for noun in nouns.paradigms if noun in nouns.parts},
    )


def _told_apart_by_s(nouns: Nouns) -> Mapping[str, frozenset[str]]:
    sharp: dict[str, set[str]] = defaultdict(set)
    for noun, forms in nouns.paradigms.items():
        for form in forms:
            if "ß" in form:
                sharp[form.replace("ß", "ss")].add(noun.replace("ß", "ss"))
    found: dict[str, set[str]] = defaultdict(set)
    for noun, forms in nouns.paradigms.items():
        for form in forms & sharp.keys():
            if "ß" not in form and sharp[form] != {noun}:
                found[form] |= {noun, *sharp[form]}
    return {form: frozenset(lemmas) for form, lemmas in found.items()}
