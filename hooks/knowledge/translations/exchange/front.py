"""Title and summary in a file's front matter: where they stand, and how they are put there."""

from __future__ import annotations

from typing import NamedTuple

import yaml

from knowledge.collect.source import FRONT_MATTER
from knowledge.model import Source

FIELDS = ("title", "summary")


class Value(NamedTuple):
    """A value in the front matter."""

    text: str
    start: int
    """Where its YAML stands in the file."""
    end: int
    line: int


def values(source: Source) -> dict[str, Value]:
    """Title and summary as far as a file has them."""
    match = FRONT_MATTER.match(source.text)
    if match is None:
        return {}
    try:
        root = yaml.compose(match[1], yaml.BaseLoader)
    except yaml.YAMLError:
        return {}
    found = {}
    offset = match.start(1)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value in FIELDS and isinstance(value, yaml.ScalarNode) and value.value.strip():
            start, end = offset + value.start_mark.index, offset + value.end_mark.index
            text = " ".join(value.value.split())
            found[key.value] = Value(text, start, end, source.line_at(start))
    return found


def as_yaml(text: str) -> str:
    """A text as a value on one line."""
    line = " ".join(text.split())
    dumped = yaml.safe_dump(line, allow_unicode=True, width=float("inf"))
    return dumped.removesuffix("...\n").strip()
