"""The workflow that tests and publishes: what its steps run is run here, and what they may do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.build.small import small_project
from tests.project import ROOT, run
from tests.review.history import commit, git

PATH = ROOT / ".github/workflows/ci.yml"
TEXT = PATH.read_text(encoding="utf-8")
WORKFLOW: dict[Any, Any] = yaml.safe_load(TEXT)
JOBS = WORKFLOW["jobs"]
STEPS: list[dict[str, Any]] = JOBS["test"]["steps"]
COMMANDS = {step["name"]: step for job in JOBS.values() for step in job["steps"] if "run" in step}
WHOLE = ".ci/run"
"""Takes minutes, and is what runs this test."""
ESSAY = "docs/essays/haeuser/index.de.md"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the runner has behind `.ci/run`: the merge of a pull request, its site, and `kb`."""
    work = tmp_path_factory.mktemp("original") / "work"
    work.mkdir()
    small_project(work)
    text = re.sub(r"INHERIT:.*", "", (work / "mkdocs.yml").read_text("utf-8"))
    settings = yaml.safe_load(text) or {}
    whole = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for name in settings:  # of its own: `kb check` does not follow what is inherited
        whole = re.sub(rf"(?m)^{name}:.*\n(?:[ #-].*\n|\n(?=[ #]))*", "", whole)
    (work / "mkdocs.yml").write_text(f"{text}\n{whole}", "utf-8")
    (work / ".gitignore").write_text("/.cache\n/.venv\n/site\n/site-folder\n", "utf-8")
    git(work, "init", "-q", "-b", "main")
    commit(work, "Begin")
    git(work, "switch", "-q", "-c", "change")
    for name in (ESSAY, ESSAY.replace(".de.", ".en.")):
        with (work / name).open("a", encoding="utf-8") as file:
            file.write("\n## Neu { #neu }\n\nEin Haus.\n")
    commit(work, "Change")
    git(work, "switch", "-q", "main")
    git(work, "merge", "-q", "--no-ff", "-m", "Merge", "change")
    outcome = run("mkdocs", "build", "-q", folder=work)
    assert outcome.code == 0, outcome.errors
    (work / ".venv/bin").mkdir(parents=True)
    (work / ".venv/bin/kb").symlink_to(Path(sys.executable).parent / "kb")
    return work


@pytest.fixture
def checkout(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "work", symlinks=True))


def ran(step: dict[str, Any], work: Path) -> subprocess.CompletedProcess[str]:
    """Runs a step's command as a runner does."""
    options = ["-o", "pipefail"] if step.get("shell") == "bash" else []
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(work.parent),
        "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache")),
        "GITHUB_STEP_SUMMARY": str(work.parent / "summary.md"),
        "LC_ALL": "C.UTF-8",
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", *options, "-c", step["run"]],
        cwd=work,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_what_decides_is_there_and_can_be_run() -> None:
    assert COMMANDS["Build the site strictly and run the tests"]["run"] == WHOLE
    assert os.access(ROOT / WHOLE, os.X_OK)
    checked = ["bash", "-n", str(ROOT / WHOLE)]
    assert subprocess.run(checked, check=False).returncode == 0
    mode = git(ROOT, "ls-files", "--stage", WHOLE).split()[0]
    assert mode == "100755"


def test_every_other_command_does_what_its_step_says(checkout: Path) -> None:
    said = {name: ran(step, checkout) for name, step in COMMANDS.items() if step["run"] != WHOLE}
    assert {name: done.returncode for name, done in said.items()} == dict.fromkeys(said, 0), said
    assert len(said) == 3
    assert "::notice " in said["Say what is wrong with the texts"].stdout
    changed = said["Say which mentions the change adds and removes"]
    assert f"::notice file={ESSAY}" in changed.stderr
    assert "'Haus' haus" in changed.stdout
    assert (checkout.parent / "summary.md").read_text("utf-8") == changed.stdout
    page = (checkout / "site-folder/index.html").read_text("utf-8")
    assert "index.html" in page


def test_a_text_that_is_wrong_is_annotated_and_fails(checkout: Path) -> None:
    with (checkout / ESSAY).open("a", encoding="utf-8") as file:
        file.write("\nSiehe [[gibt-es-nicht]].\n")
    done = ran(COMMANDS["Say what is wrong with the texts"], checkout)
    assert done.returncode == 1
    assert re.search(rf"::error file={ESSAY},line=\d+", done.stdout)


def test_a_command_that_fails_in_front_of_a_pipe_fails_its_step(checkout: Path) -> None:
    shutil.rmtree(checkout / ".git")
    done = ran(COMMANDS["Say which mentions the change adds and removes"], checkout)
    assert done.returncode != 0


def test_no_expression_stands_in_a_command() -> None:
    assert not [step["run"] for step in COMMANDS.values() if "${{" in step["run"]]


def test_it_may_do_no_more_than_it_must() -> None:
    assert WORKFLOW["permissions"] == {}
    assert JOBS["test"]["permissions"] == {"contents": "read"}
    assert JOBS["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert set(WORKFLOW[True]) == {"pull_request", "push"}  # and never pull_request_target
    assert WORKFLOW[True]["push"] == {"branches": ["main"]}
    assert "secrets." not in TEXT
    assert "github.token" not in TEXT
    assert STEPS[0]["with"]["persist-credentials"] is False


def test_only_what_was_merged_is_published_and_one_at_a_time() -> None:
    publish = JOBS["publish"]
    assert publish["if"] == "github.event_name == 'push'"
    assert publish["needs"] == "test"
    assert publish["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    assert not [step for step in publish["steps"] if "run" in step]


def test_nothing_of_a_pull_request_gets_into_the_cache() -> None:
    steps = {step["uses"].partition("@")[0]: step for step in STEPS if "uses" in step}
    assert "actions/cache" not in steps
    assert steps["actions/cache/save"]["if"] == "github.event_name == 'push'"
    assert steps["actions/upload-pages-artifact"]["if"].startswith("github.event_name == 'push'")
    restored, saved = steps["actions/cache/restore"]["with"], steps["actions/cache/save"]["with"]
    assert (restored["path"], restored["key"]) == (saved["path"], saved["key"])
    assert restored["key"].startswith(restored["restore-keys"])


def test_actions_are_named_by_commits() -> None:
    used = [step["uses"] for job in JOBS.values() for step in job["steps"] if "uses" in step]
    assert [use for use in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", use)] == []
    assert len(re.findall(r"uses: \S+ # v\d+\.\d+\.\d+", TEXT)) == len(used)
