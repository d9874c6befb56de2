"""Another id for an essay, concept or question: its files, every place that names it, redirects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import yaml

from knowledge.cache import FOLDER, Cache
from knowledge.changing import ledgers
from knowledge.changing.journal import Change, Move, RefusedError, Write, moved
from knowledge.changing.lines import Changed, changed_lines
from knowledge.changing.naming import (
    KINDS,
    files_of,
    named,
    refuse_taken,
    refuse_unmerged,
)
from knowledge.changing.places import Edit, edited, line_of
from knowledge.changing.references import Renaming, ledger_edits, links_to, nav_edits, text_edits
from knowledge.changing.rewritten import look, redirected
from knowledge.changing.translated import lock_after
from knowledge.collect import LEDGER_FILE, read_library
from knowledge.collect.lock import LOCK_FILE
from knowledge.collect.source import (
    SourceError,
    parse_front_matter,
    read_text,
    split_source,
)
from knowledge.model import Document, Kind, Library, Source
from knowledge.site import Site

SETTINGS_FILE = "mkdocs.yml"
THREAD = re.compile(r"essays/[^/]+/thread\.[a-z]{2}\.md")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a renaming will do."""

    kind: Kind
    old: str
    new: str
    change: Change
    lines: tuple[Changed, ...]


@dataclass(slots=True)
class _Work:
    """A renaming on its way."""

    site: Site
    document: Document
    renaming: Renaming
    moves: tuple[Move, ...]
    writes: list[Write] = field(default_factory=list)
    lines: list[Changed] = field(default_factory=list)

    def put(self, path: str, old: str, new: str) -> None:
        """Notes what a file becomes.

        Args:
            path: where it stands now, relative to the project's folder.
            old: what it holds.
            new: what it holds then.
        """
        if old != new:
            self.lines += changed_lines(path, old, new)
            self.writes.append(Write(moved(path, self.moves), old.encode(), new.encode()))

    @property
    def content(self) -> Path:
        """The content folder."""
        return self.site.root / self.site.docs

    def shown(self, path: Path) -> str:
        """A path relative to the project's folder."""
        return path.relative_to(self.site.root).as_posix()


def plan(site: Site, old: str, new: str) -> Plan:
    """What a renaming will change; nothing is written yet.

    Args:
        site: the project.
        old: the id, with its kind before it (`essay/…`) where another kind has it too.
        new: the id it gets; a kind before it is taken for that of the first.

    Raises:
        RefusedError: if there is no such document, the new id cannot be taken, or a file that
            names the document cannot be read.
    """
    cache = Cache(site.root / FOLDER)
    library, _ = read_library(site.root, site.docs, site.languages, cache=cache)
    document = named(site, library, old)
    new = new.removeprefix(f"{document.kind}s/").removeprefix(f"{document.kind}/")
    refuse_taken(site, library, document, new)
    refuse_unmerged(site.root)
    sets = {question.set.id for question in library.questions.values() if question.set}
    twin = library.by_id.get(document.id)
    renaming = Renaming(
        document.kind,
        document.id,
        new,
        site.url,
        with_set=new not in sets,
        with_links=twin is None or twin.kind is document.kind,
    )
    work = _Work(site, document, renaming, tuple(_moves(site, renaming)))
    for path in sorted(work.content.rglob("*.md")):
        if not any(part.startswith(".") for part in path.relative_to(work.content).parts):
            _text(work, path)
    _translated(work, library)
    _beside(work)
    change = Change(tuple(work.writes), work.moves)
    return Plan(document.kind, document.id, new, change, tuple(work.lines))


def is_done(site: Site, old: str, new: str) -> bool:
    """Whether a document has the new id, and none has the old one."""
    ids = (old.rpartition("/")[2], new.rpartition("/")[2])
    before, after = ([f for kind in KINDS.values() for f in files_of(site, kind, id)] for id in ids)
    return bool(after) and not before


