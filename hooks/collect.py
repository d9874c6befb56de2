"""The first door: text files become typed documents, and every language gets its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from knowledge import base, state

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_startup(command: str, dirty: bool) -> None:
    """Notes what MkDocs is started for."""
    state.startup(command)


def on_config(config: MkDocsConfig) -> None:
    """Reads the whole base once, in the default language's build."""
    if not state.is_nested(config):
        site, serving = state.read_site(config), state.serving()
        library, problems = base.collect(site, drafts=serving)
        state.begin(state.State(site, serving, library, problems))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Gives a document without original in the default language a file there.

    static-i18n falls back to the default language only. It runs at priority -100 and takes
    plain files, whether or not they exist; what it makes of them is read from the library.
    """
    library = state.current().library
    docs = state.current().site.docs
    for file in files.documentation_pages():
        if f"{docs}/{file.src_uri.rsplit('.', 2)[0]}" not in library.by_stem:
            files.remove(file)
    for stem, document in library.by_stem.items():
        if library.languages[0] not in document.versions:
            name = f"{stem.removeprefix(f'{docs}/')}.{library.languages[0]}.md"
            files.append(File(name, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files
