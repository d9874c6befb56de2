"""The texts of a base, divided into what one voice says in one place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from knowledge.language import mask
from knowledge.language.sentences import Sentences
from knowledge.model import Comment, Document, Essay, Kind, Library, Source, Version


@dataclass(frozen=True)
class Passage:
    """A section, a comment, or the whole of a question or concept."""

    document: str
    kind: Kind
    language: str
    source: Source
    start: int
    end: int
    section: str = ""
    comment: str = ""
    voice: str = ""
    """Who speaks: the essay's author, or whoever commented; the same words for the same person."""
    reply_to: str = ""
    """The comment that a comment answers to."""
    is_title: bool = False
    """Whether it is the title of its document and no text."""

    @property
    def place(self) -> tuple[str, str, str]:
        """What makes two passages the same place, whatever their language."""
        return self.document, self.section, self.comment

    @cached_property
    def bare(self) -> str:
        """Its Markdown with code blotted out."""
        return mask.without_code(self.source.text[self.start : self.end])

    @cached_property
    def heads(self) -> tuple[tuple[int, int], ...]:
        """From where to where the words of its headings stand."""
        if self.is_title:
            return ((0, self.end - self.start),)
        found = []
        for heading in mask.headings(self.bare):
            words = mask.ATTRIBUTES.sub("", heading.text).strip("# \r")
            start = self.bare.find(words, heading.start)
            if words and start >= 0:
                found.append((start, start + len(words)))
        return tuple(found)

    @cached_property
    def text(self) -> str:
        """What a reader reads, all else blotted out: headings and the words of links included."""
        if self.is_title:
            return self.bare
        opened = mask.WIKI_LINK.sub(_words_of_link, self.bare)
        text = mask.running_text(opened)
        for start, end in self.heads:
            text = text[:start] + opened[start:end] + text[end:]
        return text

    def line(self, offset: int) -> int:
        """The line of the file on which an offset of the text lies."""
        return self.source.line_at(self.start + offset)

    def sentence(self, start: int, end: int) -> str:
        """The sentence around some words of the text, as a reader sees it."""
        if self.is_title:
            return self.bare
        for link in mask.WIKI_LINK.finditer(self.bare):
            if link.start() <= start < link.end():
                start, end = link.start(), max(end, link.end())
        found = self._sentences.around(self.start + start, self.start + end)
        return f"{found.before}{found.surface}{found.after}".strip()

    @cached_property
    def _sentences(self) -> Sentences:
        return Sentences(self.source.text, self.start, self.end)

    def is_heading(self, offset: int) -> bool:
        """Whether an offset of the text lies in a heading or title."""
        return any(start <= offset < end for start, end in self.heads)

    def stretches(self) -> Iterator[tuple[int, int]]:
        """What of it is in its own language."""
        for stretch in mask.stretches(self.bare, self.language):
            if stretch.language.split("-")[0] == self.language:
                yield stretch.start, stretch.end


def _words_of_link(link: re.Match[str]) -> str:
    """A link as long as it was, of which only its own words are left."""
    text = link["text"]
    if not text:
        return mask.BLOT * len(link.group())
    before = link.start("text") - link.start()
    return mask.BLOT * before + text + mask.BLOT * 2


def passages(library: Library, language: str = "") -> Iterator[Passage]:
    """The texts of a base: essays, threads, questions, concepts.

    Args:
        library: all documents. The pages of the site itself are left out.
        language: whose versions are read; without it each document's original, so that nothing
            counts twice.
    """
    groups: tuple[Iterable[Document], ...] = (
        library.essays.values(),
        library.questions.values(),
        library.concepts.values(),
    )
    for group in groups:
        for document in group:
            version = document.versions.get(language or document.original)
            if version:
                yield from _of_version(document, version)
            if isinstance(document, Essay):
                yield from _of_thread(document, language)


def _of_version(document: Document, version: Version) -> Iterator[Passage]:
    voice = document.id
    if isinstance(document, Essay):
        voice = document.author or document.id
    source = version.source
    at = source.text.find(version.title, 0, source.body_start)
    common = (document.id, document.kind, version.language, source)
    if at >= 0 and version.title and document.kind is not Kind.CONCEPT:
        yield Passage(*common, at, at + len(version.title), voice=voice, is_title=True)
    yield from sections(common, source.body_start, len(source.text), voice)


def sections(
    common: tuple[str, Kind, str, Source], start: int, end: int, voice: str
) -> Iterator[Passage]:
    """A body section by section; a question or a concept is short and stays whole."""
    source = common[3]
    starts = [(start, "")]
    if common[1] not in {Kind.CONCEPT, Kind.QUESTION}:
        found = mask.sections(mask.without_code(source.text[start:end]))
        starts = [(start + section.start, section.id or "") for section in found]
    for (low, id), (high, _) in pairwise([*starts, (end, "")]):
        if low < high:
            yield Passage(*common, low, high, section=id, voice=voice)


def _of_thread(essay: Essay, language: str) -> Iterator[Passage]:
    for comment in essay.thread.comments:
        text = comment.texts.get(language or comment.original)
        if text is None or not comment.published:
            continue
        spoken = comment.lang if text.language == comment.original else ""
        if language and spoken not in {"", language}:
            continue
        yield Passage(
            essay.id,
            Kind.ESSAY,
            spoken or text.language,
            text.source,
            text.start,
            text.end,
            comment=comment.id,
            voice=_voice(essay, comment),
            reply_to=comment.reply_to,
        )


def _voice(essay: Essay, comment: Comment) -> str:
    if comment.author_of_essay:
        return essay.author or essay.id
    return comment.name or f"{essay.id}#{comment.id}"
