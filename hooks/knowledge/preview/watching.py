"""Which files changed, told by the system and not asked for every half second."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""What is a change; a build that reads a file is none."""
POLL = "QUERVERWEIS_POLL"
"""The variable that keeps MkDocs' way, for file systems that tell nothing (of networks, say)."""

Stamps = dict[str, tuple[int, int]]
"""Time in nanoseconds and size in bytes by path."""


def notify(server: Any, folders: Iterable[Path], files: Iterable[Path]) -> bool:
    """Lets MkDocs' server hear of changes from the system.

    MkDocs looks at every file twice a second, which takes half of the time an author waits.

    Args:
        server: MkDocs' server, before it serves.
        folders: those that it watches already.
        files: those that it watches already; their folders are watched instead, since an editor
            may put a new file in the place of the old.

    Returns:
        Whether the system tells.
    """
    folders = list(folders)
    if os.environ.get(POLL) or not _tells(folders):
        return False
    watched = [*folders, *files]
    for path in watched:
        server.unwatch(str(path))
    observer: Any = Observer()
    observer.schedule = partial(observer.schedule, event_filter=CHANGES)
    server.observer = observer
    for path in folders:
        server.watch(str(path))
    for path in {path.parent for path in files}:
        server.watch(str(path), recursive=False)
    return True


def _tells(folders: Iterable[Path]) -> bool:
    """Whether the system has room for so many folders."""
    probe = Observer()
    try:
        for path in folders:
            probe.schedule(FileSystemEventHandler(), str(path), recursive=True)
        probe.start()
    except OSError:
        return False
    probe.stop()
    probe.join()
    return True


def stamps(places: Iterable[Path]) -> Stamps:
    """The state of files, and of all files below folders; what does not exist is left out."""
    return {path: stamp for place in places for path, stamp in _stamps(place)}


def _stamps(place: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        if place.is_file():
            found = place.stat()
            yield str(place), (found.st_mtime_ns, found.st_size)
            return
        entries = list(os.scandir(place))
    except OSError:  # gone already
        return
    for entry in entries:
        try:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _stamps(Path(entry.path))
            else:
                found = entry.stat()
                yield entry.path, (found.st_mtime_ns, found.st_size)
        except OSError:
            continue
