"""The first door: text files become typed documents, and every language gets its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import base, page, state

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_startup(command: str, dirty: bool) -> None:
    """Notes what MkDocs is started for."""
    state.startup(command)


def on_config(config: MkDocsConfig) -> None:
    """Reads the whole base once, in the default language's build."""
    if state.is_nested(config):
        return
    build = state.begin(config)
    if not build.unchanged:
        with build.stages.stage("collect", "{count} documents are read") as stage:
            drafts, cache, words = build.serving, build.cache, build.words
            found = base.begin_collect(build.site, drafts=drafts, cache=cache, words=words)
            build.library, build.checks = found
            stage.count = len(build.library.everything)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Gives a document without original in the default language a file there.

    static-i18n falls back to the default language only. It runs at priority -100 and takes
    plain files, whether or not they exist; what it makes of them is read from the library.
    """
    page.match_files(files, config, state.current())
    return files
