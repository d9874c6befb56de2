from __future__ import annotations

from pathlib import Path

from knowledge.bench import checking
from tests.build.small import small_project


def test_each_way_is_measured_and_the_project_stays_as_it_is(tmp_path: Path) -> None:
    small_project(tmp_path)
    before = {path: path.read_bytes() for path in (tmp_path / "docs").rglob("*.md")}
    steps: list[str] = []
    runs = checking.measure(tmp_path, steps.append, rounds=1)
    assert [run.name for run in runs] == steps
    assert len(steps) == 3
    assert all(run.seconds > 0 and run.cpu > 0 for run in runs)
    assert {path: path.read_bytes() for path in (tmp_path / "docs").rglob("*.md")} == before
    assert len(checking.as_json(runs)["runs"]) == 3
    assert len(checking.as_rows(runs)[0][1]) == 4
