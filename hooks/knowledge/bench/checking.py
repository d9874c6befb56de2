"""How long `kb check` takes: with nothing kept, after an edit, and when nothing changed."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from knowledge.bench.processes import Finished, run

ROUNDS = 5
LEFT_OUT = shutil.ignore_patterns(".*", "site", "site-folder", "node_modules", "tests")
# A project with warnings ends with 1, and is measured all the same.
COMMAND = "import sys; from kb.main import app; app(['check'], standalone_mode=False)"


@dataclass(frozen=True, slots=True)
class Run:
    """One way to check, in the middle of its rounds."""

    name: str
    seconds: float
    cpu: float


def measure(root: Path, told: Callable[[str], object], rounds: int = ROUNDS) -> list[Run]:
    """Checks a copy of a project.

    Args:
        root: the project.
        told: is called with each step.
        rounds: how often each way is measured.
    """
    with tempfile.TemporaryDirectory(prefix="querverweis-bench-") as folder:
        copy = Path(folder) / "project"
        shutil.copytree(root, copy, ignore=LEFT_OUT)
        found = []
        for name, before in _ways(copy):
            told(name)
            taken = [_checked(copy, before) for _ in range(rounds)]
            seconds, cpu = ([getattr(each, of) for each in taken] for of in ("seconds", "cpu"))
            found.append(Run(name, statistics.median(seconds), statistics.median(cpu)))
        return found


def _ways(root: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    essay = max((root / "docs").rglob("*.md"), key=lambda path: path.stat().st_size)

    def edit() -> None:
        with essay.open("a", encoding="utf-8") as file:
            file.write("\nEin Satz.\n")

    yield "nothing is kept", lambda: shutil.rmtree(root / ".cache", ignore_errors=True)
    yield "the longest text was edited", edit
    yield "nothing changed", lambda: None


def _checked(root: Path, before: Callable[[], object]) -> Finished:
    before()
    return run([sys.executable, "-c", COMMAND], root)


def as_json(runs: list[Run]) -> dict[str, Any]:
    """Figures for programs."""
    return {"runs": [asdict(run) for run in runs]}


def as_rows(runs: list[Run]) -> list[tuple[str, list[list[str]]]]:
    """Figures for people."""
    rows = [[run.name, f"{run.seconds:.2f} s", f"{run.cpu:.2f} s"] for run in runs]
    return [("kb check", [["when", "seconds", "processor"], *rows])]
