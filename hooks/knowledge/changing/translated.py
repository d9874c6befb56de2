"""What a change means for translations: what was made from the original as it was, still is.

A change that says the same in both languages makes no translation older. So sections that were
up to date are accepted once more; those that lagged still do.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge.changing.journal import Change, RefusedError, moved
from knowledge.collect import read_documents
from knowledge.collect.lock import LOCK_FILE, read_lock
from knowledge.collect.sections import sketch_of
from knowledge.model import Accepted, Document, Essay, Library
from knowledge.site import Site
from knowledge.translations.accept import text_of
from knowledge.translations.progress import State, Unit, units


def lock_after(site: Site, before: Library, change: Change, text: str) -> str:
    """The text of `translations.lock` behind a change of texts.

    Args:
        site: the project.
        before: all its documents as they are, drafts included.
        change: what becomes of their files.
        text: what the lock says now.

    Raises:
        RefusedError: if the lock cannot be read as a whole.
    """
    old, problems = read_lock(text)
    if problems:
        raise RefusedError(f"{LOCK_FILE}:{problems[0].line}: {problems[0].message}")
    new = {moved(name, change.moves): entry for name, entry in old.items()}
    written = {write.path: write.new for write in change.writes}
    affected = [d for d in before.documents() if _is_affected(d, change, written)]
    now = {unit.name: unit for unit in _units_after(site, affected, change, written)}
    for document in affected:
        for language in site.languages:
            for unit in units(before, document, language):
                after = now.get(moved(unit.name, change.moves))
                if unit.state is State.CURRENT and after and after.digest != unit.digest:
                    new[after.name] = Accepted(after.digest, sketch_of(after.words))
    is_same = {n: e[:2] for n, e in old.items()} == {n: e[:2] for n, e in new.items()}
    return text if is_same else text_of(new)


def _files(document: Document) -> Mapping[str, str]:
    """The texts of a document's files, by path."""
    found = {v.source.path: v.source.text for v in document.versions.values()}
    if isinstance(document, Essay):
        for comment in document.thread.comments:
            found |= {t.source.path: t.source.text for t in comment.texts.values()}
    return found


def _is_affected(document: Document, change: Change, written: Mapping[str, bytes | None]) -> bool:
    return any(moved(path, change.moves) in written for path in _files(document))


def _units_after(
    site: Site, documents: list[Document], change: Change, written: Mapping[str, bytes | None]
) -> Iterator[Unit]:
    """What is translated of some documents as they will be."""
    with tempfile.TemporaryDirectory() as folder:
        root, paths = Path(folder), []
        for document in documents:
            for path, text in _files(document).items():
                place = moved(path, change.moves)
                paths.append(root / place)
                paths[-1].parent.mkdir(parents=True, exist_ok=True)
                paths[-1].write_bytes(written.get(place) or text.encode())
        found, _ = read_documents(root, site.docs, site.languages, sorted(paths))
    nothing = Library(languages=site.languages)
    for document in found:
        for language in site.languages:
            yield from units(nothing, document, language)
