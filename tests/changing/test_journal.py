from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from knowledge.changing.journal import JOURNAL, Change, Move, RefusedError, Write, apply, changing
from tests.changing.bases import base, snapshot
from tests.changing.operations import OPERATIONS
from tests.project import ROOT


def kills(operation: str, folder: Path, how: str, first: int, second: int) -> list[dict[str, str]]:
    """What became of a project that was killed again and again."""
    (folder / "project").mkdir()
    base(folder / "project")
    command = [sys.executable, "-m", "tests.changing.killed", operation, str(folder), how]
    done = subprocess.run(
        [*command, str(first), str(second)], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


def holds(seen: list[dict[str, str]]) -> None:
    """Nothing but old and new, once the next command has looked."""
    assert {each["became"] for each in seen} <= {"old", "new"}
    for each in seen:
        assert each["left"] in {"half", each["became"]}


@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_killed_at_every_seventh_line_it_is_old_or_new(operation: str, tmp_path: Path) -> None:
    seen = kills(operation, tmp_path, "lines", 3, 7)
    holds(seen)
    assert {each["became"] for each in seen} == {"old", "new"}
    assert seen[-1] == {"left": "new", "became": "new"}
    assert Counter(each["left"] for each in seen)["half"] > 1


@pytest.mark.long
@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_killed_at_any_line_it_is_old_or_new(operation: str, tmp_path: Path) -> None:
    holds(kills(operation, tmp_path, "lines", 1, 1))


def test_killed_at_some_moments_it_is_old_or_new(tmp_path: Path) -> None:
    holds(kills("rename-essay", tmp_path, "moments", 20261126, 25))


@pytest.mark.long
@pytest.mark.parametrize("operation", sorted(OPERATIONS))
@pytest.mark.parametrize("seed", range(2))
def test_killed_at_many_moments_it_is_old_or_new(operation: str, seed: int, tmp_path: Path) -> None:
    holds(kills(operation, tmp_path, "moments", seed, 150))


def half_done(root: Path) -> Change:
    """A journal of which nothing has been done."""
    (root / "a.md").write_bytes(b"old\n")
    change = Change((Write("b.md", b"old\n", b"new\n"),), (Move("a.md", "b.md"),))
    with changing(root), pytest.MonkeyPatch.context() as patch:
        patch.setattr("knowledge.changing.journal._finish", lambda _: False)
        apply(root, change)
    assert (root / JOURNAL).is_file()
    return change


def test_the_next_command_finishes_what_broke_off(tmp_path: Path) -> None:
    half_done(tmp_path)
    with changing(tmp_path) as finished:
        assert finished
    assert not (tmp_path / "a.md").exists()
    assert (tmp_path / "b.md").read_bytes() == b"new\n"
    assert not (tmp_path / JOURNAL).exists()
    with changing(tmp_path) as finished:
        assert not finished


def test_what_somebody_edited_in_between_is_not_overwritten(tmp_path: Path) -> None:
    half_done(tmp_path)
    (tmp_path / "a.md").write_bytes(b"edited\n")
    with pytest.raises(RefusedError, match=r"b\.md is another since"), changing(tmp_path):
        pass
    assert (tmp_path / "a.md").read_bytes() == b"edited\n"
    (tmp_path / JOURNAL).unlink()
    with changing(tmp_path) as finished:
        assert not finished


def test_a_file_that_changed_since_it_was_read_stops_everything(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(b"old\n")
    change = Change(tuple(Write(name, b"old\n", b"new\n") for name in ("a.md", "b.md")))
    (tmp_path / "b.md").write_bytes(b"edited\n")
    with changing(tmp_path), pytest.raises(RefusedError, match=r"b\.md was changed meanwhile"):
        apply(tmp_path, change)
    assert (tmp_path / "a.md").read_bytes() == b"old\n"
    assert not (tmp_path / JOURNAL).exists()


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    site = base(tmp_path)
    before = snapshot(site.root)
    (tmp_path / JOURNAL).mkdir()
    with changing(tmp_path), pytest.raises(RefusedError, match=JOURNAL):
        apply(tmp_path, Change((Write("links.yml", before["links.yml"], b""),)))
    assert (tmp_path / "links.yml").read_bytes() == before["links.yml"]
