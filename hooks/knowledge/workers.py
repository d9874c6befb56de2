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
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

Told = Callable[[int, int], None] | None
"""Whom to tell how many items are done, of how many."""

LEAST = 24
"""Items below which starting processes costs more than it saves."""
CHUNKS = 32
"""Shares of each process: many enough that none waits long for another at the end."""
SOMETIMES = 8
"""Items after which it is told how many are done."""

PATIENCE = 10
"""By how much work that nobody waits for is nicer to others than they are to it."""

_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None
"""What a fork finds when it begins."""


def cores() -> int:
    """How many processes may run at once here."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def may_fork() -> bool:
    """Whether work can be given to other processes: not where another thread may hold a lock."""
    return sys.platform == "linux" and cores() > 1 and threading.active_count() == 1


def spread(work: Callable[[T], R], items: Sequence[T], told: Told = None) -> Iterator[R]:
    """The result of each item, in their order, as soon as it is there.

    Args:
        work: called for each item, maybe in another process; what it returns must be picklable.
        items: what to do.
        told: is called with how many items are done, and how many there are, now and then.
    """
    global _work  # noqa: PLW0603 - the only way to hand a fork what cannot be pickled
    processes = min(cores(), len(items) // LEAST)
    if processes < 2 or not may_fork():
        yield from map(work, _counted(items, len(items), told))
        return
    _work = (work, items)
    gc.freeze()  # what is here stays: a fork that collected it would copy it
    try:
        size = max(1, len(items) // (processes * CHUNKS))
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            done = pool.imap(_one, range(len(items)), chunksize=size)
            yield from _counted(done, len(items), told)
    finally:
        _work = None
        gc.unfreeze()


class Behind:
    """Work whose results nobody waits for, done by other processes where that can be."""

    def __init__(self) -> None:
        self._processes: list[ForkProcess] = []

    def do(self, work: Callable[[], object]) -> None:
        """Begins some work; what it changes is changed in another process."""
        if not may_fork():
            work()
            return
        process = multiprocessing.get_context("fork").Process(target=partial(_patiently, work))
        process.start()
        self._processes.append(process)

    def wait(self) -> None:
        """Waits until all is done."""
        for process in self._processes:
            process.join()
        self._processes.clear()


class Meanwhile(Generic[R]):
    """Work that another process does meanwhile, where that can be; else it is done when asked."""

    def __init__(self, work: Callable[[], R], *, patient: bool = False) -> None:
        """Begins.

        Args:
            work: gives the result, which must be picklable.
            patient: whether it only takes what other processes leave of the cores.
        """
        self._work = work
        prepare = _be_patient if patient else _nothing
        self._aside = Aside(prepare, partial(_called, work)) if may_fork() else None
        if self._aside:
            self._aside.go_on(None)

    def result(self) -> R:
        """The result; waits for it."""
        return self._aside.result() if self._aside else self._work()


def _nothing() -> None:
    """All that has to be known is known."""


def _be_patient() -> None:
    """Lets other processes go first."""
    os.nice(PATIENCE)


def _patiently(work: Callable[[], object]) -> None:
    _be_patient()
    work()


def _called(work: Callable[[], R], _: None) -> R:
    return work()


class Aside(Generic[T, R]):
    """Work that another process begins now, before all that it needs is known."""

    def __init__(self, prepare: Callable[[], object], work: Callable[[T], R]) -> None:
        """Begins; only where `may_fork`.

        Args:
            prepare: what can be done already.
            work: what makes a result of what is known later; both must be picklable.
        """
        fork = multiprocessing.get_context("fork")
        self._here, there = fork.Pipe()
        self._process = fork.Process(target=_aside, args=(prepare, work, there), daemon=True)
        self._process.start()
        there.close()

    def go_on(self, known: T) -> None:
        """Tells what was not known before."""
        self._here.send(known)

    def result(self) -> R:
        """The result; waits for it.

        Raises:
            RuntimeError: if the other process ended without one.
        """
        try:
            found: R = self._here.recv()
        except EOFError:
            raise RuntimeError("A process that did a part of the work ended early.") from None
        self._process.join()
        return found


def _aside(prepare: Callable[[], object], work: Callable[[Any], object], pipe: Connection) -> None:
    prepare()
    with suppress(EOFError):  # nobody wants to know any more
        pipe.send(work(pipe.recv()))


def _counted(items: Iterable[T], of: int, told: Told) -> Iterator[T]:
    for number, item in enumerate(items, start=1):
        yield item
        if told and number % SOMETIMES == 0:
            told(number, of)


def _one(index: int) -> Any:
    assert _work is not None
    work, items = _work
    result = work(items[index])
    gc.collect(0)  # what this item left: nothing older is looked at, and all before is frozen
    return result
