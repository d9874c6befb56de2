"""`kb check`: all diagnostics, with file and line."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from kb.changes import tell_broken_off
from kb.options import HERE, AsJson, Root
from knowledge import base
from knowledge.check.report import as_annotation, as_json, count, in_order, lines
from knowledge.model import Problem, Severity
from knowledge.site import Site, read_site

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def check(
    root: Root = HERE,
    json: AsJson = False,
    github: Annotated[bool, typer.Option("--github", help="Annotate a pull request.")] = False,
) -> None:
    """Checks essays, threads, concepts, questions and links.

    Exits with 1 if there are errors or warnings; notes alone are no problem.

    Example: kb check --root my-base --json
    """
    site = read_site(root)
    tell_broken_off(site.root)
    problems = in_order(_found(site))
    if json:
        typer.echo(as_json(problems))
    elif github:
        for problem in problems:
            typer.echo(as_annotation(problem))
    else:
        _show(problems)
    wrong = count(problems, Severity.ERROR) + count(problems, Severity.WARNING)
    raise typer.Exit(1 if wrong else 0)


def _found(site: Site) -> list[Problem]:
    """The problems of a build; where there are drafts, theirs too."""
    library, problems = base.collect(site, drafts=False)
    problems = [*problems, *base.render(site, library).problems]
    with_drafts, found = base.collect(site, drafts=True)
    if len(with_drafts.by_id) > len(library.by_id):
        problems += [*found, *base.render(site, with_drafts).problems]
    return problems


def _show(problems: list[Problem]) -> None:
    console = Console(soft_wrap=True, highlight=False)
    for problem in problems:
        line = Text(f"{problem.severity}: ", style=COLOURS[problem.severity])
        console.print(line.append(lines(problem), style="default"))
    counts = ", ".join(f"{count(problems, s)} {s}" for s in reversed(Severity))
    console.print(f"{counts}.")
