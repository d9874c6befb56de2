"""The third door: when all pages are rendered, concepts learn where they are discussed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import connect, state

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Connects the whole base once, in the default language's build."""
    current = state.current()
    if current.base is not None and not state.is_nested(config):
        current.connections = connect.connect(current.library, current.base.pages.values())
    return env
