"""What the verbs that change texts share: refusals as one sentence, and what was left half-done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from knowledge.changing.journal import JOURNAL, RefusedError


@contextmanager
def or_refused() -> Iterator[None]:
    """What keeps a verb from its work, said in one sentence, with the exit code that fits."""
    try:
        yield
    except RefusedError as error:
        typer.echo(f"kb: {error}", err=True)
        raise typer.Exit(2 if error.is_wrong_use else 1) from None


def tell_broken_off(root: Path) -> None:
    """Says that a change is half done, to whoever only reads."""
    if (root / JOURNAL).exists():
        message = "A change broke off half-way. The next command that changes texts finishes it."
        typer.echo(f"kb: {message}", err=True)


def tell_finished(finished: bool) -> None:
    """Says that a change which broke off earlier is whole now."""
    if finished:
        typer.echo("An earlier change had broken off; it is finished now.", err=True)
