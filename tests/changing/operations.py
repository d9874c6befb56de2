"""Changes that are broken off in tests: each is worked out beforehand, so that only writing is killed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from knowledge.changing import forget
from knowledge.changing.journal import apply, changing
from knowledge.changing.rename import plan
from knowledge.collect import read_library
from knowledge.receiving.arrival import receive
from knowledge.receiving.submission import Submission, What
from tests.changing.bases import site_of


def _rename(old: str, new: str) -> Callable[[Path], Callable[[Path], None]]:
    def prepare(root: Path) -> Callable[[Path], None]:
        change = plan(site_of(root), old, new).change

        def run(root: Path) -> None:
            with changing(root):
                apply(root, change)

        return run

    return prepare


def _forget(root: Path) -> Callable[[Path], None]:
    change = forget.plan(site_of(root), "A. B.", remove=True).change

    def run(root: Path) -> None:
        with changing(root):
            apply(root, change)

    return run


def _comment(_: Path) -> Callable[[Path], None]:
    """Here the whole command is killed, reading included; the next one is the same again."""

    def run(root: Path) -> None:
        site = site_of(root)
        sent = Submission("issue:1", What.COMMENT, "anderer", "Ein Wort.", name="E. F.")
        with changing(root):
            library, _ = read_library(site.root, site.docs, site.languages, drafts=False)
            receipt = receive(site, library, sent)
            if receipt.is_new:
                apply(root, receipt.change)

    return run


OPERATIONS: Mapping[str, Callable[[Path], Callable[[Path], None]]] = {
    "comment": _comment,
    "forget": _forget,
    "rename-essay": _rename("vom-haus", "haeuser"),
    "rename-concept": _rename("haus", "gebaeude"),
}
"""By name: what works a change out for a project, and gives what makes it."""
