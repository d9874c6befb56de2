"""The second door: all documents are rendered, and every page takes what was rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger

from knowledge import base, state
from knowledge.check.report import count, lines
from knowledge.model import Severity
from knowledge.page import KnowledgePage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

log = get_plugin_logger("querverweis")
LOG = {Severity.ERROR: log.error, Severity.WARNING: log.warning, Severity.INFO: log.info}


@event_priority(-101)  # right behind static-i18n (-100), which decides on the files
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Renders both languages in the first build, and sets the pages of each."""
    current = state.current()
    if not state.is_nested(config):
        current.base = base.render(current.site, current.library)
        current.problems = base.in_order([*current.problems, *current.base.problems])
        for found in current.problems:
            LOG[found.severity](lines(found))
        errors = count(current.problems, Severity.ERROR)
        if errors and not current.serving:
            raise PluginError(f"The texts have errors ({errors}, see above). Nothing was built.")
    assert current.base is not None
    language = state.language(config)
    for file in files.documentation_pages():
        stem = f"{current.site.docs}/{file.src_uri.rsplit('.', 2)[0]}"
        document = current.library.by_stem[stem]
        rendered = current.base.pages[document.id, document.version(language).language]
        KnowledgePage(file, config, document, rendered, language)
    return files
