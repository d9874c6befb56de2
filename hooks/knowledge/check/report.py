"""Problems for people and programs: one line each, JSON, annotations of a pull request."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from knowledge.model import Mark, Problem, Severity

ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def lines(problem: Problem) -> str:
    """A problem as one line: place, kind, message."""
    return f"{problem.file}:{problem.line}: {problem.kind}: {problem.message}"


def as_json(problems: Iterable[Problem]) -> str:
    """Problems as a JSON list of objects with the fields of `Problem`; a column may be null."""
    rows = [asdict(problem) for problem in problems]
    for row in rows:
        row.update(column=row["column"] or None, length=row["length"] or None)
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_annotation(problem: Problem) -> str:
    """A problem as a workflow command of GitHub Actions."""
    level = GITHUB[problem.severity]
    at = Mark(problem.line, problem.column, problem.length)
    return annotation(level, problem.file, at, problem.kind, problem.message)


def annotation(level: str, file: str, at: int | Mark, title: str, message: str) -> str:
    """A workflow command of GitHub Actions, its text escaped as they ask for.

    Args:
        level: `error`, `warning` or `notice`.
        file: path relative to the repository.
        at: a line of the file, or a stretch of one.
        title: what it is about; plain words.
        message: what it says.
    """
    message = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = file.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    line, column, length = at if isinstance(at, Mark) else Mark(at)
    columns = f",col={column},endColumn={column + max(1, length)}" if column else ""
    return f"::{level} file={file},line={line}{columns},title={title}::{message}"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems without repetition: errors first, then by file and line.

    What is said twice of one line is said once, at its first place.
    """
    by_words: dict[tuple[int, str, int, str, str], Problem] = {}
    for found in sorted(problems, key=lambda p: p.column):
        key = (ORDER[found.severity], found.file, found.line, found.kind, found.message)
        by_words.setdefault(key, found)
    return [by_words[key] for key in sorted(by_words)]


def count(problems: Iterable[Problem], severity: Severity) -> int:
    """How many problems have a severity."""
    return sum(problem.severity is severity for problem in problems)
