"""Everything a build is made from, as one key: with the same key there is nothing to do."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from knowledge.cache import key_of
from knowledge.versions import version

SHAPELESS = frozenset({"site_dir", "strict", "dev_addr", "watch"})
"""Settings that say how to build, not what."""


def key_of_files(root: Path, places: Iterable[Path]) -> str:
    """A key of the names and contents of files.

    Args:
        root: names are relative to it.
        places: files, and folders with all below; those that do not exist are left out.
    """
    return key_of(_parts(root, places))


def key_of_settings(settings: Mapping[str, Any], root: Path) -> str:
    """A key of what `mkdocs.yml` says, and of everything installed.

    Args:
        settings: as MkDocs reads them.
        root: the project's folder, which may lie elsewhere next time.
    """
    told = {name: value for name, value in settings.items() if name not in SHAPELESS}
    return key_of([version(), repr(_plain(told)).replace(str(root), ".")])


def _parts(root: Path, places: Iterable[Path]) -> Iterator[str | bytes]:
    for place in places:
        for path in sorted(_files(place)):
            yield os.path.relpath(path, root)
            try:
                with open(path, "rb") as file:  # noqa: PTH123 - thousands of them
                    yield file.read()
            except OSError as error:
                yield f"{error.errno}"


def _files(place: Path) -> Iterator[str]:
    if place.is_file():
        yield str(place)
    for folder, folders, files in os.walk(place, followlinks=True):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in files:
            yield os.path.join(folder, name)  # noqa: PTH118 - thousands of them


def _plain(value: Any) -> Any:
    """A setting as something that is written the same in every process."""
    if isinstance(value, Mapping):
        return [(str(key), _plain(each)) for key, each in value.items()]
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, str | int | float | Path):
        return str(value)
    if callable(value):  # `!!python/name:` in mkdocs.yml
        return f"{value.__module__}.{getattr(value, '__qualname__', value)}"
    parts = (getattr(value, name, None) for name in ("config", "patterns", "pattern", "dirs"))
    return [type(value).__name__, *(_plain(part) for part in parts if part)]
