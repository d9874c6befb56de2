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

from knowledge import locks
from knowledge.cache import FOLDER, key_of

PREFIX = "staging-"
_held: dict[Path, int] = {}
"""The open folders of this process; a build that ends closes its own."""


def new_staging(root: Path) -> Path:
    """A new folder that no other build writes to; those of builds that were killed are removed."""
    try:
        (root / FOLDER).mkdir(parents=True, exist_ok=True)
        with locks.alone(root / FOLDER):  # or one would sweep what another has just made
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
    if locks.POSSIBLE:
        name = f"deliver-{key_of([str(target.resolve())])[:16]}.lock"
        with suppress(OSError):  # where nothing can be kept, nobody else keeps anything either
            handle = os.open(root / FOLDER / name, os.O_CREAT | os.O_RDWR, 0o644)
    try:
        if handle is not None and not locks.take(handle):
            say(f"Another build is writing into {target.name}/; this one waits until it is done")
            locks.wait(handle)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{PREFIX}*"):
        handle = _locked(left)
        if handle is not None:
            shutil.rmtree(left, ignore_errors=True)
            os.close(handle)


def _locked(folder: Path) -> int | None:
    """An open folder that is nobody else's; None if it is, or if this cannot be told."""
    if not locks.POSSIBLE:
        return None
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    if locks.take(handle):
        return handle
    os.close(handle)
    return None
