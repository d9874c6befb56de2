"""`kb check`: all diagnostics, with file and line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kb.changes import tell_broken_off
from kb.options import HERE, AsJson, Root
from knowledge.check.checked import checked
from knowledge.check.report import as_annotation, as_json, count, lines
from knowledge.model import Problem, Severity
from knowledge.site import Site, read_site

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def check(
    root: Root = HERE,
    json: AsJson = False,
    github: Annotated[bool, typer.Option("--github", help="Annotate a pull request.")] = False,
) -> None:
    """Checks essays, threads, concepts, questions and links.

    At a terminal the line a problem is about stands below it. Exits with 1 if there are errors or
    warnings; notes alone are no problem.

    Example: kb check --root my-base --json
    """
    site = read_site(root)
    tell_broken_off(site.root)
    problems = checked(site)
    if json:
        typer.echo(as_json(problems))
    elif github:
        for problem in problems:
            typer.echo(as_annotation(problem))
    elif sys.stdout.isatty():
        _show(site, problems)
    else:
        for problem in problems:
            typer.echo(f"{problem.severity}: {lines(problem)}")
        typer.echo(_counts(problems))
    wrong = count(problems, Severity.ERROR) + count(problems, Severity.WARNING)
    raise typer.Exit(1 if wrong else 0)


def _counts(problems: list[Problem]) -> str:
    counts = ", ".join(f"{count(problems, s)} {s}" for s in reversed(Severity))
    return f"{counts}."


def _show(site: Site, problems: list[Problem]) -> None:
    """Problems for people, each with its line and what is meant in it."""
    from rich.cells import cell_len  # noqa: PLC0415 - needed at a terminal only
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from knowledge.check.excerpts import excerpt, line_reader  # noqa: PLC0415

    console, line_of = Console(highlight=False), line_reader(site.root)
    for problem in problems:
        style = COLOURS[problem.severity]
        head = Text(f"{problem.severity}: ", style=style).append(lines(problem), style="default")
        console.print(head, soft_wrap=True)
        margin = f"{problem.line:>5} | "
        room = console.width - len(margin)
        shown = excerpt(line_of(problem), problem.column, problem.length, room)
        if shown.text:
            console.print(Text(margin, style="dim").append(shown.text), soft_wrap=True)
        if shown.length:
            before, words = shown.text[: shown.start], shown.text[shown.start :][: shown.length]
            under = Text(f"{'':>5} | ", style="dim").append(" " * cell_len(before))
            console.print(under.append("^" * max(1, cell_len(words)), style=style), soft_wrap=True)
    console.print(_counts(problems))
