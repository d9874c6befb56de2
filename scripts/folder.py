"""`kb folder`: the site as a folder that is opened without a server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.options import HERE, Root
from knowledge.publish.folder import INDEX, FolderError, make_folder
from knowledge.site import read_site

SITE = "site"


def folder(
    into: Annotated[Path, typer.Argument(help="The folder to make.", show_default=False)],
    site: Annotated[
        Path | None,
        typer.Option(help="The built site; the folder site/ by default.", show_default=False),
    ] = None,
    root: Root = HERE,
) -> None:
    """Makes of the built site a folder to be opened from disk, without a server.

    Links lead to files, and what needs a server, search above all, is left out. The folder is
    replaced as a whole if this made it before; one that holds anything else is let be.

    Example: kb folder site-folder
    """
    project = read_site(root)
    try:
        count = make_folder(site or root / SITE, into, project.url)
    except FolderError as error:
        typer.echo(f"kb: {error}", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"{count} pages are in {into}; open {into / INDEX}")
