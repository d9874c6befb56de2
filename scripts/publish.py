"""`kb publish`: the site to where readers find it, in one step, with a way back."""

from __future__ import annotations

import json as json_format
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kb.changes import or_refused, tell_finished
from kb.options import HERE, AsJson, Root
from knowledge.cache import FOLDER
from knowledge.changing.journal import changing
from knowledge.releasing.building import build
from knowledge.releasing.folder import FolderTarget
from knowledge.releasing.git import BRANCH, GitTarget, git_remote
from knowledge.releasing.release import Outcome, ReleaseError
from knowledge.site import Site, read_site

ROOM = "publishing/site"
"""Where a site for a git repository is built, in the project's cache."""


def publish(
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help="The folder that a web server serves, or a git repository: its address, a path "
            "to a bare one, or the name of a remote of the project.",
            show_default=False,
        ),
    ],
    root: Root = HERE,
    rollback: Annotated[
        bool, typer.Option("--rollback", help="Bring back the version before; twice leads back.")
    ] = False,
    forget: Annotated[
        bool,
        typer.Option(
            "--forget", help="Keep nothing of versions before, as after `kb forget`; no way back."
        ),
    ] = False,
    branch: Annotated[str, typer.Option(help="The branch of a git repository.")] = BRANCH,
    json: AsJson = False,
) -> None:
    """Builds the site beside what is published, checks it, and swaps it in, in one step.

    Readers find the old version until the new one is whole. A build with a warning, a folder
    with other things in it, a full disk: nothing is published then, and what was stays. The
    version before is kept for --rollback; assets that only it had can still be loaded.

    Example: kb publish /srv/www/querverweis
    """
    if rollback and forget:
        _fail("Name one of --rollback and --forget.", 2)
    site = read_site(root)
    try:
        with or_refused():
            outcome = _publish(site, _target(site, target, branch), rollback, forget)
    except ReleaseError as error:
        _fail(str(error), 2 if error.is_wrong_use else 1)
    if json:
        typer.echo(json_format.dumps(asdict(outcome), ensure_ascii=False, indent=2))
        return
    for note in outcome.notes:
        typer.echo(note, err=True)
    if not outcome.changed:
        typer.echo(f"Nothing changed; {outcome.target} stands as it is ({outcome.id}).")
    else:
        said = "The version before" if rollback else "The new version"
        typer.echo(f"{said} ({outcome.id}, {outcome.files:,} files) is in {outcome.target}.")


def _target(site: Site, given: str, branch: str) -> FolderTarget | GitTarget:
    remote = git_remote(given, site.root)
    if remote:
        return GitTarget(remote, branch, site.root, (site.root / FOLDER / ROOM).absolute())
    return FolderTarget.of(Path(given), site.root, site.docs)


def _publish(site: Site, target: FolderTarget | GitTarget, rollback: bool, forget: bool) -> Outcome:
    with target.held():
        target.look()
        if rollback:
            return target.roll_back()
        with suppress(PermissionError), changing(site.root) as finished:
            tell_finished(finished)
        build(site, target.room)
        return target.put(target.room, forget=forget)


def _fail(message: str, code: int) -> None:
    typer.echo(f"kb: {message}", err=True)
    raise typer.Exit(code)
