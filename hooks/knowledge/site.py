"""What the house must know of `mkdocs.yml`, with or without MkDocs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from knowledge.settings import RenderSettings

PREVIEW = "QUERVERWEIS_PREVIEW"
"""The variable that tells a build the address that the server gave the site."""
BUILT_IN_EXTENSIONS = ("toc", "tables", "fenced_code")
"""What MkDocs adds to every site's Markdown extensions."""


class SiteError(Exception):
    """There is no project here, or its configuration cannot be read."""


@dataclass(frozen=True, slots=True)
class Site:
    """A project: where it lies, what it is called, which languages it has."""

    root: Path
    docs: str = "docs"
    name: str = ""
    url: str = ""
    """Ends with a slash; empty where the site does not know its address."""
    languages: tuple[str, ...] = ("de", "en")
    """The default language first."""
    render: RenderSettings = field(default_factory=RenderSettings)
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def has_imprint(self) -> bool:
        """Whether the page that readers in Germany expect has a text."""
        imprint = self.extra.get("imprint")
        return any(imprint.values()) if isinstance(imprint, Mapping) else bool(imprint)


class _Lenient(yaml.SafeLoader):
    """Reads `mkdocs.yml` without importing what its tags name."""


def _tag_as_text(loader: yaml.Loader, suffix: str, node: yaml.Node) -> Any:
    return node.value if isinstance(node, yaml.ScalarNode) else None


_Lenient.add_multi_constructor("!", _tag_as_text)
_Lenient.add_multi_constructor("tag:yaml.org,2002:python/", _tag_as_text)


def read_site(root: Path) -> Site:
    """The project in a folder, from its `mkdocs.yml`.

    Raises:
        SiteError: if there is none or it is not YAML.
    """
    path = root / "mkdocs.yml"
    try:
        config = yaml.load(path.read_text(encoding="utf-8"), _Lenient)
    except OSError as error:
        raise SiteError(
            f"There is no mkdocs.yml in {root.resolve()}. Name the project's folder with --root."
        ) from error
    except UnicodeDecodeError as error:
        raise SiteError(f"{path.name} is not text in UTF-8. Save it as UTF-8.") from error
    except yaml.YAMLError as error:
        raise SiteError(f"{path.name} is not YAML: {error}") from error
    if not isinstance(config, dict):
        raise SiteError(f"{path.name} holds no settings.")
    try:
        return _site(root, config)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        message = f"{path.name} holds settings of an unexpected form: {error}."
        raise SiteError(f"{message} `mkdocs build` says more.") from error


def _site(root: Path, config: dict[str, Any]) -> Site:
    names, configs = extensions(config.get("markdown_extensions") or [])
    url = str(config.get("site_url") or "")
    extra = config.get("extra") or {}
    return Site(
        root=root,
        docs=str(config.get("docs_dir") or "docs"),
        name=str(config.get("site_name") or ""),
        url=url if not url or url.endswith("/") else f"{url}/",
        languages=_languages(config.get("plugins") or []),
        render=RenderSettings((*BUILT_IN_EXTENSIONS, *names), configs),
        extra=dict(extra),
    )


def extensions(
    listed: Sequence[Any] | Mapping[str, Any],
) -> tuple[list[str], dict[str, dict[str, Any]]]:
    """Names and options of Markdown extensions as `mkdocs.yml` lists them."""
    names: list[str] = []
    configs: dict[str, dict[str, Any]] = {}
    entries = [listed] if isinstance(listed, Mapping) else listed
    for entry in entries:
        options = entry if isinstance(entry, Mapping) else {entry: None}
        for name, config in options.items():
            if name not in (*BUILT_IN_EXTENSIONS, *names):
                names.append(name)
            if config:
                configs[name] = dict(config)
    return names, configs


def _languages(plugins: Sequence[Any] | Mapping[str, Any]) -> tuple[str, ...]:
    entries = (
        plugins.items()
        if isinstance(plugins, Mapping)
        else [pair for entry in plugins if isinstance(entry, Mapping) for pair in entry.items()]
    )
    for name, options in entries:
        if name == "i18n" and options:
            listed = options.get("languages") or []
            ordered = sorted(listed, key=lambda language: not language.get("default"))
            return tuple(str(language["locale"]) for language in ordered)
    return ("de", "en")
