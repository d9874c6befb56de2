"""The mentions of one file on its own: any Markdown file against the concepts of a project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.collect.library import place
from knowledge.collect.source import read_text, split_source
from knowledge.collect.thread import scan
from knowledge.language import Lexicon
from knowledge.language.matcher import Context
from knowledge.model import Kind, Ledger, Library, Mention, Rule, Source
from knowledge.render import RenderSettings, Targets, build_targets
from knowledge.render.markdown import comment_reader, page_reader
from knowledge.render.text import Stretch, render_text
from knowledge.render.walk import Place
from knowledge.site import Site

LANGUAGE_SUFFIX = re.compile(r"\.(?P<language>[a-z]{2,3})\.(?:md|markdown)$")


@dataclass(frozen=True, slots=True)
class FileMention:
    """A mention and the file it stands in."""

    file: str
    """The path as it was given."""
    mention: Mention
    comment: str = ""
    """The comment it stands in, in a thread."""


def mentions_of_file(
    site: Site, library: Library, lexicons: Mapping[str, Lexicon], path: Path, lang: str = ""
) -> list[FileMention]:
    """Every mention of a file, by the same matcher and the same decisions as on its page.

    Args:
        site: the project whose concepts count.
        library: its documents.
        lexicons: by language.
        path: any Markdown file, in the project or not.
        lang: the language of a file whose name does not say it.

    Raises:
        SourceError: if the file is not text in UTF-8.
        OSError: if it cannot be read.
    """
    suffix = LANGUAGE_SUFFIX.search(path.name)
    language = lang.lower() or (suffix["language"] if suffix else site.languages[0])
    source = split_source(str(path), read_text(path))
    role = _role(site, path)
    targets = build_targets(library, lexicons, site.docs, ())
    job = _Job(source, role, language, targets, site.render, library.ledger)
    return list(_comments(job) if role.is_thread else _body(job))


@dataclass(frozen=True, slots=True)
class _Role:
    """What a file is in its project; an essay's text if it is in none."""

    kind: Kind = Kind.ESSAY
    id: str = ""
    is_thread: bool = False


@dataclass(frozen=True, slots=True)
class _Job:
    source: Source
    role: _Role
    language: str
    targets: Targets
    settings: RenderSettings
    ledger: Ledger

    def stretch(self, start: int, end: int, context: Context) -> Stretch:
        place = Place("", "", context.language, self.targets, "c0" if context.in_comment else "")
        return Stretch(self.source, start, end, context, place)


def _role(site: Site, path: Path) -> _Role:
    docs = (site.root / site.docs).resolve()
    resolved = path.resolve()
    stem = LANGUAGE_SUFFIX.sub("", path.name)
    if not resolved.is_relative_to(docs):
        return _Role(is_thread=stem == "thread")
    relative = resolved.relative_to(docs).with_name(stem).as_posix()
    return _Role(*place(relative))


def _body(job: _Job) -> Iterator[FileMention]:
    kind, id = job.role.kind, job.role.id
    context = Context(
        job.language,
        own=id if kind is Kind.CONCEPT else "",
        essay=id if kind is Kind.ESSAY else "",
    )
    stretch = job.stretch(job.source.body_start, len(job.source.text), context)
    rendered, _ = render_text(stretch, page_reader(job.settings, job.language), job.ledger)
    for mention in rendered.mentions:
        is_link = mention.linked and (kind is not Kind.PAGE or mention.rule is Rule.EXPLICIT)
        yield FileMention(job.source.path, mention._replace(linked=is_link))


def _comments(job: _Job) -> Iterator[FileMention]:
    blocks, _ = scan(job.source)
    for block in blocks:
        language = str(block.options.get("lang") or job.language)
        context = Context(language, essay=job.role.id, in_comment=True)
        stretch = job.stretch(block.start, block.end, context)
        rendered, _ = render_text(stretch, comment_reader(language), job.ledger)
        for mention in rendered.mentions:
            yield FileMention(job.source.path, mention, str(block.options.get("id", "")))
