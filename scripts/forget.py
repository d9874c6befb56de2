"""`kb forget`: a person who commented is not named any more, or their comments go."""

from __future__ import annotations

import json as json_format
from dataclasses import asdict
from typing import Annotated

import typer

from kb.changes import or_refused, tell_finished
from kb.options import HERE, AsJson, Root
from knowledge.changing.forget import PSEUDONYM, Plan, plan
from knowledge.changing.journal import apply, changing
from knowledge.site import read_site

HISTORY = """\
The history of git still holds the name, and so does every copy of it. Where the person asks for
that too, rewrite it (`git filter-repo --replace-text FILE`, the name in FILE), push it over, and
ask whoever hosts it to delete what they keep; everyone who works here clones anew. Until the next
build is published, readers see the old pages."""


def forget(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name as threads show it.")],
    root: Root = HERE,
    remove: Annotated[
        bool, typer.Option("--remove", help="Remove the comments, not only the name.")
    ] = False,
    pseudonym: Annotated[
        str, typer.Option("--as", metavar="PSEUDONYM", help="What stands for the name.")
    ] = PSEUDONYM,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and stop.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Takes the name of a person out of all threads, in both languages, and says where.

    The name above their comments becomes a pseudonym, also where others greet them and below
    their own words, and the address of the comment at its source goes. With --remove a note
    stands in place of each comment, so that answers to it stay whole. Places that only a person
    can judge are listed, and nothing is changed there.

    Example: kb forget "A. B." --dry-run
    """
    site = read_site(root)
    with or_refused(), changing(site.root) as finished:
        tell_finished(finished)
        found = plan(site, name, remove=remove, pseudonym=pseudonym)
        if not dry_run:
            apply(site.root, found.change)
    if json:
        data = {
            "name": found.name,
            "comments": list(found.comments),
            "done": not dry_run,
            "removed": remove,
            "changed": [asdict(line) for line in found.lines],
            "left": [asdict(spot) for spot in found.left],
        }
        typer.echo(json_format.dumps(data, ensure_ascii=False, indent=2))
    else:
        _show(found, remove=remove, done=not dry_run)


def _show(found: Plan, *, remove: bool, done: bool) -> None:
    for line in found.lines:
        typer.echo(f"{line.file}:{line.line}:")
        for sign, text in (("-", line.before), ("+", line.after)):
            if text:
                typer.echo(f"  {sign} {text.strip()}")
    if found.left:
        typer.echo("\nLook here; nothing was changed in these places:")
        for spot in found.left:
            typer.echo(f"{spot.file}:{spot.line}: {spot.text}")
    what = "removed" if remove else f"by {found.pseudonym}"
    verb, then = ("are", "now") if done else ("would be", "then")
    typer.echo(f"\nBy {found.name}: {', '.join(found.comments)}. They {verb} {what} {then}.")
    typer.echo(HISTORY)
