"""`kb translations export` and `import`: the exchange with translators."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.options import HERE, Root
from kb.translated import fail, read
from knowledge import base
from knowledge.files import write
from knowledge.translations import everything
from knowledge.translations.accept import LockError, accept
from knowledge.translations.choose import NotATranslationError, chosen
from knowledge.translations.exchange.model import DamagedError
from knowledge.translations.exchange.receive import read_parcels, receive
from knowledge.translations.exchange.send import Format, names, parcels, written


def export(
    files: Annotated[
        list[str],
        typer.Argument(help="Translations, their originals, or folders.", show_default=False),
    ],
    to: Annotated[Path, typer.Option("--to", help="The folder for the files.", show_default=False)],
    form: Annotated[Format, typer.Option("--format", help="XLIFF 1.2 or PO.")] = Format.XLIFF,
    root: Root = HERE,
) -> None:
    """Writes texts as files for translation tools, one for each: XLIFF or PO.

    Each paragraph, list item and heading is a segment, with the terms of the glossary as a note.
    What is translated already goes along; what lags is marked for review.

    Example: kb translations export docs/essays/my-essay --to for-the-translator
    """
    site, library = read(root)
    try:
        units = chosen(site, list(everything(library)), files)
    except NotATranslationError as error:
        fail(str(error))
    pages = base.render(site, library).pages
    found = names(parcels(library, units, pages), form, site.docs)
    for name, parcel in found.items():
        write(to / name, written(parcel, form))
        open_ones = sum(not segment.is_done for segment in parcel.segments)
        typer.echo(f"{to / name}: {len(parcel.segments)} segments, {open_ones} to translate")


def import_(
    files: Annotated[list[Path], typer.Argument(help="Files that came back.", show_default=False)],
    root: Root = HERE,
) -> None:
    """Takes over translations that come back as XLIFF or PO.

    Only segments change; all else of a file stays byte by byte. Sections that are translated as a
    whole are accepted. If anything came back damaged, nothing is written; it exits with 1 then.

    Example: kb translations import for-the-translator/*.xlf
    """
    site, library = read(root)
    received, problems = [], []
    for file in files:
        try:
            received += [receive(library, parcel) for parcel in read_parcels(file)]
        except DamagedError as error:
            problems.append(f"{file}: {error}.")
    for problem in problems:
        typer.echo(f"kb: {problem}", err=True)
    if problems:
        typer.echo("kb: Nothing was written.", err=True)
        raise typer.Exit(1)
    for each in received:
        if each.changed:
            write(site.root / each.file, each.text.encode("utf-8"))
    _, library = read(root)
    done = {(each.file, section) for each in received for section in each.done}
    units = [unit for unit in everything(library) if (unit.file, unit.id) in done]
    try:
        accept(site.root, library, units)
    except LockError as error:
        fail(str(error))
    for each in received:
        state = "written" if each.changed else "unchanged"
        rest = f"; {len(each.left)} segments are still to do" if each.left else ""
        typer.echo(f"{each.file}: {state}, {len(each.done)} sections accepted{rest}")
