"""Several files changed as one: all of it happens or nothing, also where the process is killed.

What is to be done is worked out first and written into one file, the journal, in one step. Only
then are the files themselves touched. Killed before that step, everything is as it was; killed
behind it, whatever changes texts next does the rest, since the journal holds all of it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from knowledge.files import write
from knowledge.locks import alone

JOURNAL = ".kb-change.json"
GIVE_UP = f"Put the file back as it was, or delete {JOURNAL} to leave everything as it is now."


class RefusedError(Exception):
    """Something speaks against a change; nothing was changed. A sentence for people.

    Attributes:
        is_wrong_use: whether the command was wrong, and not what it found.
    """

    def __init__(self, message: str, *, is_wrong_use: bool = False) -> None:
        super().__init__(message)
        self.is_wrong_use = is_wrong_use


@dataclass(frozen=True, slots=True)
class Write:
    """A file that becomes another."""

    path: str
    """Relative to the project's folder; where it stands behind all moves."""
    old: bytes | None
    """What it holds until then; None where there is no such file."""
    new: bytes | None
    """What it holds then; None to remove it."""


@dataclass(frozen=True, slots=True)
class Move:
    """A file or folder that gets another name."""

    source: str
    """Relative to the project's folder."""
    target: str


@dataclass(frozen=True, slots=True)
class Change:
    """What happens as one: all moves, then all writes."""

    writes: tuple[Write, ...] = ()
    moves: tuple[Move, ...] = ()


def moved(path: str, moves: Iterable[Move]) -> str:
    """Where a file stands behind some moves; a place in it, behind a number sign, stays."""
    name, sign, place = path.partition("#")
    for move in moves:
        if name == move.source or name.startswith(f"{move.source}/"):
            return move.target + name[len(move.source) :] + sign + place
    return path


@contextmanager
def changing(root: Path) -> Iterator[bool]:
    """While a project is changed by nobody else; what was left half-done is finished first.

    Yields:
        Whether something was.

    Raises:
        RefusedError: if what was left half-done cannot be finished.
    """
    with alone(root):
        for left in root.glob(f".{JOURNAL}.*"):
            left.unlink(missing_ok=True)
        yield _finish(root)


def apply(root: Path, change: Change) -> None:
    """Makes a change, inside `changing`.

    Raises:
        RefusedError: if a file is not any more what the change was made from, or cannot be
            written. Then nothing was changed.
    """
    data = _data(change)
    for move in data["moves"]:
        if (root / move[1]).exists():
            raise RefusedError(f"{move[1]} exists already.")
    for entry in data["writes"]:
        if _digest(root / _before(entry["path"], data["moves"])) != entry["old"]:
            raise RefusedError(f"{entry['path']} was changed meanwhile. Try again.")
    try:
        write(root / JOURNAL, json.dumps(data).encode())
        _finish(root)
    except OSError as error:
        name = error.filename or JOURNAL
        raise RefusedError(f"{name}: {error.strerror or 'it cannot be written'}.") from error


def _data(change: Change) -> dict[str, Any]:
    return {
        "moves": [[move.source, move.target] for move in change.moves],
        "writes": [
            {"path": w.path, "old": _digest_of(w.old), "new": _packed(w.new)} for w in change.writes
        ],
    }


def _packed(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode("ascii")


def _digest_of(data: bytes | None) -> str | None:
    return None if data is None else sha256(data).hexdigest()


def _digest(path: Path) -> str | None:
    return _digest_of(path.read_bytes()) if path.is_file() else None


def _before(path: str, moves: list[list[str]]) -> str:
    """Where a file stands before the moves."""
    for source, target in moves:
        if path == target or path.startswith(f"{target}/"):
            return source + path[len(target) :]
    return path


def _finish(root: Path) -> bool:
    """Does what the journal says and is not done yet; whether there was one."""
    journal = root / JOURNAL
    if not journal.is_file():
        return False
    data = json.loads(journal.read_bytes())
    _look(root, data)
    for source, target in data["moves"]:
        if (root / source).exists():
            (root / target).parent.mkdir(parents=True, exist_ok=True)
            (root / source).rename(root / target)
    for entry in data["writes"]:
        path = root / entry["path"]
        for left in path.parent.glob(f".{path.name}.*"):
            left.unlink(missing_ok=True)
        if entry["new"] is None:
            path.unlink(missing_ok=True)
        elif _digest(path) != _new_digest(entry):
            write(path.resolve(), base64.b64decode(entry["new"]))
    journal.unlink()
    return True


def _look(root: Path, data: dict[str, Any]) -> None:
    """Refuses before anything is touched if somebody else did something in between."""
    for source, target in data["moves"]:
        if (root / source).exists() == (root / target).exists():
            raise RefusedError(f"A change broke off, and {source} is not as it was. {GIVE_UP}")
    for entry in data["writes"]:
        path = root / entry["path"]
        if not path.exists():
            path = root / _before(entry["path"], data["moves"])
        if _digest(path) not in {entry["old"], _new_digest(entry)}:
            raise RefusedError(
                f"A change broke off, and {entry['path']} is another since. {GIVE_UP}"
            )


def _new_digest(entry: dict[str, Any]) -> str | None:
    return None if entry["new"] is None else _digest_of(base64.b64decode(entry["new"]))
