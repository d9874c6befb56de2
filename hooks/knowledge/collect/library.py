"""Every file of both languages, read once, into a `Library`."""

from __future__ import annotations

import os
import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import cast

from knowledge.cache import Cache, key_of
from knowledge.check.kinds import problem
from knowledge.collect.documents import read_document
from knowledge.collect.ledger import read_ledger
from knowledge.collect.lock import LOCK_FILE, read_lock
from knowledge.collect.schema import ID_PATTERN
from knowledge.collect.source import SourceError, read_text, split_source
from knowledge.collect.thread import read_thread
from knowledge.model import (
    Accepted,
    Concept,
    Document,
    Essay,
    Kind,
    Ledger,
    Library,
    Page,
    Problem,
    Question,
    Source,
    Thread,
)
from knowledge.versions import version as code_version
from knowledge.workers import spread

LEDGER_FILE = "links.yml"
KEPT = "documents"
NOTHING_KEPT = Cache()
SUFFIX = re.compile(r"^(?P<stem>.+)\.(?P<language>[a-z]{2})\.md$")
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown"})
"""Only the first is read; a file with another would be lost without a word."""
ESSAY_DEPTH = 2
"""Parts of a path under `essays/` that is a page; an essay's files lie one deeper."""
FURTHER = re.compile(r"/concepts/[^/]+/\d+(/|$)")
"""Where the places of a concept go on, by the id of a page (see `present.division`)."""
FOLDERS = {"essays": Kind.ESSAY, "concepts": Kind.CONCEPT, "questions": Kind.QUESTION}


@dataclass(slots=True)
class _Files:
    """The files of one document by language, and those of its thread."""

    kind: Kind
    id: str
    texts: dict[str, Source] = field(default_factory=dict)
    thread: dict[str, Source] = field(default_factory=dict)


@dataclass(slots=True)
class _Shelf:
    """What has been read so far."""

    documents: dict[tuple[Kind, str], _Files] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    """Paths of files that are not text in UTF-8, of which nothing else need be said."""
    kept: dict[str, bytes] = field(default_factory=dict)
    """Documents as they were read before, by what they were read from."""
    used: set[str] = field(default_factory=set)
    new: dict[str, bytes] = field(default_factory=dict)
    told: Callable[[tuple[Concept, ...]], object] = field(default=lambda _: None)
    """Whom to tell the concepts, as soon as they are read."""


def read_library(
    root: Path,
    docs: str = "docs",
    languages: Sequence[str] = ("de", "en"),
    *,
    drafts: bool = True,
    cache: Cache = NOTHING_KEPT,
    told: Callable[[tuple[Concept, ...]], object] | None = None,
) -> tuple[Library, list[Problem]]:
    """Everything under a project's content folder, and its ledger.

    Args:
        root: the project's folder; paths in problems are relative to it.
        docs: the content folder, relative to it.
        languages: the languages of the site, the default first.
        drafts: whether essays and questions marked as drafts belong to it.
        cache: where documents are kept, as they were read from the same files.
        told: is called with the concepts as soon as they are read, before all the rest is.

    Returns:
        The library, with as much of each file as could be read, and what was wrong.
    """
    shelf = _Shelf(kept=cache.shelf(KEPT))
    shelf.told = told or shelf.told
    ledger, lock = _read_ledger(root, shelf.problems), _read_lock(root, shelf.problems)
    documents = _documents(shelf, root, docs, languages, _texts(root / docs))
    cache.change(KEPT, shelf.new, shelf.kept.keys() - shelf.used)
    found = _unique(documents, shelf.problems)
    library = Library(
        essays={d.id: d for d in found if isinstance(d, Essay) and (drafts or not d.draft)},
        concepts={d.id: d for d in found if isinstance(d, Concept)},
        questions={d.id: d for d in found if isinstance(d, Question) and (drafts or not d.draft)},
        pages={d.id: d for d in found if isinstance(d, Page)},
        ledger=ledger,
        lock=lock,
        languages=tuple(languages),
    )
    return library, shelf.problems


def read_documents(
    root: Path, docs: str, languages: Sequence[str], paths: Iterable[Path]
) -> tuple[list[Document], list[Problem]]:
    """The documents in some files, and what is wrong with each by itself.

    Args:
        root: the project's folder; paths in problems are relative to it.
        docs: the content folder, relative to it.
        languages: the languages of the site, the default first.
        paths: all files of these documents.
    """
    shelf = _Shelf()
    return _documents(shelf, root, docs, languages, paths), shelf.problems


