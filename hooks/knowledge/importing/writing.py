"""Files of imported texts: written if they are new, and never over what an author has edited."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from knowledge.files import write
from knowledge.importing.ledger import Entry, Written, digest


class Outcome(StrEnum):
    """What became of a file."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    EDITED = "edited"
    """An author has edited it; what the source says now stands beside it."""
    REMOVED = "removed"
    """An author has removed it, and it is not written again."""


class OutsideError(ValueError):
    """A path that leads out of the content folder."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The content folder that is written into."""

    content: Path

    def path(self, name: str) -> Path:
        """The file of a name inside the folder.

        Raises:
            OutsideError: if it, or a link on the way, leads out of the folder.
        """
        path = self.content / name
        if not path.resolve().is_relative_to(self.content.resolve()):
            raise OutsideError(f"{name} leads out of {self.content}.")
        return path

    def is_removed(self, name: str, entry: Entry) -> bool:
        """Whether a file was written once and is not there any more."""
        return name in entry.files and not self.path(name).exists()

    def is_as_written(self, name: str, entry: Entry) -> bool:
        """Whether a file is what the last import made it."""
        known = entry.files.get(name)
        path = self.path(name)
        return bool(known and path.is_file() and digest(path.read_bytes()) == known.file)

    def put(self, name: str, text: str, entry: Entry, source: str = "") -> Outcome:
        """Writes what a source says now, or says what kept it from being written.

        Args:
            name: the file, relative to the content folder.
            text: all of it.
            entry: what is known of the essay, which learns of this.
            source: a digest of what the source says, if that is not the whole text.
        """
        path, known = self.path(name), entry.files.get(name)
        source = source or digest(text)
        if known and not path.exists():
            return Outcome.REMOVED
        if known and known.source == source:
            return Outcome.UNCHANGED
        data = text.encode()
        # An import that was killed may have written the file and not noted it.
        is_there = path.is_file() and path.read_bytes() == data
        if not is_there and path.exists() and not self.is_as_written(name, entry):
            entry.files[name] = Written(source, known.file if known else "")
            return self._beside(path, text)
        if not is_there:
            write(path, data)
        entry.files[name] = Written(source, digest(data))
        return Outcome.UPDATED if known else Outcome.NEW

    def append(self, name: str, text: str, entry: Entry, source: str) -> Outcome:
        """Adds to the end of a file that an author has edited, which stays as it is."""
        path, known = self.path(name), entry.files.get(name)
        old = path.read_bytes()
        gap = b"" if old.endswith(b"\n\n") or not old else b"\n" if old.endswith(b"\n") else b"\n\n"
        write(path, old + gap + text.encode())
        entry.files[name] = Written(source, known.file if known else "")
        return Outcome.UPDATED

    @staticmethod
    def _beside(path: Path, text: str) -> Outcome:
        """Writes the difference between a file and what the source says now, beside it."""
        old = path.read_bytes().decode("utf-8", "replace")
        lines = difflib.unified_diff(
            old.splitlines(keepends=True),
            text.splitlines(keepends=True),
            path.name,
            f"{path.name} (as the source has it now)",
        )
        whole = "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
        if not whole:
            return Outcome.UNCHANGED
        write(path.with_name(f"{path.name}.diff"), whole.encode())
        return Outcome.EDITED
