"""A text in plain Markdown: what only this project understands is replaced by ordinary links."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from knowledge.exporting.places import REFERENCES, Places, ids_of_headings
from knowledge.language import mask
from knowledge.model import Heading, Mention, Rule, Source
from knowledge.render.targets import Targets

INLINE = re.compile(
    r"\]\(\s*(?P<to><[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))+)(?=[\s)])",
)
DEFINED = re.compile(r"^ {0,3}\[[^\^\]\n][^\]\n]*\]:[ \t]*(?P<to><[^<>\n]*>|\S+)", re.MULTILINE)
ATTRIBUTE = re.compile(
    r"<[a-zA-Z][^<>]*?\s(?:href|src)=(?P<mark>[\"'])(?P<to>[^\"'<>\n]*)(?P=mark)"
)
LANGUAGE_SUFFIX = re.compile(r"\.[a-z]{2}$")
SYNTAX = re.compile(r"[\\`*_\[\]<>]")
"""What a title says as it stands, and Markdown would take for something else."""
MARKUP = re.compile(r"[*_`<>\[\]\\]")
"""Markup that begins or ends inside of a mention: a link around it would part the two."""


class Edit(NamedTuple):
    """A stretch of a file, and what takes its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a file that is exported as one text."""

    source: Source
    start: int
    end: int
    language: str
    here: str
    """The file that it goes to, from the root of the export."""
    path: str
    """The address of its document, without language."""
    mentions: Sequence[Mention] = ()
    headings: Sequence[Heading] = ()
    """As they were rendered: those without an id of their own were given one."""
    references: Mapping[str, int] = field(default_factory=dict)
    automatic: bool = True
    """Whether mentions that nobody linked by hand are links on its page."""

    @property
    def text(self) -> str:
        """What the author wrote."""
        return self.source.text[self.start : self.end]


def resolved(words: Words, places: Places, targets: Targets) -> str:
    """A text in which every link is an ordinary one and leads to a file of the export.

    Args:
        words: what to write; it was rendered without errors.
        places: where everything lies.
        targets: what links can name.
    """
    bare = mask.without_code(words.text)
    written = [*_wiki_links(words, bare, places, targets), *_citations(words, bare)]
    rest = mask.blot(bare, (mask.WIKI_LINK, mask.CITATION))
    edits = [
        *written,
        *_addresses(words, rest, places),
        *_automatic(words, places, targets),
        *_ids(words, bare),
    ]
    return _applied(words, edits)


def escaped(text: str) -> str:
    """Words as they stand, in which nothing is Markdown."""
    return SYNTAX.sub(r"\\\g<0>", text)


def _applied(words: Words, edits: Iterable[Edit]) -> str:
    parts, position = [], words.start
    for edit in sorted(edits):
        if edit.start >= position:
            parts += [words.source.text[position : edit.start], edit.text]
            position = edit.end
    return "".join([*parts, words.source.text[position : words.end]])


def _wiki_links(words: Words, bare: str, places: Places, targets: Targets) -> Iterator[Edit]:
    for match in mask.wiki_links(bare):
        name, _, anchor = match["target"].rstrip("\\").partition("#")
        found = targets.resolve(name, words.language)
        if found.target is None:
            continue  # in a comment that nobody has reviewed; what readers see is without such
        text = match["text"] or name
        if not match["text"] and found.by_id:
            text = escaped(found.target.title(words.language))
            text = f"{text} ({anchor})" if anchor else text
        link = places.link(words.here, found.target.path, words.language, anchor.strip())
        start = words.start + match.start()
        yield Edit(start, start + len(match.group()), f"[{text.strip()}]({link})")


def _citations(words: Words, bare: str) -> Iterator[Edit]:
    for match in mask.CITATION.finditer(bare):
        if number := words.references.get(match["key"]):
            start = words.start + match.start()
            yield Edit(start, start + len(match.group()), rf"\[[{number}](#{REFERENCES})\]")


def _addresses(words: Words, bare: str, places: Places) -> Iterator[Edit]:
    """Links to files by their paths, which lie elsewhere in the export."""
    for pattern in (INLINE, DEFINED, ATTRIBUTE):
        for match in pattern.finditer(bare):
            address = match["to"].removeprefix("<").removesuffix(">")
            if new := _moved(address, words, places):
                yield Edit(words.start + match.start("to"), words.start + match.end("to"), new)


def _moved(address: str, words: Words, places: Places) -> str:
    """The address of the same file in the export; empty where nothing is to be changed."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not (parts.path or parts.fragment):
        return ""
    if not parts.path:
        return places.link(words.here, words.path, words.language, unquote(parts.fragment))
    folder = posixpath.dirname(posixpath.relpath(words.source.path, places.docs))
    joined = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    if not joined.endswith(".md"):
        return places.file_link(words.here, joined, parts.fragment)
    stem = LANGUAGE_SUFFIX.sub("", joined.removesuffix(".md"))
    document = places.library.by_stem.get(posixpath.join(places.docs, stem))
    if document is None:
        return ""
    return places.link(words.here, document.path, words.language, parts.fragment)


def _automatic(words: Words, places: Places, targets: Targets) -> Iterator[Edit]:
    """The mentions that are links on the page although nobody wrote one."""
    for mention in words.mentions if words.automatic else ():
        surface = words.source.text[mention.start : mention.end]
        if mention.linked and mention.rule is not Rule.EXPLICIT and not MARKUP.search(surface):
            path = targets.by_id[mention.concept].path
            link = places.link(words.here, path, words.language)
            yield Edit(mention.start, mention.end, f"[{surface}]({link})")


def _ids(words: Words, bare: str) -> Iterator[Edit]:
    """Ids of headings in the form that most know; every generator makes others from titles."""
    for heading, id in ids_of_headings(bare, words.headings):
        line_end = bare.find("\n", heading.start)
        line = bare[heading.start : len(bare) if line_end < 0 else line_end].rstrip()
        attributes = mask.HEADING_ID.search(line)
        # Closing number signs would stand before the id, where nobody takes them for such.
        title = line[: attributes.start()] if attributes else line
        cut = len(title.rstrip(" \t#")) or len(title)
        start = words.start + heading.start
        yield Edit(start + cut, start + len(line), f" {{#{id}}}")
