"""Options that verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Root = Annotated[
    Path,
    typer.Option("--root", help="The project's folder.", file_okay=False, show_default=False),
]
HERE = Path()
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON.")]
