"""The second door: all documents are rendered, and every page takes what was rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger

from knowledge import base, page, state
from knowledge.check.report import count, lines
from knowledge.model import Severity

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

log = get_plugin_logger("querverweis")
LOG = {Severity.ERROR: log.error, Severity.WARNING: log.warning, Severity.INFO: log.info}


@event_priority(-1)  # behind `collect`, and before MkDocs empties the target
def on_config(config: MkDocsConfig) -> None:
    """Renders both languages in the first build; errors end it while the old site still stands."""
    if not state.is_nested(config):
        current = state.current()
        current.base = base.render(current.site, current.library)
        current.problems = base.in_order([*current.problems, *current.base.problems])
        for found in current.problems:
            LOG[found.severity](lines(found))
        errors = count(current.problems, Severity.ERROR)
        if errors and not current.serving:
            raise PluginError(f"The texts have errors ({errors}, see above). Nothing was built.")


@event_priority(-101)  # right behind static-i18n (-100), which decides on the files
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Sets the pages of the language being built."""
    page.set_pages(files, config, state.current(), state.language(config))
    return files
