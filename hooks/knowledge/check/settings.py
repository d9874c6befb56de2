"""What can be wrong in `mkdocs.yml`, as far as this project reads it itself."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.check.kinds import problem
from knowledge.collect import schema
from knowledge.collect.source import FrontMatter, SourceError, parse_mapping, read_text
from knowledge.collect.validation import validate
from knowledge.model import Problem
from knowledge.site import Site

FILE = "mkdocs.yml"


def check_settings(site: Site) -> Iterator[Problem]:
    """Problems of a project's settings."""
    _, complaints = validate(schema.SettingsMatter, {"extra": dict(site.extra)})
    for place, message in complaints:
        yield problem("bad-front-matter", FILE, _written(site).mark(place), message)
    if not site.has_imprint:
        message = "The imprint has no text. Write it under `extra: imprint:` in mkdocs.yml."
        yield problem("missing-imprint", FILE, _written(site).mark(("extra", "imprint")), message)


def _written(site: Site) -> FrontMatter:
    """Where the settings stand; nowhere, if MkDocs was given others."""
    try:
        return parse_mapping(read_text(site.root / FILE), first_line=1)
    except (OSError, SourceError):
        return FrontMatter()
