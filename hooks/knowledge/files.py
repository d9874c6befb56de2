"""Writing: a file is old or new, never half."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from knowledge import locks

PART = ".part"
"""What names end in that nobody takes for the file: it is being written, or its writer is dead."""


def write(path: Path, data: bytes) -> None:
    """Writes a file in one step, with its folders; what it held stays until the new is whole.

    Raises:
        OSError: if it cannot be written; it names the file itself, which the system does not
            where the disk is full.
    """
    temporary = guard = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=PART)
        temporary, guard = Path(name), _guard(handle)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException as error:
        if temporary:
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno:
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
    finally:
        if guard is not None:
            os.close(guard)


def sweep(folder: Path) -> None:
    """Removes what writers left in a folder that were killed; who still writes is let be."""
    for left in folder.glob(f".*{PART}"):
        with suppress(OSError):  # gone by itself
            handle = os.open(left, os.O_RDONLY)
            try:
                if locks.take(handle):
                    left.unlink()
            finally:
                os.close(handle)


def _guard(handle: int) -> int | None:
    """Locks a file until what this gives is closed; the system does that for the dead."""
    if not locks.POSSIBLE:
        return None
    guard = os.dup(handle)
    locks.take(guard)  # some file systems have no locks
    return guard
