"""JSON Schemas of everything authors write in YAML, made from the tables that read it.

`make schemas` writes them into `schemas/`. A table takes every scalar as text, while an editor
has read numbers and empty values already; so a schema allows those where a table takes any text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from knowledge.collect import schema
from knowledge.editors.descriptions import FIELDS, TABLES
from knowledge.files import write

FOLDER = "schemas"
DIALECT = "http://json-schema.org/draft-07/schema#"
"""What the language server for YAML reads."""
MODELS: Mapping[str, type[BaseModel]] = {
    "essay": schema.EssayMatter,
    "concept": schema.ConceptMatter,
    "question": schema.QuestionMatter,
    "page": schema.PageMatter,
    "thread": schema.ThreadMatter,
    "links": schema.LedgerMatter,
    "mkdocs": schema.SettingsMatter,
}
"""By the name of the schema's file."""


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of a table, described in both languages."""
    found = model.model_json_schema()
    tables = found.pop("$defs", {})
    own = {"$schema": DIALECT, **_table(model.__name__, found)}
    if tables:
        tables = {name: _table(name, each) for name, each in sorted(tables.items())}
        own["definitions"] = tables
    named: dict[str, Any] = _renamed(own)
    return named


def texts() -> dict[str, str]:
    """The text of each schema's file, by its path relative to the project's folder."""
    return {
        f"{FOLDER}/{name}.schema.json": json.dumps(schema_of(model), ensure_ascii=False, indent=2)
        + "\n"
        for name, model in MODELS.items()
    }


def _table(name: str, found: dict[str, Any]) -> dict[str, Any]:
    """A table with its descriptions; one that lists values is left as it is."""
    found = {key: value for key, value in found.items() if key not in {"title", "description"}}
    if "properties" not in found:
        return found
    fields = {
        field: {"description": _both(FIELDS[name][field]), **_field(value)}
        for field, value in found["properties"].items()
    }
    return {"description": _both(TABLES[name]), **found, "properties": fields}


def _both(words: tuple[str, str]) -> str:
    return "\n\n".join(words)


def _field(found: Mapping[str, Any]) -> dict[str, Any]:
    """A field without what pydantic says of itself."""
    field = {key: value for key, value in found.items() if key not in {"title", "description"}}
    default = field.get("default")
    if default is None:
        field.pop("default", None)
    choices = [each for each in field.pop("anyOf", []) if each != {"type": "null"}]
    if len(choices) == 1:
        field |= choices[0]
    elif choices:
        field["anyOf"] = [_as_read(each, or_nothing=default in ("", [])) for each in choices]
    if reference := field.pop("$ref", None):  # beside which draft 7 reads nothing
        field["allOf"] = [{"$ref": reference}]
    if "enum" in field and "" in field["enum"]:
        field["enum"] = [value for value in field["enum"] if value]
    return _as_read(field, or_nothing=default in ("", []))


def _as_read(field: dict[str, Any], *, or_nothing: bool) -> dict[str, Any]:
    """What an editor may have made of a text before it compares it."""
    if "items" in field:
        field = {**field, "items": _as_read(field["items"], or_nothing=False)}
    if field.get("type") == "string" and "enum" not in field and "format" not in field:
        kinds = ["string", "number", "boolean"] if "pattern" not in field else ["string", "number"]
        return {**field, "type": [*kinds, "null"] if or_nothing else kinds}
    if field.get("type") == "array" and or_nothing:
        return {**field, "type": ["array", "null"]}
    return field


def _renamed(value: Any) -> Any:
    """With `definitions`, as draft 7 calls them."""
    if isinstance(value, dict):
        return {key: _renamed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each) for each in value]
    return value.replace("#/$defs/", "#/definitions/") if isinstance(value, str) else value


def _names(model: type[BaseModel]) -> Iterator[str]:
    yield model.__name__
    yield from model.model_json_schema().get("$defs", {})


def described() -> set[tuple[str, str]]:
    """All tables and fields that editors show, each by the names of both."""
    return {
        (name, field)
        for model in MODELS.values()
        for name in _names(model)
        if (table := getattr(schema, name, None)) and hasattr(table, "model_fields")
        for field in table.model_fields
    }


if __name__ == "__main__":
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    for path, text in texts().items():
        write(root / path, text.encode())
