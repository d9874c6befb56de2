"""Which program builds the site: MkDocs, or ProperDocs, which continues it under another name.

ProperDocs stands in for every module of MkDocs (`properdocs.replacement`), but messages and
commands bear its own name.
"""

from __future__ import annotations

import logging
import sys

MKDOCS, PROPERDOCS = "mkdocs", "properdocs"


def command() -> list[str]:
    """How the program that runs this process is started once more."""
    return [sys.executable, "-m", PROPERDOCS if PROPERDOCS in sys.modules else MKDOCS]


def listen(handler: logging.Handler) -> None:
    """Lets a handler have what the program, the theme and other plugins say."""
    for name in (MKDOCS, PROPERDOCS):
        logging.getLogger(name).addHandler(handler)


def ignore(handler: logging.Handler) -> None:
    """Lets a handler have no more of it."""
    for name in (MKDOCS, PROPERDOCS):
        logging.getLogger(name).removeHandler(handler)
