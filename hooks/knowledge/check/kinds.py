"""The kinds of problems there are: one table, which the authors' guide documents."""

from __future__ import annotations

from knowledge.model import Mark, Problem, Severity

KINDS: dict[str, Severity] = {
    "missing-translation": Severity.INFO,
    "stale-translation": Severity.INFO,
    "lost-concept": Severity.INFO,
    "count-differs": Severity.INFO,
    "looks-truncated": Severity.INFO,
    "orphan-concept": Severity.INFO,
    "missing-imprint": Severity.INFO,
    "ambiguous-mention": Severity.WARNING,
    "heading-mismatch": Severity.WARNING,
    "reply-before-parent": Severity.WARNING,
    "wrong-language-link": Severity.WARNING,
    "bad-front-matter": Severity.ERROR,
    "bad-comment-option": Severity.ERROR,
    "duplicate-id": Severity.ERROR,
    "unknown-link": Severity.ERROR,
    "ambiguous-link": Severity.ERROR,
    "broken-anchor": Severity.ERROR,
    "missing-heading-id": Severity.ERROR,
    "unparsed-block": Severity.ERROR,
    "dangling-reply": Severity.ERROR,
    "reply-cycle": Severity.ERROR,
    "dangling-answer": Severity.ERROR,
    "unsafe-html": Severity.ERROR,
    "relation-cycle": Severity.ERROR,
    "unknown-reference": Severity.ERROR,
}
"""Severity by slug. A kind that is not in here cannot be reported."""


def problem(kind: str, file: str, at: int | Mark, message: str) -> Problem:
    """A problem of a known kind, with the severity the table gives it.

    Half a character, which YAML can spell and no terminal can show, is named by its number.

    Args:
        kind: a slug of the table.
        file: path relative to the project's folder.
        at: the line it stands on, or the stretch of it that is wrong.
        message: what was expected, what was found, what to do.

    Raises:
        KeyError: if the kind is not in the table.
    """
    shown = message.encode(errors="backslashreplace").decode()
    line, column, length = at if isinstance(at, Mark) else Mark(at)
    return Problem(kind, KINDS[kind], file, line, shown, column, length)
