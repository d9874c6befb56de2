"""The only mutable state: what one build has read, rendered and connected so far.

It is born in the first event of a build and keyed by language where languages differ. MkDocs
keeps hook modules for the whole process, and static-i18n builds the other languages inside the
default language's build with the same config object; so the state belongs to that object.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import ConfigurationError

from knowledge import site as sites
from knowledge.model import Connections, Problem
from knowledge.present import Scene
from knowledge.present.address import Addresses
from knowledge.present.labels import translator
from knowledge.render import RenderSettings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from knowledge.base import Base
    from knowledge.model import Library


@dataclass
class State:
    """What the doors hand to each other."""

    site: sites.Site
    serving: bool
    library: Library
    problems: list[Problem]
    base: Base | None = None
    connections: Connections | None = None
    scenes: dict[str, Scene] = field(default_factory=dict)
    """By the language being built."""


class _Process:
    """What outlives a build: the command that MkDocs runs, and the build under way."""

    serving = False
    state: State | None = None


def startup(command: str) -> None:
    """Notes whether MkDocs serves, before the first build."""
    _Process.serving = command == "serve"


def serving() -> bool:
    """Whether MkDocs serves."""
    return _Process.serving


def begin(state: State) -> State:
    """Makes a new build's state the current one."""
    _Process.state = state
    return state


def current() -> State:
    """The state of the build under way.

    Raises:
        RuntimeError: if no build has begun.
    """
    if _Process.state is None:
        raise RuntimeError("No build has begun: `hooks/collect.py` must be the first hook.")
    return _Process.state


def is_nested(config: MkDocsConfig) -> bool:
    """Whether this is static-i18n's build of another language inside the first one's."""
    return bool(_i18n(config).building)


def language(config: MkDocsConfig) -> str:
    """The language being built."""
    plugin = _i18n(config)
    return str(plugin.current_language or plugin.default_language)


def _i18n(config: MkDocsConfig) -> Any:
    if "i18n" not in config.plugins:
        raise ConfigurationError("List the plugin `i18n` with its languages under `plugins`.")
    return config.plugins["i18n"]


def _docs(config: MkDocsConfig, root: Path) -> str:
    docs = Path(config.docs_dir)
    if not docs.is_relative_to(root):
        raise ConfigurationError(f"Put `docs_dir` below {root.name}/; {docs.name} lies elsewhere.")
    return docs.relative_to(root).as_posix()


def read_site(config: MkDocsConfig) -> sites.Site:
    """What MkDocs read of `mkdocs.yml`, as the house knows it.

    Raises:
        ConfigurationError: if pages are to be files; their addresses are not known here yet.
    """
    if not config.use_directory_urls:
        raise ConfigurationError("Set `use_directory_urls: true`; pages are folders here.")
    root = Path(config.config_file_path).parent
    plugin = _i18n(config)
    default = plugin.default_language
    others = [locale for locale in plugin.all_languages if locale != default]
    url = config.site_url or ""
    return sites.Site(
        root=root,
        docs=_docs(config, root),
        name=config.site_name,
        url=url if not url or url.endswith("/") else f"{url}/",
        languages=(default, *others),
        render=RenderSettings(
            tuple(config.markdown_extensions),
            {name: dict(options) for name, options in config.mdx_configs.items() if options},
        ),
        extra=dict(config.extra),
    )


def scene(config: MkDocsConfig, of: str = "") -> Scene:
    """The base as readers of a language see it, made once for each.

    Args:
        config: of the build under way.
        of: the language; the one being built by default.
    """
    build, wanted = current(), of or language(config)
    if wanted not in build.scenes:
        assert build.base is not None and build.connections is not None  # noqa: PT018
        imprint = build.site.extra.get("imprint") or ""
        build.scenes[wanted] = Scene(
            library=build.library,
            pages=build.base.pages,
            connections=build.connections,
            addresses=Addresses(
                build.site.url, build.site.languages[0], directory_urls=config.use_directory_urls
            ),
            language=wanted,
            t=translator(wanted),
            imprint=str(imprint.get(wanted, "") if isinstance(imprint, dict) else imprint),
        )
    return build.scenes[wanted]
