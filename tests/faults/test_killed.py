"""Killed at any moment: what is published is whole, and the next run ends as if nothing had been."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.faults.deeds import DEEDS
from tests.project import ROOT

FEW, MANY, SEED = 3, 100, 20261126


def kills(name: str, folder: Path, count: int) -> list[dict[str, Any]]:
    """What became of something that was killed again and again."""
    command = [sys.executable, "-m", "tests.faults.killed", name, str(folder)]
    done = subprocess.run(
        [*command, str(SEED), str(count)], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    seen: list[dict[str, Any]] = json.loads(done.stdout)
    assert len(seen) == count
    return seen


def holds(name: str, seen: list[dict[str, Any]]) -> None:
    """What was left is old or new, and what became of it is what an undisturbed run makes."""
    allowed = {"old", "new"} if DEEDS[name].is_one else {"old", "new", "between"}
    assert [each for each in seen if each["left"] not in allowed] == []
    assert [each for each in seen if each["became"] != "new"] == []


@pytest.mark.parametrize("name", DEEDS)
def test_killed_at_some_moments(name: str, tmp_path: Path) -> None:
    holds(name, kills(name, tmp_path, FEW))


@pytest.mark.long
@pytest.mark.parametrize("name", DEEDS)
def test_killed_at_a_hundred_moments(name: str, tmp_path: Path) -> None:
    seen = kills(name, tmp_path, MANY)
    holds(name, seen)
    assert sum(each["was_killed"] for each in seen) > MANY // 4
    left = Counter(each["left"] for each in seen)
    running = sum(each["was_killed"] for each in seen)
    print(f"{name}: {running} of {MANY} kills while it ran, left {dict(left)}")  # noqa: T201 - for `pytest -s`
