"""`kb mentions`: every mention of a text, linked or not."""

from __future__ import annotations

import json as json_format
from pathlib import Path
from typing import Annotated, Any

import typer

from kb.options import HERE, AsJson, Root
from knowledge import base
from knowledge.collect import read_library
from knowledge.collect.source import SourceError
from knowledge.mentions import FileMention, mentions_of_file
from knowledge.site import read_site


def mentions(
    files: Annotated[list[Path], typer.Argument(help="Markdown files.", show_default=False)],
    root: Root = HERE,
    lang: Annotated[
        str, typer.Option(help="The language of files whose name does not say it.")
    ] = "",
    json: AsJson = False,
) -> None:
    """Lists every mention of a concept in any Markdown file, linked or not.

    The concepts are those of the project in --root. Offsets count code points of the file as
    it is stored.

    Example: kb mentions draft.md --lang de --json
    """
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
