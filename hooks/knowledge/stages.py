"""What a build does and how long each part of it takes: one line a stage, and a bar for people."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.files import write

if TYPE_CHECKING:
    from rich.progress import Progress

FILE = "build.json"
PATIENCE = 2.0
"""Seconds after which somebody who waits is shown how far it is."""


@dataclass(slots=True)
class Stage:
    """A part of a build."""

    name: str
    count: int = 0
    """How many things it is about."""
    made: int = 0
    """How many of them were made anew."""
    seconds: float = 0.0
    cpu: float = 0.0
    """Processor seconds of all processes."""
    began: float = 0.0
    """Seconds since the epoch."""


@dataclass
class Stages:
    """The parts of a build so far.

    Attributes:
        say: is called with one line behind each stage.
    """

    say: Callable[[str], None]
    done: list[Stage] = field(default_factory=list)
    _bar: Progress | None = None
    _began: float = 0.0

    @contextmanager
    def stage(self, name: str, line: str = "") -> Iterator[Stage]:
        """Measures a stage; whoever runs it enters the counts.

        Args:
            name: what it is called in the file.
            line: what is said of it, with `{count}` and `{made}`; nothing if empty.
        """
        stage = Stage(name, began=time.time())
        self._began, worked = time.perf_counter(), _processor()
        try:
            yield stage
        finally:
            if self._bar:
                self._bar.stop()
                self._bar = None
        stage.seconds = time.perf_counter() - self._began
        stage.cpu = _processor() - worked
        self.done.append(stage)
        if line:
            text = line.format(count=f"{stage.count:,}", made=f"{stage.made:,}")
            self.say(f"{text} ({stage.seconds:.1f} s)")

    def told(self, done: int, of: int) -> None:
        """Shows how far the stage is, on a terminal, to somebody who has waited for a while."""
        if self._bar is None:
            if time.perf_counter() - self._began < PATIENCE or not sys.stderr.isatty():
                return
            self._bar = _bar()
        self._bar.update(self._bar.task_ids[0], completed=done, total=of)

    def store(self, folder: Path, pages: dict[str, int]) -> None:
        """Writes all stages and counts of pages as JSON, for `kb bench build`."""
        data = {"stages": [asdict(stage) for stage in self.done], "pages": pages}
        with suppress(OSError):  # nothing depends on it
            write(folder / FILE, json.dumps(data, indent=1).encode())


def _bar() -> Progress:
    """A bar that has begun; what draws it is read only for those who see it."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("      "), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task("")
    bar.start()
    return bar


def _processor() -> float:
    """Processor seconds of this process and of those that it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
