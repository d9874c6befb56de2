"""Ids and paths in what the project keeps beside its texts: what was imported, what was sent in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from knowledge.changing.references import Renaming
from knowledge.model import Kind

IMPORTS = ".imports"
RECEIVED = ".received"


def renamed_import(text: str, renaming: Renaming) -> str:
    """What was imported, with the paths and ids that a document has then."""
    data = _read(text)
    files = data.get("files")
    if isinstance(files, dict):
        data["files"] = {_path(name, renaming): value for name, value in files.items()}
    asked = data.get("questions")
    if renaming.kind is Kind.QUESTION and isinstance(asked, dict):
        data["questions"] = {
            key: renaming.new if id == renaming.old else id for key, id in asked.items()
        }
    return _written(text, data)


def renamed_receipt(text: str, renaming: Renaming) -> str:
    """What was sent in, with the id that its essay or question has then."""
    data = _read(text)
    id, sign, rest = str(data.get("page", "")).partition("#")
    if id == renaming.old:
        data["page"] = f"{renaming.new}{sign}{rest}"
    return _written(text, data)


def _path(name: str, renaming: Renaming) -> str:
    stem = f"{renaming.folder}/{renaming.old}"
    is_own = name.startswith((f"{stem}/", f"{stem}."))
    return f"{renaming.folder}/{renaming.new}{name[len(stem) :]}" if is_own else name


def _read(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _written(before: str, data: Mapping[str, Any]) -> str:
    """The text of the data; as it was if nothing in it changed."""
    if not data or data == _read(before):
        return before
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
