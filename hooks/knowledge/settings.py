"""What shapes a rendered page beside its text: names and values, so that it can be sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class RenderSettings:
    """The Markdown extensions of the site and their options."""

    extensions: tuple[str, ...] = ()
    """Names, as in `mkdocs.yml`."""
    extension_configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Options by the extension's name."""
