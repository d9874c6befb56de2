"""The way through the house in one place, for whoever walks it: the doors, `kb`, the tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.cache import FOLDER, Cache
from knowledge.check.kinds import problem
from knowledge.check.library import check_library
from knowledge.check.pages import check_pages
from knowledge.collect import read_library
from knowledge.language import Lexicon
from knowledge.language.store import lexicons as stored_lexicons
from knowledge.model import Library, Problem, RenderedPage, Severity
from knowledge.render import build_targets
from knowledge.render.reuse import Work, render_pages
from knowledge.site import Site

ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True)
class Base:
    """A project read and rendered, both languages, with everything that is wrong with it."""

    library: Library
    lexicons: Mapping[str, Lexicon]
    pages: Mapping[tuple[str, str], RenderedPage]
    """By the document's id and the language."""
    problems: tuple[Problem, ...]
    made: int = 0
    """How many pages were rendered anew."""


def collect(site: Site, *, drafts: bool = False) -> tuple[Library, list[Problem]]:
    """Everything the project's files say, and what is wrong before anything is rendered.

    Args:
        site: the project.
        drafts: whether essays marked as drafts belong to it.
    """
    library, problems = read_library(site.root, site.docs, site.languages, drafts=drafts)
    problems += check_library(library)
    if not site.has_imprint:
        message = "The imprint has no text. Write it under `extra: imprint:` in mkdocs.yml."
        problems.append(problem("missing-imprint", "mkdocs.yml", 1, message))
    return library, problems


def render(site: Site, library: Library, cache: Cache | None = None) -> Base:
    """Every version of every document rendered, and what shows only then.

    Args:
        site: the project.
        library: its documents.
        cache: what was worked out before; that of the project by default.
    """
    cache = cache or Cache(site.root / FOLDER)
    lexicons = lexicons_of(site, library, cache)
    targets = build_targets(library, lexicons, site.docs, _other_files(site))
    pages, made = render_pages(Work(library, targets, site.render, site.docs), cache)
    return Base(library, lexicons, pages, tuple(check_pages(library, pages.values())), made)


def lexicons_of(site: Site, library: Library, cache: Cache | None = None) -> Mapping[str, Lexicon]:
    """The lexicons of a project, from its cache, or another, if its labels did not change."""
    cache = cache or Cache(site.root / FOLDER)
    return stored_lexicons(library.concepts.values(), library.languages, cache)


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Problems without repetition: errors first, then by file and line."""
    return sorted(
        set(problems), key=lambda p: (ORDER[p.severity], p.file, p.line, p.kind, p.message)
    )


def _other_files(site: Site) -> frozenset[str]:
    """The files of the content folder that are not Markdown, relative to it."""
    folder = site.root / site.docs
    return frozenset(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix != ".md" and path.is_file()
    )
