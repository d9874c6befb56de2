"""Which translations somebody means who names files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from knowledge.check.nearest import did_you_mean
from knowledge.site import Site
from knowledge.translations.progress import State, Unit


class NotATranslationError(Exception):
    """What was named is no translation; the message says what could be meant."""


def chosen(site: Site, units: Sequence[Unit], names: Iterable[str]) -> list[Unit]:
    """The units that some names mean, each once.

    Args:
        site: the project.
        units: all there are.
        names: translations, their originals, folders, and sections of files (`FILE#section`);
            relative to the current folder or to the project's.

    Raises:
        NotATranslationError: if a name means none.
    """
    found: dict[str, Unit] = {}
    for name in names:
        file, _, section = name.partition("#")
        path = relative(site, file)
        of_file = [unit for unit in units if path in {unit.file, unit.original}]
        if not of_file:
            of_file = [unit for unit in units if unit.file.startswith(f"{path}/")]
        if section and of_file:
            of_file = [unit for unit in of_file if unit.id == section]
            if not of_file:
                raise NotATranslationError(_no_section(path, section, units))
        if not of_file:
            raise NotATranslationError(_no_file(path, units))
        found |= {unit.name: unit for unit in of_file}
    return list(found.values())


def relative(site: Site, name: str) -> str:
    """A file's path relative to the project, as it is known there."""
    root = site.root.resolve()
    for path in (Path(name), site.root / name):
        resolved = path.resolve()
        if resolved.exists() and resolved.is_relative_to(root):
            return resolved.relative_to(root).as_posix()
    return Path(name).as_posix()


def _no_file(path: str, units: Sequence[Unit]) -> str:
    files = sorted({unit.file for unit in units if unit.state is not State.MISSING})
    hint = did_you_mean(path, files)
    return f"{path} is no translation, and no original of one.{hint}"


def _no_section(path: str, section: str, units: Sequence[Unit]) -> str:
    ids = [unit.id for unit in units if unit.id and path in {unit.file, unit.original}]
    return f"{path} has no section `#{section}`.{did_you_mean(section, ids)}"
