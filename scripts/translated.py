"""What the verbs of `kb translations` share: the project as they see it."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import typer

from knowledge.cache import FOLDER, Cache
from knowledge.collect import read_library
from knowledge.model import Library, Severity
from knowledge.site import Site, read_site
from knowledge.translations.accept import LockError, load


def read(root: Path) -> tuple[Site, Library]:
    """A project with its documents, drafts too.

    Raises:
        Exit: with 2 if its lock cannot be read, since nothing could be said then.
    """
    site = read_site(root)
    library, problems = read_library(
        site.root, site.docs, site.languages, cache=Cache(site.root / FOLDER)
    )
    try:
        load(site.root)
    except LockError as error:
        fail(str(error))
    broken = [problem for problem in problems if problem.severity is Severity.ERROR]
    if broken:
        first = broken[0]
        typer.echo(f"kb: {first.file}:{first.line}: {first.message}", err=True)
    return site, library


def fail(message: str) -> NoReturn:
    """Ends with wrong use.

    Raises:
        Exit: always.
    """
    typer.echo(f"kb: {message}", err=True)
    raise typer.Exit(2)
