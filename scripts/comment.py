"""`kb comment`: what readers send, into threads and questions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from kb.changes import or_refused, tell_finished
from kb.options import HERE, AsJson, Root
from knowledge.cache import FOLDER, Cache
from knowledge.changing.journal import apply, changing
from knowledge.collect import read_library
from knowledge.receiving.arrival import Receipt, receive
from knowledge.receiving.reading import read_submission
from knowledge.receiving.report import as_json, as_lines, as_markdown
from knowledge.receiving.submission import Submission, UnreadableError
from knowledge.site import read_site

comment = typer.Typer(help="What readers send, into threads and questions.", no_args_is_help=True)


@comment.callback()
def _comment() -> None:
    """What readers send, into threads and questions."""


@comment.command()
def add(
    file: Annotated[
        Path,
        typer.Argument(help="The JSON of an issue form, or a saved mail.", dir_okay=False),
    ],
    root: Root = HERE,
    page: Annotated[
        str,
        typer.Option(
            metavar="ESSAY",
            help="The essay or question it belongs to, `essay-id#c4` to answer a comment; what "
            "the form or mail says by default.",
            show_default=False,
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would become of it, and stop.")
    ] = False,
    json: AsJson = False,
    github: Annotated[
        bool, typer.Option("--github", help="Write the text of a pull request.")
    ] = False,
) -> None:
    """Puts a submitted comment or question into the texts, held for review.

    A comment becomes a block at the end of its thread, `status: pending`; a question a page,
    `draft: true`. Neither reaches readers until a person deletes that line. Name and options
    never come from the text, which is sanitised, and what may be spam is noted. The same
    submission again changes nothing.

    Example: kb comment add mail.eml --page some-essay#c4
    """
    with or_refused():
        receipt = _add(root, _read(file, page), dry_run=dry_run)
    if json:
        typer.echo(as_json(receipt))
    else:
        for line in as_markdown(receipt) if github and receipt.is_new else as_lines(receipt):
            typer.echo(line)


def _read(file: Path, page: str) -> Submission:
    try:
        sent = read_submission(file.read_bytes())
    except (OSError, UnreadableError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        typer.echo(f"kb: {file}: {reason}", err=True)
        raise typer.Exit(2) from None
    return replace(sent, page=page, reply_to="") if page else sent


def _add(root: Path, sent: Submission, *, dry_run: bool) -> Receipt:
    site = read_site(root)
    with changing(site.root) as finished:
        tell_finished(finished)
        cache = Cache(site.root / FOLDER)
        library, _ = read_library(site.root, site.docs, site.languages, drafts=False, cache=cache)
        receipt = receive(site, library, sent)
        if receipt.is_new and not dry_run:
            apply(site.root, receipt.change)
    return receipt
