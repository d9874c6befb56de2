"""`kb mentions`: every mention of a text, linked or not."""

from __future__ import annotations

import json as json_format
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from kb.options import HERE, AsJson, Root
from kb.review import show_difference, start_review, wrong_use
from knowledge import base
from knowledge.collect import read_library
from knowledge.collect.source import SourceError
from knowledge.mentions import FileMention, mentions_of_file
from knowledge.site import read_site


def mentions(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Markdown files.", show_default=False)
    ] = None,
    root: Root = HERE,
    lang: Annotated[
        str, typer.Option(help="The language of files whose name does not say it.")
    ] = "",
    diff: Annotated[
        str,
        typer.Option(metavar="REF", help="Compare the project with a commit of git."),
    ] = "",
    review: Annotated[
        bool, typer.Option("--review", help="Decide about mentions at the terminal.")
    ] = False,
    since: Annotated[
        str,
        typer.Option(
            metavar="REF",
            help="With --review: what came about since this commit is new. By default the "
            "commit that last changed links.yml; without one nothing is new.",
        ),
    ] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="With --review: every mention is new.")
    ] = False,
    json: AsJson = False,
    github: Annotated[
        bool,
        typer.Option(
            "--github",
            help="With --diff: Markdown for the summary of a job on the standard output, "
            "annotations of a pull request on the standard error stream.",
        ),
    ] = False,
) -> None:
    """Lists every mention of a concept in any Markdown file, linked or not.

    The concepts are those of the project in --root. Offsets count code points of the file as
    it is stored.

    Example: kb mentions draft.md --lang de --json

    With --diff it lists what the project, as its files are, adds to the mentions of a
    commit and removes from them, wherever in their texts they stand.

    Example: kb mentions --diff main

    With --review it walks through the mentions that are new or doubtful and that links.yml
    does not decide yet, in the files that are named or in all, and writes each decision to
    links.yml at once. Doubtful are parts of compounds, inflected words at the beginning of a
    sentence, and words that several concepts claim.

    Example: kb mentions --review --since HEAD~3
    """
    unfit = {
        "--diff and --review are two things: do one after the other.": diff and review,
        "--since and --all belong to --review.": (since or everything) and not review,
        "--since and --all contradict each other.": since and everything,
        "--github belongs to --diff.": github and not diff,
        "--github and --json are two forms: choose one.": github and json,
        "--diff compares the whole project: leave out the files.": diff and files,
        "--lang is for files outside a project.": lang and (diff or review),
        "--review asks at a terminal and writes no JSON.": review and json,
    }
    for sentence, is_so in unfit.items():
        if is_so:
            wrong_use(sentence)
    if diff:
        show_difference(root, diff, json=json, github=github)
    elif review:
        start_review(root, files or (), since=since, everything=everything)
    elif files:
        _list(root, files, lang, json=json)
    else:
        wrong_use("Name the files to read, or --diff REF, or --review.")


def _list(root: Path, files: Sequence[Path], lang: str, *, json: bool) -> None:
    site = read_site(root)
    library, _ = read_library(site.root, site.docs, site.languages)
    lexicons = base.lexicons_of(site, library)
    found: list[FileMention] = []
    for file in files:
        try:
            found += mentions_of_file(site, library, lexicons, file, lang)
        except (OSError, SourceError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            typer.echo(f"kb: {file}: {reason}", err=True)
            raise typer.Exit(2) from None
    if json:
        rows = [_row(entry) for entry in found]
        typer.echo(json_format.dumps(rows, ensure_ascii=False, indent=2))
        return
    for entry in found:
        mention = entry.mention
        mark = "→" if mention.linked else " "
        where = f"{entry.file}:{mention.line}"
        typer.echo(f"{where}: {mark} {mention.surface!r} {mention.concept} ({mention.rule})")


def _row(entry: FileMention) -> dict[str, Any]:
    mention = entry.mention
    row = {
        "file": entry.file,
        "line": mention.line,
        "start": mention.start,
        "end": mention.end,
        "section": mention.section,
        "surface": mention.surface,
        "concept": mention.concept,
        "rule": str(mention.rule),
        "linked": mention.linked,
    }
    return row | ({"comment": entry.comment} if entry.comment else {})
