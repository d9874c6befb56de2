"""Runs a command whose file system misbehaves: `python -m tests.faults.faulty FAULTS MODULE ARGUMENT...`.

FAULTS is JSON; paths are relative to the folder it runs in, or absolute.

- `vanish`: a file that is removed at the moment when it is to be read, and `reads`: how often it
  is read before;
- `read_only`: a folder in which nothing can be written;
- `full`: how many files can still be opened for writing before the disk is full;
- `below`: the folder that `full` holds for, all if there is none;
- `clock`: seconds that the clock is wrong by;
- `backwards`: whether each look at the clock gives an earlier time than the one before.

It listens to what Python itself announces before it does it (PEP 578), so that also what libraries
and forks do is reached, and needs no right that a test might not have.
"""

# ruff: noqa: PTH100, PTH108 - hooks that run inside of every open; pathlib opens and lists by itself

from __future__ import annotations

import errno
import json
import os
import runpy
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {
    "os.mkdir": (0,),
    "os.rename": (0, 1),
    "os.remove": (0,),
    "os.rmdir": (0,),
    "os.link": (1,),
    "os.symlink": (1,),
    "os.chmod": (0,),
    "os.utime": (0,),
    "os.truncate": (0,),
}
"""Events, and which of their arguments name what is changed."""
Hook = Callable[[str, tuple[Any, ...]], None]


def changed(event: str, arguments: tuple[Any, ...]) -> Iterator[str]:
    """The paths that an event changes."""
    if event == "open":
        path, mode, flags = arguments
        writes = (flags or 0) & WRITING if mode is None else set(mode) & set("wax+")
        if writes and isinstance(path, str | bytes):
            yield os.path.abspath(os.fsdecode(path))
    elif event in CHANGES:
        for number in CHANGES[event]:
            if isinstance(arguments[number], str | bytes | os.PathLike):
                yield os.path.abspath(os.fsdecode(arguments[number]))


def vanishing(path: str, reads: int) -> Hook:
    """Removes a file when it is to be read once more."""
    place, left = os.path.realpath(path), [reads]

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        is_open = event == "open" and isinstance(arguments[0], str | bytes) and left[0] >= 0
        if is_open and os.path.realpath(os.fsdecode(arguments[0])) == place:
            left[0] -= 1
            if left[0] < 0:
                os.unlink(place)

    return hook


def read_only(folder: str) -> Hook:
    """Lets nothing be written below a folder."""
    place = os.path.realpath(folder)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        for path in changed(event, arguments):
            real = os.path.realpath(path)
            if real == place or real.startswith(place + os.sep):
                raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)

    return hook


def full(left: int, below: str) -> Hook:
    """Lets a disk be full behind some writes, and stay so."""
    place = os.path.realpath(below)
    count = [left]

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        for path in changed(event, arguments) if event in {"open", "os.mkdir"} else ():
            if os.path.realpath(path).startswith(place):
                count[0] -= 1
                if count[0] < 0:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

    return hook


def wrong_clock(seconds: float, *, backwards: bool) -> None:
    """Lets the clock be wrong."""
    right, looks = time.time, [0]

    def wrong() -> float:
        looks[0] += 1
        return right() + seconds - (looks[0] * 10_000 if backwards else 0)

    time.time = wrong
    time.time_ns = lambda: int(wrong() * 1e9)


def main() -> None:
    """Installs the faults, and runs the command."""
    faults, module, *arguments = sys.argv[1:]
    told = json.loads(faults)
    wrong_clock(told.get("clock", 0), backwards=told.get("backwards", False))
    sys.argv = [module, *arguments]
    if "vanish" in told:
        sys.addaudithook(vanishing(told["vanish"], told.get("reads", 0)))
    if "read_only" in told:
        sys.addaudithook(read_only(told["read_only"]))
    if "full" in told:
        sys.addaudithook(full(told["full"], told.get("below", "/")))
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
