"""`kb import`: exports, saved pages and plain texts into the content folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from kb.options import HERE, AsJson, Root
from knowledge.files import write
from knowledge.importing.names import Names
from knowledge.importing.report import Report, as_json, as_rows
from knowledge.importing.run import Choice, Told, import_sources
from knowledge.site import Site, read_site

MOST_NOTICES = 40
"""Notices that are shown; the report holds all of them."""


def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="SOURCE...", help="Exports, pages, texts, or folders of them.", exists=True
        ),
    ],
    root: Root = HERE,
    into: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="A project, or a content folder; the content folder of --root by default.",
            file_okay=False,
            show_default=False,
        ),
    ] = None,
    names: Annotated[
        Names, typer.Option(help="How those who commented are named.")
    ] = Names.INITIALS,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write what became of everything, as JSON."),
    ] = None,
    pages: Annotated[bool, typer.Option("--pages", help="Also pages, not only posts.")] = False,
    drafts: Annotated[
        bool,
        typer.Option("--drafts", help="Also drafts, scheduled and private posts, as drafts."),
    ] = False,
    json: AsJson = False,
) -> None:
    """Imports blogs and their conversations: exports of WordPress, saved pages, plain texts.

    Essays, threads and questions come into the content folder as if written by hand. The same
    source again changes nothing, a newer one adds what is new, and what an author has edited
    stays: the difference is written beside it. Exits with 1 if a source could not be read to
    its end; what could be read is imported all the same.

    Example: kb import blog.xml saved-pages/ --report import.json
    """
    content, languages = _target(root, into)
    choice = Choice(languages, names, pages, drafts)
    try:
        with _progress() as told:
            found = import_sources(paths, content, choice, told)
        data = as_json(found)
        if report:
            write(report, data.encode())
    except OSError as error:
        reason = error.strerror or str(error)
        typer.echo(f"kb: {error.filename or content}: {reason}", err=True)
        raise typer.Exit(2) from None
    if json:
        typer.echo(data, nl=False)
    else:
        _show(found)
    raise typer.Exit(0 if found.is_whole else 1)


def _target(root: Path, into: Path | None) -> tuple[Path, tuple[str, ...]]:
    """The content folder, and the languages of its site."""
    if into is None:
        return _content(read_site(root))
    if (into / "mkdocs.yml").is_file():
        return _content(read_site(into))
    around = into.resolve().parent
    languages = read_site(around).languages if (around / "mkdocs.yml").is_file() else ("de", "en")
    return into, languages


def _content(site: Site) -> tuple[Path, tuple[str, ...]]:
    return site.root / site.docs, site.languages


@contextmanager
def _progress() -> Iterator[Told]:
    """A bar with counts at a terminal, and nothing in a pipe."""
    if not sys.stderr.isatty():
        yield Told()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} % {task.fields[counts]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        read = progress.add_task("Reading", total=None, counts="")
        written = progress.add_task("Writing", total=None, counts="", visible=False)

        def reading(name: str, done: int, of: int) -> None:
            progress.update(
                read, description=f"Reading {Path(name).name}", total=of, completed=done
            )

        def writing(done: int, of: int, comments: int) -> None:
            counts = f"{done} of {of} posts, {comments} comments"
            progress.update(written, total=of, completed=done, counts=counts, visible=True)

        yield Told(reading, writing)


def _show(report: Report) -> None:
    """Counts and notices: a table at a terminal, lines in a pipe."""
    rows = as_rows(report)
    if sys.stdout.isatty():
        table = Table(*rows[0])
        for row in rows[1:]:
            table.add_row(*row)
        Console().print(table)
    else:
        for what, came_in, out, missing, why in rows[1:]:
            reasons = f" ({why})" if why else ""
            typer.echo(f"{what}: in {came_in}, out {out}, left out {missing}{reasons}")
    essays = ", ".join(f"{count} {state}" for state, count in sorted(report.documents.items()))
    typer.echo(f"essays: {essays or 'none'}")
    for notice in report.notices[:MOST_NOTICES]:
        where = (
            f"{notice.place.file}:{notice.place.line}" if notice.place.line else notice.place.file
        )
        shown = (
            notice.message
            if notice.message.startswith(notice.place.file)
            else (f"{where}: {notice.message}")
        )
        typer.echo(shown, err=notice.is_broken)
    if len(report.notices) > MOST_NOTICES:
        typer.echo(f"and {len(report.notices) - MOST_NOTICES} notices more: see --report FILE")
