"""What shapes results beside the texts: this project's code, and the libraries below it."""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from knowledge.cache import key_of
from knowledge.generator import PROPERDOCS

LIBRARIES = (
    "babel jinja2 lxml markdown mkdocs mkdocs-material mkdocs-static-i18n nh3 pillow "
    "pymdown-extensions"
).split()
"""Those that what readers get passes through."""
SHAPELESS = frozenset(
    "bench editors exporting preview releasing review suggest supply writing".split()
)
"""Rooms that no page passes through."""


@lru_cache(maxsize=1)
def version() -> str:
    """A key that another version of Python, of a library or of this code does not have."""
    hooks = Path(__file__).parents[1]
    code = sorted(
        path
        for path in hooks.rglob("*")
        if path.suffix in {".py", ".txt"} and path.parent.name not in SHAPELESS
    )
    installed = (f"{name} {metadata.version(name)}" for name in (*LIBRARIES, *_instead()))
    return key_of(
        [sys.version, *installed, *(part for p in code for part in (p.name, p.read_bytes()))]
    )


def _instead() -> list[str]:
    """What stands in for one of them in this process."""
    return [PROPERDOCS] if PROPERDOCS in sys.modules else []
