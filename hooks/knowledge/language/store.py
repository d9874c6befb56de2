"""Lexicons from the cache: a build whose labels did not change reads no word data at all."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from knowledge.cache import Cache, key_of
from knowledge.language.compounds import Parts
from knowledge.language.dictionary import WordData, dictionary, words_version
from knowledge.language.lexicon import Form, Lexicon, build_lexicon
from knowledge.model import Concept, Rule
from knowledge.workers import Aside, may_fork

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
    key = lexicon_key(known, language)
    stored = cache.get(f"lexicon-{language}", key)
    parts = _stored_parts(cache) if language == "de" and stored else Parts()
    if stored and parts is not None:
        return _lexicon(json.loads(stored), language, parts)
    built = build_lexicon(known, language)
    cache.put(f"lexicon-{language}", key, _dumped(built))
    if language == "de":
        keep_parts(dictionary(), cache)
    return built


def begin_lexicon(cache: Cache) -> Aside[Sequence[Concept], bytes] | None:
    """Lets another process read the word data for the German lexicon, where nothing of it is kept.

    Args:
        cache: where the lexicon would be, and will be kept.

    Returns:
        What makes the lexicon of the concepts, for `finish_lexicon`; None if it is not needed.
    """
    if not may_fork() or cache.get(PARTS, words_version()) is not None:
        return None
    return Aside(dictionary, partial(_built_aside, cache))


def _built_aside(cache: Cache, concepts: Sequence[Concept]) -> bytes:
    """The German lexicon as it is stored, and the parts of compounds."""
    data, parts = _dumped(build_lexicon(concepts, "de")), _dumped_parts(dictionary())
    cache.put("lexicon-de", lexicon_key(concepts, "de"), data)
    cache.put(PARTS, words_version(), parts)
    return pickle.dumps((data, parts))


def finish_lexicon(begun: Aside[Sequence[Concept], bytes]) -> Lexicon:
    """The German lexicon that another process makes."""
    data, parts = pickle.loads(begun.result())
    return _lexicon(json.loads(data), "de", _parts(parts))


def lexicon_key(concepts: Iterable[Concept], language: str) -> str:
    """What the lexicon of a language is kept under: it follows from all labels, and word data."""
    return key_of([words_version(), language, *map(_labels, concepts)])


def stored_lexicon(language: str, key: str, cache: Cache) -> Lexicon | None:
    """A lexicon that was kept, without the parts of compounds; None if it is not there."""
    stored = cache.get(f"lexicon-{language}", key)
    return _lexicon(json.loads(stored), language, Parts()) if stored else None


def keep_parts(words: WordData, cache: Cache) -> None:
    """Stores what compounds are made of, which does not depend on labels."""
    cache.put(PARTS, words_version(), _dumped_parts(words))


def _dumped_parts(words: WordData) -> bytes:
    parts = words.parts
    data = {"modifiers": parts.modifiers, "heads": parts.heads, "names": sorted(parts.names)}
    return json.dumps(data, ensure_ascii=False).encode()


def _stored_parts(cache: Cache) -> Parts | None:
    stored = cache.get(PARTS, words_version())
    return None if stored is None else _parts(stored)


def _parts(stored: bytes) -> Parts:
    data = json.loads(stored)
    return Parts(data["modifiers"], data["heads"], frozenset(data["names"]))


def _labels(concept: Concept) -> str:
    """All of a concept that its lexicon entries depend on."""
    labels = {
        language: [version.title, *version.aliases]
        for language, version in sorted(concept.versions.items())
    }
    match = concept.match
    options = [match.case, match.compounds, match.never]
    return json.dumps([concept.id, concept.concept_kind, concept.original, labels, options])


def _dumped(lexicon: Lexicon) -> bytes:
    forms = [form for found in lexicon.forms.values() for form in found]
    numbers: dict[tuple[object, ...], int] = {form.key: i for i, form in enumerate(forms)}
    data = {
        "forms": forms,
        "never": {concept: sorted(surfaces) for concept, surfaces in lexicon.never.items()},
        "modifiers": {
            part: [numbers[form.key] for form in found] for part, found in lexicon.modifiers.items()
        },
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _lexicon(data: Mapping[str, Any], language: str, parts: Parts) -> Lexicon:
    """A lexicon from what was stored; the order of forms is that of the table."""
    forms = [_form(row) for row in data["forms"]]
    by_first: dict[str, list[Form]] = {}
    for form in forms:
        by_first.setdefault(form.words[0], []).append(form)
    return Lexicon(
        language,
        {first: tuple(found) for first, found in by_first.items()},
        {concept: frozenset(surfaces) for concept, surfaces in data["never"].items()},
        {
            part: tuple(forms[number] for number in found)
            for part, found in data["modifiers"].items()
        },
        parts,
    )


def _form(row: list[Any]) -> Form:
    words, concept, label, rule, gaps, capitals, written, *rest = row
    return Form(
        tuple(words),
        concept,
        label,
        Rule(rule),
        tuple(gaps),
        tuple(capitals),
        tuple(written),
        *rest,
    )
