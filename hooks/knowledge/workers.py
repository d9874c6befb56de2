"""Work spread over the cores of the machine.

The processes are forks: they have what their parent has, and nothing is sent to them but numbers.
A fork of a process with other threads may inherit a lock that nobody opens again, so there, and on
systems without fork, the work is done here.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

Told = Callable[[int, int], None] | None
"""Whom to tell how many items are done, of how many."""

LEAST = 24
"""Items below which starting processes costs more than it saves."""
CHUNKS = 8
"""Shares of each process: many enough that none waits long for another at the end."""

_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None
"""What a fork finds when it begins."""


def cores() -> int:
    """How many processes may run at once here."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(work: Callable[[T], R], items: Sequence[T], told: Told = None) -> list[R]:
    """The result of each item, in their order.

    Args:
        work: called for each item, maybe in another process; what it returns must be picklable.
        items: what to do.
        told: is called with how many items are done, and how many there are, now and then.
    """
    global _work  # noqa: PLW0603 - the only way to hand a fork what cannot be pickled
    processes = min(cores(), len(items) // LEAST)
    if processes < 2 or sys.platform != "linux" or threading.active_count() > 1:
        return [work(item) for item in _counted(items, len(items), told)]
    _work = (work, items)
    gc.freeze()  # what is here stays: a fork that collected it would copy it
    try:
        size = max(1, len(items) // (processes * CHUNKS))
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            done = pool.imap(_one, range(len(items)), chunksize=size)
            return list(_counted(done, len(items), told))
    finally:
        _work = None
        gc.unfreeze()


def _counted(items: Iterable[T], of: int, told: Told) -> Iterator[T]:
    for number, item in enumerate(items, start=1):
        yield item
        if told and number % CHUNKS == 0:
            told(number, of)


def _one(index: int) -> Any:
    assert _work is not None
    work, items = _work
    return work(items[index])
