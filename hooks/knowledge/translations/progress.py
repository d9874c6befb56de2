"""Where each section of each translation stands, from the texts and the lock alone.

Nothing here asks git: the same files give the same answer, in a copy without history too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from knowledge.collect.lock import entry_name
from knowledge.collect.sections import LETTERS, digest_of_words, sketch_of, words_of
from knowledge.language import mask
from knowledge.model import Accepted, Comment, Document, Essay, Library, Section, Source

CHANCE = 4
"""How many times rarer than expected something must be to be no chance."""


class State(StrEnum):
    """How far the translation of a section is."""

    CURRENT = "current"
    """Made from the original as it is."""
    STALE = "stale"
    """Made from an earlier state of the original."""
    MISSING = "missing"
    UNACCEPTED = "unaccepted"
    """It is there; nobody has said what it was made from."""


class Place(NamedTuple):
    """Where a section or a comment stands."""

    source: Source
    start: int
    end: int
    line: int = 0
    """Zero where it is still to be counted."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A section or a comment of an original, and its translation into one language.

    What is not needed to tell its state is worked out when somebody asks: a base has thousands.
    """

    document: Document
    language: str
    """Of the translation."""
    file: str
    """Of the translation, whether or not it exists."""
    id: str
    """Of the section or the comment; empty for what stands before the first section."""
    state: State
    digest: str
    """Of the original as it is; empty for a comment that is not translated."""
    there: Place
    """In the original."""
    here: Place | None = None
    """In the translation."""
    author: str = ""
    """Of a comment."""
    is_comment: bool = False
    accepted: Accepted | None = None

    @property
    def title(self) -> str:
        """The heading in the original, or who wrote the comment."""
        if self.is_comment or not self.id:
            return self.author if self.is_comment else self.document.title(self.document.original)
        source, start, end, _ = self.there
        heading = source.text[start:end].partition("\n")[0].rstrip()
        return mask.HEADING_ID.sub("", heading).strip("# \t\r")

    @property
    def original(self) -> str:
        """The file of the original."""
        return self.there.source.path

    @property
    def original_line(self) -> int:
        """The line in the original."""
        return self._line(self.there)

    @property
    def line(self) -> int:
        """The line in the translation; in the original where it is missing."""
        return self._line(self.here or self.there)

    def _line(self, place: Place) -> int:
        """The line of a place; of the opening that of the front matter, which belongs to it."""
        return place.line or (place.source.line_at(place.start) if self.id else 1)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the original as it is, by which it is compared."""
        original = self.document.versions[self.document.original]
        lead = () if self.id else (original.title, original.summary)
        source, start, end, _ = self.there
        return tuple(words_of(source.text[start:end], lead))

    @property
    def name(self) -> str:
        """What it is called in the lock."""
        return entry_name(self.file, self.id)

    @property
    def changed(self) -> float | None:
        """The share of words that changed in the original; None where that is not known."""
        if self.state is State.CURRENT:
            return 0.0
        if self.state is not State.STALE or self.accepted is None:
            return None
        return share_changed(self.accepted.sketch, sketch_of(self.words))


def share_changed(old: str, new: str) -> float:
    """The share of words that are new, gone or others, of the longer of two sketches."""
    whole = max(len(old), len(new))
    # What changed at all shows: two words may share a character.
    return max(1 - _kept(old, new) / whole, 1 / whole) if whole else 0.0


def _kept(old: str, new: str) -> int:
    """How many words of two sketches are the same.

    Words that are alike in a row are kept if so many are hardly alike by chance between as many:
    two words have the same character once in sixty-four times.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    left, kept = [(0, len(old), 0, len(new))], 0
    while left:
        begin, end, other, other_end = left.pop()
        block = matcher.find_longest_match(begin, end, other, other_end)
        area = (end - begin) * (other_end - other)
        if block.size and area * CHANCE <= len(LETTERS) ** block.size:
            kept += block.size
            left.append((begin, block.a, other, block.b))
            left.append((block.a + block.size, end, block.b + block.size, other_end))
    return kept


def state_of(lock: Mapping[str, Accepted], name: str, digest: str, *, exists: bool) -> State:
    """The state of a section by its name in the lock and the digest of the original's."""
    if not exists:
        return State.MISSING
    accepted = lock.get(name)
    if accepted is None:
        return State.UNACCEPTED
    return State.CURRENT if accepted.digest == digest else State.STALE


def wanting(library: Library, document: Document, language: str) -> Iterator[tuple[Section, State]]:
    """The sections of an original whose translation is missing or lags, in its order.

    Nothing of a document that has no translation at all.
    """
    version, original = document.versions.get(language), document.versions[document.original]
    if version is None or version is original:
        return
    there = {section.id for section in version.sections}
    file = version.source.path
    for section in original.sections:
        name = entry_name(file, section.id)
        state = state_of(library.lock, name, section.digest, exists=section.id in there)
        if state in {State.STALE, State.MISSING}:
            yield section, state


def everything(library: Library) -> Iterator[Unit]:
    """The units of all documents, in all languages that are not the original's."""
    for document in library.documents():
        for language in library.languages:
            yield from units(library, document, language)


def units(library: Library, document: Document, language: str) -> Iterator[Unit]:
    """What of a document is translated piece by piece; nothing in its own language."""
    if language == document.original:
        return
    yield from _sections(library, document, language)
    if isinstance(document, Essay):
        for comment in document.thread.comments:
            yield from _comment(library, document, comment, language)


def unit_name(document: Document, language: str) -> str:
    """The file of a document's version in a language, whether or not it exists."""
    version = document.versions.get(language)
    if version:
        return version.source.path
    stem = document.versions[document.original].source.path.rsplit(".", 2)[0]
    return f"{stem}.{language}.md"


def _sections(library: Library, document: Document, language: str) -> Iterator[Unit]:
    original, version = document.versions[document.original], document.versions.get(language)
    places = {}
    if version:
        places = {s.id: Place(version.source, s.start, s.end) for s in version.sections}
    file = unit_name(document, language)
    for section in original.sections:
        name = entry_name(file, section.id)
        here = places.get(section.id)
        yield Unit(
            document,
            language,
            file,
            section.id,
            state_of(library.lock, name, section.digest, exists=here is not None),
            section.digest,
            Place(original.source, section.start, section.end),
            here,
            accepted=library.lock.get(name),
        )


def _comment(library: Library, essay: Essay, comment: Comment, language: str) -> Iterator[Unit]:
    """A comment, if it is to be translated: readers see it, and it is in another language."""
    text, own = comment.texts[comment.original], comment.texts.get(language)
    written_in = comment.lang or text.language
    is_superfluous = own is None and (written_in == language or not comment.published)
    if text.language == language or is_superfluous:
        return
    digest = ""
    if own:
        digest = digest_of_words(words_of(text.source.text[text.start : text.end]))
    file = own.source.path if own else f"{text.source.path.rsplit('.', 2)[0]}.{language}.md"
    name = entry_name(file, comment.id)
    yield Unit(
        essay,
        language,
        file,
        comment.id,
        state_of(library.lock, name, digest, exists=own is not None),
        digest,
        Place(text.source, text.start, text.end, text.line),
        Place(own.source, own.start, own.end, own.line) if own else None,
        author=comment.name,
        is_comment=True,
        accepted=library.lock.get(name),
    )
