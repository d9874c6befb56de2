"""The weekly run: it calls what there is, with no rights, and pins what it uses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from tests.project import ROOT

WORKFLOWS = ROOT / ".github/workflows"
YEARS: dict[Any, Any] = yaml.safe_load((WORKFLOWS / "years.yml").read_text("utf-8"))
USED = re.compile(r"uses: (\S+)@([0-9a-f]{40}) # v")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def steps() -> list[dict[str, Any]]:
    return [step for job in YEARS["jobs"].values() for step in job["steps"]]


def pinned(path: Path) -> dict[str, str]:
    return dict(USED.findall(path.read_text("utf-8")))


def test_every_action_is_pinned_as_in_ci() -> None:
    found = pinned(WORKFLOWS / "years.yml")
    assert {step["uses"].partition("@")[0] for step in steps() if "uses" in step} == set(found)
    known = pinned(WORKFLOWS / "ci.yml")
    assert {name: known.get(name) for name in found} == found


def test_nothing_may_do_more_than_read() -> None:
    assert YEARS["permissions"] == {}
    assert {str(job["permissions"]) for job in YEARS["jobs"].values()} == {"{'contents': 'read'}"}
    assert "secrets" not in (WORKFLOWS / "years.yml").read_text("utf-8")


def test_every_job_calls_targets_that_there_are() -> None:
    for name, job in YEARS["jobs"].items():
        runs = "\n".join(step["run"] for step in job["steps"] if "run" in step)
        calls = re.findall(r"^make (?:--silent )?([a-z -]+?)(?: \|.*)?$", runs, re.MULTILINE)
        targets = [target for call in calls for target in call.split()]
        assert targets, name
        for target in targets:
            assert re.search(rf"^{target}:.*## ", MAKEFILE, re.MULTILINE), target


def test_every_stack_is_one_that_make_knows() -> None:
    known = re.search(r"^STACKS +:= (.*)$", MAKEFILE, re.MULTILINE)
    assert known
    assert YEARS["jobs"]["stack"]["strategy"]["matrix"]["stack"] == known[1].split()
