"""`kb bench`: the measurements of the issues, side by side with peers in one run."""

from __future__ import annotations

import json as json_format
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kb.options import HERE, AsJson, Root
from knowledge.bench import language as language_bench

bench = typer.Typer(
    help="Measures, beside others, in one run.\n\nExample: kb bench language --json",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@bench.callback()
def _measurements() -> None:
    """Measures, beside others, in one run."""


@bench.command()
def language(
    root: Root = HERE,
    json: AsJson = False,
    sample: Annotated[int, typer.Option(help="How many nouns are tried.", min=10)] = (
        language_bench.SAMPLE
    ),
    documents: Annotated[
        int, typer.Option(help="How many texts of 1,100 words are read for speed.", min=1)
    ] = language_bench.DOCUMENTS,
) -> None:
    """Measures how well and how fast mentions are found.

    Needs simplemma and snowballstemmer, which `make bench` installs.

    Example: kb bench language --sample 1000 --json
    """
    progress = Console(stderr=True)
    figures = language_bench.measure(
        root, lambda step: progress.print(f"… {step}"), sample=sample, documents=documents
    )
    if json:
        typer.echo(json_format.dumps(language_bench.as_json(figures), indent=2))
        return
    console = Console()
    for title, rows in language_bench.as_rows(figures):
        table = Table(*rows[0], title=title, title_justify="left")
        for row in rows[1:]:
            table.add_row(*row)
        console.print(table)
