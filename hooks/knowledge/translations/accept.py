"""Saying that translations are made from the original as it is: writing `translations.lock`."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from knowledge.cache import Cache
from knowledge.collect.lock import LOCK_FILE, read_lock
from knowledge.collect.sections import sketch_of
from knowledge.collect.source import SourceError, read_text
from knowledge.files import sweep, write
from knowledge.model import Accepted, Library
from knowledge.translations.progress import State, Unit, everything

HEADER = """\
# What each section of a translation was made from, so that it shows when the original changes:
# the translation's file and the section's id, a digest of the original's section, and a
# character for each of its words. `kb translations accept FILE` writes it; a line a section,
# sorted. After a merge keep one line of each section.
"""
ACCEPTED = "accepted"
"""What texts are kept under as they were accepted, for those who have no git."""


class LockError(Exception):
    """The lock cannot be read as a whole, or cannot be written; the message is one sentence."""


def load(root: Path) -> dict[str, Accepted]:
    """The entries of a project's lock; none where there is no file.

    Raises:
        LockError: if any line of it is wrong, since only what was read can be written again.
    """
    path = root / LOCK_FILE
    if not path.exists():
        return {}
    try:
        lock, problems = read_lock(read_text(path))
    except (OSError, SourceError) as error:
        raise LockError(f"{LOCK_FILE} cannot be read: {error}") from error
    if problems:
        first = problems[0]
        raise LockError(f"{LOCK_FILE}:{first.line}: {first.message}")
    return lock


def text_of(lock: Mapping[str, Accepted]) -> str:
    """The text of a lock, the same for the same entries."""
    lines = (
        f'{json.dumps(name, ensure_ascii=False)} = "{lock[name].digest} {lock[name].sketch}"\n'
        for name in sorted(lock)
    )
    return HEADER + "".join(lines)


def accept(root: Path, library: Library, units: Collection[Unit], *, prune: bool = False) -> int:
    """Notes that some units are made from their originals as these are now.

    The file is replaced in one step, and only if it changes.

    Args:
        root: the project's folder.
        library: its documents, drafts included.
        units: what is accepted; those that have no translation yet are passed over.
        prune: whether entries of files that are not concerned are dropped too, where no section
            has them any more; those of the units' own files always are.

    Returns:
        How many entries are new or others now.

    Raises:
        LockError: if the lock cannot be read as a whole, or not be written.
    """
    old = load(root)
    accepted = [unit for unit in units if unit.state is not State.MISSING]
    new = old | {unit.name: Accepted(unit.digest, sketch_of(unit.words)) for unit in accepted}
    there = {unit.name for unit in everything(library) if unit.state is not State.MISSING}
    files = {unit.file for unit in units}
    for name in list(new):
        if name not in there and (prune or file_of(name) in files):
            del new[name]
    changed = sum(_differs(old.get(name), new.get(name)) for name in old.keys() | new.keys())
    if changed:
        try:
            sweep((root / LOCK_FILE).resolve().parent)
            write((root / LOCK_FILE).resolve(), text_of(new).encode("utf-8"))
        except OSError as error:
            raise LockError(f"{LOCK_FILE} cannot be written: {error.strerror}.") from error
    return changed


def _differs(one: Accepted | None, two: Accepted | None) -> bool:
    return (one and one[:2]) != (two and two[:2])


def file_of(name: str) -> str:
    """The file of an entry by its name."""
    return name.partition("#")[0]


def keep_words(cache: Cache, units: Iterable[Unit], digests: Collection[str]) -> None:
    """Keeps the words of accepted originals on this machine, where there may be no git.

    Args:
        cache: of the project.
        units: what was accepted.
        digests: all that are accepted; words of others are forgotten.
    """
    kept = cache.shelf(ACCEPTED)
    words = {unit.digest: " ".join(unit.words).encode("utf-8", "surrogatepass") for unit in units}
    new = {key: data for key, data in words.items() if key not in kept}
    cache.change(ACCEPTED, new, kept.keys() - set(digests))
