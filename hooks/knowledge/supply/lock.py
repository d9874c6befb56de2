"""Lock files, read: what is installed, in which version, and by which hashes it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HASH = re.compile(r"--hash=sha256:(?P<value>[0-9a-f]{64})")
CONTINUED = re.compile(r"\\\n")
ADDRESS = re.compile(r"[a-z]+://|^\s*--?(?:index|extra|find|trusted)", re.MULTILINE)
"""What would tell where somebody installs from."""


class LockError(Exception):
    """A lock file says something else than names with one version each and hashes."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A requirement of a lock file."""

    name: str
    version: str
    hashes: tuple[str, ...]
    """SHA-256 of each of its files."""
    marker: Marker | None = None
    """On which machines it is installed; on all if there is none."""

    @property
    def is_meant_here(self) -> bool:
        """Whether it is installed on this machine."""
        return self.marker is None or self.marker.evaluate()


def read_lock(path: Path) -> tuple[Locked, ...]:
    """The requirements of a lock file, by name and version.

    Raises:
        LockError: if one has no single version or no hash, or if an address is named.
    """
    text = path.read_text(encoding="utf-8")
    if found := ADDRESS.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise LockError(f"{path.name}:{line} names an address. Write it again with `make lock`.")
    lines = CONTINUED.sub(" ", text).split("\n")
    kept = (line for line in lines if line.strip() and not line.lstrip().startswith("#"))
    return tuple(sorted((_locked(path, line) for line in kept), key=lambda e: (e.name, e.version)))


def _locked(path: Path, line: str) -> Locked:
    requirement = Requirement(line.partition(" --hash")[0].strip())
    hashes = tuple(sorted(HASH.findall(line)))
    pinned = [each.version for each in requirement.specifier if each.operator == "=="]
    if len(pinned) != 1 or not hashes:
        message = f"{path.name}: {requirement.name} needs one version and a hash."
        raise LockError(f"{message} Write the file again with `make lock`.")
    name = canonicalize_name(requirement.name)
    return Locked(name, pinned[0], hashes, requirement.marker)
