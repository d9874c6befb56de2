"""A folder that a web server serves: the next release is made beside it and swapped in.

Beside the folder `NAME` lies `.NAME.releases`, which holds the release before, whatever is being
made, and the lock. The folder itself is a folder, exchanged with the next one where the system can
do that; elsewhere it is a symbolic link. What is current, and what was before it, is read from the
releases themselves: so there is no moment at which a kill leaves two truths.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp

from knowledge.exchange import can_exchange, exchange, link_to, settle
from knowledge.releasing.release import (
    RECORD,
    Outcome,
    Record,
    ReleaseError,
    claim,
    damaged,
    foreign,
    keep_assets,
    make_readable,
    paths,
    read_record,
    record_of,
    remove,
    write_record,
)

BUILDING, READY = "building", "release-"
"""In the folder of releases: what is being made, and what is whole."""
LISTED = 3
"""How many files are named of those that are in the way."""


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A folder that is published into."""

    folder: Path
    """As it was given, absolute; a link where that is how releases are swapped."""

    @classmethod
    def of(cls, given: Path, root: Path, docs: str) -> FolderTarget:
        """The target that somebody names.

        Args:
            given: the folder; links of somebody else are followed.
            root: the project's folder.
            docs: its content folder, relative to it.

        Raises:
            ReleaseError: if it cannot be one.
        """
        folder = given.absolute()
        if folder.is_symlink() and _releases(folder) not in folder.resolve().parents:
            folder = folder.resolve()
        root = root.resolve()
        if folder.exists() and not folder.is_dir():
            raise ReleaseError(f"{given} is a file. Name a folder.", is_wrong_use=True)
        if folder.resolve().is_relative_to(root / docs):
            message = f"{given} lies in {docs}/, and would be read as content. Name another."
            raise ReleaseError(message, is_wrong_use=True)
        if root.is_relative_to(folder.resolve()):
            message = f"{given} holds the project itself. Name a folder of its own."
            raise ReleaseError(message, is_wrong_use=True)
        return cls(folder)

    @property
    def releases(self) -> Path:
        """Where the other releases lie."""
        return _releases(self.folder)

    @property
    def room(self) -> Path:
        """Where the next one may be built; on the same file system."""
        return self.releases / BUILDING

    @contextmanager
    def held(self) -> Iterator[None]:
        """While nobody else publishes here; what a breakdown left is cleared away first.

        Raises:
            ReleaseError: if somebody does, or nothing may or should be written here.
        """
        self.look()  # so that nothing is left beside a folder that is refused
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self.releases.mkdir(mode=0o711, exist_ok=True)
            lock = os.open(self.releases / "lock", os.O_CREAT | os.O_RDWR, 0o644)
        except OSError as error:
            message = (
                f"{error.filename}: {error.strerror}. Publishing writes beside the folder, so that "
                "it can be swapped: name one inside a folder that may be written to."
            )
            raise ReleaseError(message, is_wrong_use=True) from error
        try:
            claim(lock, str(self.folder))
            self._tidy()
            try:
                yield
            finally:  # a disk that is full has no room for half a site
                self._tidy()
        finally:
            os.close(lock)

    def look(self) -> None:
        """Looks whether the folder may be replaced, before anything is built.

        Raises:
            ReleaseError: if it holds what was not published.
        """
        if not self.folder.exists():
            return
        record = read_record(self.folder)
        others = foreign(paths(self.folder), record)
        if others:
            named = ", ".join(others[:LISTED]) + (", …" if len(others) > LISTED else "")
            where = f"{self.folder} holds what was not published by this command ({named})"
            remedy = (
                "Move it away; what readers shall find belongs into the content folder."
                if record
                else "Empty it, or name another."
            )
            raise ReleaseError(f"{where}. {remedy}", is_wrong_use=True)

    def put(self, site: Path, *, forget: bool = False) -> Outcome:
        """Swaps a built site in, inside `held`.

        Args:
            site: the site, which is moved away.
            forget: whether nothing is kept of what was published before.
        """
        record, current = record_of(site), read_record(self.folder)
        edited = damaged(self.folder, current) if current else []
        is_same = current is not None and current.id == record.id
        is_clean = not forget or current is None or not (current.kept or current.replaces)
        if is_same and not edited and is_clean:
            return Outcome(str(self.folder), record.id, len(record.files), changed=False)
        if current and not forget:
            before = current.replaces if is_same else current.id
            record = keep_assets(site, replace(record, replaces=before), self.folder)
        write_record(site, record)
        make_readable(site)
        ready = Path(mkdtemp(dir=self.releases, prefix=READY))
        site.replace(ready)
        self._swap(ready)
        notes = [f"{path} was not as it was published." for path in edited[:LISTED]]
        return Outcome(str(self.folder), record.id, len(record.files), notes=tuple(notes))

    def roll_back(self) -> Outcome:
        """Swaps the release before in, inside `held`; twice leads back.

        Raises:
            ReleaseError: if there is none.
        """
        current = read_record(self.folder)
        before = self._before(current)
        record = read_record(before) if before else None
        if current is None or before is None or record is None:
            raise ReleaseError(f"There is no earlier version of {self.folder} to go back to.")
        if broken := damaged(before, record):
            raise ReleaseError(
                f"The earlier version is not whole any more ({broken[0]}). Publish an earlier "
                "state of the texts instead."
            )
        record = keep_assets(before, replace(record, replaces=current.id), self.folder)
        for path in foreign(paths(before), record):  # a rollback was killed here
            (before / path).unlink()
        write_record(before, record)
        make_readable(before)
        self._swap(before)
        return Outcome(str(self.folder), record.id, len(record.files))

    def _swap(self, ready: Path) -> None:
        """The one step."""
        settle(ready)
        if self.folder.is_symlink():
            link_to(self.folder, ready)
        elif not self.folder.exists() and can_exchange(self.releases):
            ready.rename(self.folder)
        elif not self.folder.exists():
            link_to(self.folder, ready)
        else:
            ready.chmod(stat.S_IMODE(self.folder.stat().st_mode))
            try:
                exchange(ready, self.folder)
            except OSError as error:
                raise ReleaseError(
                    f"{self.folder} cannot be exchanged in one step ({error.strerror}). Remove it, "
                    "and it is made as a link that can; or name a folder inside it."
                ) from error
        settle(self.folder.parent)

    def _before(self, current: Record | None) -> Path | None:
        """The release that the current one replaced."""
        if current is None or not current.replaces:
            return None
        for folder in self._ready():
            record = read_record(folder)
            if record and record.id == current.replaces and not self._is_current(folder):
                return folder
        return None

    def _is_current(self, release: Path) -> bool:
        return self.folder.exists() and release.samefile(self.folder)

    def _ready(self) -> list[Path]:
        return sorted(self.releases.glob(f"{READY}*"))

    def _tidy(self) -> None:
        """Removes what is neither current nor the one before."""
        remove(self.room)
        before = self._before(read_record(self.folder))
        for folder in self._ready():
            if folder != before and not self._is_current(folder):
                # Without its record it is no release any more, however far this comes.
                (folder / RECORD).unlink(missing_ok=True)
                remove(folder)


def _releases(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.releases")
