"""Problems for people and programs: one line each, JSON, annotations of a pull request."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from knowledge.model import Problem, Severity

ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def lines(problem: Problem) -> str:
    """A problem as one line: place, kind, message."""
    return f"{problem.file}:{problem.line}: {problem.kind}: {problem.message}"


def as_json(problems: Iterable[Problem]) -> str:
    """Problems as a JSON list of objects with the fields of `Problem`."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)


def as_annotation(problem: Problem) -> str:
    """A problem as a workflow command of GitHub Actions."""
    level = GITHUB[problem.severity]
    return annotation(level, problem.file, problem.line, problem.kind, problem.message)


def annotation(level: str, file: str, line: int, title: str, message: str) -> str:
    """A workflow command of GitHub Actions, its text escaped as they ask for.

    Args:
        level: `error`, `warning` or `notice`.
        file: path relative to the repository.
        line: a line of the file.
        title: what it is about; plain words.
        message: what it says.
    """
    message = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = file.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    return f"::{level} file={file},line={line},title={title}::{message}"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems without repetition: errors first, then by file and line."""
    return sorted(
        set(problems), key=lambda p: (ORDER[p.severity], p.file, p.line, p.kind, p.message)
    )


def count(problems: Iterable[Problem], severity: Severity) -> int:
    """How many problems have a severity."""
    return sum(problem.severity is severity for problem in problems)
