r"""Sentences written by hand in which every mention is marked, and how well they are read.

A file has concepts in its front matter and one text in each item of its lists. A mention is
`{surface|concept|rule}`; `*` stands for any rule, `\u00ad` for that character. What is not in
braces is no mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.language import Lexicon, build_lexicon, find_mentions
from knowledge.language.matcher import Context
from knowledge.model import Concept, ConceptKind, MatchOptions, Source, Version

MARK = re.compile(r"\{(?P<surface>[^{}|]+)\|(?P<concept>[\w-]+)\|(?P<rule>[\w*]+)\}")
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
ANY = "*"


@dataclass(frozen=True, slots=True)
class Expected:
    """A mention that is to be found."""

    start: int
    end: int
    concept: str
    rule: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with all its mentions."""

    text: str
    mentions: tuple[Expected, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Gold:
    """A file of sentences."""

    language: str
    concepts: tuple[Concept, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a sentence beside what is in it."""

    sentence: Sentence
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    other_rule: tuple[str, ...]
    """Found, but with another rule than expected."""
    found: int


def read_gold(path: Path, language: str) -> Gold:
    """The sentences of a file.

    Raises:
        OSError: if it cannot be read.
        ValueError: if it has no front matter.
    """
    text = path.read_text(encoding="utf-8")
    _, matter, body = text.split("---\n", 2)
    concepts = tuple(concept_of(entry, language) for entry in yaml.safe_load(matter)["concepts"])
    before = text[: len(text) - len(body)].count("\n")
    sentences = tuple(
        _sentence(line[2:], number)
        for number, line in enumerate(body.splitlines(), before + 1)
        if line.startswith("- ")
    )
    return Gold(language, concepts, sentences)


def readings(gold: Gold) -> Iterator[Reading]:
    """Each sentence as the matcher reads it."""
    lexicons = {language: build_lexicon(gold.concepts, language) for language in ("de", "en")}
    for sentence in gold.sentences:
        yield _reading(sentence, lexicons, gold.language)


def precision_and_recall(found: Iterable[Reading]) -> tuple[float, float]:
    """The share of what was found that is right, and of what is there that was found."""
    right = claimed = expected = 0
    for reading in found:
        right += reading.found - len(reading.wrong)
        claimed += reading.found
        expected += len(reading.sentence.mentions)
    return right / max(claimed, 1), right / max(expected, 1)


def _reading(sentence: Sentence, lexicons: dict[str, Lexicon], language: str) -> Reading:
    source = Source(f"sentence.{language}.md", sentence.text)
    mentions = find_mentions(source, lexicons, Context(language)).mentions
    found = {(m.start, m.end, m.concept): str(m.rule) for m in mentions}
    expected = {(e.start, e.end, e.concept): e.rule for e in sentence.mentions}
    return Reading(
        sentence,
        missed=tuple(_shown(sentence, *key) for key in expected.keys() - found.keys()),
        wrong=tuple(_shown(sentence, *key) for key in found.keys() - expected.keys()),
        other_rule=tuple(
            f"{_shown(sentence, *key)} ({found[key]}, not {expected[key]})"
            for key in expected.keys() & found.keys()
            if expected[key] not in {ANY, found[key]}
        ),
        found=len(found),
    )


def _shown(sentence: Sentence, start: int, end: int, concept: str) -> str:
    return f"{sentence.text[start:end]!r} -> {concept}"


def _sentence(marked: str, line: int) -> Sentence:
    marked = ESCAPE.sub(lambda match: chr(int(match[1], 16)), marked)
    text, mentions, position = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        start = len(text)
        text += match["surface"]
        mentions.append(Expected(start, len(text), match["concept"], match["rule"]))
        position = match.end()
    return Sentence(text + marked[position:], tuple(mentions), line)


def concept_of(entry: dict[str, Any], language: str) -> Concept:
    """A concept from its entry in the front matter of a file of sentences.

    Args:
        entry: `id`, `title`, and what else a concept has; `title` and `aliases` may be given
            by language.
        language: of titles that are not.
    """
    titles = _by_language(entry["title"], language)
    aliases = _by_language(entry.get("aliases", []), language)
    versions = {
        code: Version(code, Source("", ""), title, aliases=tuple(aliases.get(code, ())))
        for code, title in titles.items()
    }
    match = {"never": (), **entry.get("match", {})}
    return Concept(
        entry["id"],
        next(iter(titles)),
        versions,
        concept_kind=ConceptKind(entry.get("kind", "idea")),
        match=MatchOptions(**match | {"never": tuple(match["never"])}),
    )


def _by_language(value: Any, language: str) -> dict[str, Any]:
    return value if isinstance(value, dict) else {language: value}
