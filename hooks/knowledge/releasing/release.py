"""A release: a built site as it is published, and the file in it that says what belongs to it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from knowledge import locks
from knowledge.cache import digest_of, key_of
from knowledge.files import write

RECORD = ".querverweis-release.json"
"""At the root of every release. What it does not name was put there by somebody else."""
ASSETS = "assets/"
"""What pages load; what is named after its content is gone with the next version."""
LETTERS = 16
"""Of an id."""


class ReleaseError(Exception):
    """Why nothing is published, in one sentence with a remedy; what is published stays as it was.

    Attributes:
        is_wrong_use: whether the command cannot work as it was given, and not what it found.
    """

    def __init__(self, message: str, *, is_wrong_use: bool = False) -> None:
        super().__init__(message)
        self.is_wrong_use = is_wrong_use


@dataclass(frozen=True, slots=True)
class Outcome:
    """What publishing came to."""

    target: str
    id: str
    """Of the release that is published now; the same for the same files."""
    files: int
    changed: bool = True
    notes: tuple[str, ...] = ()
    """What somebody should know beside it."""


@dataclass(frozen=True, slots=True)
class Record:
    """What belongs to a release."""

    files: Mapping[str, str]
    """A digest of each file of the site by its path, this one left out."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """The same of assets of the release before, which pages that are open still ask for."""
    replaces: str = ""
    """The id of the release that `--rollback` brings back; empty if there is none."""

    @property
    def id(self) -> str:
        """The same for the same files, wherever and whenever they are published."""
        pairs = (f"{path} {digest}" for path, digest in sorted(self.files.items()))
        return key_of(pairs)[:LETTERS]

    @property
    def all(self) -> dict[str, str]:
        """Every file but the record itself."""
        return {**self.kept, **self.files}


def claim(handle: int, target: str) -> None:
    """Keeps others from publishing until a file is closed.

    Args:
        handle: the file, open.
        target: what is published, for the sentence.

    Raises:
        ReleaseError: if somebody does it now; nobody waits, because what they publish may be newer.
    """
    if locks.POSSIBLE and not locks.take(handle):
        raise ReleaseError(
            f"Somebody is publishing to {target} right now. Try again when it is done."
        )


def record_of(folder: Path) -> Record:
    """What a built site holds."""
    return Record({path: _digest(folder / path) for path in paths(folder)})


def read_record(folder: Path) -> Record | None:
    """The record of a release, or None for a folder that is none."""
    try:
        return parse_record((folder / RECORD).read_bytes())
    except OSError:
        return None


def parse_record(data: bytes) -> Record | None:
    """A record from the text of its file; None if it is something else."""
    try:
        told = json.loads(data)
        files, kept = dict(told["files"]), dict(told.get("kept") or {})
        return Record(files, kept, str(told.get("replaces") or ""))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def text_of(record: Record) -> bytes:
    """The file of a record, the same for the same record."""
    data = {key: value for key, value in asdict(record).items() if value}
    return json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True).encode()


def write_record(folder: Path, record: Record) -> None:
    """Writes a record into its release, in one step."""
    write(folder / RECORD, text_of(record))


def paths(folder: Path) -> Iterator[str]:
    """The files below a folder but the record, in order; links and the like count as files."""
    found = []
    for where, names, files in os.walk(folder):
        links = [name for name in names if Path(where, name).is_symlink()]
        inside = Path(where).relative_to(folder)
        found += [(inside / name).as_posix() for name in [*files, *links]]
    yield from sorted(path for path in found if path != RECORD)


def foreign(there: Iterable[str], record: Record | None) -> list[str]:
    """Paths that belong to no release."""
    known = record.all if record else {}
    return sorted(path for path in there if path not in known)


def damaged(folder: Path, record: Record) -> list[str]:
    """Files of the site that are not as they were published."""
    return [path for path, digest in record.files.items() if _digest(folder / path) != digest]


def keep_assets(folder: Path, record: Record, source: Path) -> Record:
    """Lets a release hold the assets of another one that it has no file of that name for.

    A reader who opened a page before the swap asks for what belongs to it a moment later.

    Args:
        folder: of the release, which nobody may be reading half of: files appear whole.
        record: its own.
        source: the other release's folder.

    Returns:
        The record with the assets.
    """
    other = read_record(source)
    kept = {}
    for path, digest in (other.files if other else {}).items():
        if path.startswith(ASSETS) and path not in record.files:
            with suppress(FileNotFoundError):  # somebody removed it; nobody asks for it either
                _copy(source / path, folder / path)
                kept[path] = digest
    return Record(record.files, {**record.kept, **kept}, record.replaces)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:  # one of that name is there, or the file system has no links
        write(target, source.read_bytes())


def make_readable(folder: Path) -> None:
    """Lets web servers read a site, whatever whoever builds it keeps to themselves."""
    for where, _, files in os.walk(folder):
        Path(where).chmod(0o755)
        for name in files:
            Path(where, name).chmod(0o644)


def remove(folder: Path) -> None:
    """Removes a folder; what cannot be removed is left for the next time."""
    shutil.rmtree(folder, ignore_errors=True)


def _digest(path: Path) -> str:
    try:
        return digest_of(path.read_bytes()).hex()
    except OSError:
        return ""
