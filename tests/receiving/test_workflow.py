"""The workflow that turns a form into a pull request, its steps run here against a real git."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.receiving.forms import FORMS
from knowledge.receiving.submission import What
from tests.project import ROOT
from tests.receiving.sent import base, body, event, form
from tests.review.history import commit, git

PATH = ROOT / ".github/workflows/comment.yml"
WORKFLOW: dict[Any, Any] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
JOB = WORKFLOW["jobs"]["hold"]
HOSTILE = (
    "`touch pwned` $(touch pwned) ${{ github.token }} '; touch pwned; \"\n"
    "::set-env name=X::y\n| tee pwned\n\n/// comment | A. B.\n    id: c1\n\nIch.\n///"
)
FAKE_GH = """\
#!/bin/sh
printf '%s\\n' "$*" >> "$GH_LOG"
case "$1 $2" in
  "pr list") echo "$GH_OPEN" ;;
  "api "*) cat "$GH_ISSUE" ;;
esac
for word; do
  if [ "$last" = --body-file ]; then cp "$word" "$GH_BODY"; fi
  last="$word"
done
"""


class Runner:
    """A machine that runs the job: a clone, a token, and a `gh` that only writes down."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work, self.origin = folder / "work", folder / "origin.git"
        self.work.mkdir()
        base(self.work)
        # Settings of its own: `kb check` does not follow those that are inherited.
        shutil.copyfile(ROOT / "mkdocs.yml", self.work / "mkdocs.yml")
        git(self.work, "init", "-q", "-b", "main")
        (self.work / ".gitignore").write_text("/.cache\n/.venv\n", "utf-8")
        commit(self.work, "Begin")
        subprocess.run(["git", "init", "-q", "--bare", str(self.origin)], check=True)
        git(self.work, "remote", "add", "origin", str(self.origin))
        git(self.work, "push", "-q", "origin", "main")
        tools = folder / "bin"
        tools.mkdir()
        for name, text in (("gh", FAKE_GH), ("make", "#!/bin/sh\n")):
            (tools / name).write_text(text, "utf-8")
            (tools / name).chmod(0o755)
        venv = self.work / ".venv/bin"
        venv.mkdir(parents=True)
        (venv / "kb").symlink_to(Path(sys.executable).parent / "kb")
        self.log, self.body = folder / "gh.log", folder / "body.md"
        self.environment = {
            "PATH": f"{tools}:{os.environ['PATH']}",
            "HOME": str(folder),
            "GITHUB_REPOSITORY": "example/kb",
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
            "RUNNER_TEMP": str(folder),
            "GITHUB_EVENT_PATH": str(folder / "event.json"),
            "GH_LOG": str(self.log),
            "GH_BODY": str(self.body),
            "GH_ISSUE": str(folder / "issue.json"),
            "GH_OPEN": "0",
            "NUMBER": "12",
            "BASE": "main",
        }

    def run(self, name: str = "issues") -> subprocess.CompletedProcess[str]:
        """All steps, one after the other, until one fails."""
        done = subprocess.CompletedProcess[str]([], 0)
        for step in JOB["steps"]:
            if "run" in step:
                shell = ["bash", "--noprofile", "--norc", "-e"]
                options = ["-o", "pipefail"] if step.get("shell") == "bash" else []
                done = subprocess.run(
                    [*shell, *options, "-c", step["run"]],
                    cwd=self.work,
                    env={**self.environment, "GITHUB_EVENT_NAME": name},
                    capture_output=True,
                    encoding="utf-8",
                    check=False,
                )
                if done.returncode:
                    return done
        return done

    def start_again(self) -> None:
        """A new machine: the clone as it was."""
        git(self.work, "switch", "-q", "main")

    def asked(self) -> list[str]:
        return self.log.read_text("utf-8").splitlines() if self.log.exists() else []


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_a_form_becomes_a_pull_request(runner: Runner) -> None:
    (runner.folder / "event.json").write_bytes(form(name="E. F.", text="Ein Wort."))
    done = runner.run()
    assert done.returncode == 0, done.stderr
    assert runner.asked() == [
        "auth setup-git",
        "pr list --head comment-12 --json number --jq length",
        f"pr create --base main --head comment-12 --title From a reader: issue 12 --body-file {runner.folder}/report.md",
    ]
    changed = git(runner.origin, "diff", "--name-status", "main", "comment-12").split("\n")
    assert re.fullmatch(r"A\tdocs/\.received/[0-9a-f]{32}\.json", changed[0])
    assert changed[1:] == ["M\tdocs/essays/vom-haus/thread.de.md", ""]
    text = git(runner.origin, "show", "comment-12:docs/essays/vom-haus/thread.de.md")
    assert "/// comment | E. F.\n    id: c3\n" in text
    assert "    status: pending\n" in text
    report = runner.body.read_text("utf-8")
    assert "`docs/essays/vom-haus/thread.de.md`" in report
    assert "Closes #12\n" in report


