"""A branch of a git repository from which a site is served, as GitHub Pages and others do.

Every release is one commit on top of the one before, made without a working copy and pushed in one
step under a lease: if the branch is not where it was looked at, nothing is pushed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from knowledge.releasing.release import (
    RECORD,
    Outcome,
    Record,
    ReleaseError,
    claim,
    foreign,
    keep_assets,
    make_readable,
    parse_record,
    record_of,
    remove,
    write_record,
)

BRANCH = "gh-pages"
NO_JEKYLL = ".nojekyll"
"""Tells GitHub Pages to serve files as they are, those with a leading underscore too."""
ADDRESS = re.compile(r"^([a-z][a-z0-9+.-]*://|[^/\s:]+@?[^/\s:]*:(?!\\))")
"""A URL, or `host:path` as ssh takes it; no drive of Windows."""
SECRET = re.compile(r"(?<=:)//[^/@\s]+@")
IDENTITY = ("Querverweis", "querverweis@localhost")
"""Who publishes where git knows nobody."""
TIP = "refs/published/tip"
AS_THEY_ARE = "* -text -eol -filter -ident -working-tree-encoding -export-ignore\n"
"""Attributes under which git stores every byte of a file."""
LISTED = 3


@dataclass(frozen=True, slots=True)
class GitTarget:
    """A branch that is published to."""

    remote: str
    """An address or a path."""
    branch: str
    root: Path
    """The project's folder."""
    room: Path
    """Where the next release may be built."""

    @contextmanager
    def held(self) -> Iterator[None]:
        """While nobody else publishes this project from here.

        Raises:
            ReleaseError: if somebody does.
        """
        folder = self.room.parent
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o644)
        try:
            claim(lock, self.remote)
            self._tidy()
            try:
                yield
            finally:
                self._tidy()
        finally:
            os.close(lock)

    def look(self) -> None:
        """Looks what the branch holds, before anything is built.

        Raises:
            ReleaseError: if it cannot be reached, or holds what was not published.
        """
        self._git("init", "--quiet", "--bare", "--template=", str(self._store), here=False)
        (self._store / "info").mkdir(exist_ok=True)
        (self._store / "info/attributes").write_text(AS_THEY_ARE, encoding="utf-8")
        if not self._fetched():
            return
        listed = self._git("ls-tree", "-r", "-z", "--name-only", TIP).split("\0")
        record = self._record(TIP)
        others = foreign([path for path in listed if path not in {"", RECORD, NO_JEKYLL}], record)
        if others:
            named = ", ".join(others[:LISTED]) + (", …" if len(others) > LISTED else "")
            remedy = (
                "Put it into the content folder, or take it off the branch."
                if record
                else "Delete the branch, or name another with --branch."
            )
            raise ReleaseError(
                f"The branch {self.branch} holds what was not published by this command "
                f"({named}). {remedy}",
                is_wrong_use=True,
            )

    def put(self, site: Path, *, forget: bool = False) -> Outcome:
        """Pushes a built site, inside `held` and behind `look`.

        Args:
            site: the site.
            forget: whether the branch begins anew, without what it held before.
        """
        record, tip = record_of(site), self._tip()
        current = self._record(TIP) if tip else None
        if current and current.id == record.id and not (forget and self._parent()):
            return Outcome(self._name, record.id, len(record.files), changed=False)
        if tip and not forget:
            record = self._with_assets(site, record)
        write_record(site, record)
        (site / NO_JEKYLL).write_bytes(b"")
        make_readable(site)
        self._git(f"--work-tree={site}", "add", "--all", "--force", ".", folder=site)
        self._push(self._git("write-tree"), f"Publish {self._source()}", "" if forget else tip, tip)
        return Outcome(self._name, record.id, len(record.files))

    def roll_back(self) -> Outcome:
        """Pushes the tree before the last one, inside `held` and behind `look`; twice leads back.

        Raises:
            ReleaseError: if there is none.
        """
        tip = self._tip()
        before = self._parent() if tip else ""
        record = self._record(before) if before else None
        if not before or record is None:
            raise ReleaseError(f"There is no earlier version on {self.branch} to go back to.")
        subject = self._git("show", "--no-patch", "--format=%s", before)
        tree = self._git("rev-parse", f"{before}^{{tree}}")
        self._push(tree, f"Go back to: {subject}", tip, tip)
        return Outcome(self._name, record.id, len(record.files))

    def _tidy(self) -> None:
        remove(self._store)
        remove(self.room)

    @property
    def _store(self) -> Path:
        return self.room.with_name("objects.git")

    @property
    def _name(self) -> str:
        return f"{self.branch} of {_without_secret(self.remote)}"

    def _fetched(self) -> bool:
        """Fetches the last two commits; whether there is any."""
        ref = f"refs/heads/{self.branch}"
        if not self._git("ls-remote", self.remote, ref):
            return False
        # A path would be cloned whole, and say so.
        place = Path(self.remote)
        remote = place.resolve().as_uri() if place.is_dir() else self.remote
        self._git("fetch", "--quiet", "--depth=2", "--no-tags", remote, f"+{ref}:{TIP}")
        return True

    def _tip(self) -> str:
        return self._git("for-each-ref", "--format=%(objectname)", TIP)

    def _parent(self) -> str:
        return self._git("rev-list", "--first-parent", "--skip=1", "--max-count=1", TIP)

    def _record(self, commit: str) -> Record | None:
        listed = self._git("ls-tree", "--name-only", commit, RECORD)
        return parse_record(self._git("show", f"{commit}:{RECORD}").encode()) if listed else None

    def _with_assets(self, site: Path, record: Record) -> Record:
        """Takes assets over from the branch as it is."""
        before = self._store / "before"
        before.mkdir()
        index = {"GIT_INDEX_FILE": str(self._store / "before.index")}
        self._git("read-tree", TIP, more=index)
        self._git(f"--work-tree={before}", "checkout-index", "--all", folder=before, more=index)
        return keep_assets(site, record, before)

    def _source(self) -> str:
        """What is published, as far as git knows the project."""
        head = _run(["git", "rev-parse", "--short", "HEAD"], self.root)
        if head.returncode:
            return "the site"
        dirty = _run(["git", "status", "--porcelain", "--untracked-files=no"], self.root).stdout
        return f"{head.stdout.strip()}{', with changes not committed' if dirty.strip() else ''}"

    def _push(self, tree: str, message: str, parent: str, expected: str) -> None:
        known = _run(["git", "var", "GIT_COMMITTER_IDENT"], self.root).returncode == 0
        settings = {} if known else _identity()
        told = {} if not known else self._own_identity()
        parents = ("-p", parent) if parent else ()
        commit = self._git("commit-tree", tree, *parents, "-m", message, more={**settings, **told})
        ref = f"refs/heads/{self.branch}"
        lease = f"--force-with-lease={ref}:{expected}"
        done = self._try("push", "--quiet", "--porcelain", lease, self.remote, f"{commit}:{ref}")
        if done.returncode:
            if "stale info" in done.stdout + done.stderr:
                raise ReleaseError(
                    f"Somebody has published to {self.branch} meanwhile. Look at it, and try again."
                )
            raise _failed(done)

    def _own_identity(self) -> dict[str, str]:
        """Who commits in the project, whose settings the store does not have."""
        found: dict[str, str] = {}
        for role in ("AUTHOR", "COMMITTER"):
            text = _run(["git", "var", f"GIT_{role}_IDENT"], self.root).stdout
            if match := re.match(r"(.*) <(.*)> ", text):
                found |= {f"GIT_{role}_NAME": match[1], f"GIT_{role}_EMAIL": match[2]}
        return found

    def _git(
        self,
        *words: str,
        here: bool = True,
        folder: Path | None = None,
        more: dict[str, str] | None = None,
    ) -> str:
        done = self._try(*words, here=here, folder=folder, more=more)
        if done.returncode:
            raise _failed(done)
        return done.stdout.strip("\n")

    def _try(
        self,
        *words: str,
        here: bool = True,
        folder: Path | None = None,
        more: dict[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        place = ("--git-dir", str(self._store)) if here else ()
        settings = ("-c", "core.autocrlf=false", "-c", "core.fileMode=false", "-c", "gc.auto=0")
        return _run(["git", *settings, *place, *words], folder or self.root, more)


def git_remote(given: str, root: Path) -> str:
    """The git repository that somebody names, or nothing where it is a folder.

    Args:
        given: an address, a path, or the name of a remote of the project.
        root: the project's folder.
    """
    path = Path(given)
    if not path.exists() and ADDRESS.match(given):
        return given
    if path.is_dir():
        bare = _run(["git", "rev-parse", "--is-bare-repository", "--git-dir"], path)
        return str(path.absolute()) if bare.stdout.split() == ["true", "."] else ""
    named = _run(["git", "remote", "get-url", "--push", "--", given], root)
    return named.stdout.strip() if named.returncode == 0 else ""


def _without_secret(text: str) -> str:
    """A text whose addresses name no user and no password."""
    return SECRET.sub("//", text)


def _identity() -> dict[str, str]:
    name, mail = IDENTITY
    roles = ("AUTHOR", "COMMITTER")
    return {
        f"GIT_{role}_{key}": value
        for role in roles
        for key, value in (("NAME", name), ("EMAIL", mail))
    }


def _run(
    command: Sequence[str], folder: Path, more: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs git as it is set up, but not for the repository that a hook may have been called in."""
    told = {name: value for name, value in os.environ.items() if not _names_repository(name)}
    if not sys.stdin.isatty():
        told["GIT_TERMINAL_PROMPT"] = "0"  # nobody would answer
    try:
        return subprocess.run(
            command,
            cwd=folder,
            env={**told, "LC_ALL": "C", **(more or {})},
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, 127, "", "git is not installed")


def _names_repository(name: str) -> bool:
    """Whether a variable of the environment says which repository is meant (git-rev-parse(1))."""
    return name.startswith("GIT_") and name.removeprefix("GIT_") in {
        "ALTERNATE_OBJECT_DIRECTORIES",
        "COMMON_DIR",
        "DIR",
        "INDEX_FILE",
        "NAMESPACE",
        "OBJECT_DIRECTORY",
        "PREFIX",
        "QUARANTINE_PATH",
        "SHALLOW_FILE",
        "WORK_TREE",
    }


def _failed(done: subprocess.CompletedProcess[str]) -> ReleaseError:
    said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    why = next(
        (line for line in said if line.startswith(("fatal:", "error:", "!"))), "".join(said[-1:])
    )
    said_why = _without_secret(why) or "nothing, but that it failed"
    return ReleaseError(f"git says: {said_why}. Nothing was published.")
