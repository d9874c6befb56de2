"""What was worked out once and need not be again: bytes by a name and a key, in one SQLite file.

The file can be deleted at any time. An entry is found only under the key it was stored with, which
must be made of everything that shapes it; one that cannot be read is missing, and a file that is
no database is made anew. What is stored is Python's own pickles: a cache is as trusted as code.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

FOLDER = ".cache/querverweis"
"""Below the project's folder; git ignores it."""
FILE = "cache.sqlite"
PLAIN = 2
"""The version of `marshal` that writes the same for the same, wherever it lies in memory."""
KEPT = 4
"""Entries of one name that `put` keeps, the newest: a build or two of another branch."""
PATIENCE = 20.0
"""Seconds to wait for another process that writes."""
TABLE = """
CREATE TABLE IF NOT EXISTS entries (
    name TEXT, key TEXT, number INTEGER, digest BLOB, data BLOB, PRIMARY KEY (name, key))
"""
STORE = """
INSERT OR REPLACE INTO entries (name, key, number, digest, data) VALUES (?, ?, ?, ?, ?)
"""
NEXT = "SELECT ifnull(max(number), 0) + 1 FROM entries WHERE name = ?"
OLDEST = """
DELETE FROM entries WHERE name = :name AND key NOT IN
    (SELECT key FROM entries WHERE name = :name ORDER BY number DESC LIMIT :kept)
"""


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries in a folder; without one nothing is kept."""

    folder: Path | None = None

    def get(self, name: str, key: str) -> bytes | None:
        """An entry, or None if there is none or it is damaged."""
        found = self._read(
            "SELECT key, digest, data FROM entries WHERE name=? AND key=?", name, key
        )
        return found.get(key)

    def shelf(self, name: str) -> dict[str, bytes]:
        """All entries of a name by their keys, without the damaged ones."""
        return self._read("SELECT key, digest, data FROM entries WHERE name=?", name)

    def shelf_with_digests(self, name: str) -> dict[str, tuple[bytes, bytes]]:
        """All entries of a name by their keys, each with its digest, without the damaged ones."""
        return self._rows("SELECT key, digest, data FROM entries WHERE name=?", name)

    def put(self, name: str, key: str, data: bytes) -> None:
        """Stores an entry, and removes the oldest of its name; a folder that refuses is let be."""
        with suppress(OSError, sqlite3.Error), self._open() as database:
            number = database.execute(NEXT, (name,)).fetchone()[0]
            database.execute(STORE, (name, key, number, digest_of(data), data))
            database.execute(OLDEST, {"name": name, "kept": KEPT})

    def change(self, name: str, new: Mapping[str, bytes], gone: Collection[str] = ()) -> None:
        """Stores and removes entries of a name, all at once; a folder that refuses is let be."""
        if not new and not gone:
            return
        with suppress(OSError, sqlite3.Error), self._open() as database:
            database.executemany(
                "DELETE FROM entries WHERE name=? AND key=?", [(name, key) for key in gone]
            )
            rows = ((name, key, 0, digest_of(data), data) for key, data in new.items())
            database.executemany(STORE, rows)

    def _read(self, query: str, *values: str) -> dict[str, bytes]:
        return {key: data for key, (data, _) in self._rows(query, *values).items()}

    def _rows(self, query: str, *values: str) -> dict[str, tuple[bytes, bytes]]:
        try:
            with self._open() as database:
                return {
                    key: (data, digest)
                    for key, digest, data in database.execute(query, values)
                    if digest == digest_of(data)
                }
        except sqlite3.DatabaseError:
            self._start_anew()
        except OSError:
            pass
        return {}

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are all stored, or none.

        Raises:
            OSError: if there is no folder, and none can be made.
        """
        if self.folder is None:
            raise FileNotFoundError
        self.folder.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.folder / FILE, timeout=PATIENCE)) as database:
            # Every entry has its digest: a power cut may cost entries, never give wrong ones.
            database.execute("PRAGMA synchronous = OFF")
            database.execute(TABLE)
            with database:
                yield database

    def _start_anew(self) -> None:
        """Removes a file that is no database; one that is only busy stays."""
        assert self.folder is not None
        file = self.folder / FILE
        try:
            with closing(sqlite3.connect(file)) as database:
                database.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.OperationalError:
            pass
        except sqlite3.DatabaseError:
            file.unlink(missing_ok=True)


def digest_of(data: bytes) -> bytes:
    """A digest of 16 bytes, the same for the same data."""
    return hashlib.sha256(data, usedforsecurity=False).digest()[:16]


def key_of(parts: Iterable[str | bytes]) -> str:
    """A key made of everything that shapes an entry."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        found.update(str(len(data)).encode() + b":" + data)
    return found.hexdigest()[:40]