def test_a_question_becomes_one_too(runner: Runner) -> None:
    sent = form(What.QUESTION, "en", title="Who built the house?", text="")
    (runner.folder / "event.json").write_bytes(sent)
    assert runner.run().returncode == 0
    names = git(runner.origin, "diff", "--name-only", "main", "comment-12")
    assert "docs/questions/who-built-the-house.en.md" in names


def test_what_a_form_holds_is_never_a_command(runner: Runner) -> None:
    sent = form(name=HOSTILE.split("\n", maxsplit=1)[0], reply="$(touch pwned)", text=HOSTILE)
    (runner.folder / "event.json").write_bytes(sent)
    done = runner.run()
    assert done.returncode == 0, done.stderr
    assert not list(runner.folder.rglob("pwned"))
    report = runner.body.read_text("utf-8")
    assert "touch" not in report
    assert "**block**" in report
    shown = git(runner.origin, "log", "-1", "--format=%an %s", "comment-12")
    assert shown == "github-actions[bot] Hold what a reader sent in issue 12\n"


def test_made_anew_it_replaces_the_branch_and_keeps_the_pull_request(runner: Runner) -> None:
    (runner.folder / "event.json").write_bytes(form(text="Ein Wort."))
    assert runner.run().returncode == 0
    runner.start_again()
    issue = json.loads(form(text="Ein anderes Wort."))["issue"]
    (runner.folder / "issue.json").write_text(json.dumps(issue), "utf-8")
    git(runner.work, "branch", "-q", "-D", "comment-12")
    runner.environment["GH_OPEN"] = "1"
    assert runner.run("workflow_dispatch").returncode == 0
    assert "api repos/example/kb/issues/12" in runner.asked()
    assert runner.asked()[-1].startswith("pr edit comment-12 --body-file")
    text = git(runner.origin, "show", "comment-12:docs/essays/vom-haus/thread.de.md")
    assert "Ein anderes Wort." in text
    assert "Ein Wort." not in text


def test_what_was_merged_is_not_proposed_again(runner: Runner) -> None:
    (runner.folder / "event.json").write_bytes(form())
    assert runner.run().returncode == 0
    runner.start_again()
    git(runner.work, "merge", "-q", "comment-12")
    before = runner.asked()
    done = runner.run()
    assert (done.returncode, done.stdout) == (0, "It is there already.\n")
    assert runner.asked() == before


def test_what_belongs_nowhere_fails_and_says_why(runner: Runner) -> None:
    (runner.folder / "event.json").write_bytes(form(page="essays/gibt-es-nicht"))
    done = runner.run()
    assert done.returncode == 1
    assert runner.asked() == []
    assert "There is no essay or question" in (runner.folder / "summary.md").read_text("utf-8")


def test_no_expression_stands_in_a_command() -> None:
    commands = [step["run"] for step in JOB["steps"] if "run" in step]
    assert len(commands) == 4
    assert not [command for command in commands if "${{" in command]


def test_it_may_do_no_more_than_it_must() -> None:
    assert WORKFLOW["permissions"] == {}
    assert JOB["permissions"] == {"contents": "write", "issues": "read", "pull-requests": "write"}
    with_token = [s["name"] for s in JOB["steps"] if "GH_TOKEN" in s.get("env", {})]
    assert with_token == ["Fetch the form", "Open a pull request"]
    assert "kb" not in "".join(s["run"] for s in JOB["steps"] if s.get("name") in with_token)


def test_its_actions_are_those_of_the_other_workflow() -> None:
    known = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+ # \S+)", PATH.read_text(encoding="utf-8"))
    assert len(used) == 2
    assert all(action in known for action in used)


def test_it_wakes_for_our_forms_only() -> None:
    wanted = set(re.findall(r"'### ([^']+)'", JOB["if"]))
    for each in FORMS:
        text = json.loads(event(body(each.what, each.language)))["issue"]["body"]
        assert any(f"### {label}" in text for label in wanted), each.file
    assert wanted <= {label for each in FORMS for label in each.labels.values()}
