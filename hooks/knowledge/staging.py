"""Builds beside each other: a folder for each, and one that delivers at a time.

A lock is held on an open file, and the system opens it when its holder dies. So what a killed
build has left is told from what another one is just making.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from knowledge.cache import FOLDER, key_of

try:
    import fcntl
except ImportError:  # on Windows, where two builds at once are not kept apart
    fcntl = None  # type: ignore[assignment]

PREFIX = "staging-"
_held: dict[Path, int] = {}
"""The open folders of this process; a build that ends closes its own."""


def new_staging(root: Path) -> Path:
    """A new folder that no other build writes to; those of builds that were killed are removed."""
    try:
        (root / FOLDER).mkdir(parents=True, exist_ok=True)
        with _alone(root / FOLDER):  # or one would sweep what another has just made
            _sweep(root / FOLDER)
            staging = Path(tempfile.mkdtemp(dir=root / FOLDER, prefix=PREFIX))
            handle = _locked(staging)
    except OSError:  # a project that may only be read
        return Path(tempfile.mkdtemp(prefix="querverweis-"))
    if handle is not None:
        _held[staging] = handle
    return staging


def release(staging: Path) -> None:
    """Lets go of a folder, when its build has ended."""
    handle = _held.pop(staging, None)
    if handle is not None:
        os.close(handle)


@contextmanager
def delivering(target: Path, root: Path, say: Callable[[str], None]) -> Iterator[None]:
    """While no other build of a project writes into the same target.

    Args:
        target: the folder of the site.
        root: the project's folder.
        say: is called with a line if there is one to wait for.
    """
    handle = None
    if fcntl is not None:
        name = f"deliver-{key_of([str(target.resolve())])[:16]}.lock"
        with suppress(OSError):  # where nothing can be kept, nobody else keeps anything either
            handle = os.open(root / FOLDER / name, os.O_CREAT | os.O_RDWR, 0o644)
    try:
        if handle is not None and not _try(handle):
            say(f"Another build is writing into {target.name}/; this one waits until it is done")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        if handle is not None:
            os.close(handle)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{PREFIX}*"):
        handle = _locked(left)
        if handle is not None:
            shutil.rmtree(left, ignore_errors=True)
            os.close(handle)


def _locked(folder: Path) -> int | None:
    """An open folder that is nobody else's; None if it is, or if this cannot be told."""
    if fcntl is None:
        return None
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    if _try(handle):
        return handle
    os.close(handle)
    return None


def _try(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
