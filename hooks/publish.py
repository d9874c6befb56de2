"""The fifth door: what is written beside the pages, once, behind the last language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority

from knowledge import publish, state

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@event_priority(-101)  # behind static-i18n (-100), which builds the other languages in this event
def on_post_build(config: MkDocsConfig) -> None:
    """Writes feeds, data of the graph and redirects into the built site."""
    current = state.current()
    if not state.is_nested(config) and current.connections is not None:
        scenes = [state.scene(config, language) for language in current.library.languages]
        publish.publish(Path(config.site_dir), scenes, config.theme.get_env())
