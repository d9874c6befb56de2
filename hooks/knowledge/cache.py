"""What was worked out once and need not be again: bytes by a name and a key.

The folder can be deleted at any time. An entry is found only under the key it was stored with,
which must be made of everything that shapes it; one that cannot be read is missing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from knowledge.files import write

FOLDER = ".cache/querverweis"
"""Below the project's folder; git ignores it."""
KEPT = 4
"""Entries of one name that are kept, the newest: a build or two of another branch."""
DIGEST = 32


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries in a folder; without one nothing is kept."""

    folder: Path | None = None

    def get(self, name: str, key: str) -> bytes | None:
        """An entry, or None if there is none or it is damaged."""
        if self.folder is None:
            return None
        try:
            stored = (self.folder / name / key).read_bytes()
        except OSError:
            return None
        digest, data = stored[:DIGEST], stored[DIGEST:]
        return data if hashlib.sha256(data).digest() == digest else None

    def put(self, name: str, key: str, data: bytes) -> None:
        """Stores an entry, and removes the oldest of its name; a folder that refuses is let be."""
        if self.folder is None:
            return
        try:
            write(self.folder / name / key, hashlib.sha256(data).digest() + data)
            entries = [path for path in (self.folder / name).iterdir() if path.name[0] != "."]
            for path in sorted(entries, key=lambda path: -path.stat().st_mtime_ns)[KEPT:]:
                path.unlink(missing_ok=True)
        except OSError:
            pass


def key_of(parts: Iterable[str | bytes]) -> str:
    """A key made of everything that shapes an entry."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        found.update(str(len(data)).encode() + b":" + data)
    return found.hexdigest()[:40]
