"""Kills something again and again, and says what was left and what the next run made of it.

    python -m tests.faults.killed DEED FOLDER SEED COUNT

A process of its own, because it forks: what is killed has read all its modules before, so that a
kill finds it at work and not at reading them. The whole group of processes is killed, those that a
build has for its cores included. Prints a list as JSON, an object for each kill:

- `left`: what was found behind it: `old`, `new`, `between` (each file is one of the two), or what
  is neither;
- `became`: the same, behind the next run, which nobody disturbs;
- `was_killed`: whether it was still running.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import runpy
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import Any

from kb.main import VERBS
from tests.faults.deeds import DEEDS, Deed, Files, small

READ = ("mkdocs.__main__", "mkdocs_static_i18n.plugin", "material.plugins.search.plugin")
"""What a command reads on its way, beside the verbs."""


def begun(project: Path, deed: Deed) -> int:
    """Starts it in a group of its own; its process."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    os.chdir(project)
    log = os.open(project.with_suffix(".log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    sys.argv = list(deed.command)
    code = 1
    try:
        runpy.run_module(deed.command[0], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        sys.stdout.flush()
        os._exit(code)


def ended(project: Path, deed: Deed) -> int:
    """Does it undisturbed; its exit code."""
    _, status = os.waitpid(begun(project, deed), 0)
    return os.waitstatus_to_exitcode(status)


def killed(project: Path, deed: Deed, delay: float) -> bool:
    """Does it and kills it after a moment; whether it was still running."""
    child = begun(project, deed)
    time.sleep(delay)
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:  # it has ended, or has not begun its group yet
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def named(found: Files, old: Files, new: Files, deed: Deed) -> str:
    """What something is that was found."""
    if found == old:
        return "old"
    if found == new:
        return "new"
    wrong = [
        path
        for path in sorted(found.keys() | old.keys())
        if not _is_one(path, found, old, new, deed)
    ]
    return f"wrong: {', '.join(wrong[:5])}" if wrong or deed.is_one else "between"


def _is_one(path: str, found: Files, old: Files, new: Files, deed: Deed) -> bool:
    data = found.get(path)
    if data == old.get(path) or data == new.get(path):
        return True
    if Path(path).name.startswith(".") and not path.endswith(".json"):
        return True  # what was being written, which nobody takes for the file
    if deed.notes and path.startswith(deed.notes) and data is not None:
        try:
            json.loads(data)
        except ValueError:
            return False
        return True
    return False


def fresh(folder: Path) -> Path:
    """The project as it begins."""
    project = folder / "killed"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(folder / "before", project, symlinks=True)
    return project


def main(name: str, folder: Path, seed: int, count: int) -> list[dict[str, Any]]:
    """Some kills of one deed."""
    deed, chance = DEEDS[name], random.Random(seed)
    before = folder / "before"
    small(before)
    deed.prepare(before)
    for module in (*READ, *(place.partition(":")[0] for place in VERBS.values())):
        importlib.import_module(module)
    old = deed.seen(before)
    project = fresh(folder)
    began = time.perf_counter()
    if code := ended(project, deed):
        raise RuntimeError(f"{name} ends with {code}: {project.with_suffix('.log').read_text()}")
    length = time.perf_counter() - began
    new = deed.seen(project)
    if old == new:
        raise RuntimeError(f"{name} does nothing.")
    seen: list[dict[str, Any]] = []
    for _ in range(count):
        project = fresh(folder)
        was_killed = killed(project, deed, chance.uniform(0, length))
        left = named(deed.seen(project), old, new, deed)
        if left != "new" or not deed.is_once:
            code = ended(project, deed)
            log = project.with_suffix(".log").read_text("utf-8")
        else:
            code, log = 0, ""
        became = named(deed.seen(project), old, new, deed)
        if code or "Traceback" in log:
            became = f"{became}, code {code}: {log[-400:]}"
        seen.append({"left": left, "became": became, "was_killed": was_killed})
    return seen


if __name__ == "__main__":
    what, place, first, number = sys.argv[1:]
    sys.stdout.write(json.dumps(main(what, Path(place), int(first), int(number))))
