"""The second door: all documents are rendered, and every page takes what was rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger

from knowledge import base, page, state
from knowledge.check.report import count, in_order, lines
from knowledge.model import Severity

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

log = get_plugin_logger("querverweis")
LOG = {Severity.ERROR: log.error, Severity.WARNING: log.warning, Severity.INFO: log.info}


@event_priority(-1)  # behind `collect`, and before MkDocs begins to write
def on_config(config: MkDocsConfig) -> None:
    """Renders both languages in the first build; errors end it while the old site still stands."""
    build = state.current()
    if state.is_nested(config) or build.unchanged:
        return
    with build.stages.stage("render", "{count} texts are rendered, {made} of them anew") as stage:
        told, words, later = build.stages.told, build.words, build.later.append
        build.base = base.render(build.site, build.library, build.cache, told, words, later)
        stage.count, stage.made = len(build.base.pages), build.base.made
    checks = build.checks.result() if build.checks else []
    build.problems = in_order([*checks, *build.base.problems])
    for found in build.problems:
        LOG[found.severity](lines(found))
    errors = count(build.problems, Severity.ERROR)
    if errors and not build.serving:
        raise PluginError(f"The texts have errors ({errors}, see above). Nothing was built.")


@event_priority(-101)  # right behind static-i18n (-100), which decides on the files
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Sets the pages of the language being built."""
    page.set_pages(files, config, state.current(), state.language(config))
    return files