def _documents(
    shelf: _Shelf, root: Path, docs: str, languages: Sequence[str], paths: Iterable[Path | str]
) -> list[Document]:
    folder = f"{root / docs}{os.sep}"
    for path in map(str, paths):
        relative = path.removeprefix(folder).replace(os.sep, "/")
        if not relative.startswith(".") and "/." not in relative:
            _shelve(shelf, Path(path), f"{docs}/{relative}", relative, languages)
    return _read(list(_complete(shelf)), languages[0], shelf)


def digests(library: Library) -> dict[str, bytes]:
    """A digest of each document, by id: of everything but the texts that `render` turns to HTML."""
    return {document.id: key_of(_facts(document)).encode() for document in library.documents()}


def _facts(document: Document) -> Iterator[str]:
    if isinstance(document, Essay):
        yield repr(document.thread.declared)
        for comment in document.thread.comments:
            yield repr(replace(comment, texts={}))
            yield repr([(language, text.source.path) for language, text in comment.texts.items()])
        document = replace(document, thread=Thread())
    yield repr(replace(document, versions={}))
    for version in document.versions.values():
        yield repr(replace(version, source=Source(version.source.path, ""), sections=()))


def _texts(folder: Path) -> list[str]:
    """The paths of the Markdown files of a folder, and of those that are meant as such.

    What is below a folder comes where the folder's name would, as if paths were lists of names.
    """
    found = [
        os.path.join(where, name)  # noqa: PTH118 - thousands of them
        for where, _, names in os.walk(folder)
        for name in names
        if os.path.splitext(name)[1].lower() in MARKDOWN_SUFFIXES  # noqa: PTH122
    ]
    return sorted(found, key=lambda path: path.split(os.sep))  # noqa: PTH206 - five times faster


def place(relative: str) -> tuple[Kind, str, bool]:
    """What a path under the content folder holds: kind, id, and whether it is a thread.

    Args:
        relative: the path without language and suffix: `essays/some-id/index`.
    """
    folder, *rest = relative.split("/")
    kind = FOLDERS.get(folder, Kind.PAGE)
    if kind is Kind.ESSAY and len(rest) == 2 and rest[1] in {"index", "thread"}:
        return kind, rest[0], rest[1] == "thread"
    if kind in {Kind.CONCEPT, Kind.QUESTION} and len(rest) == 1 and rest[0] != "index":
        return kind, rest[0], False
    return Kind.PAGE, f"/{relative}", False


def _shelve(shelf: _Shelf, path: Path, shown: str, relative: str, languages: Sequence[str]) -> None:
    suffix = SUFFIX.match(relative)
    if suffix is None or suffix["language"] not in languages:
        shelf.problems.append(_bad_name(shown, languages, "a language before its suffix"))
        return
    kind, id, is_thread = place(suffix["stem"])
    if kind is Kind.PAGE and relative.startswith("essays/") and relative.count("/") >= ESSAY_DEPTH:
        message = (
            f"Expected `index.{suffix['language']}.md` for an essay, or "
            f"`thread.{suffix['language']}.md` for its comments. Rename the file."
        )
        shelf.problems.append(problem("bad-front-matter", shown, 1, message))
        return
    if kind is Kind.PAGE and FURTHER.match(id):
        message = (
            "Expected no page here: this is the address of a further page of a concept that is "
            "discussed in many places. Rename the folder."
        )
        shelf.problems.append(problem("duplicate-id", shown, 1, message))
        return
    if kind is not Kind.PAGE and not re.match(ID_PATTERN, id):
        shelf.problems.append(
            _bad_name(shown, languages, "an id of lower-case letters and hyphens")
        )
        return
    try:
        source = split_source(shown, read_text(path))
    except SourceError as error:
        shelf.problems.append(problem("bad-front-matter", shown, error.line, str(error)))
        source = split_source(shown, path.read_bytes().decode("utf-8", "replace"))
        shelf.unreadable.add(shown)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        shelf.problems.append(problem("bad-front-matter", shown, 1, f"Not read: {reason}."))
        return
    files = shelf.documents.setdefault((kind, id), _Files(kind, id))
    (files.thread if is_thread else files.texts)[suffix["language"]] = source


