"""What the lock still names and the texts have no longer."""

from __future__ import annotations

from knowledge.model import Library
from knowledge.translations.progress import State, everything


def gone(library: Library) -> list[str]:
    """The names in the lock that no section and no comment has any more."""
    there = {unit.name for unit in everything(library) if unit.state is not State.MISSING}
    return sorted(name for name in library.lock if name not in there)


def orphaned(library: Library) -> list[str]:
    """The files that were translations and are originals now, since theirs are gone."""
    accepted = {name.partition("#")[0] for name in library.lock}
    originals = (document.versions[document.original] for document in library.documents())
    return sorted(v.source.path for v in originals if v.source.path in accepted)
