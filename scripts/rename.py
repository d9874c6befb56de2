"""`kb rename`: another id for an essay, concept or question, and every place that names it."""

from __future__ import annotations

import json as json_format
from dataclasses import asdict
from typing import Annotated

import typer

from kb.changes import or_refused, tell_finished
from kb.options import HERE, AsJson, Root
from knowledge.changing.journal import apply, changing
from knowledge.changing.rename import Plan, is_done, plan
from knowledge.site import read_site

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and stop.")]


def rename(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The id it has.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The id it gets.")],
    root: Root = HERE,
    dry_run: DryRun = False,
    json: AsJson = False,
) -> None:
    """Gives an essay, a concept or a question another id.

    Moves its files in both languages with all that lies in its folder, rewrites every link,
    field and ledger that names it, and lets the old addresses lead to the new ones. All of it
    happens or nothing; what a breakdown left half-done, the next change finishes. Where two
    documents share an id, `essay/ID` says which one is meant.

    Example: kb rename resonanz resonanzerfahrung --dry-run
    """
    site = read_site(root)
    with or_refused(), changing(site.root) as finished:
        tell_finished(finished)
        if finished and is_done(site, old, new):
            return
        found = plan(site, old, new)
        if not dry_run:
            apply(site.root, found.change)
    if json:
        typer.echo(_as_json(found, done=not dry_run))
    else:
        _show(found, done=not dry_run)


def _as_json(found: Plan, *, done: bool) -> str:
    data = {
        "kind": found.kind,
        "old": found.old,
        "new": found.new,
        "done": done,
        "moved": [asdict(move) for move in found.change.moves],
        "changed": [asdict(line) for line in found.lines],
    }
    return json_format.dumps(data, ensure_ascii=False, indent=2)


def _show(found: Plan, *, done: bool) -> None:
    for move in found.change.moves:
        typer.echo(f"{move.source} → {move.target}")
    for line in found.lines:
        typer.echo(f"{line.file}:{line.line}:")
        for sign, text in (("-", line.before), ("+", line.after)):
            if text:
                typer.echo(f"  {sign} {text.strip()}")
    files = len({line.file for line in found.lines})
    verb = "now is" if done else "would become"
    count = f"{len(found.lines)} lines in {files} files"
    typer.echo(f"{found.kind} {found.old} {verb} {found.new}: {count}.")
