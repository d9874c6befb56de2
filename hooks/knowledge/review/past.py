"""The project as a commit of git holds it."""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

TEXTS = frozenset({".md", ".yml"})
"""What mentions depend on; pictures stay in the commit."""


class PastError(Exception):
    """There is no such commit, no repository, or no git; the message is one sentence."""


def commit_of(root: Path, ref: str) -> str:
    """The id of the commit that a name, a branch or an expression such as `HEAD^1` means.

    Raises:
        PastError: if it means none, or git cannot be asked.
    """
    if ref.startswith("-") or not ref.strip():
        raise PastError(f"`{ref}` is no commit. Name a branch, a tag or a commit, such as `main`.")
    done = _git(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if done.returncode:
        missing = f"`{ref}` is no commit here. Is it spelt right, and fetched?"
        raise PastError(_reason(done) or missing)
    return done.stdout.decode("ascii").strip()


def last_change(root: Path, path: str) -> str:
    """The id of the last commit that changed a file; empty if none ever did.

    Raises:
        PastError: if there is no repository, or git cannot be asked.
    """
    done = _git(root, "log", "-1", "--format=%H", "--", path)
    if done.returncode:
        has_commits = not _git(root, "rev-parse", "--verify", "--quiet", "HEAD").returncode
        if has_commits or _git(root, "rev-parse", "--git-dir").returncode:
            raise PastError(_reason(done) or "git cannot read the history of this folder.")
    return done.stdout.decode("ascii").strip()


@contextmanager
def project_at(root: Path, commit: str) -> Iterator[Path]:
    """A folder with the texts of the project as a commit holds them, removed afterwards.

    Args:
        root: the project's folder in the working tree; it may lie deep in the repository.
        commit: the id of a commit.

    Raises:
        PastError: if the commit cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="kb-") as name:
        _unpack(root, commit, Path(name))
        yield Path(name)


def _unpack(root: Path, commit: str, folder: Path) -> None:
    # The tree, since of a commit without files git writes an archive that Python cannot read.
    tree = f"{commit}^{{tree}}"
    command = ["git", "-C", str(root), "archive", "--format=tar", tree]
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints) as git,
    ):
        assert git.stdout is not None
        try:
            with tarfile.open(fileobj=git.stdout, mode="r|") as archive:
                for member in archive:
                    _write(archive, member, folder)
        except tarfile.TarError as error:
            git.kill()
            complaints.seek(0)
            said = complaints.read().decode("utf-8", "replace")
            raise PastError(_first_line(said) or f"{commit} cannot be read: {error}.") from error


def _write(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Writes a text of the archive; a name that leads out of the folder is not followed."""
    path = PurePosixPath(member.name)
    if not member.isfile() or path.suffix not in TEXTS or ".." in path.parts or path.is_absolute():
        return
    file = archive.extractfile(member)
    assert file is not None
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(file.read())


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", root, *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise PastError("git is needed for this and is not installed.") from error


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    return _first_line(done.stderr.decode("utf-8", "replace"))


def _first_line(said: str) -> str:
    """What git says, as a sentence."""
    lines = said.strip().splitlines()
    if not lines:
        return ""
    reason = lines[0].removeprefix("fatal: ").rstrip(".")
    return f"git says: {reason}."
