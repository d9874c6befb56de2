"""Two states of a project: as its files are, and as a commit holds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge import base
from knowledge.base import Base
from knowledge.cache import FOLDER, Cache
from knowledge.collect.library import LEDGER_FILE
from knowledge.language.sentences import Sentences
from knowledge.model import Document, Essay, Source
from knowledge.review.decisions import RefusedError
from knowledge.review.difference import difference
from knowledge.review.past import PastError, commit_of, last_change, project_at
from knowledge.review.spots import Spot, spots
from knowledge.site import Site, SiteError, read_site


@dataclass(frozen=True, slots=True)
class Meaning:
    """A concept as an author is reminded of it."""

    id: str
    title: str
    definition: str
    """The first sentence of it."""


def whole_base(site: Site, cache: Cache | None = None) -> Base:
    """A project with its drafts, rendered.

    Args:
        site: the project.
        cache: what was worked out before, if not that of the project.
    """
    library, _ = base.collect(site, drafts=True)
    return base.render(site, library, cache)


def past_spots(root: Path, ref: str) -> tuple[Spot, ...]:
    """The places of a project as a commit holds it; none where there was no project yet.

    Args:
        root: the project's folder in the working tree.
        ref: what names the commit.

    Raises:
        PastError: if there is no such commit, or it cannot be read.
    """
    with project_at(root, commit_of(root, ref)) as folder:
        if not (folder / "mkdocs.yml").exists():
            return ()
        try:
            # Its labels are mostly those of today, so that the words are looked up already.
            return spots(whole_base(read_site(folder), Cache(root / FOLDER)))
        except SiteError as error:
            raise PastError(f"At `{ref}`: {error}") from error


def new_spots(root: Path, now: tuple[Spot, ...], since: str) -> tuple[Spot, ...]:
    """The places that came about since a commit.

    Without one: since that which last changed the ledger, when everything was reviewed last.
    Where there is none, nothing counts as new.

    Args:
        root: the project's folder.
        now: its places as its files are.
        since: what names the commit, or nothing.

    Raises:
        PastError: if a commit is named that does not exist or cannot be read.
    """
    if not since:
        try:
            since = last_change(root, LEDGER_FILE)
        except PastError:
            return ()
    return difference(past_spots(root, since), now, links_count=False).added if since else ()


def texts_among(site: Site, found: Base, files: Sequence[Path]) -> frozenset[str]:
    """The paths, relative to the project's folder, of files that hold its texts.

    Args:
        site: the project.
        found: what it holds.
        files: paths from anywhere.

    Raises:
        RefusedError: if one of them is no text of the project.
    """
    root = site.root.resolve()
    texts = {
        (root / source.path).resolve(): source.path
        for document in found.library.documents()
        for source in _sources(document)
    }
    for file in files:
        if file.resolve() not in texts:
            raise RefusedError(f"{file} is no text of the project in {root}.")
    return frozenset(texts[file.resolve()] for file in files)


def _sources(document: Document) -> Iterator[Source]:
    yield from (version.source for version in document.versions.values())
    if isinstance(document, Essay):
        for comment in document.thread.comments:
            yield from (text.source for text in comment.texts.values())


def meaning(found: Base, concept: str, language: str) -> Meaning:
    """A concept in the words of a language, or of its original where it has none."""
    document = found.library.concepts[concept]
    version = document.version(language.partition("-")[0])
    lead = found.pages[concept, version.language].body.lead
    first = Sentences(lead, 0, len(lead)).around(0, min(1, len(lead)))
    return Meaning(concept, version.title, f"{first.surface}{first.after}")
