"""JSON-LD against the vocabulary of schema.org, as far as `schemaorg.json` has it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

TABLE = json.loads(Path(__file__).with_name("schemaorg.json").read_text(encoding="utf-8"))
TYPES: Mapping[str, list[str]] = TABLE["types"]
PROPERTIES: Mapping[str, Mapping[str, list[str]]] = TABLE["properties"]
KEYWORDS = {"@type", "@id"}


@cache
def kinds(name: str) -> frozenset[str]:
    """A type with all that it is a kind of."""
    return frozenset({name}.union(*(kinds(parent) for parent in TYPES.get(name, ()))))


def is_address(value: str) -> bool:
    return urlsplit(value).scheme in {"http", "https"} and bool(urlsplit(value).netloc)


def is_date(value: str) -> bool:
    """A year, a month or a day, as exactly as it is known (ISO 8601)."""
    padded = value + "-01" * (2 - value.count("-"))
    return _parses(dt.date.fromisoformat, padded)


def is_moment(value: str) -> bool:
    return "T" in value and _parses(dt.datetime.fromisoformat, value)


def _parses(parse: Callable[[str], object], value: str) -> bool:
    try:
        parse(value)
    except ValueError:
        return False
    return True


TEXTS: Mapping[str, Callable[[str], bool]] = {
    "Text": lambda value: bool(value.strip()),
    "URL": is_address,
    "Date": is_date,
    "DateTime": is_moment,
}


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """All things that are described in some data, those inside others too."""
    if isinstance(value, list):
        for part in value:
            yield from nodes(part)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for part in value.values():
            yield from nodes(part)


def problems(node: Mapping[str, Any], types: Mapping[str, str]) -> Iterator[str]:
    """What the vocabulary does not have or allow.

    Args:
        node: a thing; those inside it are looked at too.
        types: of the things that are described anywhere, by their `@id`.
    """
    name = node.get("@type")
    if name is None:
        if set(node) != {"@id"} or node["@id"] not in types:
            yield f"neither a thing nor the name of one: {node}"
        return
    if name not in TYPES:
        yield f"unknown type {name}"
        return
    if "@id" in node and not is_address(node["@id"]):
        yield f"{name} is named {node['@id']}"
    for key, value in node.items():
        if key in KEYWORDS:
            continue
        if key not in PROPERTIES:
            yield f"unknown property {key}"
            continue
        if kinds(name).isdisjoint(PROPERTIES[key]["domain"]):
            yield f"{name} has no {key}"
        for part in value if isinstance(value, list) else [value]:
            yield from _outside(key, part, types)


def _outside(key: str, value: Any, types: Mapping[str, str]) -> Iterator[str]:
    """Why a value is not what a property can be."""
    allowed = PROPERTIES[key]["range"]
    if isinstance(value, dict):
        found = value.get("@type") or types.get(value.get("@id", ""), "")
        if found and kinds(found).isdisjoint(allowed):
            yield f"{key} is no {found}"
        yield from problems(value, types)
    elif isinstance(value, str):
        if not any(TEXTS[name](value) for name in allowed if name in TEXTS):
            yield f"{key} is not {value!r}"
    elif not isinstance(value, int) or "Integer" not in allowed:
        yield f"{key} is not {value!r}"
