"""The entry point of `kb`."""

from __future__ import annotations

import sys

import typer

from kb.bench import bench
from kb.check import check
from kb.comment import comment
from kb.folder import folder
from kb.forget import forget
from kb.importing import import_
from kb.mentions import mentions
from kb.options import HERE, Root
from kb.rename import rename
from kb.suggest import suggest
from knowledge.site import SiteError

app = typer.Typer(
    name="kb",
    help="What MkDocs does not do for Querverweis. Exits with 0, 1 (problems found) or 2 "
    "(wrong use).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(check)
app.command()(folder)
app.command()(forget)
app.command("import")(import_)
app.command()(mentions)
app.command()(rename)
app.command()(suggest)
app.add_typer(bench, name="bench")
app.add_typer(comment, name="comment")


@app.callback()
def _verbs(context: typer.Context, root: Root = HERE) -> None:
    """What MkDocs does not do for Querverweis. Exits with 0, 1 (problems found) or 2."""
    # `kb --root DIR check` means the same as `kb check --root DIR`.
    names = ("check", "folder", "forget", "import", "mentions", "rename", "suggest")
    verbs = {verb: {"root": root} for verb in names}
    context.default_map = {
        **verbs,
        "bench": {"language": {"root": root}},
        "comment": {"add": {"root": root}},
    }


def run() -> None:
    """Runs `kb`; a project that cannot be read is wrong use, and says so in one line."""
    try:
        app()
    except (SiteError, ModuleNotFoundError) as error:
        print(f"kb: {error}", file=sys.stderr)  # noqa: T201 - the command line's own output
        raise SystemExit(2) from None


if __name__ == "__main__":
    run()
