"""What of a text is translated as one: sections, and what their words are told by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b, sha256

from knowledge.language import mask
from knowledge.model import Section, Source

DIGITS = 16
"""Of a digest: 64 bits, enough to tell all sections of a base apart, and short in a file."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""What a sketch is made of."""


def sections_of(source: Source, title: str, summary: str = "") -> tuple[Section, ...]:
    """The sections of a version.

    Args:
        source: its file.
        title: belongs to the opening, as the summary does: all of it is translated.
        summary: empty if it has none.
    """
    spans = list(spans_of(source))
    return tuple(
        Section(id, start, end, digest_of_words(words_of(source.text[start:end], lead)))
        for id, start, end in spans
        for lead in [() if id else (title, summary)]
    )


def spans_of(source: Source) -> Iterator[tuple[str, int, int]]:
    """Id, start and end of each section; a heading without an id of its own begins none."""
    body = source.body
    found: dict[str, int] = {"": 0}
    if "## " in body or "\n-" in body:  # most short texts have no heading at all
        for section in mask.sections(mask.without_code(body)):
            if section.id:
                found.setdefault(section.id, section.start)
    starts = list(found.values())
    for (id, start), end in zip(found.items(), [*starts[1:], len(body)], strict=True):
        yield id, source.body_start + start, source.body_start + end


def words_of(text: str, lead: Iterable[str] = ()) -> list[str]:
    """The words of a text as they are compared: how they are spaced is no part of them.

    Args:
        text: Markdown.
        lead: what stands before it.
    """
    return [word for part in (*lead, text) for word in part.split()]


def digest_of_words(words: Sequence[str]) -> str:
    """A digest of some words in their order."""
    data = " ".join(words).encode("utf-8", "surrogatepass")
    return sha256(data, usedforsecurity=False).hexdigest()[:DIGITS]


def sketch_of(words: Iterable[str]) -> str:
    """A character for each word, which other words rarely share."""
    return "".join(map(_letter, words))


@lru_cache(maxsize=20_000)
def _letter(word: str) -> str:
    data = word.encode("utf-8", "surrogatepass")
    return LETTERS[blake2b(data, digest_size=1, usedforsecurity=False).digest()[0] % len(LETTERS)]
