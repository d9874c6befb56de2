"""Where each section of each translation stands, from the texts and the lock alone.

Nothing here asks git: the same files give the same answer, in a copy without history too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from knowledge.collect.lock import entry_name
from knowledge.collect.sections import LETTERS, digest_of_words, sketch_of, words_of
from knowledge.language import mask
from knowledge.model import Accepted, Comment, Document, Essay, Library, Section, Source, Version

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


@dataclass(frozen=True, slots=True)
class Unit:
    """A section or a comment of an original, and its translation into one language."""

    document: Document
    language: str
    """Of the translation."""
    file: str
    """Of the translation, whether or not it exists."""
    id: str
    """Of the section or the comment; empty for what stands before the first section."""
    title: str
    """The heading in the original, or who wrote the comment."""
    line: int
    """In the translation; in the original where it is missing."""
    original: str
    """The file of the original."""
    original_line: int
    state: State
    words: tuple[str, ...]
    """Of the original as it is."""
    digest: str
    """Of these words."""
    accepted: Accepted | None = None

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


def section_words(version: Version, section: Section) -> tuple[str, ...]:
    """The words of a section by which it is compared."""
    lead = () if section.id else (version.title, version.summary)
    return tuple(words_of(version.source.text[section.start : section.end], lead))


def _sections(library: Library, document: Document, language: str) -> Iterator[Unit]:
    original, version = document.versions[document.original], document.versions.get(language)
    starts = {section.id: section.start for section in version.sections} if version else {}
    file = unit_name(document, language)
    titles = _titles(original.source)
    for section in original.sections:
        name = entry_name(file, section.id)
        exists = section.id in starts
        line = _line(original.source, section.id, {section.id: section.start})
        yield Unit(
            document,
            language,
            file,
            section.id,
            titles.get(section.id, "") or original.title,
            line=_line(version.source, section.id, starts) if version and exists else line,
            original=original.source.path,
            original_line=line,
            state=state_of(library.lock, name, section.digest, exists=exists),
            words=section_words(original, section),
            digest=section.digest,
            accepted=library.lock.get(name),
        )


def _titles(source: Source) -> dict[str, str]:
    headings = mask.headings(mask.without_code(source.body))
    found = ((h.id, mask.HEADING_ID.sub("", h.text).strip()) for h in headings if h.level == 2)
    return {id: text for id, text in found if id}


def _line(source: Source, id: str, starts: Mapping[str, int]) -> int:
    """The line of a section; of the opening that of the front matter, which belongs to it."""
    return source.line_at(starts[id]) if id else 1


def _comment(library: Library, essay: Essay, comment: Comment, language: str) -> Iterator[Unit]:
    """A comment, if it is to be translated: readers see it, and it is in another language."""
    text, own = comment.texts[comment.original], comment.texts.get(language)
    written_in = comment.lang or text.language
    if own is None and (written_in == language or not comment.published):
        return
    if text.language == language:
        return
    words = tuple(words_of(text.source.text[text.start : text.end]))
    digest = digest_of_words(words)
    file = own.source.path if own else _thread_file(text.source.path, language)
    name = entry_name(file, comment.id)
    yield Unit(
        essay,
        language,
        file,
        comment.id,
        comment.name,
        line=own.line if own else text.line,
        original=text.source.path,
        original_line=text.line,
        state=state_of(library.lock, name, digest, exists=own is not None),
        words=words,
        digest=digest,
        accepted=library.lock.get(name),
    )


def _thread_file(path: str, language: str) -> str:
    return f"{path.rsplit('.', 2)[0]}.{language}.md"


def gone(library: Library) -> list[str]:
    """The names in the lock that no section and no comment has any more."""
    there = {unit.name for unit in everything(library) if unit.state is not State.MISSING}
    return sorted(name for name in library.lock if name not in there)


def orphaned(library: Library) -> list[str]:
    """The files that were translations and are originals now, since theirs are gone."""
    accepted = {name.partition("#")[0] for name in library.lock}
    originals = (document.versions[document.original] for document in library.documents())
    return sorted(v.source.path for v in originals if v.source.path in accepted)
