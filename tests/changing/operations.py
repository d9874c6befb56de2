"""Changes that are broken off in tests: each is worked out beforehand, so that only writing is killed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from knowledge.changing.journal import apply, changing
from knowledge.changing.rename import plan
from tests.changing.bases import site_of


def _rename(old: str, new: str) -> Callable[[Path], Callable[[Path], None]]:
    def prepare(root: Path) -> Callable[[Path], None]:
        change = plan(site_of(root), old, new).change

        def run(root: Path) -> None:
            with changing(root):
                apply(root, change)

        return run

    return prepare


OPERATIONS: Mapping[str, Callable[[Path], Callable[[Path], None]]] = {
    "rename-essay": _rename("vom-haus", "haeuser"),
    "rename-concept": _rename("haus", "gebaeude"),
}
"""By name: what works a change out for a project, and gives what makes it."""
