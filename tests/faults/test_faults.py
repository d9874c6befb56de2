"""A disk that is full, a folder that may not be written, a file that vanishes, a clock that is wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.faults.deeds import ESSAY, MAIL, every, small, texts
from tests.importing.wxr_blog import Item, Reply, wxr
from tests.project import ROOT, Outcome, run
from tests.releasing.sites import contents

BUILD = ("mkdocs", "build", "-q")
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "rename": ("kb.main", "rename", "haeuser", "gebaeude"),
    "comment": ("kb.main", "comment", "add", "mail.eml", "--page", "haeuser"),
    "forget": ("kb.main", "forget", "C. D."),
    "accept": ("kb.main", "translations", "accept", "--all"),
    "import": ("kb.main", "import", "blog.xml"),
    "new": ("kb.main", "new", "concept", "neu", "--title-de", "Neu", "--title-en", "New"),
    "folder": ("kb.main", "folder", "site-folder"),
    "publish": ("kb.main", "publish", "www"),
}
"""The commands that write, by name."""
CODES = {"rename": 1, "comment": 1, "forget": 1}
"""What they end with where nothing can be written; the others with 2."""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that is built, with a mail and an export beside it."""
    root = tmp_path_factory.mktemp("original") / "project"
    small(root)
    (root / "mail.eml").write_bytes(MAIL)
    (root / "blog.xml").write_text(wxr([Item(1, "Neues", replies=[Reply("1")])]), "utf-8")
    outcome = run(*BUILD, folder=root)
    assert outcome.code == 0, outcome.errors
    return root


@pytest.fixture
def project(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "project", symlinks=True))


def faulty(project: Path, command: tuple[str, ...], **faults: Any) -> Outcome:
    """Runs a command whose file system misbehaves."""
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "NO_COLOR": "1",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.faulty", json.dumps(faults), *command],
        cwd=project,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def sentence(outcome: Outcome) -> str:
    """The only one that was said, with nothing of a traceback."""
    lines = [line for line in (outcome.output + outcome.errors).splitlines() if line.strip()]
    assert len(lines) == 1, outcome
    assert "Traceback" not in lines[0]
    assert ".part" not in lines[0]
    return lines[0]


def edit(project: Path) -> None:
    with (project / ESSAY).open("a", encoding="utf-8") as file:
        file.write("\nNoch ein Satz.\n")


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("fault", [{"read_only": "."}, {"full": 0, "below": "."}])
def test_where_nothing_can_be_written_nothing_happens(
    name: str, fault: dict[str, Any], project: Path
) -> None:
    before = texts(project)
    outcome = faulty(project, COMMANDS[name], **fault)
    said = sentence(outcome)
    assert said.startswith("kb: ")
    assert ("Read-only" in said) if "read_only" in fault else ("No space left" in said)
    assert outcome.code == CODES.get(name, 2)
    assert texts(project) == before
    assert not (project / "www").exists()


@pytest.mark.parametrize("name", ["rename", "import", "comment"])
@pytest.mark.parametrize("left", [1, 2, 4])
def test_a_disk_that_fills_up_on_the_way_costs_nothing(
    name: str, left: int, project: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(project, tmp_path / "other", symlinks=True))
    assert run(*COMMANDS[name], folder=other).code == 0
    faulty(project, COMMANDS[name], full=left, below="docs")
    again = run(*COMMANDS[name], folder=project)
    assert "Traceback" not in again.errors
    assert texts(project) == texts(other)


def test_a_build_that_cannot_be_written_says_so(project: Path) -> None:
    edit(project)
    before = every(project / "site")
    outcome = faulty(project, BUILD, full=2, below=".")
    assert outcome.code == 1
    said = sentence(outcome)
    assert "No space left on device" in said
    assert every(project / "site") == before
    assert run(*BUILD, folder=project).code == 0
    assert "Noch ein Satz." in (project / "site/essays/haeuser/index.html").read_text("utf-8")


@pytest.mark.parametrize("left", [10, 40, 100])
def test_a_build_that_finds_a_full_disk_on_its_way_leaves_whole_files(
    left: int, project: Path, tmp_path: Path
) -> None:
    before = every(project / "site")
    edit(project)
    other = Path(shutil.copytree(project, tmp_path / "other", symlinks=True))
    assert run(*BUILD, folder=other).code == 0
    after = every(other / "site")
    outcome = faulty(project, BUILD, full=left, below=".")
    if outcome.code:  # where what is left suffices, it is done
        assert "No space left" in sentence(outcome)
    for path, data in every(project / "site", hidden=False).items():
        assert data in {before.get(path), after.get(path)}, path
    assert run(*BUILD, folder=project).code == 0
    assert every(project / "site") == after


def test_a_site_that_may_not_be_written_is_said(project: Path) -> None:
    edit(project)
    before = every(project / "site")
    outcome = faulty(project, BUILD, read_only="site")
    assert (outcome.code, "Read-only file system" in sentence(outcome)) == (1, True)
    assert every(project / "site") == before


