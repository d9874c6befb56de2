"""Writing several new files: all of them, or none, and never over one that is there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_new(root: Path, files: Mapping[str, str]) -> None:
    """Writes files that do not exist.

    Each is whole before it has its name; if one cannot be written, those before it are taken
    back, with the folders that were made for them.

    Args:
        root: the project's folder.
        files: texts by path, relative to it.

    Raises:
        FileExistsError: if one is there by now.
        OSError: if one cannot be written.
    """
    written: list[Path] = []
    folders: list[Path] = []
    try:
        for name, text in files.items():
            path = root / name
            folders += _made(path.parent)
            _write(path, text.encode())
            written.append(path)
    except BaseException:
        for path in reversed(written):
            path.unlink(missing_ok=True)
        for folder in reversed(folders):
            folder.rmdir()
        raise


def _made(folder: Path) -> list[Path]:
    """Makes a folder, and gives those that had to be, the outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _write(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        os.link(temporary, path)  # unlike a rename it refuses a name that is taken
    finally:
        Path(temporary).unlink()
