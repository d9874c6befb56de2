"""What was imported before: which post is which essay, which comment has which id.

One file for each essay, `.imports/<id>.json` in the content folder, where MkDocs and this project
read nothing that begins with a dot. It belongs to the texts and is committed with them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from knowledge.files import write

FOLDER = ".imports"
COMMENT_ID = re.compile(rb"^(?: {4}|\t)id: *c(\d{1,9})\b", re.MULTILINE)


@dataclass(slots=True)
class Written:
    """A file as an import wrote it."""

    source: str
    """A digest of what the source said."""
    file: str
    """A digest of the file; while it is the same, no author has edited it."""


@dataclass(slots=True)
class Entry:
    """An essay that came from elsewhere."""

    id: str
    key: str
    language: str = ""
    files: dict[str, Written] = field(default_factory=dict)
    """By path, relative to the content folder."""
    comments: dict[str, int] = field(default_factory=dict)
    """The number in a comment's id by its key at the source."""
    questions: dict[str, str] = field(default_factory=dict)
    """The id of a question's page by a digest of what it asks."""
    highest: int = 0
    """The highest number that a comment has, those included that an author has added."""

    def number(self, key: str) -> int:
        """The number of a comment, the next one if it is new."""
        if key not in self.comments:
            self.highest += 1
            self.comments[key] = self.highest
        return self.comments[key]


class Ledger:
    """The essays that were imported into a content folder."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self._folder = content / FOLDER
        self._ids: dict[str, str] = {entry.key: entry.id for entry in self._all()}

    def id_of(self, key: str) -> str:
        """The id of the essay that a post became, or `""`."""
        return self._ids.get(key, "")

    def read(self, id: str, key: str) -> Entry:
        """What is known of an essay; nothing if it is new."""
        entry = _entry(self._folder / f"{id}.json") or Entry(id, key)
        entry.highest = max(entry.comments.values(), default=0)
        for thread in (self._content / "essays" / id).glob("thread.*.md"):
            numbers = map(int, COMMENT_ID.findall(thread.read_bytes()))
            entry.highest = max(entry.highest, *numbers, 0)
        return entry

    def keep(self, entry: Entry) -> None:
        """Writes what is known of an essay, if that has changed."""
        path = self._folder / f"{entry.id}.json"
        data = (json.dumps(_data(entry), ensure_ascii=False, indent=1) + "\n").encode()
        if not path.is_file() or path.read_bytes() != data:
            write(path, data)
        self._ids[entry.key] = entry.id

    def _all(self) -> Iterator[Entry]:
        for path in sorted(self._folder.glob("*.json")) if self._folder.is_dir() else ():
            if entry := _entry(path):
                yield entry


def digest(text: str | bytes) -> str:
    """What is the same for the same text."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return sha256(data).hexdigest()[:32]


def _data(entry: Entry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "language": entry.language,
        "files": {path: [f.source, f.file] for path, f in sorted(entry.files.items())},
        "comments": entry.comments,
        "questions": entry.questions,
    }


def _entry(path: Path) -> Entry | None:
    """What a file of the ledger says; one that says something else says nothing."""
    try:
        data = json.loads(path.read_bytes())
        files = {str(name): Written(*map(str, pair)) for name, pair in data["files"].items()}
        return Entry(
            path.stem,
            str(data["key"]),
            str(data["language"]),
            files,
            _numbers(data["comments"]),
            {str(key): str(id) for key, id in data["questions"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _numbers(comments: Mapping[str, Any]) -> dict[str, int]:
    return {str(key): int(number) for key, number in comments.items()}
