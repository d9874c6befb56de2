"""Commands that are measured: how long they take, and how much memory with all they start."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

LOOKS = 0.1
"""Seconds between two looks at the memory."""
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finished:
    """What a command took."""

    seconds: float
    cpu: float
    """Processor seconds of all its processes."""
    megabytes: float = 0.0
    """The most memory of all its processes together; what several share counts once."""
    looks: tuple[tuple[float, float], ...] = ()
    """When that was looked at, in seconds since the epoch, and how much it was."""

    def megabytes_before(self, moment: float) -> float:
        """The most memory until a moment."""
        return max((size for when, size in self.looks if when < moment), default=0.0)


def run(command: Sequence[str], folder: Path, *, watched: bool = False) -> Finished:
    """Runs a command to its end.

    Args:
        command: the program and its arguments.
        folder: where it runs.
        watched: whether to look at its memory, which takes a little time.

    Raises:
        RuntimeError: if the command fails; the message is what it said.
    """
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        watch = _Watch(process.pid) if watched else None
        said, _ = process.communicate()
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise RuntimeError(said.decode("utf-8", "replace")[-2_000:])
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    looks = watch.looks() if watch else ()
    return Finished(seconds, cpu, max((size for _, size in looks), default=0.0), looks)


class _Watch:
    """Looks at the memory of a process and those it starts, until it ends."""

    def __init__(self, pid: int) -> None:
        self._looks: list[tuple[float, float]] = []
        self._process = psutil.Process(pid)
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def looks(self) -> tuple[tuple[float, float], ...]:
        """The memory at all moments, in megabytes."""
        self._thread.join()
        return tuple(self._looks)

    def _look(self) -> None:
        while True:
            try:
                processes = [self._process, *self._process.children(recursive=True)]
                size = sum(map(_shared_once, processes)) / MEGABYTE
                self._looks.append((time.time(), size))
                if self._process.status() == psutil.STATUS_ZOMBIE:
                    return
            except psutil.Error:  # it is gone
                return
            time.sleep(LOOKS)


def _shared_once(process: psutil.Process) -> int:
    """Bytes in use, those that several processes share divided among them."""
    try:
        info = process.memory_full_info()
        return int(getattr(info, "pss", info.uss))
    except psutil.Error:
        return 0
