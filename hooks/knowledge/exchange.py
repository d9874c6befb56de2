"""Two names in one folder change places in one step, where the system can do that.

Linux has renameat2 with RENAME_EXCHANGE (since 3.15, on ext4, xfs, btrfs, tmpfs, overlayfs and
others), macOS renamex_np with RENAME_SWAP (on APFS). Everywhere else, and on file systems that
refuse, a symbolic link is put in a link's place, which POSIX lets happen in one step anywhere.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

AT_FDCWD = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2
CANNOT = frozenset({errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EPERM})
"""What a system says that does not know how."""


class CannotError(OSError):
    """The system or the file system does not know how to exchange."""


def exchange(one: Path, two: Path) -> None:
    """Lets two files or folders that exist change places, in one step.

    Raises:
        CannotError: if this cannot be done here at all.
        OSError: if it cannot be done with these two.
    """
    code = _call(os.fsencode(one), os.fsencode(two))
    if code in CANNOT:
        raise CannotError(code, os.strerror(code), str(two))
    if code:
        raise OSError(code, os.strerror(code), str(two))


def _call(one: bytes, two: bytes) -> int:
    """The system's own function; the number of its error, or none."""
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = system.renamex_np(one, two, RENAME_SWAP)
        else:
            failed = system.renameat2(AT_FDCWD, one, AT_FDCWD, two, RENAME_EXCHANGE)
    except (AttributeError, OSError, TypeError):  # another system, or an older one
        return errno.ENOSYS
    return ctypes.get_errno() if failed else 0


def can_exchange(folder: Path) -> bool:
    """Whether folders inside a folder can change places; tries it."""
    one, two = Path(mkdtemp(dir=folder)), Path(mkdtemp(dir=folder))
    try:
        exchange(one, two)
    except CannotError:
        return False
    finally:
        one.rmdir()
        two.rmdir()
    return True


def swap(new: Path, name: Path, old: Path) -> None:
    """Lets a folder have a name, and what had it another, which is free.

    In one step, where the system can do that; elsewhere nothing has the name for a moment.
    """
    if not name.exists():
        new.rename(name)
        return
    try:
        exchange(new, name)
    except CannotError:
        name.rename(old)
        try:
            new.rename(name)
        except BaseException:
            old.rename(name)
            raise


def link_to(name: Path, target: Path) -> None:
    """Lets a symbolic link lead somewhere, in one step also where the name is a link already.

    Args:
        name: the link.
        target: where it leads; written relative to the link, so that both can be moved.
    """
    temporary = name.with_name(f".{name.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(os.path.relpath(target, name.parent), target_is_directory=True)
    temporary.replace(name)


def settle(folder: Path) -> None:
    """Waits until what was written is on the disk, so that a power cut leaves whole files too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if system.syncfs(handle) == 0:
            return
    except (AttributeError, OSError, TypeError):  # not Linux
        pass
    finally:
        os.close(handle)
    with suppress(AttributeError):  # not on Windows
        os.sync()
