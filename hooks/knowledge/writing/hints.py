"""A new concept's name from where it is missing: a suggested term, or a link that names nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.collect.library import SUFFIX
from knowledge.collect.schema import ID_PATTERN
from knowledge.collect.source import SourceError, read_text, split_source
from knowledge.language import mask
from knowledge.language.ids import slug
from knowledge.model import Mark, Source
from knowledge.render import Targets

SUGGESTED = re.compile(r"\s*(?:\d+\.\s+)?(?P<title>.+?)\s+\[(?P<id>[a-z0-9-]+), (?P<kind>[a-z]+)\]")
"""The line of `kb suggest` that names a term."""
PLACE = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?::(?P<column>\d+))?")


class HintError(ValueError):
    """There is nothing at a place that a concept could be made from."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What is known of a concept that is to be."""

    id: str
    title: str
    language: str = ""
    """Of the title; empty for that of the original."""
    kind: str = ""
    alias: str = ""
    """How a text names it, which must stay one of its names whatever its title will be."""


def from_suggestion(words: str) -> Hint:
    """What `kb suggest` says of a term: its whole line, or the term alone."""
    match = SUGGESTED.match(words)
    if match:
        return Hint(match["id"], match["title"], kind=match["kind"])
    return Hint(slug(words), words.strip())


def from_link(place: str, root: Path, targets: Targets) -> Hint:
    """A link that names nothing, by where it stands.

    Args:
        place: `FILE:LINE` or `FILE:LINE:COLUMN`, as problems say it.
        root: the project's folder, which the file's path is relative to.
        targets: what links can name.

    Raises:
        HintError: if there is no such link, or more than one.
    """
    match = PLACE.fullmatch(place)
    suffix = SUFFIX.match(match["file"]) if match else None
    if match is None or suffix is None:
        raise HintError(f"Expected a place such as `docs/page.de.md:12`, found `{place}`.")
    path, language = match["file"], suffix["language"]
    try:
        source = split_source(path, read_text(_existing(root, path)))
    except (OSError, SourceError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise HintError(f"{path}: {reason}") from error
    found = {
        _hint(words, text, language)
        for at, words, text in _unknown(source, language, targets)
        if at.line == int(match["line"]) and _holds(at, int(match["column"] or 0))
    }
    if len(found) != 1:
        names = ", ".join(sorted(f"`{hint.alias or hint.id}`" for hint in found))
        more = f"several links there name nothing: {names}. Name the column too."
        none = "no link there names something that does not exist. `kb check` lists those that do."
        raise HintError(f"{place}: {more if found else none}")
    return found.pop()


def _existing(root: Path, path: str) -> Path:
    return root / path if (root / path).exists() else Path(path)


def _unknown(source: Source, language: str, targets: Targets) -> Iterator[tuple[Mark, str, str]]:
    """Where a link stands that names nothing, what it names, and what it reads."""
    for match in mask.wiki_links(mask.without_code(source.body)):
        words = match["target"].rstrip("\\").partition("#")[0].strip()
        resolution = targets.resolve(words, language)
        if resolution.target is None and not resolution.candidates:
            start, end = (source.body_start + offset for offset in match.span())
            yield source.mark(start, end), words, (match["text"] or "").strip()


def _holds(at: Mark, column: int) -> bool:
    return not column or at.column <= column < at.column + max(1, at.length)


def _hint(words: str, text: str, language: str) -> Hint:
    """What a link says of a concept: an id and what it reads, or a title."""
    if re.match(ID_PATTERN, words):
        return Hint(words, text or in_words(words), language)
    return Hint(slug(words), words, language, alias=words)


def in_words(id: str) -> str:
    """A title that stands in until there is one."""
    return " ".join(word.capitalize() for word in id.split("-"))
