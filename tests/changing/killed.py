"""Kills a change at every line of it, or after a moment, and says what was left and what became of it.

    python -m tests.changing.killed OPERATION FOLDER lines FIRST STEP
    python -m tests.changing.killed OPERATION FOLDER moments SEED COUNT

A process of its own, because it forks. Prints what it saw as JSON: for each kill what the project
was (`old`, `new`, `half`), and what the next command made of it (`old`, `new`, or `else`).
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from knowledge.changing.journal import changing
from tests.changing.bases import snapshot
from tests.changing.operations import OPERATIONS

WATCHED = ("changing/journal.py", "knowledge/files.py")
Operation = Callable[[Path], None]


def at_line(number: int) -> None:
    """Lets this process die when it comes to the line of that number of what writes."""
    seen = 0

    def trace(frame: FrameType, event: str, _: object) -> object:
        nonlocal seen
        if not frame.f_code.co_filename.endswith(WATCHED):
            return None
        if event == "line":
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)  # type: ignore[arg-type]


def killed(project: Path, operation: Operation, number: int) -> bool:
    """Runs an operation in a process that dies at some line; whether it came to that."""
    child = os.fork()
    if child == 0:
        at_line(number)
        operation(project)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def after(project: Path, operation: Operation, delay: float) -> bool:
    """Runs an operation and kills it after a moment; whether it was still running."""
    child = os.fork()
    if child == 0:
        operation(project)
        os._exit(0)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _named(found: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> str:
    return "old" if found == old else "new" if found == new else "else"


def _fresh(folder: Path, name: str) -> Path:
    project = folder / name
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(folder / "project", project, symlinks=True)
    return project


def main(name: str, folder: Path, how: str, first: int, second: int) -> list[dict[str, str]]:
    """All kills of one kind."""
    prepare = OPERATIONS[name]
    old = snapshot(folder / "project")
    done = _fresh(folder, "done")
    began = time.perf_counter()
    prepare(done)(done)
    length = time.perf_counter() - began
    new = snapshot(done)
    seen: list[dict[str, str]] = []
    chance = random.Random(first)
    number = first
    while True:
        project = _fresh(folder, "killed")
        operation = prepare(project)
        if how == "lines":
            was_killed = killed(project, operation, number)
            number += second
        else:
            was_killed = after(project, operation, chance.uniform(0, length))
        left = _named(snapshot(project), old, new)
        with changing(project):
            pass
        became = _named(snapshot(project), old, new)
        seen.append({"left": left.replace("else", "half"), "became": became})
        if (how == "lines" and not was_killed) or len(seen) == (second if how == "moments" else 0):
            return seen


if __name__ == "__main__":
    operation_name, place, kind, one, two = sys.argv[1:]
    sys.stdout.write(json.dumps(main(operation_name, Path(place), kind, int(one), int(two))))