def _moves(site: Site, renaming: Renaming) -> Iterator[Move]:
    """The document's own files, and what is known of its import."""
    folder, old, new = f"{site.docs}/{renaming.folder}", renaming.old, renaming.new
    if renaming.kind is Kind.ESSAY:
        yield Move(f"{folder}/{old}", f"{folder}/{new}")
        imported = f"{site.docs}/{ledgers.IMPORTS}/{old}.json"
        if (site.root / imported).is_file():
            yield Move(imported, f"{site.docs}/{ledgers.IMPORTS}/{new}.json")
        return
    own = re.compile(rf"{re.escape(old)}(\.[a-z]{{2}}\.md(?:\.diff)?)")
    for path in sorted((site.root / folder).iterdir()):
        if match := own.fullmatch(path.name):
            yield Move(f"{folder}/{path.name}", f"{folder}/{new}{match[1]}")


def _text(work: _Work, path: Path) -> None:
    """A Markdown file, if it names the document, or is its original."""
    renaming, shown = work.renaming, work.shown(path)
    is_original = shown == work.document.versions[work.document.original].source.path
    data = path.read_bytes()
    if not is_original and not any(id.encode() in data for id in (renaming.old, renaming.new)):
        return
    source = split_source(shown, _read(path, shown))
    name = path.relative_to(work.content).as_posix()
    is_thread = THREAD.fullmatch(name) is not None
    _refuse_links(source, renaming)
    try:
        parse_front_matter(source)
        edits = text_edits(source, name, renaming, is_thread=is_thread)
        text = edited(source.text, edits)
        look(source, split_source(shown, text), renaming, is_thread=is_thread)
        if is_original:
            text = redirected(split_source(shown, text), renaming)
    except (SourceError, yaml.YAMLError) as error:
        reason = str(error) if isinstance(error, SourceError) else "it is not YAML"
        message = f"{shown}:{getattr(error, 'line', 1)}: this names `{renaming.old}`, but {reason}."
        raise RefusedError(f"{message} Nothing was changed; `kb check` may say more.") from error
    work.put(shown, source.text, text)


def _read(path: Path, shown: str) -> str:
    try:
        return read_text(path)
    except SourceError as error:
        raise RefusedError(f"{shown}:{error.line}: {error}") from error


def _refuse_links(source: Source, renaming: Renaming) -> None:
    """No link may begin to lead here that did not before, because it reads like the new id."""
    for offset in links_to(renaming.new, source):
        message = (
            f"{source.path}:{line_of(source.text, offset)}: `[[{renaming.new}]]` stands here "
            "already, and would lead to what is renamed. Change this link first."
        )
        raise RefusedError(message)


def _translated(work: _Work, library: Library) -> None:
    """The lock: files have other names then, and no translation is older for it."""
    path = work.site.root / LOCK_FILE
    if path.is_file():
        text, change = _read(path, LOCK_FILE), Change(tuple(work.writes), work.moves)
        new = lock_after(work.site, library, change, text)
        if new != text:  # whose lines are for programs, and not shown
            work.writes.append(Write(LOCK_FILE, text.encode(), new.encode()))


def _edited(found: Callable[[str, Renaming], Iterable[Edit]], renaming: Renaming, text: str) -> str:
    return edited(text, found(text, renaming))


def _beside(work: _Work) -> None:
    """What the project keeps beside its texts."""
    renaming, root = work.renaming, work.site.root

    def put(path: Path, change: Callable[[str], str]) -> None:
        if path.is_file():
            text = _read(path, work.shown(path))
            work.put(work.shown(path), text, change(text))

    for name, found in ((LEDGER_FILE, ledger_edits), (SETTINGS_FILE, nav_edits)):
        try:
            put(root / name, partial(_edited, found, renaming))
        except yaml.YAMLError as error:
            raise RefusedError(f"{name} cannot be read. `kb check` says more.") from error
    for path in sorted((work.content / ledgers.IMPORTS).glob("*.json")):
        put(path, lambda text: ledgers.renamed_import(text, renaming))
    for path in sorted((work.content / ledgers.RECEIVED).glob("*.json")):
        put(path, lambda text: ledgers.renamed_receipt(text, renaming))
