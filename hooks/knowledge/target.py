"""The folder of the built site: only what changed is written there, file by file in one step.

What was written last is known by content, size and time, so that a file which is there already
is not even read, and one that somebody damaged is written again.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from knowledge.cache import Cache, digest_of, key_of
from knowledge.files import PART, sweep, write
from knowledge.workers import Meanwhile

NAME = "target"
Seen = tuple[bytes, int, int]
"""A file's digest, its size in bytes, and its time in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site that is to stand in the target."""

    digest: bytes
    file: Path | None = None
    """What holds it, and stays; None if it stands there already."""


class Target:
    """A folder, what is known to stand there, and what shall.

    Attributes:
        written: how many files were written.
    """

    def __init__(self, folder: Path, cache: Cache) -> None:
        self.folder = folder
        self.written = 0
        self._cache, self._key = cache, key_of([str(folder.resolve())])
        self._known = self._stored()
        self._kept: dict[str, Seen] = {}
        self._root = os.path.join(folder, "")  # noqa: PTH118 - joining paths is half of the work
        self._folders: set[str] = set()
        """Those that are there by now; asking for each file takes half of the time."""
        self._furnished: tuple[Path, Sequence[str], Meanwhile[int]] | None = None

    def _stored(self) -> dict[str, Seen]:
        if not self.folder.is_dir():  # somebody removed it with all that is noted
            return {}
        try:
            known = pickle.loads(self._cache.get(NAME, self._key) or b"")
        except Exception:  # whatever it holds, nothing is known then
            return {}
        return known if isinstance(known, dict) else {}

    def has(self, path: str, digest: bytes) -> bool:
        """Whether a file stands there with this content, as far as size and time tell."""
        known = self._known.get(path)
        return known is not None and known[0] == digest and self._seen(path, digest) == known

    def is_whole(self) -> bool:
        """Whether everything that was written last still stands there."""
        return bool(self._known) and all(
            self.has(path, digest) for path, (digest, *_) in self._known.items()
        )

    def move(self, path: str, source: Path) -> None:
        """Lets a file have the content of another, which may be gone afterwards."""
        digest = digest_of(source.read_bytes())
        if self.keep(path, digest):
            return
        place = self._root + path
        self._make_room(place)
        try:
            source.replace(place)
        except OSError:  # another file system
            write(Path(place), source.read_bytes())
        self._note(path, digest)

    def link(self, path: str, source: Path, digest: bytes) -> None:
        """Lets a file be another one, which stays: one on the disk with two names, if that can be.

        Args:
            path: where, from the folder.
            source: the other file, to which nobody ever writes again.
            digest: of its content.
        """
        if self.keep(path, digest):
            return
        place = self._root + path
        if path not in self._known:
            self._make_room(place)
        try:
            _link(source, place)
        except OSError:  # another file system, or one without links
            write(Path(place), source.read_bytes())
        self._note(path, digest)

    def prepare(self, files: Mapping[str, Page]) -> None:
        """Lets those of some files stand there already that are named after what they hold.

        Nothing that stands there names them yet, so that nobody sees a half of the new site.
        """
        for path, page in files.items():
            if page.file is not None and path.endswith(f"/{page.file.name}"):
                self.link(path, page.file, page.digest)

    def is_done(self, path: str) -> bool:
        """Whether a file has been put or kept already, and no other build took it away."""
        known = self._kept.get(path)
        return known is not None and self._seen(path, known[0]) == known

    def furnish(self, beside: Path, paths: Iterable[str]) -> None:
        """Begins to make the folders of files, if nothing stands there yet.

        Another process makes them, beside the target, and they become it with the first file. On
        many file systems that takes most of the time in which a new site is delivered.

        Args:
            beside: a folder of this build alone, which is not there yet.
            paths: of the files.
        """
        if not self.folder.exists():
            folders = sorted({path.rpartition("/")[0] for path in paths})
            making = Meanwhile(partial(make_folders, beside, folders), patient=True)
            self._furnished = beside, folders, making

    def _move_in(self) -> None:
        assert self._furnished is not None
        beside, folders, making = self._furnished
        self._furnished = None
        # It may be another file system, somebody may have been faster, or the process was killed.
        with suppress(OSError, RuntimeError):
            count = making.result()
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            beside.rename(self.folder)
            self._folders.update(self._root + folder for folder in folders[:count])

    def _make_room(self, place: str) -> None:
        if self._furnished:
            self._move_in()
        folder = place.rpartition("/")[0]
        if folder not in self._folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)

    def keep(self, path: str, digest: bytes) -> bool:
        """Whether a file has this content already; it then stays as it is."""
        if self.has(path, digest):
            self._kept[path] = self._known[path]
            return True
        return False

    def finish(self) -> None:
        """Removes what was not put, moved or kept, but hidden files, which MkDocs leaves too."""
        sweep(self.folder)
        emptied: set[str] = set()
        for folder, names, files in os.walk(self._root, topdown=False):
            where = folder[len(self._root) :]
            if where.startswith("."):
                continue
            gone = [name for name in names if os.path.join(folder, name) in emptied]  # noqa: PTH118
            for name in files:
                path = f"{where}/{name}" if where else name
                if path not in self._kept and (where or not name.startswith(".")):
                    Path(folder, name).unlink()
                    gone.append(name)
            if where and gone:
                with suppress(OSError):  # it holds something still
                    Path(folder).rmdir()
                    emptied.add(folder)
        if self._kept != self._known:
            self._cache.put(NAME, self._key, pickle.dumps(self._kept))

    def _note(self, path: str, digest: bytes) -> None:
        seen = self._seen(path, digest)
        assert seen is not None
        self._kept[path] = seen
        self.written += 1

    def _seen(self, path: str, digest: bytes) -> Seen | None:
        try:
            found = os.stat(self._root + path)  # noqa: PTH116 - a third of the time
        except OSError:
            return None
        return digest, found.st_size, found.st_mtime_ns


def make_folders(within: Path, folders: Sequence[str]) -> int:
    """Makes folders within one, and says how many of them could be made."""
    for number, folder in enumerate(folders):
        try:
            os.makedirs(os.path.join(within, folder), exist_ok=True)  # noqa: PTH103, PTH118 - many
        except OSError:  # whoever writes a file there says so
            return number
    return len(folders)


def _link(source: Path, place: str) -> None:
    """Gives a file a second name, in one step also where the name is taken."""
    try:
        os.link(source, place)
    except FileExistsError:
        temporary = Path(place).with_name(f".{Path(place).name}.{os.getpid()}{PART}")
        os.link(source, temporary)
        temporary.replace(place)
        temporary.unlink(missing_ok=True)  # it is left where both are one file already


def deliver(target: Target, written: Path, pages: Mapping[str, Page]) -> None:
    """Lets the target be what was built, and nothing else.

    Args:
        target: where readers look.
        written: what was written beside the pages; its files may be moved away.
        pages: all pages by path, as far as they are known.
    """
    # First what pages refer to, then the pages.
    others = sorted(written.rglob("*"), key=lambda path: (path.suffix == ".html", path))
    for path in others:
        if path.is_file():
            target.move(path.relative_to(written).as_posix(), path)
    for name, page in pages.items():
        if target.is_done(name):
            continue
        if page.file is None:
            target.keep(name, page.digest)
        else:
            target.link(name, page.file, page.digest)
    target.finish()
