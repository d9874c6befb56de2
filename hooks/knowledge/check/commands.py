"""Commands that other verbs and diagnostics propose: what makes a document that is missing."""

from __future__ import annotations

import shlex

from knowledge.model import Mark


def command(id: str, title: str, language: str, kind: str) -> str:
    """What makes a concept of a term, for a shell."""
    words = ["kb", "new", "concept", id, f"--title-{language}", title]
    return shlex.join(words if kind == "idea" else [*words, "--kind", kind])


def command_for(file: str, at: Mark) -> str:
    """What makes the concept that a link names in vain, for a shell."""
    return shlex.join(["kb", "new", "concept", "--for", f"{file}:{at.line}:{at.column}"])
