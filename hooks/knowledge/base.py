"""The way through the house in one place, for whoever walks it: the doors, `kb`, the tests."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from knowledge.cache import FOLDER, Cache
from knowledge.check.library import check_library
from knowledge.check.pages import check_pages
from knowledge.check.settings import check_settings
from knowledge.collect import digests, read_library
from knowledge.language import Lexicon
from knowledge.language.store import GERMAN
from knowledge.language.store import lexicons as stored_lexicons
from knowledge.model import Concept, Library, Problem, RenderedPage
from knowledge.render import build_targets
from knowledge.render.reuse import Work, render_pages
from knowledge.render.targets import Targets
from knowledge.site import Site
from knowledge.workers import Aside, Meanwhile, Told

LITTLE = 50
"""Pages that are stored in less time than another process takes to begin."""


@dataclass(frozen=True)
class Base:
    """A project read and rendered, both languages, with everything that is wrong with it."""

    library: Library
    lexicons: Mapping[str, Lexicon]
    pages: Mapping[tuple[str, str], RenderedPage]
    """By the document's id and the language."""
    problems: tuple[Problem, ...]
    digests: Mapping[tuple[str, str], bytes] = field(default_factory=dict)
    """Of each page, the same as long as the page is."""
    mentions: Mapping[tuple[str, str], bytes] = field(default_factory=dict)
    """Of what other pages show of each page's mentions."""
    sources: Mapping[str, bytes] = field(default_factory=dict)
    """A digest of each document's own files, by id."""
    made: int = 0
    """How many pages were rendered anew."""
    targets: Targets | None = None
    """What links can name."""


def collect(
    site: Site, *, drafts: bool = False, cache: Cache | None = None
) -> tuple[Library, list[Problem]]:
    """Everything the project's files say, and what is wrong before anything is rendered.

    Args:
        site: the project.
        drafts: whether essays and questions marked as drafts belong to it.
        cache: what was read before; that of the project by default.
    """
    library, found = _read(site, drafts, cache)
    return library, _problems(site, library, found)


def begin_collect(
    site: Site,
    *,
    drafts: bool = False,
    cache: Cache | None = None,
    words: Aside[Sequence[Concept], Lexicon] | None = None,
) -> tuple[Library, Meanwhile[list[Problem]]]:
    """The same, while other processes look for what is wrong, and make the German lexicon.

    Args:
        site: the project.
        drafts: whether essays and questions marked as drafts belong to it.
        cache: what was read before; that of the project by default.
        words: what makes the lexicon, if anything does.
    """
    library, found = _read(site, drafts, cache, words.go_on if words else None)
    return library, Meanwhile(partial(_problems, site, library, found))


def _read(
    site: Site,
    drafts: bool,
    cache: Cache | None,
    told: Callable[[tuple[Concept, ...]], object] | None = None,
) -> tuple[Library, list[Problem]]:
    cache = cache or Cache(site.root / FOLDER)
    place = site.root, site.docs, site.languages
    return read_library(*place, drafts=drafts, cache=cache, told=told)


def _problems(site: Site, library: Library, found: Sequence[Problem]) -> list[Problem]:
    return [*found, *check_library(library), *check_settings(site)]


def render(
    site: Site,
    library: Library,
    cache: Cache | None = None,
    told: Told = None,
    words: Aside[Sequence[Concept], Lexicon] | None = None,
    later: Callable[[Callable[[], None]], object] | None = None,
) -> Base:
    """Every version of every document rendered, and what shows only then.

    Args:
        site: the project.
        library: its documents.
        cache: what was worked out before; that of the project by default.
        told: is called with how many pages are rendered, and of how many, now and then.
        words: what makes the German lexicon, if anything does.
        later: is given what stores what was rendered, for whoever called to do.
    """
    cache = cache or Cache(site.root / FOLDER)
    files, sources = _other_files(site), digests(library)
    concepts = tuple(library.concepts.values())
    if words is None:
        lexicons = lexicons_of(site, library, cache)
    else:
        others = [language for language in library.languages if language != GERMAN]
        found = {**stored_lexicons(concepts, others, cache), GERMAN: words.result()}
        lexicons = {language: found[language] for language in library.languages}
    targets = build_targets(library, lexicons, site.docs, files)
    rendered = render_pages(Work(library, targets, site.render, site.docs), cache, told)
    if later and rendered.made > LITTLE:
        later(rendered.keep)
    else:
        rendered.keep()
    problems = tuple(check_pages(library, rendered.pages.values()))
    return Base(
        library=library,
        lexicons=lexicons,
        pages=rendered.pages,
        problems=problems,
        digests=rendered.digests,
        mentions=rendered.mentions,
        sources=sources,
        made=rendered.made,
        targets=targets,
    )


def lexicons_of(site: Site, library: Library, cache: Cache | None = None) -> Mapping[str, Lexicon]:
    """The lexicons of a project, from its cache, or another, if its labels did not change."""
    cache = cache or Cache(site.root / FOLDER)
    return stored_lexicons(library.concepts.values(), library.languages, cache)


def _other_files(site: Site) -> frozenset[str]:
    """The files of the content folder that are not Markdown, relative to it."""
    folder = f"{site.root / site.docs}{os.sep}"
    return frozenset(
        os.path.join(where, name).removeprefix(folder).replace(os.sep, "/")  # noqa: PTH118
        for where, _, names in os.walk(folder)
        for name in names
        if not name.endswith(".md")
    )
