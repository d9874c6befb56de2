"""Locks on open files and folders; the system opens one when its holder dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # on Windows, where two commands at once are not kept apart
    fcntl = None  # type: ignore[assignment]

POSSIBLE = fcntl is not None


def take(handle: int) -> bool:
    """Locks an open file or folder until it is closed, if nobody else has.

    Returns:
        Whether it is locked now; never where nothing can be.
    """
    if fcntl is None:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def wait(handle: int) -> None:
    """Locks an open file or folder until it is closed, as soon as nobody else has."""
    if fcntl is not None:
        fcntl.flock(handle, fcntl.LOCK_EX)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """While nobody else is alone with a folder; waits for it."""
    if not POSSIBLE:  # where folders cannot be opened either
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        wait(handle)
        yield
    finally:
        os.close(handle)
