"""The same commit gives the same bytes: wherever, whenever and by whatever Python it is built.

`make reproducible OTHER=/path/to/python` adds another version of Python.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.project import GENERATOR, ROOT

OTHER = os.environ.get("QUERVERWEIS_OTHER_PYTHON", "")
EXPORT = (
    "from pathlib import Path; from knowledge.exporting import export; "
    "from knowledge.site import read_site; export(read_site(Path()), Path('exported'))"
)
HERE = {
    "LC_ALL": "C.UTF-8",
    "TZ": "Etc/GMT+12",
    "PYTHONHASHSEED": "1",
    "USER": "somebody",
}
ELSEWHERE = {
    "LC_ALL": "C",
    "LANGUAGE": "de",
    "TZ": "Pacific/Kiritimati",  # where it is always tomorrow
    "PYTHONHASHSEED": "4711",
    "USER": "else",
}


@dataclass(frozen=True)
class Built:
    """What was made of the sources in a folder: a site and an export."""

    files: Mapping[str, bytes] = field(repr=False)

    def differing(self, other: Built) -> list[str]:
        """The files that only one has, or that are not the same in both."""
        names = sorted({*self.files, *other.files})
        return [name for name in names if self.files.get(name) != other.files.get(name)]


def build(folder: Path, python: str, environment: Mapping[str, str], age: int) -> Built:
    """Builds a copy of this project, with nothing known from before.

    Args:
        folder: where, and where the user's own caches are.
        python: an interpreter in whose environment the requirements are installed.
        environment: what is set otherwise.
        age: of all files, in seconds.
    """
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout.split("\0")
    project = folder / "project"
    for name in filter(None, names):
        target = project / name
        if (ROOT / name).is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
            os.utime(target, (age, age))
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    own = {"HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    known = {"PYTHONPATH": str(project / "hooks"), "NO_MKDOCS_2_WARNING": "1"}
    for command in (("-m", GENERATOR, "build", "--strict"), ("-c", EXPORT)):
        done = subprocess.run(
            [python, *command],
            cwd=project,
            env={**kept, **own, **known, **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return Built(
        {
            path.relative_to(project).as_posix(): path.read_bytes()
            for top in ("site", "exported")
            for path in (project / top).rglob("*")
            if path.is_file()
        }
    )


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("here"), sys.executable, HERE, 1_000_000_000)


@pytest.mark.long
def test_another_folder_clock_and_locale_give_the_same_bytes(here: Built, tmp_path: Path) -> None:
    folder = tmp_path / "weiter unten" / "mit Ümlaut"
    folder.mkdir(parents=True)
    there = build(folder, sys.executable, ELSEWHERE, 1_500_000_000)
    assert len(here.files) > 500
    assert here.differing(there) == []


@pytest.mark.long
@pytest.mark.skipif(not OTHER, reason="`make reproducible OTHER=/path/to/python` names another")
def test_another_python_gives_the_same_bytes(here: Built, tmp_path: Path) -> None:
    there = build(tmp_path, OTHER, ELSEWHERE, 1_500_000_000)
    assert here.differing(there) == []
