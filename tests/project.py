"""Small projects on disk, with this repository's own hooks, templates and settings."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[1]
GENERATOR = os.environ.get("SITE_GENERATOR", "mkdocs")
"""What builds sites: MkDocs, or ProperDocs in its place (`make test-with STACK=properdocs`)."""
SITE_URL = "https://querverweis.example/"


@dataclass(frozen=True)
class Outcome:
    """What a command wrote and how it ended."""

    code: int
    output: str
    errors: str


def write_files(root: Path, files: Mapping[str, str]) -> None:
    """Writes files by their path; indentation of the whole text is removed."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dedent(text).lstrip("\n").encode("utf-8"))


@lru_cache(maxsize=1)
def shared_cache() -> Path:
    """One cache for the projects of all tests, so that words are looked up once."""
    folder = tempfile.mkdtemp(prefix="querverweis-cache-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def make_project(root: Path, files: Mapping[str, str], settings: str = "") -> Path:
    """A project that this repository's hooks and templates build with its own settings.

    Args:
        root: an empty folder.
        files: what it holds, by path.
        settings: what `mkdocs.yml` says otherwise.
    """
    for name in ("hooks", "overrides"):
        (root / name).symlink_to(ROOT / name, target_is_directory=True)
    (root / ".cache").symlink_to(shared_cache(), target_is_directory=True)
    inherited = f"INHERIT: {ROOT / 'mkdocs.yml'}\nsite_url: {SITE_URL}\n"
    write_files(root, {"mkdocs.yml": inherited + dedent(settings), "links.yml": "", **files})
    return root


def run(*command: str, folder: Path) -> Outcome:
    """Runs a Python module in a folder, as a process of its own; MkDocs, or what is in its place."""
    module, *arguments = command
    module = GENERATOR if module == "mkdocs" else module
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
