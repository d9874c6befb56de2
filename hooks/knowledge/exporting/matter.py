"""Front matter that says the same to anybody who reads YAML."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from knowledge.collect.source import parse_front_matter
from knowledge.model import Document

DATES = {"date", "updated"}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
PARTIAL = "appeared"
"""The name for a date without month or day: generators stop at a `date` that is no day."""
FLAGS = {"draft", "closed", "case", "compounds"}
NUMBERS = {"number"}
OF_THE_SITE = {"hide", "listing"}
"""What only the pages of our own theme have a use for."""
WIDE = 10_000
"""Characters in a line, so that nothing is folded."""


def front_matter(document: Document, language: str, markdown: Callable[[str], str]) -> str:
    """The front matter of one version of a document, between its two lines of hyphens.

    Names stay as the author wrote them; the id and the language, which the path says, are added.

    Args:
        document: whose.
        language: of the version.
        markdown: makes plain Markdown of the texts of references.
    """
    source = document.versions[language].source
    values = parse_front_matter(source).values
    fields = {"id": document.id, "lang": language, **_typed(values, markdown)}
    kept = {name: value for name, value in fields.items() if name not in OF_THE_SITE}
    text = yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=WIDE)
    return f"---\n{text}---\n\n"


def _typed(values: Mapping[str, Any], markdown: Callable[[str], str]) -> dict[str, Any]:
    """Values whose scalars have the types that YAML gives them, as far as their fields tell."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            found[name] = _typed(value, markdown)
        elif isinstance(value, list):
            found[name] = [
                _typed(each, markdown) if isinstance(each, Mapping) else each for each in value
            ]
        elif name in DATES and not DAY.match(value):
            found[PARTIAL] = value
        else:
            found[name] = markdown(value) if name == "text" else _scalar(name, value)
    return found


def _scalar(name: str, value: str) -> object:
    if name in DATES:
        return dt.date.fromisoformat(value[:10])
    if name in FLAGS:
        return value.lower() in {"true", "yes", "on"}
    return int(value) if name in NUMBERS and value.isdecimal() else value
