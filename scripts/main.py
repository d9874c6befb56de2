"""The entry point of `kb`."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from kb.options import HERE, Root
from knowledge.site import SiteError

VERBS = {
    "bench": "kb.bench:bench",
    "check": "kb.check:check",
    "comment": "kb.comment:comment",
    "export": "kb.export:export",
    "folder": "kb.folder:folder",
    "forget": "kb.forget:forget",
    "import": "kb.importing:import_",
    "mentions": "kb.mentions:mentions",
    "new": "kb.new:new",
    "publish": "kb.publish:publish",
    "rename": "kb.rename:rename",
    "suggest": "kb.suggest:suggest",
    "translations": "kb.translations:translations",
}
"""Where each verb is; a group of verbs is a `Typer` there, a single one a function."""
WITH_ROOT = {
    "bench": ("check", "language"),
    "comment": ("add",),
    "new": ("concept", "essay", "question"),
    "translations": ("accept", "export", "import"),
}
"""The members of a group that `kb --root DIR` before it names the project for."""


class _Verbs(TyperGroup):
    """Verbs that are read when they are called: most need more than `kb check` may take."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002
        """The names of all verbs."""
        return list(VERBS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        """A verb; None if there is none of that name."""
        if cmd_name not in VERBS:
            return None
        module, _, name = VERBS[cmd_name].partition(":")
        found = getattr(import_module(module), name)
        group = typer.Typer(add_completion=False, rich_markup_mode=None)
        if isinstance(found, typer.Typer):
            return typer.main.get_group(found)
        group.command(cmd_name)(found)
        return typer.main.get_command(group)


app = typer.Typer(
    name="kb",
    cls=_Verbs,
    help="What MkDocs does not do for Querverweis. Exits with 0, 1 (problems found) or 2 "
    "(wrong use).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def _verbs(context: typer.Context, root: Root = HERE) -> None:
    """What MkDocs does not do for Querverweis. Exits with 0, 1 (problems found) or 2."""
    # `kb --root DIR check` means the same as `kb check --root DIR`.
    context.default_map = {
        verb: {"root": root, **{member: {"root": root} for member in WITH_ROOT.get(verb, ())}}
        for verb in VERBS
    }


def run() -> None:
    """Runs `kb`; what cannot be read or written is wrong use, and is said in one line."""
    try:
        app()
    except (SiteError, ModuleNotFoundError) as error:
        _fail(str(error))
    except OSError as error:
        _fail(": ".join(filter(None, (error.filename, error.strerror or str(error)))))


def _fail(sentence: str) -> NoReturn:
    print(f"kb: {sentence}", file=sys.stderr)  # noqa: T201 - the command line's own output
    raise SystemExit(2)


if __name__ == "__main__":
    run()
