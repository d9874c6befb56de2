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
    build = state.current()
    if build.base is not None and not state.is_nested(config):
        with build.stages.stage("connect", "{count} mentions are connected") as stage:
            pages = build.base.pages.values()
            build.connections = connect.connect(build.library, pages, build.cache)
            stage.count = sum(map(len, build.connections.backlinks.values()))
    return env