def test_a_cache_that_may_not_be_written_only_costs_time(project: Path) -> None:
    edit(project)
    shutil.rmtree(project / ".cache")
    outcome = faulty(project, BUILD, read_only=".cache")
    assert (outcome.code, outcome.output, outcome.errors) == (0, "", "")
    assert "Noch ein Satz." in (project / "site/essays/haeuser/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "reads"),
    [(ESSAY, 0), (ESSAY, 1), ("docs/assets/images/favicon.svg", 1), ("links.yml", 1)],
)
def test_a_file_that_vanishes_is_named_and_nothing_is_built(
    name: str, reads: int, project: Path, tmp_path: Path
) -> None:
    before = every(project / "site")
    edit(project)
    other = Path(shutil.copytree(project, tmp_path / "other", symlinks=True))
    data = (project / name).read_bytes()
    outcome = faulty(project, BUILD, vanish=name, reads=reads)
    assert not (project / name).exists()
    assert outcome.code == 1
    assert "Traceback" not in outcome.errors
    # That an essay is gone shows where others link to it.
    assert ("haeuser" if name == ESSAY else name) in outcome.output + outcome.errors
    assert every(project / "site") == before
    (project / name).write_bytes(data)
    for root in (project, other):
        assert run(*BUILD, folder=root).code == 0
    assert every(project / "site") == every(other / "site")


def test_a_project_that_can_keep_nothing_is_published_all_the_same(project: Path) -> None:
    assert run("kb.main", "publish", "www", folder=project).code == 0
    before = contents(project / "www")
    edit(project)
    shutil.rmtree(project / ".cache")
    (project / ".cache").write_bytes(b"")  # nothing can be kept, which costs time only
    assert run("kb.main", "publish", "www", folder=project).code == 0
    assert contents(project / "www") != before


def _full_disk(place: Path, size: str) -> bool:
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount")
def test_on_a_disk_that_is_really_full_what_is_published_stays(
    project: Path, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    if not _full_disk(disk, "7m"):
        pytest.skip("nothing can be mounted here")
    try:
        outcome = run("kb.main", "publish", str(disk / "www"), folder=project)
        assert outcome.code == 0, outcome.errors
        before = contents(disk / "www")
        edit(project)
        outcome = run("kb.main", "publish", str(disk / "www"), folder=project)
        assert outcome.code in {1, 2}
        assert "No space left on device" in outcome.errors + outcome.output
        assert "Traceback" not in outcome.errors
        assert contents(disk / "www") == before
        assert not (disk / ".www.releases/building").exists()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_two_builds_at_once_leave_a_whole_site(project: Path, tmp_path: Path) -> None:
    edit(project)
    other = Path(shutil.copytree(project, tmp_path / "other", symlinks=True))
    assert run(*BUILD, folder=other).code == 0
    for _ in range(2):
        shutil.rmtree(project / "site")
        command = [sys.executable, "-m", *BUILD]
        several = [
            subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, encoding="utf-8")
            for _ in range(3)
        ]
        for each in several:
            errors = each.communicate()[1]
            assert (each.returncode, "Traceback" in errors) == (0, False), errors
        assert every(project / "site") == every(other / "site")
    assert not list((project / ".cache/querverweis").glob("staging-*"))


def test_two_that_publish_at_once_do_not_meet(project: Path) -> None:
    command = [sys.executable, "-m", "kb.main", "publish", "www"]
    first = subprocess.Popen(
        command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while not (project / ".www.releases/lock").exists() or not _is_held(project):
        time.sleep(0.01)
        assert first.poll() is None
    outcome = run("kb.main", "publish", "www", folder=project)
    assert first.wait() == 0
    assert outcome.code == 1
    said = f"kb: Somebody is publishing to {project}/www right now. Try again when it is done.\n"
    assert outcome.errors == said
    assert contents(project / "www")


def _is_held(project: Path) -> bool:
    import fcntl  # noqa: PLC0415 - not on Windows

    with (project / ".www.releases/lock").open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
        return False


@pytest.mark.parametrize(
    "clock", [{"clock": 4e8}, {"clock": -1.7e9}, {"backwards": True}], ids=["ahead", "1970", "back"]
)
def test_a_clock_that_is_wrong_changes_no_byte(
    clock: dict[str, Any], project: Path, tmp_path: Path
) -> None:
    edit(project)
    other = Path(shutil.copytree(project, tmp_path / "other", symlinks=True))
    for command in (COMMANDS["comment"], COMMANDS["accept"], COMMANDS["import"], BUILD):
        assert run(*command, folder=other).code == 0
        outcome = faulty(project, command, **clock)
        assert (outcome.code, "Traceback" in outcome.errors) == (0, False), outcome
    assert every(project / "site") == every(other / "site")
    assert texts(project) == texts(other)


def test_files_from_the_future_are_seen_when_they_change(project: Path) -> None:
    future = time.time() + 10 * 365 * 86_400
    for path in (*project.glob("docs/**/*.md"), *project.glob("site/**/*.html")):
        os.utime(path, (future, future))
    assert run(*BUILD, folder=project).code == 0
    edit(project)
    os.utime(project / ESSAY, (1, 1))
    assert run(*BUILD, folder=project).code == 0
    assert "Noch ein Satz." in (project / "site/essays/haeuser/index.html").read_text("utf-8")


FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")


@pytest.mark.skipif(not FAKETIME.exists(), reason="libfaketime is not installed")
@pytest.mark.parametrize("when", ["@1999-12-31 23:59:50", "@2038-01-20 00:00:00"])
def test_all_that_asks_the_system_for_the_time_bears_another_century(
    when: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(project)
    other = Path(shutil.copytree(project, tmp_path / "other", symlinks=True))
    assert run(*BUILD, folder=other).code == 0
    monkeypatch.setenv("LD_PRELOAD", str(FAKETIME))
    monkeypatch.setenv("FAKETIME", when)
    monkeypatch.setenv("NO_FAKE_STAT", "1")
    for command in (BUILD, COMMANDS["publish"], COMMANDS["publish"]):
        outcome = run(*command, folder=project)
        assert (outcome.code, "Traceback" in outcome.errors) == (0, False), outcome
    assert every(project / "site") == every(other / "site")