def _bad_name(path: str, languages: Sequence[str], expected: str) -> Problem:
    examples = " or ".join(f"`name.{language}.md`" for language in languages)
    message = f"Expected a file name with {expected}, such as {examples}. Rename the file."
    return problem("bad-front-matter", path, 1, message)


def _read_ledger(root: Path, problems: list[Problem]) -> Ledger:
    path = root / LEDGER_FILE
    if not path.exists():
        return Ledger()
    try:
        ledger, found = read_ledger(LEDGER_FILE, read_text(path))
    except SourceError as error:
        problems.append(problem("bad-front-matter", LEDGER_FILE, error.line, str(error)))
        return Ledger()
    problems.extend(found)
    return ledger


def _read_lock(root: Path, problems: list[Problem]) -> dict[str, Accepted]:
    path = root / LOCK_FILE
    if not path.exists():
        return {}
    try:
        lock, found = read_lock(read_text(path))
    except SourceError as error:
        problems.append(problem("bad-front-matter", LOCK_FILE, error.line, str(error)))
        return {}
    problems.extend(found)
    return lock


def _complete(shelf: _Shelf) -> Iterator[_Files]:
    """The documents; a thread whose essay is missing is a problem and no document."""
    for files in shelf.documents.values():
        if files.texts:
            yield files
            continue
        thread = next(iter(files.thread.values()))
        message = (
            "These comments have no essay. Add `index.de.md` or `index.en.md` beside this file."
        )
        shelf.problems.append(problem("unparsed-block", thread.path, 1, message))


def _read(files: Sequence[_Files], default: str, shelf: _Shelf) -> list[Document]:
    """Documents from their files, or as they were read from the same ones before."""
    keys = [_key(each, default) for each in files]
    known = {key: found for key in keys if (found := _loaded(shelf.kept.get(key, b"")))}
    todo = {key: each for key, each in zip(keys, files, strict=True) if key not in known}
    concepts = [key for key, each in zip(keys, files, strict=True) if each.kind is Kind.CONCEPT]
    awaited = todo.keys() & set(concepts)

    def tell() -> None:
        shelf.told(tuple(cast("Concept", known[key][0]) for key in concepts))

    if not awaited:
        tell()
    read = spread(partial(_stored, default), list(todo.values()))
    for key, data in zip(todo, read, strict=True):
        loaded = _loaded(data)  # while others are read
        assert loaded is not None
        shelf.new[key], known[key] = data, loaded
        if key in awaited:
            awaited.remove(key)
            if not awaited:
                tell()
    documents = []
    for key in keys:
        document, problems = known[key]
        documents.append(document)
        shelf.problems += [p for p in problems if p.file not in shelf.unreadable]
    shelf.used.update(keys)
    return documents


def _stored(default: str, files: _Files) -> bytes:
    return pickle.dumps(_parsed(files, default), pickle.HIGHEST_PROTOCOL)


def _parsed(files: _Files, default: str) -> tuple[Document, list[Problem]]:
    document, found = read_document(files.kind, files.id, files.texts, default)
    if files.thread and isinstance(document, Essay):
        thread, more = read_thread(files.thread, document.original)
        return replace(document, thread=thread), [*found, *more]
    return document, found


def _loaded(data: bytes) -> tuple[Document, list[Problem]] | None:
    try:
        document, found = pickle.loads(data)
    except Exception:  # whatever it holds, it is no document of ours
        return None
    return document, found


def _key(files: _Files, default: str) -> str:
    """The key of everything that a document is read from."""
    parts = [code_version(), files.kind, files.id, default]
    for sources in (files.texts, files.thread):
        for language, source in sorted(sources.items()):
            parts += [language, source.path, source.text]
        parts.append("")
    return key_of(parts)


def _unique(documents: Iterable[Document], problems: list[Problem]) -> list[Document]:
    """One document for each id, whatever its kind: `[[id]]` does not say which kind."""
    by_id: dict[str, Document] = {}
    for document in documents:
        first = by_id.setdefault(document.id, document)
        if first is not document:
            path, other = (d.version(d.original).source.path for d in (document, first))
            message = f"The id `{document.id}` belongs to {other} already. Rename one of the two."
            problems.append(problem("duplicate-id", path, 1, message))
    return list(by_id.values())
