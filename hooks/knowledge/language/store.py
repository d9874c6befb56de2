"""Lexicons from the cache: a build whose labels did not change reads no word data at all."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from knowledge.cache import Cache, key_of
from knowledge.language.compounds import Parts
from knowledge.language.dictionary import dictionary, words_version
from knowledge.language.lexicon import Lexicon, build_lexicon
from knowledge.model import Concept
from knowledge.workers import Aside, may_fork

T = TypeVar("T")
GERMAN = "de"
NOTHING_KEPT = Cache()
PARTS = "compounds"


def lexicons(
    concepts: Iterable[Concept], languages: Iterable[str], cache: Cache = NOTHING_KEPT
) -> Mapping[str, Lexicon]:
    """The lexicon of each language.

    Args:
        concepts: all of them.
        languages: two-letter codes.
        cache: where they were kept, and will be.
    """
    known = tuple(concepts)
    return {language: lexicon(known, language, cache) for language in languages}


def lexicon(concepts: Iterable[Concept], language: str, cache: Cache = NOTHING_KEPT) -> Lexicon:
    """The lexicon of one language, from the cache if its labels are the same."""
    known = tuple(concepts)
    stored = stored_lexicon(language, lexicon_key(known, language), cache)
    parts = _loaded(cache.get(PARTS, words_version()), Parts) if language == GERMAN else Parts()
    if stored and parts:
        return replace(stored, parts=parts)
    built = build_lexicon(known, language)
    _keep(built, known, cache)
    return built


def kept_parts(cache: Cache) -> Parts:
    """What German compounds are made of, from the cache if it is there."""
    return _loaded(cache.get(PARTS, words_version()), Parts) or dictionary().parts


def begin_lexicon(cache: Cache) -> Aside[Sequence[Concept], Lexicon] | None:
    """Lets another process read the word data for the German lexicon, where nothing of it is kept.

    Args:
        cache: where the lexicon would be, and will be kept.

    Returns:
        What makes the lexicon of the concepts; None if it is not needed.
    """
    if not may_fork() or cache.get(PARTS, words_version()) is not None:
        return None
    return Aside(dictionary, partial(_built_aside, cache))


def _built_aside(cache: Cache, concepts: Sequence[Concept]) -> Lexicon:
    built = build_lexicon(concepts, GERMAN)
    _keep(built, concepts, cache)
    return built


def lexicon_key(concepts: Iterable[Concept], language: str) -> str:
    """What the lexicon of a language is kept under: it follows from all labels, and word data."""
    return key_of([words_version(), language, *map(_labels, concepts)])


def stored_lexicon(language: str, key: str, cache: Cache) -> Lexicon | None:
    """A lexicon that was kept, without the parts of compounds; None if it is not there."""
    return _loaded(cache.get(f"lexicon-{language}", key), Lexicon)


def _keep(built: Lexicon, concepts: Sequence[Concept], cache: Cache) -> None:
    """Stores a lexicon, and apart from it the parts of compounds, which no label changes."""
    key = lexicon_key(concepts, built.language)
    data = pickle.dumps(replace(built, parts=Parts()), pickle.HIGHEST_PROTOCOL)
    cache.put(f"lexicon-{built.language}", key, data)
    if built.language == GERMAN:
        parts = pickle.dumps(built.parts, pickle.HIGHEST_PROTOCOL)
        cache.put(PARTS, words_version(), parts)


def _loaded(data: bytes | None, kind: type[T]) -> T | None:
    try:
        found = pickle.loads(data or b"")
    except Exception:  # whatever it holds, it cannot be used
        return None
    return found if isinstance(found, kind) else None


def _labels(concept: Concept) -> str:
    """All of a concept that its lexicon entries depend on."""
    labels = {
        language: [version.title, *version.aliases]
        for language, version in sorted(concept.versions.items())
    }
    match = concept.match
    options = [match.case, match.compounds, match.never]
    return json.dumps([concept.id, concept.concept_kind, concept.original, labels, options])
