"""The fifth door: what is written beside the pages, once, behind the last language."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority

from knowledge import publish, state
from knowledge.workers import Meanwhile

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer


@event_priority(-101)  # behind static-i18n (-100), which builds the other languages in this event
def on_post_build(config: MkDocsConfig) -> None:
    """Writes feeds, data of the graph, redirects and search indexes, and delivers the site."""
    build = state.current()
    if state.is_nested(config):
        return
    if build.connections is not None:
        scenes = [state.scene(config, language) for language in build.library.languages]
        folder, env = Path(config.site_dir), config.theme.get_env()
        state.prepare_templates(env, config)
        standing, cache = build.target.folder, build.cache
        work = partial(publish.publish, folder, scenes, env, build.pages, standing, cache)
        beside = Meanwhile(work, patient=True)  # it waits for nothing that the search makes
        state.keep()
        with build.stages.stage("search", "{count} places can be found") as stage:
            stage.count = state.make_search(config)
        with build.stages.stage("publish", "{count} feeds and other files are written") as stage:
            stage.count = beside.result()
    state.finish(config)


def on_serve(
    server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]
) -> LiveReloadServer:
    """Lets the server show a text a moment after it was saved."""
    state.preview(server, config, builder)
    return server


def on_build_error(error: Exception) -> None:
    """Leaves nothing behind of a build that failed, and says what the system refused."""
    state.end()
    state.refuse(error)
