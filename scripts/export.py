"""`kb export`: the way out."""

from __future__ import annotations

import json as json_format
from pathlib import Path
from typing import Annotated

import typer

from kb.options import HERE, AsJson, Root
from knowledge.exporting import ExportError, TextsError
from knowledge.exporting import export as export_base
from knowledge.site import read_site


def export(
    into: Annotated[Path, typer.Argument(metavar="DIR", help="The folder.", show_default=False)],
    root: Root = HERE,
    json: AsJson = False,
) -> None:
    """Writes the whole base into a folder, in forms that others read without Querverweis.

    Texts are plain Markdown with ordinary links, conversations are HTML, and documents, comments,
    mentions and relations are JSON with a schema. Concepts are SKOS in Turtle, terms CSV and TBX.
    Drafts and comments held for review are among them. The folder is replaced as a whole if this
    made it before; one that holds anything else is let be.

    Example: kb export ../leaving
    """
    try:
        counts = export_base(read_site(root), into)
    except ExportError as error:
        typer.echo(f"kb: {error}", err=True)
        raise typer.Exit(1 if isinstance(error, TextsError) else 2) from None
    if json:
        typer.echo(json_format.dumps(counts, indent=2))
        return
    for name, count in counts.items():
        typer.echo(f"{count:6} {name}")
    typer.echo(f"The base is in {into}.")
